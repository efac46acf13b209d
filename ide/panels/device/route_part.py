"""Plays a route: those that come with the program, or a file chosen or dropped."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout

from apimock.observable import Change
from apimock.routes.player import rows_of_track
from apimock.routes.ready import ready_routes
from ide.i18n import tr, translator
from ide.panels.device.part import Desk
from ide.panels.device.player_strip import PlayerStrip
from ide.panels.device.reading_part import ReadingPart
from ide.panels.device.reading_process import Row
from ide.panels.device.small import beside_button
from ide.widgets.labels import label
from ide.widgets.texts import bind, follow


class RoutePart(ReadingPart):
    """Choose, play, pause, scrub. Playing moves on by itself: only a choice can be taken back."""

    sections = ("route",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "track", "device.route")
        self.reading.read.connect(self.lay_out)
        self.choice = QComboBox()
        self.hint = label("device.route.drop", "small", wrap=True)
        self.choice.setMinimumWidth(80)
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        bind(self.choice, self.choice.setAccessibleName, "device.route.choose")
        self.choice.activated.connect(self._on_chosen)
        self.strip = PlayerStrip("device.route.scrub")
        self.strip.play_requested.connect(desk.phone.route.play)
        self.strip.pause_requested.connect(desk.phone.route.pause)
        self.strip.stop_requested.connect(desk.phone.route.stop)
        self.strip.sought.connect(desk.phone.route.seek)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.choice, 1)
        top.addWidget(beside_button("device.route.file", self.ask_file))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addWidget(self.reading)
        layout.addWidget(self.strip)
        layout.addWidget(self.hint)
        follow(self.choice, self._list)

    def show_change(self, change: Change | None) -> None:
        """Follow the player."""
        player, route = self.desk.phone.route, self.desk.phone.device.route
        self.strip.show_place(route.position, player.duration)
        if change is None or change.field in {"state", "samples", "name"}:
            self._show_state()

    def lay_out(self, name: str, rows: list[Row]) -> None:
        """Use the way of a file."""
        self._use(name, rows, ())

    def _use(self, name: str, rows: list[Row], dropouts: tuple[tuple[float, float], ...]) -> None:
        phone, route = self.desk.phone, self.desk.phone.device.route
        old = (route.name, route.samples, route.dropouts)

        def load() -> None:
            phone.route.lay_out(name, rows)
            route.dropouts = [list(pair) for pair in dropouts]

        def back() -> None:
            phone.route.stop()
            route.name, route.samples, route.dropouts = old

        self.desk.edits.do(load, back)
        self.desk.edits.settle()

    def _on_chosen(self, index: int) -> None:
        routes = ready_routes()
        if 0 < index <= len(routes):
            ready = routes[index - 1]
            track = ready.track()
            self._use(track.name, rows_of_track(track), ready.dropouts)

    def _list(self) -> None:
        self.choice.clear()
        self.choice.addItem(tr("device.route.choose"))
        for ready in ready_routes():
            title = ready.title.get(translator.code) or ready.title["en"]
            self.choice.addItem(title)
        self._show_state()

    def _show_state(self) -> None:
        route = self.desk.phone.device.route
        loaded = bool(route.samples)
        self.strip.show_playing(playing=route.state == "playing")
        self.hint.setVisible(not loaded)
        if loaded and self.choice.currentIndex() <= 0:
            self.choice.setItemText(0, route.name or tr("device.route.choose"))
