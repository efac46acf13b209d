"""How long tests wait for a fact: long, so that only what never comes fails on a busy machine."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

PATIENCE_MS = 120_000


class PatientBot(QtBot):
    """pytest-qt's hands, which wait this long when nothing else is said."""

    def waitUntil(self, callback: Callable[[], Any], *, timeout: int = PATIENCE_MS) -> None:  # noqa: N802
        """Handle events until a condition holds."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **how: Any) -> Any:  # noqa: N802
        """Return a context that ends when a signal was emitted."""
        return super().waitSignal(signal, timeout=timeout, **how)

    def waitSignals(self, signals: Any, *, timeout: int = PATIENCE_MS, **how: Any) -> Any:  # noqa: N802
        """Return a context that ends when all signals were emitted."""
        return super().waitSignals(signals, timeout=timeout, **how)

    def waitActive(  # noqa: N802
        self, widget: QWidget, *, timeout: int = PATIENCE_MS
    ) -> AbstractContextManager[Any]:
        """Return a context that ends when a window has the keyboard."""
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(  # noqa: N802
        self, widget: QWidget, *, timeout: int = PATIENCE_MS
    ) -> AbstractContextManager[Any]:
        """Return a context that ends when a widget is on the screen."""
        return super().waitExposed(widget, timeout=timeout)
