"""Plays a route: those that come with the program, or a file chosen or dropped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QSlider, QToolButton, QVBoxLayout

from apimock.observable import Change
from apimock.routes.reader import read_track
from apimock.routes.ready import ready_routes
from apimock.routes.track import Track
from ide.i18n import tr, translator
from ide.panels.device.part import Desk, Part
from ide.panels.device.small import beside_button
from ide.theme import icons
from ide.widgets.labels import label, plain
from ide.widgets.texts import bind, follow

_TICKS = 1000


class RoutePart(Part):
    """Choose, play, pause, scrub. Playing moves on by itself: only a choice can be taken back."""

    sections = ("route",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.setAcceptDrops(True)
        self.choice = QComboBox()
        self.hint = label("device.route.drop", "small", wrap=True)
        self.choice.setMinimumWidth(80)
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        bind(self.choice, self.choice.setAccessibleName, "device.route.choose")
        self.choice.activated.connect(self._on_chosen)
        self.play_button, self.stop_button = QToolButton(), QToolButton()
        self.play_button.clicked.connect(self._on_play)
        self.stop_button.clicked.connect(self._on_stop)
        bind(self.stop_button, self.stop_button.setToolTip, "device.route.stop")
        bind(self.stop_button, self.stop_button.setAccessibleName, "device.route.stop")
        self.scrub = QSlider(Qt.Orientation.Horizontal)
        self.scrub.setRange(0, _TICKS)
        self.scrub.setMinimumHeight(24)
        bind(self.scrub, self.scrub.setAccessibleName, "device.route.scrub")
        self.scrub.valueChanged.connect(self._on_scrubbed)
        self.time = plain("small")
        top, bottom = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.choice, 1)
        top.addWidget(beside_button("device.route.file", self._ask_file))
        bottom.setSpacing(4)
        for widget in (self.play_button, self.stop_button, self.scrub, self.time):
            bottom.addWidget(widget)
        bottom.setStretchFactor(self.scrub, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addLayout(bottom)
        layout.addWidget(self.hint)
        follow(self.choice, self._list)

    def show_change(self, change: Change | None) -> None:
        """Follow the player."""
        player, route = self.desk.phone.route, self.desk.phone.device.route
        self.scrub.blockSignals(True)
        self.scrub.setValue(round(player.progress * _TICKS))
        self.scrub.blockSignals(False)
        self.time.setText(f"{_clock(route.position)} / {_clock(player.duration)}")
        if change is None or change.field in {"state", "samples", "name"}:
            self._show_state()

    def load(self, file: Path) -> bool:
        """Lay out the way of a file; what is wrong with it is told."""
        track = self.read_file(file, read_track)
        if track is None:
            return False
        self._lay_out(track, ())
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Use the file dropped."""
        self.load(Path(event.mimeData().urls()[0].toLocalFile()))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw the icons anew when the theme changes."""
        if event.type() == QEvent.Type.StyleChange:
            self._show_state()
        super().changeEvent(event)

    def _lay_out(self, track: Track, dropouts: tuple[tuple[float, float], ...]) -> None:
        phone, route = self.desk.phone, self.desk.phone.device.route
        old = (route.name, route.samples, route.dropouts)

        def load() -> None:
            phone.route.load(track)
            route.dropouts = [list(pair) for pair in dropouts]

        def back() -> None:
            phone.route.stop()
            route.name, route.samples, route.dropouts = old

        self.desk.edits.do(load, back)
        self.desk.edits.settle()

    def _on_chosen(self, index: int) -> None:
        routes = ready_routes()
        if 0 < index <= len(routes):
            self._lay_out(routes[index - 1].track(), routes[index - 1].dropouts)

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, tr("device.route.choose"), "", tr("device.route.filter")
        )
        if name:
            self.load(Path(name))

    def _on_play(self) -> None:
        player, route = self.desk.phone.route, self.desk.phone.device.route
        (player.pause if route.state == "playing" else player.play)()

    def _on_stop(self) -> None:
        self.desk.phone.route.stop()

    def _on_scrubbed(self, tick: int) -> None:
        player = self.desk.phone.route
        player.seek(tick / _TICKS * player.duration)

    def _list(self) -> None:
        self.choice.clear()
        self.choice.addItem(tr("device.route.choose"))
        for ready in ready_routes():
            title = ready.title.get(translator.code) or ready.title["en"]
            self.choice.addItem(title)
        self._show_state()

    def _show_state(self) -> None:
        route = self.desk.phone.device.route
        playing, loaded = route.state == "playing", bool(route.samples)
        self.play_button.setIcon(icons.icon("pause" if playing else "play", "accent"))
        self.stop_button.setIcon(icons.icon("stop", "text"))
        text = tr("device.route.pause" if playing else "device.route.play")
        self.play_button.setToolTip(text)
        self.play_button.setAccessibleName(text)
        for widget in (self.play_button, self.stop_button, self.scrub):
            widget.setEnabled(loaded)
        self.hint.setVisible(not loaded)
        if loaded and self.choice.currentIndex() <= 0:
            self.choice.setItemText(0, route.name or tr("device.route.choose"))


def _clock(ms: float) -> str:
    minutes, seconds = divmod(int(ms / 1000), 60)
    return f"{minutes}:{seconds:02}"
