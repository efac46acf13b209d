"""Play, stop and scrub something recorded: the same strip for routes and movements."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QToolButton, QWidget

from ide.i18n import tr
from ide.theme import icons
from ide.widgets.labels import plain
from ide.widgets.texts import bind, follow

_TICKS = 1000


class PlayerStrip(QWidget):
    """Shows how far something has come; asks to go on, to rest, to end, to go elsewhere."""

    play_requested = Signal()
    pause_requested = Signal()
    stop_requested = Signal()
    sought = Signal(float)  # ms from the beginning

    def __init__(self, scrub_name: str) -> None:
        """``scrub_name`` is the key of what the slider is called."""
        super().__init__()
        self._playing = False
        self._duration = 0.0
        self.play_button, self.stop_button = QToolButton(), QToolButton()
        self.play_button.clicked.connect(self._on_play)
        self.stop_button.clicked.connect(self.stop_requested)
        bind(self.stop_button, self.stop_button.setToolTip, "device.route.stop")
        bind(self.stop_button, self.stop_button.setAccessibleName, "device.route.stop")
        self.scrub = QSlider(Qt.Orientation.Horizontal)
        self.scrub.setRange(0, _TICKS)
        self.scrub.setMinimumHeight(24)
        bind(self.scrub, self.scrub.setAccessibleName, scrub_name)
        self.scrub.valueChanged.connect(self._on_scrubbed)
        self.time = plain("small")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.play_button, self.stop_button, self.scrub, self.time):
            layout.addWidget(widget)
        layout.setStretchFactor(self.scrub, 1)
        follow(self, self._draw)

    def show_place(self, position: float, duration: float) -> None:
        """Show how far it has come, in ms; nothing can be played that lasts 0 ms."""
        loaded = (self._duration > 0) != (duration > 0)
        self._duration = duration
        self.scrub.blockSignals(True)
        self.scrub.setValue(round(position / duration * _TICKS) if duration else 0)
        self.scrub.blockSignals(False)
        self.time.setText(f"{_clock(position)} / {_clock(duration)}")
        if loaded:
            self._draw()

    def show_playing(self, *, playing: bool) -> None:
        """Show whether it goes on."""
        self._playing = playing
        self._draw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw the icons anew when the theme changes."""
        if event.type() == QEvent.Type.StyleChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        self.play_button.setIcon(icons.icon("pause" if self._playing else "play", "accent"))
        self.stop_button.setIcon(icons.icon("stop", "text"))
        text = tr("device.route.pause" if self._playing else "device.route.play")
        self.play_button.setToolTip(text)
        self.play_button.setAccessibleName(text)
        for widget in (self.play_button, self.stop_button, self.scrub):
            widget.setEnabled(self._duration > 0)

    def _on_play(self) -> None:
        (self.pause_requested if self._playing else self.play_requested).emit()

    def _on_scrubbed(self, tick: int) -> None:
        self.sought.emit(tick / _TICKS * self._duration)


def _clock(ms: float) -> str:
    minutes, seconds = divmod(int(ms / 1000), 60)
    return f"{minutes}:{seconds:02}"
