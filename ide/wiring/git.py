"""Git: colours in the Files panel, the branch in the status bar, changed lines in the editor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from ide import messages
from ide.git.changes import LineChanges
from ide.git.hunks import Hunk
from ide.git.status import Status
from ide.i18n import tr
from ide.mainwindow import MainWindow
from ide.palette import QuickPick
from ide.session import Session
from ide.workbench import Workbench


def wire_window(window: MainWindow, bench: Workbench) -> None:
    """Connect what lives as long as the window."""
    editor = window.editor
    lines = LineChanges(editor.text_of, window)
    lines.changed.connect(partial(_show_lines, window))
    editor.current_changed.connect(lines.follow)
    editor.text_changed.connect(lambda path, _text: lines.follow(path))
    editor.code.change_clicked.connect(partial(_show_menu, window, lines))
    window.branch_button.clicked.connect(partial(_pick_changed, window, bench))
    bench.session_opened.connect(partial(_begin, window, lines))
    bench.session_ending.connect(partial(_end, window, lines))
    bench.handle("git.compare", partial(_compare_current, window, lines))
    bench.handle("git.changed_files", partial(_pick_changed, window, bench))


def _begin(window: MainWindow, lines: LineChanges, session: Session) -> None:
    lines.use(session.git)
    session.git.changed.connect(partial(_show_status, window, lines, session))
    session.watcher.changed.connect(lambda _paths: session.git.refresh())


def _end(window: MainWindow, lines: LineChanges, _session: Session) -> None:
    lines.use(None)
    window.branch_button.hide()


def _show_status(window: MainWindow, lines: LineChanges, session: Session, status: Status) -> None:
    session.tree.set_changes({path: str(change) for path, change in status.changes.items()})
    name = status.branch or status.commit or tr("git.no_commit")
    arrows = f" ↑{status.ahead}" if status.ahead else ""
    arrows += f" ↓{status.behind}" if status.behind else ""
    count = f" ({len(status.changes)})" if status.changes else ""
    button = window.branch_button
    button.setText(f"{name}{arrows}{count}")
    button.setToolTip(tr("git.tip", branch=name, count=len(status.changes)))
    button.setAccessibleName(button.toolTip())
    button.show()
    if window.editor.current:
        lines.follow(window.editor.current)


def _show_lines(window: MainWindow, path: str, hunks: Sequence[Hunk]) -> None:
    changes = [{key: asdict(hunk)[key] for key in ("kind", "line", "count")} for hunk in hunks]
    window.editor.code.set_changes(path, changes)


def _show_menu(window: MainWindow, lines: LineChanges, path: str, line: int) -> None:
    hunk = lines.hunk_at(path, line)
    if hunk is None:
        return
    menu = QMenu(window)
    menu.addAction(tr("git.compare")).triggered.connect(partial(_compare, window, lines, path))
    menu.addAction(tr("git.revert")).triggered.connect(partial(_revert, window, lines, path, hunk))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(QCursor.pos())


def _revert(window: MainWindow, lines: LineChanges, path: str, hunk: Hunk) -> None:
    text = lines.without(path, hunk)
    if text is not None:
        window.editor.put_text(path, text)


def _compare_current(window: MainWindow, lines: LineChanges) -> None:
    if window.editor.current:
        _compare(window, lines, window.editor.current)


def _compare(window: MainWindow, lines: LineChanges, path: str) -> None:
    head = lines.head_of(path)
    if head is None:
        messages.info(tr("git.nothing_to_compare", file=path))
    else:
        window.editor.show_diff(tr("git.diff_title", file=path.rpartition("/")[2]), path, head)


def _pick_changed(window: MainWindow, bench: Workbench) -> None:
    """List the files that changed; the chosen one is opened."""
    if bench.session is None:
        return
    changes = bench.session.git.status.changes
    if not changes:
        messages.info(tr("git.clean"))
        return
    rows = [(f"{change}   {path}", path) for path, change in sorted(changes.items())]
    pick = QuickPick(rows, tr("git.pick"), window)
    pick.chosen.connect(window.editor.open)
    pick.open()
