"""A panel behind another tab rests: Qt moves it out of sight, the dock hides it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from ide.widgets.dock import Dock

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.mark.parametrize("rests", [True, False])
def test_a_resting_panel_is_hidden_behind_another_tab(qtbot: QtBot, rests: bool) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    front, behind = Dock("files", QLabel("a")), Dock("outline", QLabel("b"), rests=rests)
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, front)
    window.tabifyDockWidget(front, behind)
    with qtbot.waitExposed(window):
        window.show()
    front.raise_()
    qtbot.waitUntil(lambda: behind.widget().isVisible() is not rests)
    behind.raise_()
    qtbot.waitUntil(behind.widget().isVisible)
