"""Compile modes, what the strip under the phone says, and how steps reach the phone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from ide import messages
from ide.i18n import tr
from ide.json_edit import JsonEditError
from ide.launch.clear_button import ALL
from ide.launch.condition import NORMAL
from ide.launch.dialog import ModeDialog, Row
from ide.launch.mode import CompileMode
from ide.launch.phone_preview import PhonePreviewDialog
from ide.launch.scenes import name_of
from ide.mainwindow import MainWindow
from ide.project.builder import Build
from ide.session import Session
from ide.settings.schema import Value
from ide.simulator.status import PageFacts
from ide.workbench import Workbench
from renderer.host.launch import Launch
from renderer.host.player import AppState, Player


def wire_window(window: MainWindow, bench: Workbench) -> None:
    """Connect what lives as long as the window."""
    modes, status = window.modes, window.simulator.status
    modes.chosen.connect(partial(_choose, bench))
    modes.added.connect(partial(_add, window, bench))
    modes.current_page_added.connect(partial(_add_current_page, window, bench))
    modes.edit_requested.connect(partial(_edit, window, bench))
    modes.update_chosen.connect(partial(_use_update, window, bench))
    bench.session_ending.connect(lambda _session: window.progress.set_busy(False))
    window.progress.cancel_requested.connect(partial(_cancel, bench))
    modes.return_requested.connect(partial(_come_back, bench))
    status.scene_requested.connect(partial(_edit, window, bench))
    status.refresh_requested.connect(partial(_refresh, bench))
    status.back_requested.connect(partial(_go_back, bench))
    bench.handle("project.refresh", partial(_compile_and_refresh, bench))
    bench.handle("project.preview_phone", partial(_explain_phone_preview, window, bench))
    bench.handle("project.modes", partial(_edit, window, bench))
    window.clear.clear_requested.connect(partial(_clear, bench))
    bench.settings.listen(partial(_follow_setting, bench))


def wire_session(window: MainWindow, bench: Workbench, session: Session) -> None:
    """Connect what lives as long as the project is open."""
    starting, status = session.starting, window.simulator.status
    starting.refresh.automatic = bench.settings.flag("preview.auto_refresh")
    starting.refresh.keep = bench.settings.flag("preview.keep_data")
    starting.refresh.waiting_changed.connect(status.show_waiting)
    starting.modes_changed.connect(partial(_show_modes, window, session))
    starting.began.connect(partial(_show_start, window))
    builder = session.builder
    builder.built.connect(partial(_show_time, window))
    builder.busy_changed.connect(window.progress.set_busy)
    builder.progressed.connect(window.progress.show_progress)
    builder.cancelled.connect(partial(_show_cancelled, window))
    window.progress.set_busy(False)
    _show_modes(window, session)


def wire_player(window: MainWindow, _bench: Workbench, session: Session, player: Player) -> None:
    """Connect what lives as long as one run of the mini-program's page."""
    player.state_changed.connect(partial(_show_page, window, session))


def _show_modes(window: MainWindow, session: Session) -> None:
    window.modes.show_modes(session.starting.modes.list)


def _show_start(window: MainWindow, launch: Launch) -> None:
    window.simulator.status.show_scene(launch.scene, partial(name_of, launch.scene))
    window.modes.show_update("none")


def _show_time(window: MainWindow, build: Build) -> None:
    window.simulator.status.show_time(build.ms)


def _show_page(window: MainWindow, session: Session, state: AppState) -> None:
    bundle = session.builder.bundle
    if not state.stack or bundle is None:
        window.simulator.status.show_page(PageFacts())
        return
    queries = state.queries or ("",) * len(state.stack)
    rows = zip(state.stack, queries, strict=True)
    stack = tuple(f"{route}?{query}" if query else route for route, query in rows)
    pages = bundle.manifest.get("pages", ())
    package = next((page["package"] for page in pages if page["route"] == state.stack[-1]), "")
    facts = PageFacts(state.stack[-1], queries[-1], state.renderer, package, stack)
    window.simulator.status.show_page(facts)


def _choose(bench: Workbench, number: int) -> None:
    session = bench.session
    if session is not None:
        _tell_failure(partial(session.starting.choose, number))


def _save(
    window: MainWindow, session: Session, rows: Sequence[Row], number: int, update: str
) -> None:
    session.starting.update = update
    window.modes.show_update(update)
    _tell_failure(partial(session.starting.save, rows, number))


def _tell_failure(act: Callable[[], None]) -> None:
    try:
        act()
    except OSError as error:
        messages.error(tr("launch.failed", reason=error.strerror or error))
    except JsonEditError as error:
        reason = tr("launch.unreadable", reason=error)
        messages.error(tr("launch.failed", reason=reason))


def _edit(window: MainWindow, bench: Workbench) -> None:
    _dialog(window, bench)


def _add(window: MainWindow, bench: Workbench) -> None:
    dialog = _dialog(window, bench)
    if dialog is not None:
        dialog.add(CompileMode({"name": "", "pathName": "", "query": ""}))


def _add_current_page(window: MainWindow, bench: Workbench) -> None:
    facts = window.simulator.status.facts
    dialog = _dialog(window, bench)
    if dialog is not None:
        name = facts.route.rpartition("/")[2]
        data = {"name": name, "pathName": facts.route, "query": facts.query, "scene": None}
        dialog.add(CompileMode(data))


def _dialog(window: MainWindow, bench: Workbench) -> ModeDialog | None:
    session = bench.session
    if session is None:
        return None
    bundle = session.builder.bundle
    pages = [page["route"] for page in bundle.manifest.get("pages", ())] if bundle else []
    entry = str(bundle.manifest.get("entryPage", "")) if bundle else ""
    pages.sort(key=lambda route: route != entry)
    dialog = ModeDialog(session.starting.modes.list, pages, window)
    dialog.saved.connect(partial(_save, window, session))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _use_update(window: MainWindow, bench: Workbench, update: str) -> None:
    if bench.session is not None:
        bench.session.starting.update = update
        window.modes.show_update(update)


def _come_back(bench: Workbench, number: int) -> None:
    session = bench.session
    if session is None:
        return
    modes = session.starting.modes.list.modes
    launch = (modes[number] if number != NORMAL else CompileMode()).launch()
    session.set_foreground(False)
    session.come_back(launch)


def _explain_phone_preview(window: MainWindow, bench: Workbench) -> None:
    if bench.session is not None:
        folder = bench.session.folder
        dialog = PhonePreviewDialog(folder.root, folder.app_id, window)
        dialog.submit_requested.connect(partial(bench.run, "project.submit"))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _cancel(bench: Workbench) -> None:
    if bench.session is not None:
        bench.session.builder.cancel()


def _show_cancelled(window: MainWindow) -> None:
    window.simulator.notice.show_text("cancelled")
    window.simulator.place_notice()
    window.compile_label.clear()


def _clear(bench: Workbench, kind: str) -> None:
    if kind == ALL:
        bench.run("project.clear_cache")
    else:
        bench.clear_cache(kind)


def _refresh(bench: Workbench) -> None:
    if bench.session is not None:
        bench.session.starting.refresh.refresh_now()


def _compile_and_refresh(bench: Workbench) -> None:
    if bench.session is not None:
        bench.session.builder.compile_now()
        bench.session.starting.refresh.refresh_now()


def _go_back(bench: Workbench, delta: int) -> None:
    if bench.session is not None and bench.session.player is not None:
        order = {"type": "navigate", "action": "navigateBack", "url": "", "delta": delta}
        bench.session.player.receive(order)


def _follow_setting(bench: Workbench, name: str, value: Value) -> None:
    session = bench.session
    if session is None:
        return
    refresh = session.starting.refresh
    if name == "preview.auto_refresh":
        refresh.automatic = bool(value)
        if refresh.automatic:
            refresh.refresh_now()
    elif name == "preview.keep_data":
        refresh.keep = bool(value)
