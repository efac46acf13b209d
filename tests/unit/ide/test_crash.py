"""Our own mistakes: told once, copyable, without the person's folder; the window lives on."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from ide import log
from ide.crash import CrashDialog, CrashReporter, report
from ide.version import VERSION

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture
def reporter(qapp: QApplication) -> Iterator[CrashReporter]:
    reporter = CrashReporter()
    yield reporter
    if reporter._dialog is not None:
        reporter._dialog.close()
        reporter._dialog.deleteLater()


def fault(path: str) -> ValueError:
    try:
        raise ValueError(f"cannot read {path}")
    except ValueError as error:
        return error


def dialogs() -> list[CrashDialog]:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, CrashDialog)]
    return [each for each in found if each.isVisible()]


def test_a_fault_in_a_slot_is_shown_once_and_the_window_lives(
    reporter: CrashReporter, qtbot: QtBot, capfd: pytest.CaptureFixture[str]
) -> None:
    ticks: list[int] = []

    def slot() -> None:
        ticks.append(1)
        raise RuntimeError("planted fault")

    timer = QTimer()
    timer.setInterval(1)
    timer.timeout.connect(slot)
    with capture_exceptions():
        reporter.install()
        try:
            timer.start()
            qtbot.waitUntil(lambda: len(ticks) >= 5 and len(dialogs()) == 1)
            timer.stop()
        finally:
            reporter.uninstall()
    (dialog,) = dialogs()
    assert dialog.report.toPlainText().count("planted fault") == 2  # its line and its message
    QTest.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert "RuntimeError: planted fault" in QGuiApplication.clipboard().text()
    assert "planted fault" in capfd.readouterr().err


def test_a_report_names_versions_and_not_the_persons_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOME", "/home/jane")
    monkeypatch.setenv("USERPROFILE", "/home/jane")
    error = fault("/home/jane/shop/app.json")
    text = report(type(error), error, error.__traceback__)
    assert "~/shop/app.json" in text
    assert "jane" not in text
    assert f"Minideck {VERSION}" in text


def test_the_version_is_the_packages() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["version"] == VERSION


def test_the_log_begins_a_new_file_before_it_gets_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "_SIZE", 2000)
    file = log.start(tmp_path)
    try:
        for number in range(100):
            log.logger("test").info("line %d %s", number, "x" * 60)
    finally:
        log.stop()
        logging.getLogger("minideck").setLevel(logging.NOTSET)
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "minideck.log",
        "minideck.log.1",
        "minideck.log.2",
        "minideck.log.3",
    ]
    assert "line 99" in file.read_text("utf-8")
    assert all(each.stat().st_size <= 2000 for each in tmp_path.iterdir())
