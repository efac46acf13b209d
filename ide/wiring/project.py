"""The open project: its watcher and its builder."""

from __future__ import annotations

from functools import partial

from ide import messages
from ide.i18n import tr
from ide.mainwindow import MainWindow
from ide.session import Session
from ide.widgets.texts import follow
from ide.workbench import Workbench


def wire_session(window: MainWindow, bench: Workbench, session: Session) -> None:
    """Connect what lives as long as the project is open."""
    session.watcher.changed.connect(bench.refresh_submission)
    session.builder.failed.connect(partial(_show_no_compiler, window))
    session.builder.busy_changed.connect(partial(_show_busy, window))
    follow(session, partial(_show_busy_again, window))


def _show_no_compiler(window: MainWindow, reason: str) -> None:
    messages.error(tr("project.no_compiler", reason=reason))
    window.compile_label.clear()


def _show_busy(window: MainWindow, busy: bool) -> None:
    window.compile_label.setText(tr("status.compiling") if busy else "")
    window.compile_label.setProperty("busy", busy)


def _show_busy_again(window: MainWindow) -> None:
    _show_busy(window, window.compile_label.property("busy") is True)
