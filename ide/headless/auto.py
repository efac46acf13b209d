"""``auto``: a mini-program without a window, driven over the wire."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ide.automation.server.server import CannotListenError, Server
from ide.automation.server.service import Service
from ide.automation.server.session_target import SessionTarget
from ide.cache_folder import cache_folder
from ide.exit_codes import GOOD, CannotRunError
from ide.headless.application import let_go, start_qt
from ide.headless.ending import EndSignals
from ide.headless.parent import Parent
from ide.project.folder import NotAProjectError
from ide.session import Session, Unattended
from ide.trust import Trust
from renderer.host.player import AppState, Player
from renderer.host.screen import DEFAULT_DEVICE, DevicePreset, UnknownDeviceError, device

READY_S = 30.0
"""How long the first page may take before clients are called without it."""
ALONE_S = 300.0
"""How long ``--once`` waits for its client."""
# Pictures are the same whenever they are taken.
_SHELL = {"animate": False, "clock": "9:41"}


def run(args: argparse.Namespace) -> int:
    """Carry the command out; returns the exit code once it was told to end.

    Raises:
        CannotRunError: the project, the port or an argument is unusable.
    """
    preset = _device(args.device or DEFAULT_DEVICE)
    app = start_qt()
    session = _session(args, preset)
    ending = EndSignals()
    parent = Parent() if args.until_eof else None
    headless = Headless(session, once=args.once)
    try:
        headless.ended.connect(app.quit, Qt.ConnectionType.QueuedConnection)
        ending.told.connect(app.quit)
        if parent is not None:
            parent.left.connect(app.quit)
        headless.start(args.port, with_token=not args.without_token)
        app.exec()
    finally:
        headless.close()
        ending.close()
        if parent is not None:
            parent.close()
        let_go(headless, session)
    if headless.problem:
        raise CannotRunError(f"auto: {headless.problem}")
    return GOOD


class Headless(QObject):
    """One project and its server; ``ended`` asks whoever runs it to end."""

    ended = Signal()

    def __init__(self, session: Session, *, once: bool) -> None:
        super().__init__()
        self.problem = ""
        """Why it ended without being told to."""
        self._session = session
        self._once = once
        self._told = False
        self._ran = False
        session.player_started.connect(self._on_player)
        session.handset.shape_changed.connect(self._fit)
        session.builder.failed.connect(self._on_failed)
        self._service = Service(SessionTarget(session, self), self)
        self._server = Server(self._service, self)
        self._server.end_requested.connect(self.ended)
        self._server.client_left.connect(self._on_client_left)
        self._server.clients_changed.connect(self._on_clients)
        self._late = self._timer(READY_S, self._call)
        self._alone = self._timer(ALONE_S, self._on_alone)

    def start(self, port: int, *, with_token: bool) -> None:
        """Listen, compile and run the app; the address is printed when it is ready.

        Raises:
            CannotRunError: the port is not to be had.
        """
        try:
            self._server.listen(port, with_token=with_token)
        except CannotListenError as error:
            raise CannotRunError(f"auto: {error}") from error
        self._late.start()
        if self._once:
            self._alone.start()
        self._session.start()

    def close(self) -> None:
        """End the server, then the app."""
        self._server.close()
        self._service.close()
        self._session.close()

    def _timer(self, seconds: float, due: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(round(seconds * 1000))
        timer.timeout.connect(due)
        return timer

    def _on_player(self, player: Player) -> None:
        player.view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        player.view.show()
        player.view.setFocus()
        player.state_changed.connect(self._on_state)
        queued = Qt.ConnectionType.QueuedConnection
        player.crashed.connect(self._on_broken, queued)
        player.loop_detected.connect(self._on_broken, queued)

    def _fit(self) -> None:
        """Give the view the size of the screen, whichever way the phone is held."""
        if self._session.player is not None:
            shape = self._session.handset.screen()
            self._session.player.view.setFixedSize(shape["screenWidth"], shape["screenHeight"])

    def _on_broken(self, _why: str = "") -> None:
        """Start the app anew; one that breaks while it starts would only break again."""
        player = self._session.player
        if player is not None and self._ran:
            self._ran = False
            self._session.revive()

    def _on_state(self, state: AppState) -> None:
        if state.top_ready:
            self._ran = True
            self._call()

    def _call(self) -> None:
        """Say where to connect, once."""
        if not self._told:
            self._told = True
            self._late.stop()
            sys.stdout.write(f"listening {self._server.address}\n")
            sys.stdout.flush()

    def _on_failed(self, reason: str) -> None:
        self.problem = f"{self._session.folder.root} cannot be compiled: {reason}"
        self.ended.emit()

    def _on_clients(self, _count: int) -> None:
        self._alone.stop()

    def _on_client_left(self) -> None:
        if self._once:
            self.ended.emit()

    def _on_alone(self) -> None:
        self.problem = f"nobody connected within {ALONE_S:g} s."
        self.ended.emit()


def _device(name: str) -> DevicePreset:
    try:
        return device(name)
    except UnknownDeviceError as error:
        raise CannotRunError(f"auto: {error}") from error


def _session(args: argparse.Namespace, preset: DevicePreset) -> Session:
    root: Path = args.project
    trust = Trust(None)
    if args.trust_project:
        trust.allow_network(root, allowed=True)
    try:
        unattended = Unattended(cache_folder(), _SHELL)
        session = Session(root, profile=None, trust=trust, device=preset, unattended=unattended)
    except NotAProjectError as error:
        raise CannotRunError(f"auto: {error} has no app.json, nor a folder that has.") from error
    session.soft_keyboard = False
    system = session.phone.device.system
    if args.theme:
        system.theme = args.theme
    if args.language:
        system.language = args.language
    return session
