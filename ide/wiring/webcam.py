"""The computer's camera: the question for it above the phone, its light in the status bar."""

from __future__ import annotations

from functools import partial

from ide.i18n import tr
from ide.mainwindow import MainWindow
from ide.session import Session
from ide.webcam.switch import WebcamState
from ide.widgets.texts import follow
from ide.workbench import Workbench


def wire_window(window: MainWindow, bench: Workbench) -> None:
    """Connect what lives as long as the window."""
    window.simulator.webcam_bar.decided.connect(partial(_decide, bench))
    window.webcam_button.clicked.connect(lambda _checked=False: _decide(bench, False))
    bench.session_ending.connect(lambda _session: _show_off(window))
    follow(window.webcam_button, partial(_name_light, window, bench))


def wire_session(window: MainWindow, bench: Workbench, session: Session) -> None:
    """Connect what lives as long as the project is open."""
    session.webcam.changed.connect(partial(_show, window, bench, session))
    _show(window, bench, session)


def _decide(bench: Workbench, on: bool) -> None:
    if bench.session is None:
        return
    if on:
        bench.session.webcam.turn_on()
    else:
        bench.session.webcam.turn_off()


def _show(window: MainWindow, bench: Workbench, session: Session) -> None:
    state = session.webcam.state
    window.simulator.webcam_bar.setVisible(state is WebcamState.ASKING)
    window.webcam_button.setVisible(state in {WebcamState.STARTING, WebcamState.ON})
    _name_light(window, bench)


def _name_light(window: MainWindow, bench: Workbench) -> None:
    button = window.webcam_button
    button.setText(tr("webcam.light"))
    webcam = bench.session.webcam if bench.session is not None else None
    words = f"{webcam.words}\n{tr('webcam.light_off')}" if webcam is not None else ""
    button.setToolTip(words)
    button.setAccessibleName(words)


def _show_off(window: MainWindow) -> None:
    window.simulator.webcam_bar.hide()
    window.webcam_button.hide()
