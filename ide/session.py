"""One open project: its compiler, watcher, phone and player; closed in the reverse order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from apimock import calls
from apimock.permissions import INTERACTIVE
from apimock.phone import Phone
from ide import keeping, messages
from ide.access import NetworkAccess
from ide.clock import QtClock
from ide.git.git import Git
from ide.handset import Handset
from ide.i18n import tr
from ide.launch import clearing
from ide.launch.reopening import Reopening
from ide.launch.starting import Starting
from ide.phone import PackageFiles, folder_facts
from ide.project.builder import Build, Builder
from ide.project.folder import NotAProjectError, ProjectFolder, read_folder
from ide.project.language import LanguageProcess
from ide.project.scripts import ScriptCollector
from ide.project.tree import ProjectTree
from ide.project.watcher import Watcher, ignored_paths
from ide.scenario.clock import AppClock
from ide.standing import StandingAnswers
from ide.trust import Trust
from ide.webcam.page import WebcamPage
from ide.webcam.switch import Webcam
from renderer import api
from renderer.host.bundle import Bundle
from renderer.host.launch import Launch
from renderer.host.player import AppState, Player
from renderer.host.player import Phone as PlayerPhone
from renderer.host.screen import DEFAULT_DEVICE, DevicePreset, devices


@dataclass(frozen=True)
class Unattended:
    """A project that runs without a window: nothing helps to edit it, changes wait to be asked for.

    ``cache`` keeps what is compiled (None: nowhere), ``shell`` are settings of the phone's shell.
    """

    cache: Path | None
    shell: Mapping[str, Any]


class Session(QObject):
    """Owns what runs while a project is open."""

    player_started = Signal(object)  # Player
    player_ending = Signal()
    folder_changed = Signal(object)  # ProjectFolder
    restarted = Signal(object)  # Launch, when somebody starts the mini-program afresh
    went_back = Signal()  # by the phone's own way

    def __init__(
        self,
        root: Path,
        *,
        profile: Path | None,
        trust: Trust,
        device: DevicePreset | None = None,
        read: Callable[[str], str | None] | None = None,
        unattended: Unattended | None = None,
        parent: QObject | None = None,
    ) -> None:
        """``profile`` is where to keep things (None: nowhere), ``trust`` knows who may go online.

        ``device`` is the phone to run on (None: the usual one), ``read`` gives the unsaved text of
        a file that is open, None for all others. ``unattended`` says how to run when nobody edits.

        Raises:
            NotAProjectError: ``root`` holds no mini-program.
        """
        super().__init__(parent)
        self._read_open = read or (lambda _path: None)
        self.folder: ProjectFolder = read_folder(root)
        self.tree = ProjectTree(self.folder.root, self)
        self.clock = AppClock(QtClock(self))
        self.access = NetworkAccess(self.folder.root, trust, self.clock, self)
        place = keeping.folder_of(profile, self.folder.root) if profile else None
        self._kept = keeping.KeptPhone(place, QtClock(self), _say_not_kept)
        self.phone = Phone(
            self.clock,
            app=folder_facts(self.folder),
            transport=self.access.transport,
            tree=self._kept.tree,
            package=PackageFiles(self.folder.app_root),
            policy=INTERACTIVE,
        )
        self.handset = Handset(self.phone, device or devices()[DEFAULT_DEVICE], self)
        self.handset.use_library(self._project_library())
        self.handset.changed.connect(self._on_handset_changed)
        self._kept.follow(self.phone)
        self.access.follow_phone(self.phone)
        self.answers = StandingAnswers(self.phone.asking, self.clock)
        self.webcam = Webcam(self.phone, WebcamPage, self)
        self._unattended = unattended
        cache = profile / "cache" if profile else None
        self.builder = Builder(self.folder.root, unattended.cache if unattended else cache, self)
        self.builder.automatic = self.builder.checks = unattended is None
        self.watcher = Watcher(self.folder.root, self)
        self.watcher.ignore(ignored_paths(self.folder))
        self.starting = Starting(self.folder.root, self.phone, self)
        self.starting.restart_requested.connect(self.restart, Qt.ConnectionType.QueuedConnection)
        self.starting.installed.connect(self._on_installed, Qt.ConnectionType.QueuedConnection)
        self.scripts = ScriptCollector(self.folder.root, self)
        self.language = LanguageProcess(self.folder.root, self)
        self.git = Git(self.folder.root, self)
        self.player: Player | None = None
        self._restart_due = False
        self._edition = ("develop", "")
        self.soft_keyboard = True
        self._stop_events: Callable[[], None] = self.phone.listen(self._on_event)
        self.builder.opened.connect(self._on_opened)
        if unattended is None:
            self.builder.opened.connect(self.language.start)
        self.builder.built.connect(self._on_built)
        self.builder.rested.connect(self._on_rested)
        self.watcher.changed.connect(self._on_files_changed)

    def start(self) -> None:
        """Compile and run the mini-program."""
        self.builder.open()
        if self._unattended is None:
            self.scripts.start(self.folder.files())
            self.git.start()

    def restart(self, wanted: Launch | None = None) -> None:
        """Start the mini-program afresh, in its compile mode or as ``wanted`` says."""
        if self.player is not None and not self.starting.install_waiting():
            self.phone.restart()
            self.phone.set_foreground(True)
            launch = self.starting.begin(wanted)
            self.restarted.emit(launch)
            self.player.load(launch)

    def start_app(self, launch: Launch) -> None:
        """Start the mini-program on the phone as it is now."""
        if self.player is not None:
            self.player.change_phone(self._player_phone(), live=False)
            self.player.load(launch)

    def compile_now(self) -> bool:
        """Compile all that waits, then start the mini-program afresh.

        Returns whether ``builder.rested`` follows before the start.
        """
        if self.builder.bundle is None:
            self.builder.open()
            return False
        self._restart_due = self.builder.compile_now()
        if not self._restart_due:
            self.restart()
        return self._restart_due

    def look_again(self, paths: Iterable[str]) -> None:
        """Look at files that may have changed, and nobody has told of it yet."""
        self._on_files_changed(sorted(paths))

    def use_theme(self, theme: str) -> None:
        """Switch the phone to ``light`` or ``dark``; an app that follows dark mode hears of it."""
        self.phone.device.system.theme = theme

    def use_library(self, version: str) -> None:
        """Run on another version of the base library (empty: the project's), afresh."""
        self.handset.use_library(self._project_library(), version)
        if self.player is not None:
            self.player.change_phone(self._player_phone(), live=False)
            self.restart()

    def use_soft_keyboard(self, on: bool) -> None:
        """Let a keyboard come with the focus of a text field, or not."""
        self.soft_keyboard = on
        self._order("soft-keyboard", on=on)

    def show_keyboard(self, on: bool) -> None:
        """Let the keyboard come without a field, or go."""
        self._order("keyboard", open=on)

    def go_back(self) -> None:
        """Use the phone's own way back."""
        self.went_back.emit()
        self._order("back")

    def set_foreground(self, foreground: bool) -> None:
        """Bring the app to the front, or show the phone's home screen."""
        if foreground is self.phone.device.apps.foreground:
            return
        self.phone.set_foreground(foreground)
        if self.player is not None:
            name = "show" if foreground else "hide"
            self.player.receive({"type": "app-event", "name": name, "detail": {}})

    def come_back(self, launch: Launch) -> None:
        """Bring the app to the front as somebody opening it again would: a warm start."""
        self.phone.set_foreground(True)
        if self.player is not None:
            detail = launch.to_json()
            self.player.receive({"type": "app-event", "name": "show", "detail": detail})

    def end_app(self) -> None:
        """End the app as the phone's system does; its icon starts it afresh."""
        if self.player is not None:
            self.phone.restart()
            self.phone.set_foreground(False)
            self.player.end_app()

    def clear(self, kinds: Iterable[str]) -> None:
        """Clear kinds of :mod:`ide.launch.clearing`, and start the mini-program afresh."""
        wanted = set(kinds)
        for kind, clear in clearing.OF_THE_PHONE.items():
            if kind in wanted:
                clear(self.phone)
        if clearing.NETWORK in wanted and self.player is not None:
            self.player.clear_network_cache()
        if clearing.COMPILE in wanted:
            self.builder.clear_cache(self.restart)
        else:
            self.restart()

    def revive(self, *, reopen: bool = False) -> None:
        """Replace a player whose page crashed or hangs, and start the mini-program in a new one.

        ``reopen`` opens the pages again that were open.
        """
        if self.player is None or self.builder.bundle is None:
            return
        left = self.player.state if reopen else AppState()
        self._end_player()
        self.phone.restart()
        self._begin(self.builder.bundle, left)

    @property
    def device(self) -> DevicePreset:
        """The make of the phone in use."""
        return self.handset.preset

    def use_device(self, device: DevicePreset) -> None:
        """Change to another phone; the mini-program starts afresh on it."""
        self.handset.use(device)
        if self.player is not None:
            self.player.use_phone(self._player_phone())
            self.restart()

    def close(self) -> None:
        """End everything, the last begun first."""
        self._end_player()
        self._stop_events()
        self.starting.close()
        self.git.close()
        self.scripts.close()
        self.language.close()
        self.watcher.close()
        self.builder.close()
        self.answers.close()
        self.webcam.close()
        self.access.close()
        self._kept.close()

    def _end_player(self) -> None:
        player, self.player = self.player, None
        if player is not None:
            self.player_ending.emit()
            self.starting.refresh.follow(None)
            self.access.follow_player(None)
            player.close()
            player.deleteLater()

    def _read_folder(self) -> None:
        try:
            self.folder = read_folder(self.folder.root)
        except NotAProjectError:
            # Somebody is just writing app.json; the compiler says what is wrong with it.
            return
        self._know_app()
        self.watcher.ignore(ignored_paths(self.folder))
        self.handset.use_library(self._project_library(), self.handset.chosen_library)
        self.phone.files.package = PackageFiles(self.folder.app_root)
        self.folder_changed.emit(self.folder)

    def use_edition(self, env_version: str, version: str) -> None:
        """Let the mini-program know itself as a version from elsewhere: ``trial``, ``1.2.0``."""
        self._edition = (env_version, version)
        self._know_app()

    def _know_app(self) -> None:
        env_version, version = self._edition
        facts = folder_facts(self.folder)
        self.phone.app = replace(facts, env_version=env_version, version=version)

    def _player_phone(self) -> PlayerPhone:
        return PlayerPhone(
            handler=self._answer,
            files=self.phone.files,
            system=self.phone.system_info(),
            screen=self.handset.screen(),
        )

    def _answer(self, call: api.Call, respond: Callable[[api.Reply], None]) -> None:
        """Hand a call of the renderer to the phone: same shapes, two rooms."""

        def answered(reply: calls.Reply) -> None:
            respond(
                api.Reply(api.Outcome(reply.outcome), reply.result, reply.value, reply.simulated)
            )

        made = calls.Call(
            call.name, call.params, call.sync, call.page, call.target, call.gesture, call.id
        )
        self.phone.call(made, answered)

    def _project_library(self) -> str:
        return str(self.folder.config.get("libVersion") or "")

    def _order(self, name: str, **detail: bool) -> None:
        if self.player is not None:
            self.player.receive({"type": "chrome", "name": name, "detail": detail})

    def _on_handset_changed(self) -> None:
        if self.player is not None:
            self.player.change_phone(self._player_phone())

    def _on_chrome(self, event: str, detail: Mapping[str, Any]) -> None:
        if event == "page":
            orientation = str(detail.get("orientation"))
            self.handset.page_shown(orientation, resizable=detail.get("resizable") is True)
        elif event == "restart":
            # The page that tells it is answered first.
            QTimer.singleShot(0, self, self.restart)
        elif event in ("entered", "left"):
            self.phone.set_foreground(event == "entered")

    def _on_event(self, event: calls.Event) -> None:
        # The theme reaches the app with the screen.
        if self.player is not None and event.name != "onThemeChange":
            self.player.push(api.Event(event.name, event.detail))

    def _on_opened(self, bundle: Bundle) -> None:
        self._begin(bundle, AppState())

    def _begin(self, bundle: Bundle, left: AppState) -> None:
        shell = dict(self._unattended.shell) if self._unattended else {}
        shell["keyboard"] = self.soft_keyboard
        self.player = Player(bundle, self._player_phone(), shell=shell, parent=self)
        self.player.chrome.connect(self._on_chrome)
        self.access.follow_player(self.player)
        self.starting.refresh.follow(self.player)
        reopening = Reopening(self.player, left)
        self.player_started.emit(self.player)
        self.player.load(reopening.first(self.starting.begin()))

    def _on_built(self, build: Build) -> None:
        if not self._restart_due:
            self.starting.refresh.take(build)

    def _on_rested(self) -> None:
        due, self._restart_due = self._restart_due, False
        if due and not self.builder.failing:
            self.restart()

    def _on_installed(self, paths: list[str]) -> None:
        """Another version took the place of this one: it starts as soon as it is compiled."""
        self._on_files_changed(paths)
        self.compile_now()

    def _on_files_changed(self, paths: list[str]) -> None:
        if any(path.endswith((".config.json", "app.json")) for path in paths):
            self._read_folder()
        self.starting.files_changed(paths)
        self.builder.files_changed(paths)


def _say_not_kept(reason: str) -> None:
    messages.warning(tr("project.not_kept", reason=reason))
