"""Finds what names moving or vanishing files, in a process of its own (``python -m``, no Qt).

One request comes as a line of JSON: ``{"root", "files", "package"}`` with ``"moves"`` (new path by
old path) or ``"targets"`` (paths). The answer is a line for each file, ``{"file", "matches"}``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from ide.refactor.references import edits, uses
from ide.search.texts import read_text


def answer(request: Mapping[str, Any], out: TextIO) -> None:
    """Write the matches of a request, file by file."""
    root, files, package = Path(request["root"]), request["files"], request["package"]

    def read(path: str) -> str | None:
        return read_text(root / path)

    if "moves" in request:
        found = edits(files, package, read, request["moves"])
    else:
        found = uses(files, package, read, request["targets"])
    for file, matches in found:
        row = {"file": file, "matches": [asdict(match) for match in matches]}
        out.write(json.dumps(row) + "\n")
        out.flush()


def main() -> None:
    """Answer one request of standard input."""
    answer(json.loads(sys.stdin.readline()), sys.stdout)


if __name__ == "__main__":
    main()
