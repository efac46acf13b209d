"""Scenarios: recorded on the phone in the window, kept in the project, played and looked at."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QInputDialog, QMessageBox

from apimock.scenario.document import parse, read_bytes
from apimock.scenario.errors import ScenarioError
from apimock.scenario.model import Scenario
from apimock.scenario.reading import read
from apimock.scenario.steps import steps_of
from apimock.state.device import SnapshotError
from ide import messages
from ide.i18n import tr
from ide.scenario.files import file_of, free_name, is_name, scenarios_among, write_recording
from ide.scenario.moments import TICK_MS
from ide.scenario.phase import Phase
from ide.scenario.stage import Stage
from ide.scenario.step_log import StepLog
from ide.scenario.timeline import Timeline, timeline_of, timeline_of_recording
from ide.widgets.asking import line_question, question

if TYPE_CHECKING:
    from ide.mainwindow import MainWindow
    from ide.session import Session
    from ide.workbench import Workbench
    from renderer.host.player import Player


_WAIT = "preview.scenario_wait"


class Scenarios(QObject):
    """Joins the scenarios of the open project with the window."""

    def __init__(self, window: MainWindow, bench: Workbench) -> None:
        super().__init__(window)
        self._window = window
        self._bench = bench
        self._root = Path()
        self._read: tuple[str, bytes, Scenario] | None = None
        """The scenario that was read last, its path, and what was in the file."""
        self._offered = False
        """Whether the panel lists the files of the open project."""
        self._closing = False
        self._drawn = 0
        """How much of the recording was drawn."""
        self._pictures: dict[str, bytes] = {}
        """Pictures a recording expects, by the names they have in it."""
        self.stage: Stage | None = None

    def connect_window(self) -> None:
        """Connect what lives as long as the window."""
        panel, bench = self._window.scenario, self._bench
        bench.handle("scenario.record", self._record)
        bench.handle("scenario.play", self._play)
        bench.handle("scenario.stop", self._stop)
        bench.handle("scenario.show", partial(self._window.focus_dock, "scenario"))
        panel.record_requested.connect(partial(bench.run, "scenario.record"))
        panel.play_requested.connect(partial(bench.run, "scenario.play"))
        panel.stop_requested.connect(partial(bench.run, "scenario.stop"))
        panel.put_back_requested.connect(self._put_back)
        panel.speed_chosen.connect(self._set_speed)
        panel.seek_requested.connect(self._seek)
        panel.file_chosen.connect(self._show)
        panel.place_requested.connect(self._window.editor.open)
        panel.used_place_requested.connect(self._open_used)
        panel.again_requested.connect(self._play_again)
        bench.settings.listen(self._on_setting)
        self._window.docks["scenario"].visibilityChanged.connect(self._on_dock_shown)
        self._window.editor.saved.connect(self._on_saved)
        bench.session_ending.connect(self._on_session_ending)

    def connect_session(self, session: Session) -> None:
        """Offer the scenarios of a project that was opened."""
        self._root = session.folder.root
        self._read = None
        self.stage = stage = Stage(session, session)
        stage.changed.connect(self._on_changed)
        stage.moved.connect(self._on_moved)
        stage.found.connect(self._window.scenario.show_finding)
        stage.recorded.connect(self._keep)
        stage.ended.connect(self._on_ended)
        stage.patience = self._bench.settings.number(_WAIT)
        stage.steps.began.connect(self._show_log)
        stage.steps.changed.connect(self._on_step)
        session.watcher.changed.connect(self._on_files_changed)
        if self._window.scenario.isVisible():
            self._offer()
        self._on_changed()

    def connect_player(self, _player: Player) -> None:
        """There is an app to record and to play with."""
        self._on_changed()

    # what the person asks for

    def _record(self) -> None:
        stage = self.stage
        if stage is None:
            return
        if stage.phase is Phase.RECORDING:
            stage.stop_recording()
        elif stage.phase is Phase.IDLE and stage.record():
            self._drawn, self._read = 0, None
            self._pictures = {}
            self._window.scenario.show_recording(Timeline())
            self._window.docks["scenario"].show()
            self._window.docks["scenario"].raise_()

    def _play(self) -> None:
        stage = self.stage
        if stage is None or stage.phase is Phase.RECORDING:
            return
        if stage.phase in (Phase.PLAYING, Phase.SEEKING):
            stage.pause()
        elif stage.phase is Phase.PAUSED:
            stage.resume()
        else:
            self._begin(None)

    def _begin(self, until: float | None, *, goes_on: bool = False) -> None:
        """Play the chosen scenario as it is now in the editor or on disk."""
        stage, panel = self.stage, self._window.scenario
        if not self._offered:
            self._offer()
        self._show(panel.file)
        if stage is None or self._read is None:
            return
        scenario = self._read[2]
        self._take_phone(scenario)
        panel.begin_again()
        try:
            stage.play(scenario, until=until, goes_on=goes_on)
        except SnapshotError as error:
            panel.show_trouble(f"start: {error}", panel.file, 1)

    def _play_again(self, time: float) -> None:
        """Go to the beginning of a step at once and play on from there."""
        stage = self.stage
        if stage is None or stage.phase is Phase.RECORDING:
            return
        stage.stop()
        self._begin(max(0.0, time - 2 * TICK_MS) or None, goes_on=True)

    def _open_used(self, file: str, line: int) -> None:
        """Open a scenario that the chosen one uses."""
        path = Path(file)
        if path.is_relative_to(self._root):
            self._window.editor.open(path.relative_to(self._root).as_posix(), line)
        else:
            messages.info(tr("scenario.elsewhere", file=file))

    def _on_setting(self, name: str, _value: object) -> None:
        if name == _WAIT and self.stage is not None:
            self.stage.patience = self._bench.settings.number(name)

    def keep_picture(self, data: bytes) -> str:
        """Keep a picture (PNG) that the recording expects; returns its name in it."""
        name = f"picture-{len(self._pictures) + 1}.png"
        self._pictures[name] = data
        return name

    def _take_phone(self, scenario: Scenario) -> None:
        """Use the phone a scenario is for; one that is not known leaves the present one."""
        found = self._bench.own_devices.find(scenario.device) if scenario.device else None
        session = self._bench.session
        if found is not None and session is not None and found.id != session.device.id:
            self._bench.use_device(found.id)

    def _stop(self) -> None:
        if self.stage is not None:
            if self.stage.phase is Phase.RECORDING:
                self.stage.stop_recording()
            else:
                self.stage.stop()

    def _seek(self, time: float) -> None:
        stage = self.stage
        if stage is None or stage.phase is Phase.RECORDING:
            return
        if stage.phase is Phase.IDLE:
            self._begin(time)
        else:
            if time < stage.position:
                self._window.scenario.begin_again()
            stage.seek(time)

    def _set_speed(self, speed: float) -> None:
        if self.stage is not None:
            self.stage.set_speed(speed)

    def _put_back(self) -> None:
        if self.stage is not None:
            self.stage.put_back()

    # files

    def _offer(self, chosen: str = "") -> None:
        session = self._bench.session
        if session is not None:
            self._offered = True
            self._window.scenario.show_files(scenarios_among(session.folder.files()), chosen)

    def _on_dock_shown(self, visible: bool) -> None:
        """Offer what there is; a dock that is never seen costs an opened project nothing."""
        if visible and self.stage is not None and not self._offered:
            self._offer()

    def _show(self, path: str) -> None:
        """Read a scenario and draw it; what is wrong with it is said in its place."""
        panel = self._window.scenario
        if not path:
            self._read = None
            return
        file = self._root / path
        try:
            text = self._window.editor.text_of(path)
            data = text.encode() if text is not None else read_bytes(file)
            known = self._read
            if known is not None and known[:2] == (path, data) and not known[2].used:
                return
            scenario = read(parse(data, path), file)
        except ScenarioError as error:
            self._read = None
            panel.show_trouble(str(error).replace(f"{self._root}/", ""), path, error.line)
            return
        self._read = (path, data, scenario)
        panel.show_scenario(timeline_of(scenario), scenario.clock.speed)
        panel.show_log(StepLog(steps_of(scenario)), lambda _row: None)
        if self.stage is not None:
            self.stage.choose(scenario)

    def _on_saved(self, path: str) -> None:
        if path == self._window.scenario.file and self._is_idle():
            self._show(path)

    def _on_files_changed(self, paths: list[str]) -> None:
        if self._offered and scenarios_among(paths):
            self._offer()
            chosen = self._window.scenario.file
            if chosen in paths and self._is_idle():
                self._show(chosen)

    def _is_idle(self) -> bool:
        return self.stage is None or self.stage.phase is Phase.IDLE

    # a recording gets a name

    def _keep(self, document: Mapping[str, Any], _length: float) -> None:
        name = free_name(self._root, "recording")
        if self._closing:
            # Nobody is left to be asked.
            self._write(document, name)
        else:
            self.ask_name(document, name)

    def ask_name(self, document: Mapping[str, Any], name: str, note: str = "") -> None:
        """Ask what a recording shall be called, and write it."""
        words = "\n\n".join(filter(None, (note, tr("scenario.name_text"))))
        title = tr("scenario.name_title")
        dialog = line_question(self._window, title, words, tr("scenario.keep"))
        dialog.setObjectName("scenarioName")
        dialog.setTextValue(name)
        dialog.finished.connect(partial(self._on_named, dialog, document))
        dialog.open()

    def _on_named(self, dialog: QInputDialog, document: Mapping[str, Any], result: int) -> None:
        name = dialog.textValue().strip()
        if result != QDialog.DialogCode.Accepted:
            if document["tracks"]:
                self._ask_discard(document, name)
        elif not is_name(name):
            self.ask_name(document, name, tr("scenario.bad_name"))
        elif (self._root / file_of(name)).exists():
            self._ask_replace(document, name)
        else:
            self._write(document, name)

    def _ask_replace(self, document: Mapping[str, Any], name: str) -> None:
        box = question(self._window, tr("scenario.replace", file=file_of(name)))
        replace = box.addButton(tr("scenario.replace_it"), QMessageBox.ButtonRole.DestructiveRole)
        other = box.addButton(tr("scenario.other_name"), QMessageBox.ButtonRole.RejectRole)
        replace.clicked.connect(partial(self._write, document, name))
        free = free_name(self._root, name)
        other.clicked.connect(partial(self.ask_name, document, free))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _ask_discard(self, document: Mapping[str, Any], name: str) -> None:
        box = question(self._window, tr("scenario.discard"))
        box.addButton(tr("scenario.discard_it"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(tr("scenario.keep_it"), QMessageBox.ButtonRole.RejectRole)
        keep.clicked.connect(partial(self.ask_name, document, name))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _write(self, document: Mapping[str, Any], name: str) -> None:
        try:
            path = write_recording(self._root, name, document, self._pictures)
        except OSError as error:
            reason = error.strerror or str(error)
            messages.error(tr("scenario.not_written", file=file_of(name), reason=reason))
            if not self._closing:
                self.ask_name(document, name)
            return
        self._read = None
        if not self._closing:
            self._offer(path)
            self._window.editor.open(path)
        messages.info(tr("scenario.written", file=path))

    # what the stage tells

    def _on_changed(self) -> None:
        stage, session = self.stage, self._bench.session
        if stage is None:
            return
        self._window.scenario.show_phase(
            stage.phase,
            running=session is not None and session.player is not None,
            can_put_back=stage.can_put_back,
        )

    def _on_moved(self, position: float) -> None:
        assert self.stage is not None
        panel = self._window.scenario
        if self.stage.phase is Phase.RECORDING:
            count, tracks = self.stage.recorded_tracks
            if count != self._drawn:
                self._drawn = count
                panel.show_recording(timeline_of_recording(tracks(), position))
        panel.show_position(position)

    def _on_ended(self, good: bool) -> None:
        assert self.stage is not None
        panel = self._window.scenario
        panel.show_end(good=good, calls_told=self.stage.calls_told)
        if self.stage.steps.log.first_failed >= 0:
            panel.show_failure(self.stage.steps.log)

    def _show_log(self) -> None:
        assert self.stage is not None
        steps = self.stage.steps
        self._window.scenario.show_log(steps.log, steps.picture)

    def _on_step(self, row: int) -> None:
        assert self.stage is not None
        self._window.scenario.steps.show_step(self.stage.steps.log, row)

    def _on_session_ending(self, _session: Session) -> None:
        if self.stage is not None:
            self._closing = True
            self.stage.close()
            self.stage, self._closing = None, False
        self._read, self._offered = None, False
        panel = self._window.scenario
        panel.show_phase(Phase.IDLE, running=False, can_put_back=False)
        panel.show_files(())


def wire_window(window: MainWindow, bench: Workbench) -> Scenarios:
    """Connect what lives as long as the window."""
    scenarios = Scenarios(window, bench)
    scenarios.connect_window()
    return scenarios


def scenarios_of(window: MainWindow) -> Scenarios:
    """The scenarios of a window."""
    found = window.findChild(Scenarios)
    assert found is not None
    return found


def wire_session(window: MainWindow, _bench: Workbench, session: Session) -> None:
    """Connect what lives as long as the project is open."""
    scenarios_of(window).connect_session(session)


def wire_player(window: MainWindow, _bench: Workbench, _session: Session, player: Player) -> None:
    """Connect what lives as long as one run of the mini-program's page."""
    scenarios_of(window).connect_player(player)
