"""Runs the command line as a person does: in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 300


@dataclass(frozen=True)
class Ended:
    """How a command ended; ``result`` is the JSON it wrote, by page for ``snapshot``."""

    code: int
    output: str
    errors: str
    result: dict[str, Any]

    def page(self, route: str) -> dict[str, Any]:
        """Return the record of a page."""
        found = [page for page in self.result["pages"] if page["page"] == route]
        assert len(found) == 1, self.output + self.errors
        record = found[0]
        assert isinstance(record, dict)
        return record


def minideck(*arguments: str | Path, json_file: Path, limit_s: float = LIMIT_S) -> Ended:
    """Run a command with ``--json``; it has to end by itself."""
    command = [sys.executable, "-m", "ide.cli", *map(str, arguments), "--json", str(json_file)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "MINIDECK_CACHE": ""},
        capture_output=True,
        text=True,
        timeout=limit_s,
        check=False,
    )
    result = json.loads(json_file.read_text("utf-8")) if json_file.exists() else {}
    return Ended(done.returncode, done.stdout, done.stderr, result)


def write_project(
    root: Path, pages: Sequence[str], files: Mapping[str, str], **app: object
) -> Path:
    """Write a mini-program of some pages; files are given by path, the rest is empty."""
    written = {"app.json": json.dumps({"pages": list(pages), **app}), "app.js": "App({})\n"}
    for page in pages:
        written |= {f"{page}.js": "Page({})\n", f"{page}.wxml": f"<view>{page}</view>\n"}
    written |= files
    for path, text in written.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return root
