"""Somebody drives the mini-program from the Python console of the window."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from jupyter_client.session import Session
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.e2e.journey import at_the_window
from tests.e2e.python_in_window import PythonInWindow, python_in_window
from tests.e2e.sockets import reached

# The offscreen platform says what it cannot do each time a window is shown.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
STUBBORN = "while True:\n    try:\n        while True: pass\n    except KeyboardInterrupt: pass"
LOOPBACK = "tcp 0100007F:"
"""How the kernel's tables begin a line for who listens on 127.0.0.1."""


@pytest.fixture(scope="module")
def one_window(
    qapp: QApplication, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PythonInWindow]:
    from tests.patience import PatientBot  # noqa: PLC0415

    bot = PatientBot(request)
    with python_in_window(qapp, bot, tmp_path_factory.mktemp("python")) as somebody:
        yield somebody


def test_a_tap_changes_the_phone(one_window: PythonInWindow) -> None:
    said = one_window.ask("page.q('#connection').tap()")
    assert "Error" not in said
    one_window.person.sees("by wifi")
    assert "Out[2]: 'by wifi'" in one_window.ask("page.data['network']")


def test_names_and_selectors_are_completed(one_window: PythonInWindow) -> None:
    keys, view = one_window.keys, one_window.view
    QTest.keyClicks(keys, "page.call_me")
    QTest.keyClick(keys, Qt.Key.Key_Tab)
    one_window.person.wait(lambda: view.input_buffer == "page.call_method")
    view.input_buffer = ""
    QTest.keyClicks(keys, "%tap #con")
    QTest.keyClick(keys, Qt.Key.Key_Tab)
    one_window.person.wait(lambda: view.input_buffer == "%tap #connection")
    view.input_buffer = ""
    QTest.keyClicks(keys, "%goto pages/ab")
    QTest.keyClick(keys, Qt.Key.Key_Tab)
    one_window.person.wait(lambda: view.input_buffer == "%goto pages/about/about")
    view.input_buffer = ""


def test_javascript_of_the_app_answers_in_python(one_window: PythonInWindow) -> None:
    one_window.view.put_input(
        "%%wxjs\nconst stack = getCurrentPages()\nreturn {deep: stack.length}"
    )
    one_window.person.wait(lambda: "{'deep': 1}" in one_window.view.text)
    one_window.ready()
    said = one_window.ask("app.evaluate('nowhere.at.all')")
    assert "AppError" in said
    assert "nowhere is not defined" in said
    assert "concurrent" not in said


def test_a_picture_stands_in_the_text(one_window: PythonInWindow) -> None:
    one_window.ask("%shot")
    assert one_window.view.pictures == 1


def test_the_window_lives_while_a_flood_comes_and_an_endless_loop_runs(
    one_window: PythonInWindow,
) -> None:
    person = one_window.person
    person.open_by_name("home.js", "pages/home/home.js")
    one_window.view.put_input("while True: print('x' * 300)")
    one_window.person.wait(lambda: one_window.panel.state == "busy")
    one_window.person.wait(lambda: "xxx" in one_window.view.text)
    person.window.editor.code.setFocus()
    person.type("// still here ")
    person.wait(lambda: "// still here" in person.editor_text())
    assert one_window.panel.state == "busy"
    assert one_window.view.lines <= 2 * 2000
    person.click(one_window.panel.buttons["interrupt"])
    one_window.ready()
    assert "KeyboardInterrupt" in one_window.view.text


def test_a_call_that_waits_is_interrupted_with_the_keyboard(one_window: PythonInWindow) -> None:
    one_window.view.setFocus()
    one_window.type("page.q('.nothing', timeout=600)")
    one_window.person.wait(lambda: one_window.panel.state == "busy")
    QTest.keyClick(one_window.keys, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    one_window.ready()
    assert "KeyboardInterrupt" in one_window.view.text.rpartition("In [")[0]


def test_the_app_may_start_afresh_meanwhile(one_window: PythonInWindow) -> None:
    assert "<Page pages/home/home" in one_window.ask("app.restart()")
    assert "'pages/home/home'" in one_window.ask("page.path")


def test_a_busy_kernel_ends_beside_the_next_one(one_window: PythonInWindow) -> None:
    kernel = one_window.console.kernel
    assert kernel is not None
    gone: list[bool] = []
    kernel.gone.connect(lambda: gone.append(True))
    one_window.view.put_input(STUBBORN)
    one_window.person.wait(lambda: one_window.panel.state == "busy")
    one_window.person.click(one_window.panel.buttons["restart"])
    assert one_window.console.kernel is not kernel
    assert not gone
    one_window.person.wait(lambda: one_window.panel.state == "ready")
    one_window.person.wait(lambda: gone)
    assert "Out[1]: 2" in one_window.ask("1 + 1")


def test_what_is_on_its_way_from_a_kernel_that_is_forgotten_is_dropped(
    one_window: PythonInWindow,
) -> None:
    kernel = one_window.console.kernel
    assert kernel is not None
    session = Session()
    asked = session.msg("execute_request")
    told = {"code": "late", "execution_count": 1}
    message = session.msg("execute_input", told, parent=asked)
    channel = kernel.channels.iopub_channel
    speaker = threading.Thread(target=channel.message_received.emit, args=(message,))
    speaker.start()
    speaker.join()
    one_window.view.forget_kernel()
    delivered: list[bool] = []
    QTimer.singleShot(0, lambda: delivered.append(True))
    one_window.person.wait(lambda: delivered)
    one_window.person.click(one_window.panel.buttons["restart"])
    one_window.person.wait(lambda: one_window.panel.state == "ready")
    assert "Out[1]: 2" in one_window.ask("1 + 1")
    assert "late" not in one_window.view.text


def test_after_a_restart_names_are_gone_and_the_history_is_there(
    one_window: PythonInWindow,
) -> None:
    one_window.ask("kept = 41 + 1")
    first = one_window.console.kernel
    assert first is not None
    pid = first.pid
    one_window.person.click(one_window.panel.buttons["restart"])
    one_window.ready()
    second = one_window.console.kernel
    assert second is not None
    assert second.pid != pid
    assert not _lives(pid)
    assert "NameError" in one_window.ask("kept")
    QTest.keyClick(one_window.keys, Qt.Key.Key_Up)
    QTest.keyClick(one_window.keys, Qt.Key.Key_Up)
    assert one_window.view.input_buffer == "kept = 41 + 1"
    one_window.view.input_buffer = ""


def test_a_kernel_that_dies_is_told_and_started_again(one_window: PythonInWindow) -> None:
    one_window.type("import os; os.abort()")
    one_window.person.wait(lambda: one_window.panel.state == "ended")
    assert one_window.console.server is None
    assert one_window.panel.again_button.isVisible()
    one_window.person.click(one_window.panel.again_button)
    one_window.ready()
    assert "2" in one_window.ask("1 + 1")


def test_nothing_is_left_when_the_project_is_closed(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    threads, others = set(threading.enumerate()), reached()
    with at_the_window(qapp, qtbot, tmp_path / "kiosk", tmp_path / "profile", lite=True) as person:
        python = PythonInWindow(person)
        assert python.console.kernel is None
        assert python.console.server is None
        python.open()
        kernel, server = python.console.kernel, python.console.server
        assert kernel is not None
        assert server is not None
        folder, pid = kernel.folder, kernel.pid
        host, port = server.place.split(":")
        assert all(here.startswith(LOOPBACK) for here in reached())
        python.ask("import subprocess; subprocess.Popen(['sleep', '600']).pid")
        child = int(python.view.text.rpartition("Out[1]: ")[2].split()[0])
        assert person.bench.close_project()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((host, int(port))).close()
        assert not folder.exists()
        person.wait(lambda: not _lives(pid) and not _lives(child))
        assert python.panel.state == "off"
        assert reached() <= others
    assert set(threading.enumerate()) <= threads


def _lives(pid: int) -> bool:
    """Whether a process runs; one that nobody has buried yet does not."""
    try:
        os.kill(pid, 0)
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return False
