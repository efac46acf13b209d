"""Runs functions of other threads on the thread of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal


class GuiThread(QObject):
    """Functions run in the order they were posted, on the thread this object lives in."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = False
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, action: Callable[[], None]) -> None:
        """Run ``action`` soon; callable from any thread."""
        if not self._closed:
            self._posted.emit(action)

    def close(self) -> None:
        """Run nothing more."""
        self._closed = True

    def _run(self, action: Callable[[], None]) -> None:
        if not self._closed:
            action()


def of_application() -> GuiThread:
    """Return the one that ends with the application, for threads that may outlive their window.

    An object that goes while a thread posts to it would take the program along. To be called on
    the thread of the window.
    """
    application = QCoreApplication.instance()
    assert application is not None
    found = application.findChild(GuiThread, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found or GuiThread(application)
