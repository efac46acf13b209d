"""Guards the PySide6 version: some releases lose references to None and abort after a while."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QTimer
from pytestqt.qtbot import QtBot

CALLBACKS = 300


def test_timer_callbacks_keep_the_reference_count_of_none(
    qtbot: QtBot, qapp: QCoreApplication
) -> None:
    done: list[int] = []
    before = sys.getrefcount(None)
    for number in range(CALLBACKS):
        QTimer.singleShot(0, lambda n=number: done.append(n))
    qtbot.waitUntil(lambda: len(done) == CALLBACKS)
    assert sys.getrefcount(None) > before - CALLBACKS // 2
