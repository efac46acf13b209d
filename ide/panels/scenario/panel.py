"""The scenario dock: record, choose, play, the timeline, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from apimock.scenario.player import Finding
from ide.i18n import tr
from ide.panels.scenario.steps_view import StepsView
from ide.panels.scenario.timeline_view import TimelineView
from ide.scenario.phase import Phase
from ide.scenario.step_log import StepLog
from ide.scenario.timeline import Item, Kind, Timeline, clock_text
from ide.theme import icons
from ide.widgets.empty import EmptyState
from ide.widgets.labels import plain, restyle
from ide.widgets.texts import bind, follow

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 20.0)
_FILE_LENGTH = 9
"""Letters of a file's name that are seen at least."""
_FILE_WIDEST = 240
_LEAST_SHOWN_MS = 10_000.0
"""A recording is drawn on this much time at first."""


class ScenarioPanel(QWidget):
    """Shows one scenario; every button only asks."""

    record_requested = Signal()  # begin, or end
    play_requested = Signal()  # begin, pause or go on
    stop_requested = Signal()
    put_back_requested = Signal()
    speed_chosen = Signal(float)
    seek_requested = Signal(float)  # ms
    file_chosen = Signal(str)  # path in the project
    place_requested = Signal(str, int)  # path in the project, line
    used_place_requested = Signal(str, int)  # file of a scenario that is used, line
    expect_requested = Signal()  # begin to point at what is expected, or end it
    export_requested = Signal()
    again_requested = Signal(float)  # play from the step at this time on, ms

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.phase = Phase.IDLE
        self._length = 0.0
        self._recorded_ms = 0.0
        self._running = False
        self._trouble: tuple[str, str, int] | None = None
        self._outcome: bool | None = None
        self._calls_told = ""
        self._can_put_back = self._pointing = False
        self.view = TimelineView()
        self.view.seek_requested.connect(self.seek_requested)
        self.view.play_requested.connect(self.play_requested)
        self.view.item_opened.connect(self._open_item)
        self._stack = QStackedWidget()
        self._none = EmptyState("timeline", "scenario.empty.title", "scenario.empty.text")
        broken = EmptyState("error", "scenario.broken.title", "scenario.broken.text")
        for page in (self._none, broken):
            self._stack.addWidget(page)
        self._stack.addWidget(self.view)
        self.steps = StepsView()
        self.steps.line_requested.connect(self._open_step)
        self.steps.again_requested.connect(self.again_requested)
        self._stack.addWidget(self.steps)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._make_bar())
        layout.addLayout(self._make_line())
        layout.addWidget(self._stack, 1)
        self.setFocusProxy(self.view)
        follow(self, self._show)

    @property
    def file(self) -> str:
        """The scenario that is chosen, '' for none."""
        return str(self.files.currentData() or "")

    # what it is told

    def show_files(self, files: Sequence[str], chosen: str = "") -> None:
        """Offer the scenarios of the project; the one that was chosen stays so."""
        wanted = chosen or self.file
        before = self.file
        with QSignalBlocker(self.files):
            self.files.clear()
            for path in files:
                name = PurePosixPath(path).name
                self.files.addItem(name.partition(".scenario.")[0], path)
                self.files.setItemData(self.files.count() - 1, path, Qt.ItemDataRole.ToolTipRole)
            at = self.files.findData(wanted)
            self.files.setCurrentIndex(max(at, 0) if files else -1)
        if not files:
            self._trouble, self._length = None, 0.0
            self.view.show_timeline(Timeline())
        if self.file != before or chosen:
            self.file_chosen.emit(self.file)
        self._show()

    def show_scenario(self, timeline: Timeline, speed: float) -> None:
        """Show a scenario that was read."""
        self._trouble = self._outcome = None
        self._calls_told = ""
        self._length = timeline.duration
        self.view.show_timeline(timeline)
        self.show_speed(speed)
        self._show()

    def show_recording(self, timeline: Timeline) -> None:
        """Show what was recorded so far."""
        self._trouble = self._outcome = None
        self._calls_told = ""
        self.view.show_recorded(timeline)
        self._stack.setCurrentWidget(self.view)
        self._show_line()

    def show_trouble(self, text: str, path: str = "", line: int = 0) -> None:
        """Say why a scenario cannot be used, and where that is."""
        self._trouble = (text, path, line)
        self._length = 0.0
        self.view.show_timeline(Timeline())
        self._show()

    def show_speed(self, speed: float) -> None:
        """Show how fast it is played."""
        with QSignalBlocker(self.speeds):
            at = self.speeds.findData(speed)
            if at < 0:
                self.speeds.addItem(_speed_text(speed), speed)
                at = self.speeds.count() - 1
            self.speeds.setCurrentIndex(at)

    def show_phase(self, phase: Phase, *, running: bool, can_put_back: bool) -> None:
        """Show what goes on; ``running``: there is an app to play with."""
        if phase in (Phase.PLAYING, Phase.SEEKING) and self.phase is Phase.IDLE:
            self._outcome, self._calls_told = None, ""
        self.phase, self._running, self._can_put_back = phase, running, can_put_back
        self._show()

    def begin_again(self) -> None:
        """The scenario is played from its beginning: nothing has come out yet."""
        self.view.results.clear()
        self._outcome, self._calls_told = None, ""
        self.view.viewport().update()

    def show_position(self, position: float) -> None:
        """Show how far it is, ms."""
        if self.phase is Phase.RECORDING:
            self._recorded_ms = position
            timeline = self.view.timeline
            self.view.show_recorded(replace(timeline, duration=max(position, _LEAST_SHOWN_MS)))
            self.view.show_position(position)
        else:
            self.view.show_position(min(position, self._length))
        self._show_time()

    def show_finding(self, finding: Finding) -> None:
        """Show how a step came out."""
        self.view.results.put(finding)
        self.view.viewport().update()
        self._show_line()

    def show_end(self, *, good: bool, calls_told: str) -> None:
        """Say what came of the whole; ``calls_told``: how the calls differ from those recorded."""
        self._outcome, self._calls_told = good, calls_told
        self._show_line()

    def show_log(self, log: StepLog, pictures: Callable[[int], QImage | None]) -> None:
        """Show the steps of another scenario, or of another run."""
        self.steps.show_log(log, pictures)
        self._show()

    def show_failure(self, log: StepLog) -> None:
        """Show the step that failed first."""
        self.steps_button.setChecked(True)
        self.steps.show_failure(log)

    def show_pointing(self, *, on: bool) -> None:
        """Show whether the next click on the phone says what is expected."""
        self._pointing = on
        self._show()

    def refresh_icons(self) -> None:
        """Draw icons in the colours of the theme."""
        self._show()

    # building

    def _make_bar(self) -> QHBoxLayout:
        self.record_button = QPushButton()
        self.record_button.clicked.connect(self.record_requested)
        self.expect_button = QPushButton()
        self.expect_button.setCheckable(True)
        self.expect_button.clicked.connect(self._ask_expectation)
        bind(self.expect_button, self.expect_button.setText, "scenario.expect_button")
        bind(self.expect_button, self.expect_button.setToolTip, "scenario.expect_tip")
        self._make_choice()
        self.play_button = self._tool(self.play_requested.emit)
        self.stop_button = self._tool(self.stop_requested.emit, "scenario.stop")
        self.back_button = self._tool(self.put_back_requested.emit, "scenario.put_back")
        self.steps_button = self._tool(lambda: None, "scenario.steps")
        self.steps_button.setCheckable(True)
        self.steps_button.toggled.connect(lambda _on: self._show())
        self.export_button = self._tool(self.export_requested.emit, "scenario.export_tip")
        self.speeds = QComboBox()
        for speed in SPEEDS:
            self.speeds.addItem(_speed_text(speed), speed)
        self.speeds.setCurrentIndex(SPEEDS.index(1.0))
        self.speeds.currentIndexChanged.connect(
            lambda _row: self.speed_chosen.emit(float(self.speeds.currentData()))
        )
        bind(self.speeds, self.speeds.setAccessibleName, "scenario.speed")
        bind(self.speeds, self.speeds.setToolTip, "scenario.speed")
        self.time_label = plain("muted")
        self.time_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 8, 4)
        bar.setSpacing(4)
        bar.addWidget(self.record_button)
        bar.addWidget(self.expect_button)
        bar.addSpacing(8)
        bar.addWidget(self.files, 1)
        for widget in (self.play_button, self.stop_button, self.speeds):
            bar.addWidget(widget)
        for widget in (self.back_button, self.export_button, self.steps_button):
            bar.addWidget(widget)
        self.status = plain("muted")
        bar.addSpacing(4)
        bar.addWidget(self.status, 1)
        bar.addWidget(self.time_label)
        return bar

    def _make_choice(self) -> None:
        """Make the list of scenarios: a few letters wide where there is no room for more."""
        self.files = QComboBox()
        self.files.setMinimumContentsLength(_FILE_LENGTH)
        self.files.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.files.setMaximumWidth(_FILE_WIDEST)
        self.files.currentIndexChanged.connect(lambda _row: self.file_chosen.emit(self.file))
        bind(self.files, self.files.setAccessibleName, "scenario.file")
        bind(self.files, self.files.setToolTip, "scenario.file")

    def _tool(self, then: Callable[[], None], key: str = "") -> QToolButton:
        button = QToolButton()
        button.clicked.connect(lambda _checked: then())
        if key:
            bind(button, button.setToolTip, key)
            bind(button, button.setAccessibleName, key)
        return button

    def _make_line(self) -> QHBoxLayout:
        """The line that says what goes on or what is wrong."""
        self.line = plain("muted", wrap=True)
        self.place_button = QPushButton()
        self.place_button.setProperty("link", True)
        self.place_button.clicked.connect(self._open_trouble)
        line = QHBoxLayout()
        line.setContentsMargins(12, 0, 8, 4)
        line.addWidget(self.line, 1)
        line.addWidget(self.place_button)
        return line

    # showing

    def _show(self) -> None:
        recording, idle = self.phase is Phase.RECORDING, self.phase is Phase.IDLE
        usable = self._length > 0 or (bool(self.file) and self._trouble is None)
        goes = self.phase in (Phase.PLAYING, Phase.SEEKING)
        key = "scenario.stop_recording" if recording else "scenario.record"
        self.record_button.setText(tr(key))
        self.record_button.setToolTip(tr(f"{key}_tip"))
        self.record_button.setIcon(icons.icon("stop" if recording else "record", "error"))
        self.record_button.setEnabled(self._running and (idle or recording))
        waits = "scenario.go_on" if self.phase is Phase.PAUSED else "scenario.play"
        play = "scenario.pause" if goes else waits
        self.play_button.setToolTip(tr(play))
        self.play_button.setAccessibleName(tr(play))
        self.play_button.setIcon(icons.icon("pause" if goes else "play", "accent"))
        self.play_button.setEnabled(self._running and not recording and usable)
        self.stop_button.setIcon(icons.icon("stop"))
        self.stop_button.setEnabled(goes or self.phase is Phase.PAUSED)
        self.back_button.setIcon(icons.icon("undo"))
        self.back_button.setEnabled(self._can_put_back)
        self.files.setEnabled(idle and self.files.count() > 0)
        self.speeds.setEnabled(not recording)
        for widget in (self.files, self.play_button, self.stop_button, self.speeds):
            widget.setVisible(not recording)
        for button, icon in ((self.export_button, "file"), (self.steps_button, "list")):
            button.setIcon(icons.icon(icon))
        self.export_button.setEnabled(idle and usable)
        self.steps_button.setEnabled(bool(self.steps.model.rowCount()))
        for button in (self.back_button, self.export_button, self.steps_button):
            button.setVisible(not recording)
        self.expect_button.setVisible(recording)
        self.expect_button.setIcon(icons.icon("picker", "accent"))
        self.expect_button.setChecked(self._pointing)
        self.steps.show_busy(busy=recording or not self._running)
        self._stack.setCurrentIndex(self._page())
        self._show_time()
        self._show_line()

    def _page(self) -> int:
        """Which page of the stack is right: nothing, trouble or the timeline."""
        recording = self.phase is Phase.RECORDING
        if self.steps_button.isChecked() and self.steps.model.rowCount() and not recording:
            return self._stack.indexOf(self.steps)
        if recording or self.view.timeline.lanes:
            return self._stack.indexOf(self.view)
        return 1 if self._trouble is not None and self.file else 0

    def _show_time(self) -> None:
        if self.phase is Phase.RECORDING:
            self.time_label.setText(clock_text(self._recorded_ms))
        elif self._length:
            at = clock_text(self.view.position)
            self.time_label.setText(f"{at} / {clock_text(self._length)}")
        else:
            self.time_label.clear()

    def _show_line(self) -> None:
        _say(self.status, *self._said())
        trouble = ""
        if self.phase is not Phase.RECORDING:
            trouble = self._trouble[0] if self._trouble is not None else ""
            if self._calls_told:
                trouble = tr("scenario.other_calls", told=self._calls_told)
        _say(self.line, trouble, "error")
        self.line.setVisible(bool(trouble))
        place = self._trouble if self.phase is Phase.IDLE else None
        self.place_button.setVisible(place is not None and bool(place[1]))
        if place is not None:
            self.place_button.setText(tr("scenario.open_line", line=place[2] or 1))

    def _said(self) -> tuple[str, str]:
        """What is said beside the buttons, and in which tone."""
        if self._pointing:
            return tr("scenario.expect.point"), "warning"
        if self.phase is Phase.RECORDING:
            items = self.view.timeline.items
            count = sum(item.kind is not Kind.CALL for item in items)
            return tr("scenario.recording", count=count), "error"
        good, bad = self.view.results.good, self.view.results.bad
        if bad:
            return tr("scenario.failed", bad=bad, all=good + bad), "error"
        if self._outcome:
            return tr("scenario.held_all", all=good) if good else tr("scenario.ended"), "success"
        if self.phase is Phase.SEEKING:
            return tr("scenario.seeking"), "muted"
        return "", "muted"

    # asking

    def _ask_expectation(self) -> None:
        # Whether the person points is told by who carries it out.
        self.expect_button.setChecked(self._pointing)
        self.expect_requested.emit()

    def _open_step(self, file: str, line: int) -> None:
        if file:
            self.used_place_requested.emit(file, line)
        elif self.file:
            self.place_requested.emit(self.file, line)

    def _open_item(self, item: Item) -> None:
        if item.file:
            self.used_place_requested.emit(item.file, item.line)
        elif self.file and item.line:
            self.place_requested.emit(self.file, item.line)

    def _open_trouble(self) -> None:
        if self._trouble is not None:
            self.place_requested.emit(self._trouble[1], self._trouble[2])


def _say(label: QLabel, text: str, tone: str) -> None:
    label.setText(text)
    if label.property("role") != tone:
        label.setProperty("role", tone)
        restyle(label)


def _speed_text(speed: float) -> str:
    return f"×{speed:g}"
