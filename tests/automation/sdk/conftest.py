"""One ``auto`` process with a mini-program that has every kind of element."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
_PATIENCE_S = 120


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the mini-program of ``app/`` can be driven."""
    said = tmp_path_factory.mktemp("auto") / "stderr"
    command = [sys.executable, "-m", "ide.cli", "auto", str(HERE / "app"), "--until-eof"]
    with (
        said.open("w") as errors,
        subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        limit = threading.Timer(_PATIENCE_S, process.kill)
        limit.start()
        try:
            line = process.stdout.readline()
        finally:
            limit.cancel()
            limit.join()
        assert line.startswith("listening "), said.read_text()
        yield line.removeprefix("listening ").strip()
        process.stdin.close()
        try:
            assert process.wait(_PATIENCE_S) == 0, said.read_text()
        finally:
            process.kill()
