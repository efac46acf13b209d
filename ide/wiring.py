"""Every connection between rooms, grouped by who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial

from apimock.asking import Question
from apimock.calls import CallRecord
from ide import messages
from ide.console_feed import ConsoleFeed
from ide.finding import Finding, Severity
from ide.i18n import tr
from ide.mainwindow import MainWindow
from ide.project.builder import Build
from ide.project.folder import ProjectFolder
from ide.session import Session
from ide.submit.dialog import SubmitDialog
from ide.workbench import Workbench
from renderer.host.page import ConsoleRecord
from renderer.host.player import Player, Report

_SEVERITIES = {
    "notice": Severity.INFO,
    "offline": Severity.INFO,
    "resource": Severity.WARNING,
}
_QUIET_REPORTS = frozenset({"compile"})


def wire_window(window: MainWindow, bench: Workbench) -> None:
    """Connect what lives as long as the window."""
    # commands
    window.actions_.triggered.connect(bench.run)
    # messages
    messages.bridge.posted.connect(window.toasts.show_message)
    messages.bridge.flush()
    # theme
    bench.theme.changed.connect(window.set_theme)
    # start page
    window.start.open_requested.connect(bench.open_project)
    window.start.browse_requested.connect(bench.browse)
    # panels
    window.files.open_requested.connect(window.editor.open)
    window.problems.open_requested.connect(window.editor.open)
    window.problems.counted.connect(partial(_show_count, window))
    window.console.open_requested.connect(window.editor.open)
    window.problems_button.clicked.connect(partial(window.focus_dock, "problems"))
    # editor
    window.editor.text_changed.connect(bench.keep_draft)
    window.editor.text_changed.connect(partial(_overlay, bench))
    window.editor.code.completion_requested.connect(partial(_complete, window, bench))
    window.editor.current_changed.connect(window.files.reveal)
    window.editor.current_changed.connect(partial(_forget_cursor, window))
    window.editor.cursor_moved.connect(partial(_show_cursor, window))
    # simulator
    simulator = window.simulator
    simulator.page_requested.connect(bench.open_page)
    simulator.notice.open_requested.connect(window.editor.open)
    simulator.toolbar.device_requested.connect(bench.use_device)
    simulator.toolbar.zoom_requested.connect(bench.use_zoom)
    simulator.toolbar.restart_requested.connect(partial(_restart, bench))
    simulator.toolbar.home_requested.connect(partial(_go_home, bench))
    simulator.toolbar.dark_requested.connect(partial(_go_dark, bench))
    simulator.sheet.answered.connect(partial(_answer, bench))
    simulator.trust_bar.decided.connect(partial(_decide_network, bench))
    simulator.notice.action_requested.connect(partial(_act, window, bench))
    # sessions and dialogs
    bench.session_opened.connect(partial(wire_session, window, bench))
    bench.submit_opened.connect(partial(_wire_submit, window))


def wire_session(window: MainWindow, bench: Workbench, session: Session) -> None:
    """Connect what lives as long as the project is open."""
    simulator, editor, phone = window.simulator, window.editor, session.phone
    # watcher
    session.watcher.changed.connect(editor.files_changed)
    session.watcher.changed.connect(bench.refresh_submission)
    # builder
    builder = session.builder
    builder.findings_changed.connect(window.problems.set_compiled)
    builder.findings_changed.connect(editor.set_findings)
    builder.broken.connect(partial(_show_broken, window))
    builder.mended.connect(partial(simulator.notice.dismiss, "broken"))
    builder.built.connect(partial(_show_build, window))
    builder.failed.connect(partial(_show_no_compiler, window))
    builder.busy_changed.connect(partial(_show_busy, window))
    # session
    session.scripts.collected.connect(editor.code.set_library)
    session.player_started.connect(partial(_wire_player, window, bench, session))
    session.player_ending.connect(simulator.release_view)
    # network
    session.access.wanted.connect(simulator.trust_bar.show)
    session.access.changed.connect(simulator.trust_bar.hide)
    # phone
    phone.log.watch(partial(_show_call, window))
    phone.asking.watch(partial(_show_question, window, session))


def _wire_player(window: MainWindow, bench: Workbench, session: Session, player: Player) -> None:
    simulator = window.simulator
    folder = session.folder
    feed = ConsoleFeed(window.console.put, folder.locate)
    player.state_changed.connect(bench.show_state)
    player.launched.connect(simulator.frame.apply_zoom)
    player.console.connect(partial(_show_console, feed))
    player.reported.connect(partial(_show_report, window, feed, folder))
    player.reported.connect(partial(_note_offline, session))
    player.crashed.connect(partial(_show_crash, window))
    player.loop_detected.connect(partial(_show_loop, window))
    player.view.loadFinished.connect(partial(_on_loaded, window))
    simulator.show_view(player.view, player.view.setZoomFactor)


def _wire_submit(window: MainWindow, dialog: SubmitDialog) -> None:
    dialog.open_requested.connect(window.editor.open)


def _overlay(bench: Workbench, path: str, text: str | None) -> None:
    if bench.session is not None and bench.settings.flag("preview.live"):
        bench.session.builder.set_overlay(path, text)


def _complete(window: MainWindow, bench: Workbench, number: int, path: str, units: int) -> None:
    document = window.editor.document(path)
    if bench.session is None or document is None:
        return
    offset = document.characters_before(units)
    found = bench.session.language.complete(path, document.text, offset)
    items = [asdict(item) for item in found.items]
    window.editor.code.show_completions(number, found.replaced, items)


def _show_cursor(window: MainWindow, line: int, column: int, selected: int) -> None:
    document = window.editor.document(window.editor.current)
    facts = [tr("status.cursor", line=line, column=column)]
    if selected:
        facts.append(tr("status.selected", count=selected))
    if document is not None:
        facts += [document.encoding.upper(), document.line_ending]
    window.cursor_label.setText("    ".join(facts))


def _forget_cursor(window: MainWindow, path: str) -> None:
    if window.editor.document(path) is None:
        window.cursor_label.clear()


def _show_count(window: MainWindow, errors: int, warnings: int) -> None:
    window.problems_button.setText(tr("status.problems", errors=errors, warnings=warnings))


def _show_busy(window: MainWindow, busy: bool) -> None:
    window.compile_label.setText(tr("status.compiling") if busy else "")


def _show_build(window: MainWindow, build: Build) -> None:
    window.simulator.notice.dismiss("broken")
    window.simulator.show_fact(tr("simulator.built", ms=round(build.ms)))


def _show_broken(window: MainWindow, findings: Sequence[Finding]) -> None:
    window.simulator.notice.show_errors(findings)
    window.simulator.place_notice()


def _show_no_compiler(window: MainWindow, reason: str) -> None:
    messages.error(tr("project.no_compiler", reason=reason))
    window.compile_label.clear()


def _show_crash(window: MainWindow, reason: str) -> None:
    window.simulator.notice.show_text("crashed", reason, "restart")
    window.simulator.place_notice()


def _show_loop(window: MainWindow) -> None:
    window.simulator.notice.show_text("loop", tr("simulator.loop_text"), "restart")
    window.simulator.place_notice()


def _on_loaded(window: MainWindow, _ok: bool) -> None:
    window.simulator.frame.apply_zoom()
    window.problems.clear_reported()


def _act(window: MainWindow, bench: Workbench, action: str) -> None:
    window.simulator.notice.dismiss()
    if bench.session is not None:
        {"restart": bench.session.revive}[action]()


def _decide_network(bench: Workbench, allowed: bool) -> None:
    if bench.session is not None:
        bench.session.access.decide(allowed)
        if allowed:
            bench.session.restart()


def _note_offline(session: Session, report: Report) -> None:
    if report.kind == "offline":
        session.access.want()


def _restart(bench: Workbench) -> None:
    if bench.session is not None:
        bench.session.restart()


def _go_home(bench: Workbench, away: bool) -> None:
    session = bench.session
    if session is None:
        return
    session.phone.set_foreground(not away)
    if session.player is not None:
        name = "hide" if away else "show"
        session.player.receive({"type": "app-event", "name": name, "detail": {}})


def _go_dark(bench: Workbench, dark: bool) -> None:
    if bench.session is not None:
        bench.session.use_theme("dark" if dark else "light")


def _answer(bench: Workbench, number: int, choice: str) -> None:
    if bench.session is None:
        return
    asking = bench.session.phone.asking
    for question in asking.open:
        if question.id == number:
            data = question.default.data if question.default.choice == choice else None
            asking.answer(number, choice, data)
            return


def _show_question(window: MainWindow, session: Session, questions: tuple[Question, ...]) -> None:
    mine = [question for question in questions if session.answers.leaves(question)]
    window.simulator.sheet.show_question(mine[0] if mine else None)


def _show_call(window: MainWindow, row: CallRecord) -> None:
    window.calls.put(row)


def _show_console(feed: ConsoleFeed, record: ConsoleRecord) -> None:
    feed.written(record.level, record.message, record.source, record.line)


def _show_report(
    window: MainWindow, feed: ConsoleFeed, folder: ProjectFolder, report: Report
) -> None:
    severity = _SEVERITIES.get(report.kind, Severity.ERROR)
    if report.kind == "console":
        feed.reported(report.message, report.file, report.line)
    elif report.kind not in _QUIET_REPORTS:
        file = folder.locate(report.file)
        finding = Finding(severity, report.message, file, report.line, code=report.kind)
        window.problems.add_reported(finding)
        if severity is Severity.ERROR:
            feed.failed(report.message, report.stack, report.file, report.line)
