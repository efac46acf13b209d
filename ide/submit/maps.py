"""The source maps of a package, kept in a zip beside it and never inside (no Qt)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import IO, Any

from ide.submit.archive import Archive

SCHEMA = "minideck-maps-1"
INDEX = "index.json"


class MapsWriter:
    """Collects the maps of a package as its files are built."""

    def __init__(self, file: IO[bytes]) -> None:
        self._archive = Archive(file)
        self._rows: dict[str, dict[str, Any]] = {}

    def __enter__(self) -> MapsWriter:
        self._archive.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._archive.__exit__(*error)

    def add(self, path: str, source: str, text: str | None, read: Callable[[], str]) -> None:
        """Note where a script comes from; ``text`` is its map, ``read`` gives the author's text.

        Without a map its lines are those of its source.
        """
        row: dict[str, Any] = {"source": source}
        if text is not None:
            value = json.loads(text)
            whole = {**value, "file": path, "sources": [source], "sourcesContent": [read()]}
            row["map"] = f"{path}.map"
            data = json.dumps(whole, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
            self._archive.add(row["map"], [data], len(data))
        self._rows[path] = row

    def finish(self, about: Mapping[str, Any]) -> None:
        """Add the index: what the maps belong to, and where every script comes from."""
        value = {"schema": SCHEMA, **about, "files": self._rows}
        data = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode()
        self._archive.add(INDEX, [data], len(data))
