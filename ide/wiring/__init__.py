"""Every connection between rooms: one module for each room that speaks."""

from __future__ import annotations

from functools import partial

from ide.mainwindow import MainWindow
from ide.session import Session
from ide.wiring import (
    automation,
    console,
    debug,
    desk,
    device,
    editor,
    files,
    git,
    handset,
    inspect,
    language,
    launch,
    layouts,
    panels,
    project,
    python,
    scenario,
    scenario_expect,
    scenario_export,
    search,
    settings,
    shell,
    simulator,
    start,
    submission,
    webcam,
)
from ide.wiring.doors import Doors
from ide.workbench import Workbench
from renderer.host.player import Player


def wire_window(window: MainWindow, bench: Workbench) -> None:
    """Connect what lives as long as the window."""
    shell.wire_window(window, bench)
    editor.wire_window(window, bench)
    language.wire_window(window, bench)
    panels.wire_window(window, bench)
    inspect.wire_window(window, bench)
    files.wire_window(window, bench)
    git.wire_window(window, bench)
    search.wire_window(window, bench)
    simulator.wire_window(window, bench)
    launch.wire_window(window, bench)
    handset.wire_window(window, bench)
    device.wire_window(window, bench)
    webcam.wire_window(window, bench)
    scenario.wire_window(window, bench)
    scenario_expect.wire_window(window, bench)
    scenario_export.wire_window(window, bench)
    debug.wire_window(window, bench)
    doors = Doors(window)
    automation.wire_window(window, bench, doors)
    desk.wire_window(window, bench)
    console.wire_window(window, bench)
    python.wire_window(window, bench, doors)
    start.wire_window(window, bench)
    submission.wire_window(window, bench)
    settings.wire_window(window, bench)
    layouts.wire_window(window, bench)
    bench.session_opened.connect(partial(wire_session, window, bench))


def wire_session(window: MainWindow, bench: Workbench, session: Session) -> None:
    """Connect what lives as long as the project is open."""
    desk.wire_session(window, bench, session)
    start.wire_session(window, bench, session)
    editor.wire_session(window, bench, session)
    language.wire_session(window, bench, session)
    panels.wire_session(window, bench, session)
    inspect.wire_session(window, bench, session)
    project.wire_session(window, bench, session)
    simulator.wire_session(window, bench, session)
    launch.wire_session(window, bench, session)
    handset.wire_session(window, bench, session)
    device.wire_session(window, bench, session)
    webcam.wire_session(window, bench, session)
    scenario.wire_session(window, bench, session)
    session.player_started.connect(partial(wire_player, window, bench, session))


def wire_player(window: MainWindow, bench: Workbench, session: Session, player: Player) -> None:
    """Connect what lives as long as one run of the mini-program's page."""
    panels.wire_player(window, bench, session, player)
    inspect.wire_player(window, bench, session, player)
    simulator.wire_player(window, bench, session, player)
    launch.wire_player(window, bench, session, player)
    handset.wire_player(window, bench, session, player)
    scenario.wire_player(window, bench, session, player)
    start.wire_player(window, bench, session, player)
