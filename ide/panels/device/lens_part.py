"""What the phone's camera sees, as a small picture, and the computer's camera when it is that."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QImage, QPixmap, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from apimock.observable import Change
from ide.panels.device.part import Desk, Part
from ide.panels.device.small import strip_button
from ide.webcam.switch import WebcamState
from ide.widgets.labels import plain
from ide.widgets.texts import bind, follow

_SIZE = (132, 176)
_LEAST_MS = 200
_RUNNING = {WebcamState.STARTING, WebcamState.ON}


class LensPart(Part):
    """A preview that moves on while it is seen."""

    sections = ("camera", "media")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.picture = QLabel()
        self.picture.setFixedHeight(_SIZE[1])
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        bind(self.picture, self.picture.setAccessibleName, "device.lens.name")
        self.trouble = plain("error", wrap=True)
        self._make_webcam()
        self._again = QTimer(self)
        self._again.timeout.connect(self._show)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for part in (self.picture, self.trouble, self.webcam):
            layout.addWidget(part)
        follow(self, self._show_webcam)

    def show_change(self, _change: Change | None) -> None:
        """Show the scene as it is now."""
        self._show_webcam()
        if self.isVisible():
            self._show()
            self._look_again()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin to look."""
        super().showEvent(event)
        self._show()
        self._look_again()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Look no longer."""
        self._again.stop()
        super().hideEvent(event)

    def release(self) -> None:
        """Look no longer."""
        self._again.stop()
        self.desk.webcam.changed.disconnect(self._on_webcam_changed)

    def _make_webcam(self) -> None:
        webcam = self.desk.webcam
        self.state = plain("small", wrap=True)
        self.turn_on = strip_button("webcam.turn_on", webcam.turn_on)
        self.turn_off = strip_button("webcam.turn_off", webcam.turn_off)
        self.cameras = QComboBox()
        self.cameras.setMinimumWidth(80)
        bind(self.cameras, self.cameras.setAccessibleName, "webcam.which")
        self.cameras.activated.connect(self._on_chosen)
        self.webcam = QWidget()
        inside = QVBoxLayout(self.webcam)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.state, 1)
        line.addWidget(self.turn_on)
        line.addWidget(self.turn_off)
        inside.addLayout(line)
        inside.addWidget(self.cameras)
        webcam.changed.connect(self._on_webcam_changed)

    def _on_webcam_changed(self) -> None:
        self.show_change(None)

    def _on_chosen(self, place: int) -> None:
        self.desk.webcam.turn_on(self.cameras.itemText(place))

    def _show_webcam(self) -> None:
        webcam = self.desk.webcam
        self.webcam.setVisible(webcam.wanted)
        self.state.setText(webcam.words)
        self.turn_on.setVisible(webcam.state not in _RUNNING)
        self.turn_off.setVisible(webcam.state in _RUNNING)
        self.cameras.clear()
        self.cameras.addItems(list(webcam.cameras))
        self.cameras.setCurrentIndex(self.cameras.findText(webcam.camera))
        self.cameras.setVisible(webcam.state in _RUNNING and len(webcam.cameras) > 1)

    def _look_again(self) -> None:
        """Look as often as the scene moves by itself; what stands still is shown once."""
        often = self.desk.phone.lens.interval()
        if often:
            self._again.start(max(_LEAST_MS, round(often)))
        else:
            self._again.stop()

    def _show(self) -> None:
        lens = self.desk.phone.lens
        scale = max(1, round(self.devicePixelRatioF()))
        scene = lens.picture((_SIZE[0] * scale, _SIZE[1] * scale)).convert("RGB")
        data = scene.tobytes()
        image = QImage(
            data, scene.width, scene.height, 3 * scene.width, QImage.Format.Format_RGB888
        )
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(scale)
        self.picture.setPixmap(pixmap)
        # What is wrong with the computer's camera is said beside its switch.
        told = lens.trouble if not self.desk.webcam.wanted else ""
        self.trouble.setText(told)
        self.trouble.setVisible(bool(told))
