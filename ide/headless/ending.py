"""Ends a command without a window in good order when the system or a person tells it to."""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_TOLD_BY = (signal.SIGTERM, signal.SIGINT)


class EndSignals(QObject):
    """Turns SIGTERM and Ctrl+C into a signal of Qt, until ``close``."""

    told = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Python hears of a signal when it runs next; Qt's loop runs when something can be read.
        self._ear, self._mouth = socket.socketpair()
        self._ear.setblocking(False)
        self._mouth.setblocking(False)
        self._before = signal.set_wakeup_fd(self._mouth.fileno(), warn_on_full_buffer=False)
        self._handlers = {one: signal.signal(one, lambda *_: None) for one in _TOLD_BY}
        self._notifier = QSocketNotifier(self._ear.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_heard)

    def close(self) -> None:
        """Leave the signals as they were."""
        self._notifier.setEnabled(False)
        for one, handler in self._handlers.items():
            signal.signal(one, handler)
        signal.set_wakeup_fd(self._before)
        self._ear.close()
        self._mouth.close()

    def _on_heard(self) -> None:
        heard = self._ear.recv(64)
        if any(one in heard for one in _TOLD_BY):
            self.told.emit()
