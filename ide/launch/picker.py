"""The button beside compile: which mode the mini-program starts in, and the ways to change that."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ide.i18n import tr
from ide.launch.condition import NORMAL, ModeList
from ide.launch.starting import UPDATES
from ide.theme import icons
from ide.widgets.texts import follow

_LONGEST = 28


class ModeButton(QToolButton):
    """Shows the mode in force; its menu asks for another."""

    chosen = Signal(int)  # number of a mode, NORMAL for none
    added = Signal()
    current_page_added = Signal()
    edit_requested = Signal()
    update_chosen = Signal(str)  # one of UPDATES
    return_requested = Signal(int)  # come back from the background as a mode says

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modes = ModeList()
        self._update = UPDATES[0]
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setObjectName("modeButton")
        # The sign that there is more comes behind the name.
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setMenu(QMenu(self))
        self.menu().setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.menu().aboutToShow.connect(self.fill)
        self.refresh_icons()
        follow(self, self._retranslate)

    def show_modes(self, modes: ModeList) -> None:
        """Show what can be chosen and which mode is in force."""
        self._modes = modes
        self._show()

    def show_update(self, update: str) -> None:
        """Show what the update manager will find at the next start."""
        self._update = update

    def refresh_icons(self) -> None:
        """Draw the icon in the colours of the theme."""
        self.setIcon(icons.icon("chevron-down"))

    def fill(self) -> None:
        """Make the menu anew."""
        menu = self.menu()
        menu.clear()
        group = QActionGroup(menu)
        names = [(NORMAL, tr("launch.normal"))]
        names += [(number, self._name(number)) for number in range(len(self._modes.modes))]
        for number, name in names:
            action = self._add(menu, name, self._on_chosen, number)
            action.setCheckable(True)
            action.setChecked(number == self._modes.current)
            group.addAction(action)
        menu.addSeparator()
        menu.addAction(tr("launch.add"), self.added.emit)
        menu.addAction(tr("launch.add_current"), self.current_page_added.emit)
        edit = menu.addAction(tr("launch.edit"), self.edit_requested.emit)
        edit.setEnabled(bool(self._modes.modes))
        menu.addSeparator()
        self._fill_updates(menu.addMenu(tr("launch.update")))
        back = menu.addMenu(tr("launch.come_back"))
        for number, name in names:
            self._add(back, name, self._on_return, number)

    def _fill_updates(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for update in UPDATES:
            action = self._add(menu, tr(f"launch.update_{update}"), self._on_update, update)
            action.setCheckable(True)
            action.setChecked(update == self._update)
            group.addAction(action)

    def _add(self, menu: QMenu, text: str, act: Callable[[], None], data: int | str) -> QAction:
        action = menu.addAction(text.replace("&", "&&"))
        action.setData(data)
        action.triggered.connect(act)
        return action

    def _name(self, number: int) -> str:
        return self._modes.modes[number].name or tr("launch.unnamed", number=number + 1)

    def _retranslate(self) -> None:
        self._show()
        if self.menu().isVisible():
            self.fill()

    def _show(self) -> None:
        current = self._modes.current
        name = tr("launch.normal") if current == NORMAL else self._name(current)
        short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
        self.setText(short.replace("&", "&&"))
        self.setToolTip(tr("launch.button", mode=name))
        self.setAccessibleName(self.toolTip())

    def _on_chosen(self) -> None:
        self.chosen.emit(self._data())

    def _on_return(self) -> None:
        self.return_requested.emit(self._data())

    def _on_update(self) -> None:
        self.update_chosen.emit(self._data())

    def _data(self) -> int | str:
        action = self.sender()
        assert isinstance(action, QAction)
        value: int | str = action.data()
        return value
