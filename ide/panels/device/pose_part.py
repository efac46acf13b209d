"""The pose pad of the motion card: a phone to turn, and poses and movements to choose."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from apimock.observable import Change
from apimock.routes.pose import poses
from ide.panels.device.flow import Flow
from ide.panels.device.part import Desk, Part
from ide.panels.device.pose_view import Axes, PoseView
from ide.panels.device.small import strip_button
from ide.widgets.texts import bind

_SHAKE = "shake"


class PosePart(Part):
    """How the phone is held."""

    sections = ("motion",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.pad = PoseView()
        bind(self.pad, self.pad.setAccessibleName, "device.pose.name")
        self.pad.posed.connect(self._on_posed)
        self.pad.settled.connect(desk.edits.settle)
        buttons = Flow()
        for name in poses():
            buttons.addWidget(strip_button(f"device.pose.{name}", partial(self.take, name)))
        buttons.addWidget(strip_button("device.pose.shake", self.shake))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.pad)
        layout.addLayout(buttons)

    def show_change(self, change: Change | None) -> None:
        """Follow the phone."""
        if change is None or change.field == "attitude":
            alpha, beta, gamma = self.desk.phone.device.motion.attitude
            self.pad.show_attitude((alpha, beta, gamma))

    def take(self, name: str) -> None:
        """Hold the phone in a named pose."""
        self._on_posed(poses()[name])
        self.desk.edits.settle()

    def shake(self) -> None:
        """Shake the phone once; it ends by itself."""
        self.desk.phone.pose.begin(_SHAKE)

    def _on_posed(self, attitude: Axes) -> None:
        self.desk.edits.set("motion.attitude", attitude)
