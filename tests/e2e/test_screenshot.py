"""The picture of the window that ``--screenshot`` takes: of what is there, not of its beginning."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ide.app import Opened, open_window, prepare
from ide.screenshot import Screenshot
from tests.patience import PATIENCE_MS

# The offscreen platform says what it cannot do each time a window is shown.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

prepare()


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot) -> Iterator[Opened]:
    """Open a window of phone and debugger, without an editor that would load."""
    opened = open_window(qapp, None, lite=True)
    opened.window.show_project()
    with qtbot.waitActive(opened.window):
        opened.window.show()
    yield opened
    opened.close()


def take(opened: Opened, qtbot: QtBot, file: Path, longest_ms: int = PATIENCE_MS) -> Screenshot:
    opened.window.simulator.await_app("Shop", "starting")
    shot = Screenshot(opened.window, opened.bench, file, longest_ms)
    with qtbot.waitSignal(shot.saved, timeout=PATIENCE_MS):
        pass
    return shot


def test_a_picture_waits_until_the_phone_shows_its_page(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    loading = opened.window.simulator.frame.loading
    QTimer.singleShot(300, loading, loading.end)
    shot = take(opened, qtbot, tmp_path / "window.png")
    assert loading.isHidden()
    assert not shot.failure
    assert not QImage(str(tmp_path / "window.png")).isNull()


def test_a_picture_of_a_phone_that_shows_nothing_says_so(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    shot = take(opened, qtbot, tmp_path / "window.png", longest_ms=0)
    assert "the mini-program" in shot.failure
    assert not QImage(str(tmp_path / "window.png")).isNull()


def test_a_notice_instead_of_a_page_is_worth_a_picture(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    opened.window.simulator.notice.show_text("crashed", "planted")
    assert not take(opened, qtbot, tmp_path / "window.png", longest_ms=0).failure


def test_a_picture_that_cannot_be_written_is_a_failure(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    shot = take(opened, qtbot, tmp_path / "nowhere" / "window.png", longest_ms=0)
    assert "nowhere" in shot.failure
