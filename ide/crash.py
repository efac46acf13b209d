"""Catches our own mistakes, logs them and shows one dialog whose report can be copied."""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from types import TracebackType

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ide import log
from ide.i18n import tr

_logger = log.logger("crash")


class CrashReporter(QObject):
    """Takes every uncaught exception of every thread to the GUI thread."""

    crashed = Signal(str)  # the report

    def __init__(self) -> None:
        super().__init__()
        self._dialog: CrashDialog | None = None
        self.crashed.connect(self._on_crashed, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        sys.excepthook = self._hook
        sys.unraisablehook = self._unraisable
        threading.excepthook = self._thread

    def uninstall(self) -> None:
        sys.excepthook = sys.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        threading.excepthook = threading.__excepthook__

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = report(kind, error, trace)
        _logger.error("%s", text)
        sys.__excepthook__(kind, error, trace)
        self.crashed.emit(text)

    def _unraisable(self, args: sys.UnraisableHookArgs) -> None:
        error = args.exc_value or RuntimeError(args.err_msg or "unraisable")
        self._hook(type(error), error, args.exc_traceback)

    def _thread(self, args: threading.ExceptHookArgs) -> None:
        error = args.exc_value or RuntimeError("thread failed")
        self._hook(type(error), error, args.exc_traceback)

    def _on_crashed(self, text: str) -> None:
        if self._dialog is not None and self._dialog.isVisible():
            self._dialog.add(text)
            return
        self._dialog = CrashDialog(text)
        self._dialog.open()


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Return versions and traceback: all that a developer of the program needs."""
    lines = traceback.format_exception(kind, error, trace)
    versions = (
        f"Python {platform.python_version()}, PySide6 {pyside_version}, {platform.platform()}"
    )
    return versions + "\n\n" + "".join(lines)


class CrashDialog(QDialog):
    """Says that the program made a mistake; the work goes on."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("crash.title"))
        self.resize(680, 420)
        explanation = QLabel(tr("crash.text"))
        explanation.setWordWrap(True)
        self._report = QPlainTextEdit(text)
        self._report.setReadOnly(True)
        self._report.setAccessibleName(tr("crash.report"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(tr("crash.copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._on_copy_clicked)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(explanation)
        layout.addWidget(self._report, 1)
        layout.addWidget(buttons)

    def add(self, text: str) -> None:
        """Append the report of a further fault."""
        self._report.appendPlainText("\n" + text)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())
