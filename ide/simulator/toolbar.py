"""The row above the phone; what has no room in it, and what is seldom set, is in a menu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QSizePolicy, QToolButton, QWidget

from ide.i18n import tr
from ide.simulator.choices import ChoiceMenu, DeedMenu
from ide.simulator.device_list import DeviceList
from ide.simulator.device_picker import DevicePicker
from ide.simulator.phone_settings import CUSTOM, font_sizes, languages, libraries, network_profiles
from ide.theme import icons
from ide.widgets.texts import bind, follow
from renderer.host.screen import DevicePreset, devices

ZOOMS = ("fit", "width", "50", "75", "100", "125", "150")
SIMULATED = (
    "home", "terminate", "back", "",
    "memory_low", "memory_critical", "capture", "theme", "",
    "interruption_begin", "interruption_end", "call", "",
    "keyboard_show", "keyboard_hide",
)  # fmt: skip
"""What can happen to the phone, as the menu has it; memory warnings have Android's levels."""
SHOTS = ("file", "copy", "", "framed_file", "framed_copy", "", "full_file")
PROJECT_LIBRARY = "project"
_LEAST_NAME = 140
_USUAL_NAME = 180
_SPACING = 2


@dataclass(frozen=True)
class _Item:
    """A button of the row and what stands for it in the menu when it has no room."""

    button: QToolButton
    action: QAction
    icon: str


class SimulatorToolbar(QWidget):
    """Asks for another phone, another look of it, and for what can happen to it."""

    device_requested = Signal(str)  # device id
    devices_requested = Signal()  # the dialog of own phones
    zoom_requested = Signal(str)  # "fit", "width" or per cent
    chosen = Signal(str, str)  # "font_size", "language", "network" or "library", and the value
    asked = Signal(str)  # something that can happen to the phone
    shot_requested = Signal(str)  # a picture: one of SHOTS
    restart_requested = Signal()
    rotate_requested = Signal()
    fold_requested = Signal()
    pop_out_requested = Signal()
    home_requested = Signal(bool)  # whether the app goes to the background
    dark_requested = Signal(bool)  # whether the phone is in dark mode
    frame_requested = Signal(bool)  # whether the phone's housing is drawn
    keyboard_requested = Signal(bool)  # whether text fields bring a keyboard
    on_top_requested = Signal(bool)  # whether the phone's own window stays on top

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[_Item] = []
        self._hidden: list[_Item] = []
        self._current = ""
        self._name = ""
        self._project_library = ""
        self.list = DeviceList(self)
        self.picker = DevicePicker(self.list, self)
        self.picker.chosen.connect(self.device_requested)
        self.picker.manage_requested.connect(self.devices_requested)
        self.device = QToolButton()
        self.device.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.device.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.device.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.device.setMinimumWidth(_LEAST_NAME)
        self.device.clicked.connect(self._on_device_clicked)
        bind(self.device, self.device.setAccessibleName, "simulator.device")
        self.more = QToolButton()
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more_menu = QMenu(self.more)
        self.more_menu.aboutToShow.connect(self.fill_more)
        self.more.setMenu(self.more_menu)
        for put in (self.more.setToolTip, self.more.setAccessibleName):
            bind(self.more, put, "simulator.more")
        self._make_menus()
        self._make_actions()
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(8, 5, 8, 5)
        self._layout.setSpacing(_SPACING)
        # The row is as narrow as it is made; what then has no room goes into the menu.
        self._layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._layout.addWidget(self.device, 1)
        for item in self._items:
            self._layout.addWidget(item.button)
        self._layout.addWidget(self.more)
        self.set_devices(devices().values())
        self.show_zoom("fit")
        follow(self, self._retranslate)

    def set_devices(self, offered: Sequence[DevicePreset] | object) -> None:
        """Offer other phones."""
        self.list.set_devices(offered)  # type: ignore[arg-type]

    def show_device(self, device: DevicePreset) -> None:
        """Show which phone is in use."""
        self._current, self._name = device.id, device.name
        self.fold.setVisible(device.folded is not None)
        self._fit()

    def show_zoom(self, zoom: str) -> None:
        """Show which zoom is in use; a per cent that is no choice is shown all the same."""
        self.zoom_menu.show_choice(zoom)
        self._zoom_item.button.setText(_zoom_text(zoom))
        self._fit()

    def show_setting(self, name: str, value: str) -> None:
        """Mark what is set on the phone: ``font_size``, ``language``, ``network``, ``library``."""
        self.menus[name].show_choice(value)
        if name == "network":
            tip = tr("simulator.network_tip", name=self.menus[name].current_text)
            self.menus[name].menuAction().setToolTip(tip)
            self._network_item.button.setToolTip(tip)

    def show_libraries(self, project: str, chosen: str) -> None:
        """Show the project's base library and the one chosen instead (empty: none)."""
        self._project_library = project
        self.menus["library"].show_choice(chosen or PROJECT_LIBRARY)

    def show_flags(self, *, dark: bool | None = None, away: bool | None = None) -> None:
        """Show dark mode and background without telling."""
        for action, on in ((self.dark, dark), (self.home, away)):
            if on is not None:
                action.blockSignals(True)
                action.setChecked(on)
                action.blockSignals(False)
        for item in self._items:
            item.button.update()

    def reset(self) -> None:
        """Show a phone in the foreground and in light mode: a new one starts like that."""
        self.show_flags(dark=False, away=False)

    def refresh_icons(self) -> None:
        """Draw icons in the colours of the theme."""
        for item in self._items:
            if item.icon:
                item.action.setIcon(icons.icon(item.icon))
                item.button.setIcon(icons.icon(item.icon))
        self.more.setIcon(icons.icon("more"))
        self.device.setIcon(icons.icon("chevron-down", size=12))

    def fill_more(self) -> None:
        """Put into the menu what has no room in the row, and what is seldom set."""
        menu = self.more_menu
        # Not `clear`: it would end the actions, which live on in the row.
        for action in menu.actions():
            menu.removeAction(action)
            if action.isSeparator():
                action.deleteLater()
        for item in self._hidden:
            menu.addAction(item.action)
        if self._hidden:
            menu.addSeparator()
        shown = {item.action for item in self._hidden}
        for name in ("font_size", "language", "network", "library"):
            if self.menus[name].menuAction() not in shown:
                menu.addMenu(self.menus[name])
        menu.addSeparator()
        for action in (self.frame, self.keyboard):
            menu.addAction(action)
        menu.addSeparator()
        for action in (self.pop_out, self.on_top, self.manage):
            menu.addAction(action)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show as many buttons as fit."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Ask for no more than the phone's name and the menu."""
        return QSize(_LEAST_NAME + self.more.sizeHint().width() + 24, super().sizeHint().height())

    def _make_menus(self) -> None:
        self.zoom_menu = ChoiceMenu("simulator.zoom", lambda: ZOOMS, _zoom_text, self)
        self.zoom_menu.chosen.connect(self.zoom_requested)
        names = [f"{size:g}" for size in font_sizes()]
        self.menus = {
            "font_size": ChoiceMenu("simulator.font_size", lambda: names, "{} px".format, self),
            "language": ChoiceMenu("simulator.language", languages, languages().__getitem__, self),
            "network": ChoiceMenu("simulator.network", network_profiles, _network_text, self),
            "library": ChoiceMenu("simulator.library", _libraries, self._library_text, self),
        }
        for name, menu in self.menus.items():
            menu.setObjectName(name)
            menu.chosen.connect(self._on_chosen)
        # One long column that scrolls is easier to read than several.
        self.menus["library"].setStyleSheet("QMenu { menu-scrollable: 1; }")
        self.simulate = DeedMenu("simulator.simulate", SIMULATED, "simulator.happens", self)
        self.simulate.asked.connect(self.asked)
        self.shots = DeedMenu("simulator.shot", SHOTS, "simulator.shots", self)
        self.shots.asked.connect(self.shot_requested)

    def _make_actions(self) -> None:
        self._zoom_item = self._menu_button(self.zoom_menu, "")
        self.rotate = self._button("rotate", "rotate")
        self.rotate.triggered.connect(self.rotate_requested)
        self.fold = self._button("fold", "fold")
        self.fold.triggered.connect(self.fold_requested)
        self.fold.setVisible(False)
        self._menu_button(self.simulate, "bolt")
        self.home = self._button("home", "home", checkable=True)
        self.home.toggled.connect(self.home_requested)
        self._menu_button(self.shots, "camera")
        self.dark = self._button("dark", "moon", checkable=True)
        self.dark.toggled.connect(self.dark_requested)
        self._network_item = self._menu_button(self.menus["network"], "network")
        self.restart = self._button("restart", "refresh")
        self.restart.triggered.connect(self.restart_requested)
        self.frame = self._action("frame", checkable=True)
        self.frame.toggled.connect(self.frame_requested)
        self.keyboard = self._action("keyboard", checkable=True)
        self.keyboard.toggled.connect(self.keyboard_requested)
        self.pop_out = self._action("pop_out")
        self.pop_out.triggered.connect(self.pop_out_requested)
        self.on_top = self._action("on_top", checkable=True)
        self.on_top.toggled.connect(self.on_top_requested)
        self.manage = self._action("manage")
        self.manage.triggered.connect(self.devices_requested)

    def _action(self, name: str, *, checkable: bool = False) -> QAction:
        action = QAction(self)
        action.setObjectName(name)
        action.setCheckable(checkable)
        bind(action, action.setText, f"simulator.{name}")
        return action

    def _button(self, name: str, icon: str, *, checkable: bool = False) -> QAction:
        action = self._action(name, checkable=checkable)
        button = QToolButton()
        button.setDefaultAction(action)
        bind(button, button.setAccessibleName, f"simulator.{name}")
        self._items.append(_Item(button, action, icon))
        return action

    def _menu_button(self, menu: QMenu, icon: str) -> _Item:
        button = QToolButton()
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)

        def retranslate() -> None:
            button.setToolTip(menu.title())
            button.setAccessibleName(menu.title())

        follow(button, retranslate)
        item = _Item(button, menu.menuAction(), icon)
        self._items.append(item)
        return item

    def _fit(self) -> None:
        """Hide the last buttons until the rest and the start of the phone's name fit."""
        self.device.setText(self._name)
        wanted = self.device.sizeHint().width()
        name = max(_LEAST_NAME, min(wanted, max(_USUAL_NAME, self.width() // 2)))
        room = self.width() - 16 - self.more.sizeHint().width() - _SPACING - name
        self._hidden = []
        for item in self._items:
            if not item.action.isVisible():
                item.button.hide()
                continue
            width = item.button.sizeHint().width() + _SPACING
            fits = room >= width and not self._hidden
            item.button.setVisible(fits)
            if fits:
                room -= width
            else:
                self._hidden.append(item)
        self._show_name(name + max(0, room))

    def _show_name(self, width: int) -> None:
        metrics = self.device.fontMetrics()
        around = self.device.sizeHint().width() - metrics.horizontalAdvance(self.device.text())
        text = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, width - around)
        self.device.setText(text)
        self.device.setToolTip(f"{tr('simulator.device')}: {self._name}")

    def _library_text(self, name: str) -> str:
        if name == PROJECT_LIBRARY:
            return tr("simulator.project_library", version=self._project_library)
        return name

    def _retranslate(self) -> None:
        self._zoom_item.button.setText(_zoom_text(self.zoom_menu.current))
        self.list.set_filter("")
        self._fit()

    def _on_device_clicked(self) -> None:
        place = QRect(self.device.mapToGlobal(QPoint(0, 0)), self.device.size())
        self.picker.drop(place, self._current)

    def _on_chosen(self, value: str) -> None:
        sender = self.sender()
        if sender is not None:
            self.chosen.emit(sender.objectName(), value)


def _zoom_text(zoom: str) -> str:
    return tr(f"simulator.{zoom}") if zoom in ("fit", "width") else f"{zoom} %"


def _network_text(name: str) -> str:
    return tr(f"simulator.networks.{name}") if name != CUSTOM else tr("simulator.networks.custom")


def _libraries() -> tuple[str, ...]:
    return (PROJECT_LIBRARY, *libraries())
