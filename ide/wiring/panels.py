"""Files, Problems, Console and API calls."""

from __future__ import annotations

from functools import partial

from apimock.calls import CallRecord
from ide.finding import Finding, Severity
from ide.i18n import tr
from ide.mainwindow import MainWindow
from ide.project.folder import ProjectFolder
from ide.session import Session
from ide.workbench import Workbench
from renderer.host.player import Player, Report

_SEVERITIES = {
    "notice": Severity.INFO,
    "offline": Severity.INFO,
    "resource": Severity.WARNING,
}
_QUIET_REPORTS = frozenset({"compile", "console"})


def wire_window(window: MainWindow, bench: Workbench) -> None:
    """Connect what lives as long as the window."""
    window.files.open_requested.connect(window.editor.open)
    window.problems.open_requested.connect(window.editor.open)
    window.problems.counted.connect(partial(_show_count, window))
    window.problems.use_sources(partial(_read, window, bench))
    window.problems_button.clicked.connect(partial(window.focus_dock, "problems"))
    bench.session_ending.connect(partial(_empty, window))


def wire_session(window: MainWindow, _bench: Workbench, session: Session) -> None:
    """Connect what lives as long as the project is open."""
    window.files.set_model(session.tree, session.tree)
    window.calls.show_log(session.phone.log)
    session.builder.findings_changed.connect(window.problems.set_compiled)
    session.phone.log.watch(partial(_show_call, window))


def wire_player(window: MainWindow, _bench: Workbench, session: Session, player: Player) -> None:
    """Connect what lives as long as one run of the mini-program's page."""
    folder = session.folder
    player.reported.connect(partial(_show_report, window, folder))
    player.loop_ended.connect(partial(_withdraw_report, window, folder))
    player.view.loadFinished.connect(partial(_forget_reports, window))


def _empty(window: MainWindow, _session: Session) -> None:
    window.files.clear()
    window.calls.clear()
    window.problems.clear_reported()
    window.problems.set_compiled(())


def _forget_reports(window: MainWindow, _ok: bool) -> None:
    window.problems.clear_reported()


def _read(window: MainWindow, bench: Workbench, path: str) -> str | None:
    """Return the text of a file as it stands in the editor, else on disk."""
    unsaved = window.editor.text_of(path)
    if unsaved is not None or bench.session is None:
        return unsaved
    try:
        return (bench.session.folder.root / path).read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return None


def _show_count(window: MainWindow, errors: int, warnings: int) -> None:
    window.problems_button.setText(tr("status.problems", errors=errors, warnings=warnings))


def _show_call(window: MainWindow, row: CallRecord) -> None:
    window.calls.put(row)


def _show_report(window: MainWindow, folder: ProjectFolder, report: Report) -> None:
    severity = _SEVERITIES.get(report.kind, Severity.ERROR)
    if report.kind not in _QUIET_REPORTS:
        window.problems.add_reported(_finding(folder, severity, report))


def _withdraw_report(window: MainWindow, folder: ProjectFolder, report: Report) -> None:
    severity = _SEVERITIES.get(report.kind, Severity.ERROR)
    window.problems.withdraw_reported(_finding(folder, severity, report))


def _finding(folder: ProjectFolder, severity: Severity, report: Report) -> Finding:
    file = folder.locate(report.file)
    return Finding(severity, report.message, file, report.line, code=report.kind)
