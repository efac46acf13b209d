"""The phone of an open project under a scenario: recorded from use, or played on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from apimock.scenario.host import Done, Sight
from apimock.scenario.model import SEED, Scenario
from apimock.scenario.player import Finding, ScenarioPlayer
from apimock.scenario.recorder import Recorder
from apimock.scenario.transcript import Line, Transcript, difference, recorded
from apimock.state.device import SnapshotError
from ide.headless.hands import PATIENCE_S, Hands, launch_of
from ide.headless.quiet import Quiet
from ide.scenario.clock import AppClock
from ide.scenario.moments import TICK_MS, tick_after
from ide.scenario.pace import Pace
from ide.scenario.phase import Phase
from ide.scenario.touches import Touches
from ide.scenario.watched import WatchedSteps
from ide.session import Session
from renderer.host.launch import Launch
from renderer.host.player import AppState, Player

_PATIENCE_MS = 2000
"""How long the end of a recording waits for an app that does not come to rest."""


class Stage(QObject):
    """Records and plays on the phone in the window, one at a time, each from the app's start.

    Meanwhile the app lives in the time of the scenario; afterwards in the computer's again.
    """

    changed = Signal()  # another phase, or another scenario
    moved = Signal(float)  # where the scenario is, ms
    found = Signal(object)  # Finding
    recorded = Signal(object, float)  # a scenario as JSON values, and how long it is, ms
    ended = Signal(bool)  # played to its end; whether everything came true

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.phase = Phase.IDLE
        self.scenario: Scenario | None = None
        """What is played, or was last."""
        self.findings: list[Finding] = []
        self.calls_told = ""
        """How the calls differ from the recorded ones; '' when they do not."""
        self.steps = WatchedSteps(self)
        """What came of each step of what is played, or was last."""
        self.patience = PATIENCE_S
        """How many seconds a place may take to appear."""
        self._session = session
        self._clock: AppClock = session.clock
        self._speed: float | None = None
        self._pace: Pace | None = None
        self._quiet: Quiet | None = None
        self._hands: Hands | None = None
        self._play: ScenarioPlayer | None = None
        self._transcript: Transcript | None = None
        self._recorder: Recorder | None = None
        self._touches: Touches | None = None
        self._before: Mapping[str, Any] | None = None
        self._when_ready: Callable[[], None] | None = None
        self._app_ready = self._goes_on = False
        self._page = ""
        """Where the last touch of a recording was."""
        self._leaving: list[Callable[[], None]] = []
        self._ending = QTimer(self)
        self._ending.setSingleShot(True)
        self._ending.setInterval(_PATIENCE_MS)
        self._ending.timeout.connect(self._end_recording)
        session.player_ending.connect(self._on_player_ending)
        session.restarted.connect(self._on_restarted)
        session.went_back.connect(self._on_went_back)

    @property
    def position(self) -> float:
        """Where the scenario is, or how long the recording lasts, ms."""
        if self._recorder is not None:
            return self._clock.now() - self._recorder.begun
        return self._play.position if self._play is not None else 0.0

    @property
    def recorded_tracks(self) -> tuple[int, Callable[[], Sequence[Mapping[str, Any]]]]:
        """How much was recorded so far, and what: the tracks are made when they are asked for."""
        recorder = self._recorder
        if recorder is None:
            return 0, tuple
        return recorder.count, recorder.tracks

    @property
    def lines(self) -> list[Line]:
        """The calls of the scenario that is played, or was last."""
        return self._transcript.lines if self._transcript is not None else []

    @property
    def can_put_back(self) -> bool:
        """Whether the phone can become what it was before a scenario was played."""
        return self._before is not None and self.phase is Phase.IDLE

    def close(self) -> None:
        """End what goes on; ``recorded`` tells what was recorded."""
        if self._recorder is not None:
            self._end_recording()
        else:
            self._leave()

    # recording

    def record(self, title: str = "") -> bool:
        """Record from a fresh start of the app on; False when there is none to start."""
        player = self._session.player
        if self.phase is not Phase.IDLE or player is None:
            return False
        self._clock.keep()
        self._enter(player, TICK_MS)
        session = self._session
        session.phone.restart()
        session.phone.set_foreground(True)
        launch = session.starting.begin()
        preset = session.device
        self._recorder = Recorder(session.phone, title=title, device=preset.id, tick=TICK_MS)
        if launch != Launch():
            self._recorder.led("app", _entering(launch))
        assert self._pace is not None
        self._touches = Touches(player, self._pace, self._touched, self)
        self._page = ""
        self._start_app(player, launch)
        self._set_phase(Phase.RECORDING)
        return True

    def _touched(self, values: Mapping[str, Any]) -> None:
        """Write a touch down, with the page it was on where that is another one."""
        assert self._recorder is not None
        page = self._touches.page if self._touches is not None else ""
        if page and page != self._page:
            self._page = page
            values = {**values, "page": page}
        self._recorder.touched(values)

    def hold(self) -> Callable[[], None]:
        """Let a recording's time stand until the returned function is called."""
        return self._pace.hold() if self._pace is not None else lambda: None

    def expect(self, values: Mapping[str, Any]) -> None:
        """Write down what is expected now: the values of a key of ``expect``."""
        player = self._session.player
        if self._recorder is None or player is None:
            return
        page = player.state.top
        if page and page != self._page:
            # A test has to wait for the page before it looks at it.
            self._page = page
            values = {"route": page, **values}
        self._recorder.expected(values)

    @property
    def calls(self) -> list[str]:
        """The APIs the app has called since the recording began, in their order."""
        begun = self._recorder.begun if self._recorder is not None else 0.0
        return [row.call.name for row in self._session.phone.log if row.started >= begun]

    def stop_recording(self) -> None:
        """End the recording as soon as the app has nothing to do; ``recorded`` follows."""
        if self._recorder is None or self._quiet is None or self._ending.isActive():
            return
        assert self._pace is not None
        self._pace.set_paused(paused=True)
        self._ending.start()
        self._quiet.wait(self._end_recording)

    def _end_recording(self, *, player_goes: bool = False) -> None:
        self._ending.stop()
        recorder = self._recorder
        if recorder is None:
            return
        length = self.position
        document = recorder.stop()
        self._leave(player_goes=player_goes)
        self.recorded.emit(document, length)

    # playing

    def choose(self, scenario: Scenario) -> None:
        """Look at another scenario."""
        if self.phase is Phase.IDLE:
            self._take(scenario)
            self.changed.emit()

    def play(
        self, scenario: Scenario, *, until: float | None = None, goes_on: bool = False
    ) -> None:
        """Play from the beginning, ``until`` at once; it stands still there, or ``goes_on``.

        Raises SnapshotError for a start that fails; the phone is left alone then.
        """
        player = self._session.player
        if player is None or self.phase is Phase.RECORDING:
            return
        if self.phase is not Phase.IDLE:
            self._leave(quietly=True)
        else:
            self._before = self._session.phone.snapshot()
        self._take(scenario)
        self._goes_on = goes_on
        self.findings, self.calls_told = [], ""
        session, clock = self._session, self._clock.keep()
        session.phone.restart()
        session.phone.set_foreground(True)
        play = ScenarioPlayer(session.phone, scenario, clock, host=self)
        try:
            play.prepare()
        except SnapshotError:
            self._clock.give_back()
            self._set_phase(Phase.IDLE)
            session.restart()
            raise
        self._enter(player, scenario.clock.tick or TICK_MS)
        self._begin(play, player, until)

    def _begin(self, play: ScenarioPlayer, player: Player, until: float | None) -> None:
        scenario, session = play.scenario, self._session
        self._play = play
        self._transcript = Transcript(session.phone)
        self._leaving += [self._transcript.close, play.on_finding(self._on_finding)]
        self._leaving.append(play.watch(self._on_stepped))
        self._leaving.append(self.steps.leave)
        self.steps.follow(play, player)
        opening = play.opening
        launch = launch_of(opening) if opening is not None else Launch()
        assert self._pace is not None
        self._pace.set_speed(self.speed)
        if scenario.start is not None:
            self._start(play, until)
        else:
            self._when_ready = partial(self._start, play, until)
        self._set_phase(Phase.PLAYING if until is None else Phase.SEEKING)
        self._start_app(player, session.starting.begin(launch))

    def _start(self, play: ScenarioPlayer, until: float | None) -> None:
        play.start()
        self._go_to(until)

    @property
    def speed(self) -> float:
        """How many ms of the scenario pass in a ms: the scenario's own, or as was chosen."""
        plan = self.scenario.clock.speed if self.scenario is not None else 1.0
        return plan if self._speed is None else self._speed

    def set_speed(self, speed: float) -> None:
        """Play this scenario faster or slower."""
        self._speed = speed
        if self._pace is not None and self._recorder is None:
            self._pace.set_speed(speed)

    def pause(self) -> None:
        """Let the scenario's time stand still; the phone goes on answering."""
        if self.phase in (Phase.PLAYING, Phase.SEEKING) and self._pace is not None:
            self._pace.until = None
            self._pace.set_paused(paused=True)
            self._set_phase(Phase.PAUSED)

    def resume(self) -> None:
        """Go on."""
        if self.phase is Phase.PAUSED and self._pace is not None:
            self._set_phase(Phase.PLAYING)
            self._pace.set_paused(paused=False)

    def stop(self) -> None:
        """End playing; what has happened to the phone stays."""
        if self._play is not None:
            self._leave()

    def seek(self, time: float) -> None:
        """Go to a time: on at once, or back by playing from the beginning; then stand still."""
        if self.scenario is None or self.phase in (Phase.IDLE, Phase.RECORDING):
            return
        if self._play is None or self._pace is None or time < self.position:
            self.play(self.scenario, until=time)
            return
        self._go_to(time)
        self._set_phase(Phase.SEEKING)
        self._pace.set_paused(paused=False)

    def put_back(self) -> None:
        """Make the phone what it was before a scenario was played, and start the app afresh."""
        before, self._before = self._before, None
        if before is not None:
            self._session.phone.restore(before)
            self._session.restart()
            self.changed.emit()

    # what a scenario wants done

    def touch(self, values: Mapping[str, Any], done: Done) -> None:
        """Let the hands touch; the steps after it wait."""
        assert self._hands is not None
        assert self._pace is not None
        self._hands.touch(values, self._pace.deed(done))

    def look(self, sight: Sight, done: Done) -> None:
        """Let the eyes look."""
        assert self._hands is not None
        assert self._pace is not None
        self._hands.look(sight, self._pace.deed(done))

    def lead(self, channel: str, values: Mapping[str, Any], done: Done) -> None:
        """Lead the app; one that is entered anew is waited for."""
        assert self._hands is not None
        assert self._pace is not None
        ended = self._pace.deed(done)
        if values.get("do") in ("enter", "terminate"):
            self._session.phone.restart()
            self._session.phone.set_foreground(values["do"] == "enter")
        if values.get("do") == "enter":
            self._app_ready = False
            self._when_ready = partial(ended, "")
            self._hands.lead(channel, values, lambda _: None)
        else:
            self._hands.lead(channel, values, ended)

    # the common ground

    def _enter(self, player: Player, tick: float) -> None:
        """Take the time of the app over; the phone's stands already."""
        self._quiet = quiet = Quiet(player, self._session.phone, self)
        self._pace = pace = Pace(self._clock.virtual, player, quiet, tick, self)
        self._hands = hands = Hands(player, quiet.wait, self, patience=self.patience)
        pace.moved.connect(self._on_moved)
        pace.arrived.connect(self._on_arrived)
        player.state_changed.connect(self._on_state_changed)
        self._leaving = [
            pace.close,
            partial(_disconnect, player, self._on_state_changed),
            pace.deleteLater,
            hands.deleteLater,
            quiet.deleteLater,
        ]

    def _start_app(self, player: Player, launch: Launch) -> None:
        assert self._pace is not None
        self._app_ready = self._pace.free = False
        player.set_time(self._clock.now(), 0)
        player.set_random(self._play.scenario.seed if self._play is not None else SEED)
        self._session.start_app(launch)
        self._pace.go_on()

    def _leave(self, *, quietly: bool = False, player_goes: bool = False) -> None:
        """Give the time back and end what goes on."""
        if self._pace is None:
            return
        for end in self._leaving:
            end()
        self._leaving = []
        player = self._session.player
        if self._touches is not None:
            self._touches.close()
            self._touches.deleteLater()
        if self._recorder is not None:
            self._recorder.stop()
        if self._play is not None:
            self._play.stop()
        self._touches = self._recorder = self._play = None
        self._pace = self._quiet = self._hands = self._when_ready = None
        self._clock.give_back()
        if player is not None and not player_goes:
            player.set_time(0, None)
            player.set_random(None)
        if not quietly:
            self._set_phase(Phase.IDLE)

    def _take(self, scenario: Scenario) -> None:
        """Another scenario has its own speed."""
        if self.scenario is not scenario:
            self.scenario, self._speed = scenario, None

    def _set_phase(self, phase: Phase) -> None:
        self.phase = phase
        self.changed.emit()

    def _go_to(self, time: float | None) -> None:
        assert self._pace is not None
        assert self._play is not None
        if time is None:
            return
        now = self._clock.now()
        begun = now - self._play.position
        tick = self._play.scenario.clock.tick or TICK_MS
        self._pace.until = max(now, tick_after(begun + min(time, self._play.duration), begun, tick))

    def _on_moved(self) -> None:
        self.moved.emit(self.position)

    def _on_arrived(self) -> None:
        if self.phase is not Phase.SEEKING or self._pace is None:
            return
        if self._goes_on:
            self._goes_on = False
            self._set_phase(Phase.PLAYING)
        else:
            self._pace.set_paused(paused=True)
            self._set_phase(Phase.PAUSED)

    def _on_finding(self, finding: Finding) -> None:
        self.findings.append(finding)
        self.found.emit(finding)

    def _on_stepped(self) -> None:
        """After the last step, end when the app has done what it made it do."""
        play = self._play
        if play is None or not play.ended or not play.playing:
            return
        if self._app_ready or play.scenario.start is None:
            assert self._pace is not None
            assert self._quiet is not None
            self._pace.set_paused(paused=True)
            play.pause()
            self._quiet.wait(partial(self._finish, play))

    def _finish(self, play: ScenarioPlayer) -> None:
        if play is not self._play:
            return
        play.finish()
        wanted = recorded(play.scenario)
        self.calls_told = "" if wanted is None else difference(wanted, self.lines)
        self._leave()
        good = all(one.ok for one in self.findings) and not self.calls_told
        self.ended.emit(good)

    def _on_state_changed(self, state: AppState) -> None:
        if self._app_ready or not state.top_ready:
            return
        self._app_ready = True
        if self._pace is not None:
            self._pace.free = True
        when_ready, self._when_ready = self._when_ready, None
        if when_ready is not None:
            when_ready()
            if self._pace is not None:
                self._pace.go_on()
        self._on_stepped()

    def _on_player_ending(self) -> None:
        if self._recorder is not None:
            self._end_recording(player_goes=True)
        else:
            self._leave(player_goes=True)

    def _on_restarted(self, launch: Launch) -> None:
        """Somebody starts the app afresh: part of a recording, the end of what is played."""
        if self._recorder is not None:
            self._recorder.led("app", _entering(launch))
            assert self._pace is not None
            # As when it is played: time stands until the app is there.
            self._app_ready = False
            self._when_ready = self._pace.hold()
        elif self._play is not None:
            self._leave()

    def _on_went_back(self) -> None:
        if self._recorder is not None:
            self._touched({"back": True})


def _disconnect(player: Player, slot: Callable[[AppState], None]) -> None:
    player.state_changed.disconnect(slot)


def _entering(launch: Launch) -> dict[str, Any]:
    """The way into the app as a key of the channel ``app``."""
    found: dict[str, Any] = {"do": "enter", "scene": launch.scene}
    if launch.path:
        found["path"] = launch.path
    if launch.query:
        found["query"] = dict(launch.query)
    if launch.referrer_info:
        found["referrerInfo"] = dict(launch.referrer_info)
    return found
