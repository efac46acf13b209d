"""The computer's clock and Qt's timers, as the phone wants them."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class QtClock(QObject):
    """Real time; timers end with the clock's parent."""

    def now(self) -> float:
        """Return milliseconds since 1970-01-01 UTC."""
        return time.time() * 1000

    def later(self, delay: float, action: Callable[[], None]) -> Callable[[], None]:
        """Run ``action`` after ``delay`` ms; the returned function cancels it."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(action)
        timer.timeout.connect(timer.deleteLater)
        timer.start(max(0, round(delay)))
        done = [False]
        timer.destroyed.connect(lambda: done.__setitem__(0, True))

        def cancel() -> None:
            if not done[0]:
                timer.stop()
                timer.deleteLater()

        return cancel
