"""Cells drawn through dask.distributed are those drawn here, also when a computer of it dies."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.e2e.conftest import ROOT, Ended, minideck, write_project
from tests.patience import PATIENCE_MS

PAGES = ("pages/a/a", "pages/b/b")
FILES = {f"{page}.wxml": f"<view style='color: red'>{page}</view>" for page in PAGES}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def process(module: str, *arguments: str, says: str) -> Iterator[subprocess.Popen[str]]:
    """Run a program of dask until the end of the block; it is there when it says so."""
    command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as running:
        lines = running.stderr
        assert lines is not None
        said = threading.Event()

        def read() -> None:
            for line in lines:
                if says in line:
                    said.set()

        reader = threading.Thread(target=read)
        reader.start()
        try:
            assert said.wait(PATIENCE_MS / 1000), f"{module} does not start"
            yield running
        finally:
            running.kill()
            running.wait()
            reader.join()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(tmp_path_factory.mktemp("app"), PAGES, FILES)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_cluster_draws_the_same_and_a_computer_that_dies_is_replaced(
    project: Path, tmp_path: Path
) -> None:
    address = f"tcp://127.0.0.1:{free_port()}"
    here = tmp_path / "here"
    minideck("matrix", project, "--out", here, json_file=tmp_path / "here.json")
    there = tmp_path / "there"
    done: list[Ended] = []

    def draw() -> None:
        arguments = ("matrix", project, "--out", there, "--scheduler", address)
        done.append(minideck(*arguments, json_file=tmp_path / "there.json"))

    port = address.rsplit(":", 1)[1]
    with ExitStack() as running:
        start = running.enter_context
        scheduler = ("--host", "127.0.0.1", "--port", port, "--no-dashboard", "--no-show")
        start(process("dask_scheduler", *scheduler, says="Scheduler at"))
        worker = (address, "--nthreads", "1", "--no-dashboard", "--no-nanny", "--local-directory")
        first = start(process("dask_worker", *worker, str(tmp_path / "one"), says="Registered to"))
        drawing = threading.Thread(target=draw)
        drawing.start()
        journal = there / ".journal.jsonl"
        wait_for_file(tmp_path / "one", "project")
        assert journal.is_file()
        first.send_signal(signal.SIGKILL)
        start(process("dask_worker", *worker, str(tmp_path / "two"), says="Registered to"))
        drawing.join()
    assert done[0].code == 0, done[0].errors
    assert (there / "results.json").read_bytes() == (here / "results.json").read_bytes()
    assert pictures(there) == pictures(here)


def wait_for_file(folder: Path, name: str) -> None:
    """Wait until a worker has unpacked the project: it draws now."""
    arrived = threading.Event()
    tries = range(PATIENCE_MS // 50)
    assert any(next(folder.rglob(name), None) or arrived.wait(0.05) for _ in tries)


def pictures(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (folder / "pictures").iterdir()}


def test_a_scheduler_that_does_not_answer_ends_the_run(project: Path, tmp_path: Path) -> None:
    address = f"tcp://127.0.0.1:{free_port()}"
    ended = minideck(
        "matrix", project, "--out", tmp_path / "out", "--scheduler", address,
        json_file=tmp_path / "result.json",
    )  # fmt: skip
    assert (ended.code, ended.result) == (2, {})
    assert f"no scheduler answers at {address}" in ended.errors
    assert "Traceback" not in ended.errors
    assert not (tmp_path / "out").exists()
