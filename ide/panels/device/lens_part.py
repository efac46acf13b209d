"""What the phone's camera sees, as a small picture."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QImage, QPixmap, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout

from apimock.observable import Change
from ide.panels.device.part import Desk, Part
from ide.widgets.labels import plain
from ide.widgets.texts import bind

_SIZE = (132, 176)
_AGAIN_MS = 1000


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
        self._again = QTimer(self)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._show_moving)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.picture)
        layout.addWidget(self.trouble)

    def show_change(self, _change: Change | None) -> None:
        """Show the scene as it is now."""
        if self.isVisible():
            self._show()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin to look."""
        super().showEvent(event)
        self._show()
        self._again.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Look no longer."""
        self._again.stop()
        super().hideEvent(event)

    def release(self) -> None:
        """Look no longer."""
        self._again.stop()

    def _show_moving(self) -> None:
        if self.desk.phone.device.camera.source == "folder":
            self._show()

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
        self.trouble.setText(lens.trouble)
        self.trouble.setVisible(bool(lens.trouble))
