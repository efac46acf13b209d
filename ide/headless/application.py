"""Qt for a command that shows nobody a window."""

from __future__ import annotations

import os
import sys

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from ide.headless import environment
from renderer.host.scheme import register_scheme


def start_qt() -> QApplication:
    """Prepare the environment and return the application; players come and go without ending it."""
    for sentence in environment.prepare(os.environ):
        sys.stderr.write(f"{sentence}\n")
    register_scheme()
    app = QApplication.instance() or QApplication(["minideck"])
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    return app


def let_go(*objects: QObject) -> None:
    """Delete what was closed, in this order.

    Whatever of the web engine outlives Python's end of the application can crash the process.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for one in objects:
        if shiboken6.isValid(one):
            shiboken6.delete(one)
