"""Looks through the files of a project in a process of its own (``python -m``, no Qt).

One request comes as a line of JSON, ``{"root", "query", "unsaved": {path: text}}``.
The answer is a line for each file with matches, ``{"file", "matches"}``, and a last one,
``{"files", "matches", "looked", "cut"}`` or ``{"error"}``. A process of its own can be stopped in
the middle of a regular expression that never ends.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from ide.search.matching import find
from ide.search.query import Query, QueryError
from ide.search.texts import read_text

SKIPPED = frozenset({"node_modules", ".git", ".svn", ".hg", "__pycache__"})
MOST = 10_000
"""How many matches are found at most, in all files together."""
_BINARY = frozenset(
    ".png .jpg .jpeg .gif .webp .ico .mp3 .mp4 .wav .aac .ttf .otf .woff .woff2 .eot .zip".split()  # noqa: SIM905
)


def answer(request: Mapping[str, Any], out: TextIO) -> None:
    """Write the matches of a request, file by file."""
    query = Query(**request["query"])
    try:
        _ = query.pattern
    except QueryError as error:
        _write(out, error=str(error))
        return
    unsaved: Mapping[str, str] = request.get("unsaved", {})
    found = files = looked = 0
    for path in _paths(Path(request["root"])):
        if not query.wants(path):
            continue
        text = unsaved[path] if path in unsaved else read_text(Path(request["root"], path))
        if text is None:
            continue
        looked += 1
        matches = list(islice(find(text, query), MOST - found + 1))
        cut = len(matches) > MOST - found
        matches = matches[: MOST - found]
        if matches:
            found, files = found + len(matches), files + 1
            _write(out, file=path, matches=[asdict(match) for match in matches])
        if cut:
            _write(out, files=files, matches=found, looked=looked, cut=True)
            return
    _write(out, files=files, matches=found, looked=looked, cut=False)


def _paths(root: Path) -> Iterator[str]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in SKIPPED)
        for name in sorted(names):
            if os.path.splitext(name)[1].lower() not in _BINARY:
                yield Path(folder, name).relative_to(root).as_posix()


def _write(out: TextIO, **row: Any) -> None:
    out.write(json.dumps(row) + "\n")
    out.flush()


def main() -> None:
    """Answer one request of standard input."""
    answer(json.loads(sys.stdin.readline()), sys.stdout)


if __name__ == "__main__":
    main()
