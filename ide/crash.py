"""Catches our own mistakes, logs them and shows one dialog whose report can be copied."""

from __future__ import annotations

import os
import platform
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ide import log
from ide.version import VERSION
from ide.widgets.labels import label
from ide.widgets.texts import bind

_logger = log.logger("crash")


class CrashReporter(QObject):
    """Takes every uncaught exception of every thread to the GUI thread."""

    crashed = Signal(str)  # the report

    def __init__(self) -> None:
        super().__init__()
        self._dialog: CrashDialog | None = None
        self._seen: set[str] = set()
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
        """Show a fault once: one that comes again, as from a timer, is only logged."""
        if text in self._seen:
            return
        self._seen.add(text)
        if self._dialog is not None and self._dialog.isVisible():
            self._dialog.add(text)
            return
        self._dialog = CrashDialog(text, QApplication.activeWindow())
        self._dialog.open()


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Return versions and traceback: all that a developer of the program needs, and no more.

    The person's own folder is written as ``~``.
    """
    lines = traceback.format_exception(kind, error, trace)
    versions = (
        f"Minideck {VERSION}, Python {platform.python_version()}, PySide6 {pyside_version}, "
        f"{platform.platform()}"
    )
    return _without_home(versions + "\n\n" + "".join(lines), Path.home())


def _without_home(text: str, home: Path) -> str:
    for form in {str(home), home.as_posix(), str(home).replace("\\", "\\\\")}:
        if len(form) > 1:
            text = text.replace(f"{form}{os.sep}", f"~{os.sep}").replace(f"{form}/", "~/")
    return text


class CrashDialog(QDialog):
    """Says that the program made a mistake; the work goes on."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        bind(self, self.setWindowTitle, "crash.title")
        self.resize(680, 420)
        self.report = QPlainTextEdit(text)
        self.report.setReadOnly(True)
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        bind(self.report, self.report.setAccessibleName, "crash.report")
        buttons = QDialogButtonBox()
        self.copy_button = buttons.addButton("", QDialogButtonBox.ButtonRole.ActionRole)
        bind(self.copy_button, self.copy_button.setText, "crash.copy")
        self.copy_button.clicked.connect(self._on_copy_clicked)
        close = buttons.addButton("", QDialogButtonBox.ButtonRole.RejectRole)
        bind(close, close.setText, "button.close")
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(label("crash.text", wrap=True))
        layout.addWidget(self.report, 1)
        layout.addWidget(buttons)

    def add(self, text: str) -> None:
        """Append the report of a further fault."""
        self.report.appendPlainText("\n" + text)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
