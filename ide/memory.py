"""What the window remembers: its place, its docks and how the editor was left (no Qt)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ide import atomic

_MOST = 50


class WindowMemory:
    """Kept as JSON in the profile folder; without a file nothing is remembered."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._data = _read(file)

    def place(self, name: str) -> str:
        """Return what was remembered under ``geometry`` or ``layout``, in base64."""
        return str(self._data.get(name, ""))

    def put_place(self, name: str, value: str) -> None:
        """Remember ``geometry`` or ``layout``."""
        kept = _read(self._file) if self._file is not None else self._data
        self._data = {**kept, name: value}
        self._write()

    def editor(self, project: Path) -> dict[str, Any]:
        """Return how the editor of a project was left, as it says itself."""
        row = self._projects().get(str(project), {})
        return row if isinstance(row, dict) else {}

    def put_editor(self, project: Path, state: Mapping[str, Any]) -> None:
        """Remember how the editor of a project is left."""
        if self._file is not None:
            self._data = _read(self._file)  # another window may have written since
        projects = self._projects()
        projects.pop(str(project), None)
        projects[str(project)] = dict(state)
        self._data["projects"] = dict(list(projects.items())[-_MOST:])
        self._write()

    def _projects(self) -> dict[str, dict[str, Any]]:
        rows = self._data.get("projects")
        return dict(rows) if isinstance(rows, dict) else {}

    def _write(self) -> None:
        if self._file is not None:
            atomic.write_text(self._file, json.dumps(self._data, ensure_ascii=False))


def _read(file: Path | None) -> dict[str, Any]:
    try:
        data = json.loads(file.read_text(encoding="utf-8")) if file else {}
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}
