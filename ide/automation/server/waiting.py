"""Waits for a fact on behalf of a request, for a while."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from ide.automation.server.answer import Answer

PATIENCE_S = 5.0
"""How long a sheet, a button or a page may take to appear."""


def bounded(
    answer: Answer, owner: QObject, why: Callable[[], str], seconds: float = PATIENCE_S
) -> None:
    """Let ``answer`` fail with what ``why`` says unless it is given in time."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.timeout.connect(lambda: answer.fail(why()))
    timer.start(round(seconds * 1000))

    def over() -> None:
        timer.stop()
        timer.deleteLater()

    answer.on_end(over)
