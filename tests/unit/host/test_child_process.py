"""A child process holds none of our files open, and nothing starts one in another way."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from renderer.host.child_process import ChildProcess

ROOT = Path(__file__).resolve().parents[3]
BARE = re.compile(r"\bQProcess\(")


@pytest.mark.skipif(sys.platform == "win32", reason="handles are not inherited there")
def test_an_inheritable_file_is_not_inherited(qtbot: QtBot) -> None:
    reading, writing = os.pipe()
    os.set_inheritable(writing, True)
    child = ChildProcess()
    with qtbot.waitSignal(child.started):
        child.start(sys.executable, ["-c", "input()"])
    os.close(writing)
    # The end of the pipe comes while the child lives only if the child has not got it.
    os.set_blocking(reading, False)
    assert os.read(reading, 1) == b""
    os.close(reading)
    with qtbot.waitSignal(child.finished):
        child.write(b"\n")


@pytest.mark.parametrize("room", ["ide", "renderer"])
def test_no_process_is_started_without_it(room: str) -> None:
    bare = [
        str(file.relative_to(ROOT))
        for file in (ROOT / room).rglob("*.py")
        if BARE.search(file.read_text("utf-8"))
    ]
    assert bare == []
