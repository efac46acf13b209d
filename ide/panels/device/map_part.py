"""The map of the location card, both systems of coordinates, and the places kept."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QComboBox, QToolButton, QVBoxLayout

from apimock.geo import to_gcj02, to_wgs84
from apimock.observable import Change
from ide.i18n import tr
from ide.panels.device.map_view import MapView
from ide.panels.device.part import Desk, Part
from ide.panels.device.small import beside_button, entry_row
from ide.theme import icons
from ide.widgets.labels import plain
from ide.widgets.texts import bind, follow

_DRAWN = 2000
"""Points of a route that are drawn at most."""


class MapPart(Part):
    """Where the phone is, to drag."""

    sections = ("location", "route")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.map = MapView()
        bind(self.map, self.map.setAccessibleName, "device.map.name")
        self.map.moved.connect(self._on_moved)
        self.map.settled.connect(desk.edits.settle)
        self.coordinates = plain("small", wrap=True)
        self.coordinates.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.places = QComboBox()
        self.places.setMinimumWidth(80)
        self.places.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        bind(self.places, self.places.setAccessibleName, "device.map.places")
        self.places.activated.connect(self._go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.map)
        layout.addWidget(self.coordinates)
        layout.addLayout(entry_row(self.places, act=beside_button("device.map.keep", self.keep)))
        self._make_buttons()
        follow(self.places, self._list_places)

    def show_change(self, change: Change | None) -> None:
        """Follow the phone."""
        here, route = self.desk.phone.device.location, self.desk.phone.device.route
        moving = here.speed > 0 or here.heading != 0
        self.map.show_phone(
            here.latitude, here.longitude, here.accuracy, here.heading if moving else None
        )
        gcj = to_gcj02(here.latitude, here.longitude)
        self.coordinates.setText(
            f"WGS-84  {here.latitude:.6f}, {here.longitude:.6f}\nGCJ-02  {gcj[0]:.6f}, {gcj[1]:.6f}"
        )
        if change is None or change.path == "location.places":
            self._list_places()
        if change is None or change.path == "route.samples":
            step = max(1, len(route.samples) // _DRAWN)
            self.map.show_way([(row[1] or 0, row[2] or 0) for row in route.samples[::step]])

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw the icons anew when the theme changes."""
        if event.type() == QEvent.Type.StyleChange:
            self._draw()
        super().changeEvent(event)

    def keep(self) -> None:
        """Keep where the phone is among the places."""
        here = self.desk.phone.device.location
        latitude, longitude = to_gcj02(here.latitude, here.longitude)
        name = tr("device.map.place", number=len(here.places) + 1)
        place = {"name": name, "address": "", "latitude": latitude, "longitude": longitude}
        self.desk.edits.set("location.places", [*here.places, place])
        self.desk.edits.settle()

    def _make_buttons(self) -> None:
        self._buttons: list[tuple[QToolButton, str]] = []
        for place, (icon, key, act) in enumerate(
            (
                ("plus", "device.map.zoom_in", lambda: self.map.zoom(1.6)),
                ("minus", "device.map.zoom_out", lambda: self.map.zoom(1 / 1.6)),
                ("target", "device.map.centre", self.map.centre),
            )
        ):
            button = QToolButton(self.map)
            button.setProperty("onMap", True)
            button.setIconSize(QSize(14, 14))
            button.setFixedSize(26, 26)
            bind(button, button.setToolTip, key)
            bind(button, button.setAccessibleName, key)
            button.clicked.connect(act)
            button.move(6, 22 + place * 28)
            self._buttons.append((button, icon))
        self._draw()

    def _draw(self) -> None:
        for button, icon in self._buttons:
            button.setIcon(icons.icon(icon, "text"))

    def _list_places(self) -> None:
        places = self.desk.phone.device.location.places
        self.places.clear()
        self.places.addItem(tr("device.map.places"))
        self.places.addItems([str(place.get("name", "")) for place in places])
        shown = [
            (str(each.get("name", "")), *to_wgs84(each["latitude"], each["longitude"]))
            for each in places
            if _is_number(each.get("latitude")) and _is_number(each.get("longitude"))
        ]
        self.map.show_places(shown)

    def _go(self, index: int) -> None:
        places = self.desk.phone.device.location.places
        if 0 < index <= len(places):
            place = places[index - 1]
            if _is_number(place.get("latitude")) and _is_number(place.get("longitude")):
                self._on_moved(*to_wgs84(place["latitude"], place["longitude"]))
                self.desk.edits.settle()
                self.map.centre()
        self.places.setCurrentIndex(0)

    def _on_moved(self, latitude: float, longitude: float) -> None:
        here, edits = self.desk.phone.device.location, self.desk.edits
        old, new = (here.latitude, here.longitude), (round(latitude, 6), round(longitude, 6))

        def put(place: tuple[float, float]) -> None:
            here.latitude, here.longitude = place

        edits.do(lambda: put(new), lambda: put(old), key="map")


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
