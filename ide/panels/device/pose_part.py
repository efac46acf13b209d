"""The pose pad of the motion card: a phone to turn, and poses and movements to choose."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from apimock.observable import Change
from apimock.routes.pose import poses
from ide.panels.device.flow import Flow
from ide.panels.device.part import Desk
from ide.panels.device.player_strip import PlayerStrip
from ide.panels.device.pose_view import Axes, PoseView
from ide.panels.device.reading_part import ReadingPart
from ide.panels.device.reading_process import Row
from ide.panels.device.small import strip_button
from ide.widgets.labels import label, plain
from ide.widgets.texts import bind

_SHAKE = "shake"


class PosePart(ReadingPart):
    """How the phone is held."""

    sections = ("motion",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "motion", "device.pose")
        self.reading.read.connect(self.lay_out)
        self.pad = PoseView()
        bind(self.pad, self.pad.setAccessibleName, "device.pose.name")
        self.pad.posed.connect(self._on_posed)
        self.pad.settled.connect(desk.edits.settle)
        buttons = Flow()
        for name in poses():
            buttons.addWidget(strip_button(f"device.pose.{name}", partial(self.take, name)))
        buttons.addWidget(strip_button("device.pose.shake", self.shake))
        buttons.addWidget(strip_button("device.pose.file", self.ask_file))
        self._make_player()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.pad)
        layout.addLayout(buttons)
        for part in (self.reading, self.recording, self.strip, self.hint):
            layout.addWidget(part)

    def show_change(self, change: Change | None) -> None:
        """Follow the phone."""
        motion, mover = self.desk.phone.device.motion, self.desk.phone.pose
        if change is None or change.field == "attitude":
            alpha, beta, gamma = motion.attitude
            self.pad.show_attitude((alpha, beta, gamma))
        if change is None or change.field in {"position", "recording", "activity"}:
            self.strip.show_place(motion.position, mover.duration)
            self.strip.show_playing(playing=mover.playing)
        if change is None or change.field in {"recording", "recording_name"}:
            loaded = bool(motion.recording)
            self.recording.setText(motion.recording_name)
            self.recording.setVisible(loaded)
            self.strip.setVisible(loaded)
            self.hint.setVisible(not loaded)

    def lay_out(self, name: str, rows: list[Row]) -> None:
        """Use a recorded movement."""
        motion, mover = self.desk.phone.device.motion, self.desk.phone.pose
        old = (motion.recording_name, motion.recording)
        self.desk.edits.do(lambda: mover.lay_out(name, rows), lambda: mover.lay_out(*old))
        self.desk.edits.settle()

    def take(self, name: str) -> None:
        """Hold the phone in a named pose."""
        self._on_posed(poses()[name])
        self.desk.edits.settle()

    def shake(self) -> None:
        """Shake the phone once; it ends by itself."""
        self.desk.phone.pose.begin(_SHAKE)

    def _on_posed(self, attitude: Axes) -> None:
        self.desk.edits.set("motion.attitude", attitude)

    def _make_player(self) -> None:
        mover = self.desk.phone.pose
        self.recording = plain("small", wrap=True)
        self.hint = label("device.pose.drop", "small", wrap=True)
        self.strip = PlayerStrip("device.pose.scrub")
        self.strip.play_requested.connect(mover.play)
        self.strip.pause_requested.connect(mover.end)
        self.strip.stop_requested.connect(mover.stop)
        self.strip.sought.connect(mover.seek)
