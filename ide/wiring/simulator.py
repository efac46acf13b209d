"""The phone in the window: its bar, its sheets, its notices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from apimock.asking import Question
from ide.finding import Finding
from ide.mainwindow import MainWindow
from ide.project.builder import Build
from ide.session import Session
from ide.workbench import Workbench
from renderer.host.player import Player, Report

_NOTHING_TO_SHOW = {"app-no-pages"}
"""Codes of findings without whose cause there is no first page."""


def wire_window(window: MainWindow, bench: Workbench) -> None:
    """Connect what lives as long as the window."""
    simulator = window.simulator
    simulator.page_requested.connect(bench.open_page)
    simulator.notice.open_requested.connect(window.editor.open)
    simulator.toolbar.device_requested.connect(bench.use_device)
    simulator.toolbar.zoom_requested.connect(bench.use_zoom)
    simulator.toolbar.restart_requested.connect(partial(_restart, bench))
    simulator.sheet.answered.connect(partial(_answer, bench))
    simulator.trust_bar.decided.connect(partial(_decide_network, bench))
    simulator.notice.action_requested.connect(partial(_act, window, bench))
    bench.session_ending.connect(lambda _session: simulator.frame.loading.end(at_once=True))


def wire_session(window: MainWindow, _bench: Workbench, session: Session) -> None:
    """Connect what lives as long as the project is open."""
    simulator = window.simulator
    session.builder.broken.connect(partial(_show_broken, window))
    session.builder.findings_changed.connect(partial(_show_why_not, window))
    session.builder.mended.connect(partial(simulator.notice.dismiss, "broken"))
    session.builder.built.connect(partial(_show_build, window))
    session.player_ending.connect(simulator.release_view)
    session.starting.began.connect(partial(_await_app, window, session, "starting"))
    session.builder.opened.connect(partial(_await_app, window, session, "starting"))
    session.builder.failed.connect(partial(_await_nothing, window))
    _await_app(window, session, "compiling")
    session.access.wanted.connect(simulator.trust_bar.show)
    session.access.changed.connect(simulator.trust_bar.hide)
    session.phone.asking.watch(partial(_show_question, window, session))


def wire_player(window: MainWindow, bench: Workbench, session: Session, player: Player) -> None:
    """Connect what lives as long as one run of the mini-program's page."""
    simulator = window.simulator
    player.launched.connect(simulator.frame.apply_zoom)
    player.reported.connect(partial(_note_offline, session))
    player.chrome.connect(partial(_show_first_picture, window))
    player.crashed.connect(partial(_show_crash, window))
    player.loop_detected.connect(partial(_show_loop, window))
    player.loop_ended.connect(lambda _report: simulator.notice.dismiss("loop"))
    player.view.loadFinished.connect(partial(_on_loaded, window))
    simulator.show_view(player.view, player.view.setZoomFactor)


def _await_app(window: MainWindow, session: Session, step: str, *_facts: object) -> None:
    dark = session.phone.device.system.theme == "dark" and session.folder.app.get("darkmode")
    window.simulator.await_app(session.folder.name, step, dark=dark is True)


def _show_first_picture(window: MainWindow, event: str, _detail: object) -> None:
    if event == "painted":
        window.simulator.frame.loading.end()


def _await_nothing(window: MainWindow, *_facts: object) -> None:
    window.simulator.release_view()


def _on_loaded(window: MainWindow, _ok: bool) -> None:
    window.simulator.frame.apply_zoom()


def _show_build(window: MainWindow, _build: Build) -> None:
    window.simulator.notice.dismiss("broken")


def _show_broken(window: MainWindow, findings: Sequence[Finding]) -> None:
    first = bool(window.simulator.frame.loading.step)
    if first:
        window.simulator.frame.loading.show_step("broken")
    window.simulator.notice.show_errors(findings, first=first)
    window.simulator.place_notice()


def _show_why_not(window: MainWindow, findings: Sequence[Finding]) -> None:
    """Say why an app that has nothing to show does not come up."""
    reasons = [finding for finding in findings if finding.code in _NOTHING_TO_SHOW]
    if reasons and window.simulator.frame.loading.step:
        _show_broken(window, reasons)


def _show_crash(window: MainWindow, reason: str) -> None:
    window.simulator.frame.loading.end()
    window.simulator.notice.show_text("crashed", reason, "restart")
    window.simulator.place_notice()


def _show_loop(window: MainWindow) -> None:
    window.simulator.frame.loading.end()
    window.simulator.notice.show_text("loop", action="restart")
    window.simulator.place_notice()


def _act(window: MainWindow, bench: Workbench, action: str) -> None:
    notice = window.simulator.notice
    if action == "restart" and bench.session is not None:
        # Pages that loop would do so again.
        reopen = notice.kind == "crashed"
        notice.dismiss()
        bench.session.revive(reopen=reopen)


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


def _answer(
    bench: Workbench, number: int, choice: str, added: Mapping[str, Any] | None = None
) -> None:
    if bench.session is None:
        return
    asking = bench.session.phone.asking
    for question in asking.open:
        if question.id == number:
            usual = question.default.data if question.default.choice == choice else {}
            asking.answer(number, choice, {**usual, **(added or {})})
            return


def _show_question(window: MainWindow, session: Session, questions: tuple[Question, ...]) -> None:
    mine = [question for question in questions if session.answers.leaves(question)]
    window.simulator.sheet.show_question(mine[0] if mine else None)
