"""Menus in which one of several values is chosen, or something is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ide.i18n import tr
from ide.widgets.texts import follow


class ChoiceMenu(QMenu):
    """One of several values; the one in use has a mark."""

    chosen = Signal(str)  # the value's id

    def __init__(
        self,
        title: str,
        ids: Callable[[], Iterable[str]],
        text: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        """``title`` is a key of the catalogue; ``ids`` are asked for when the menu opens."""
        super().__init__(parent)
        self._ids = ids
        self._text = text
        self._current = ""
        self._group = QActionGroup(self)
        self._actions: dict[str, QAction] = {}
        follow(self, lambda: self.setTitle(tr(title)))
        self.aboutToShow.connect(self._fill)

    @property
    def current(self) -> str:
        """The value in use."""
        return self._current

    @property
    def current_text(self) -> str:
        """What the person reads for the value in use."""
        return self._text(self._current) if self._current else ""

    def show_choice(self, choice: str) -> None:
        """Mark another value, without telling."""
        self._current = choice
        for name, action in self._actions.items():
            action.setChecked(name == choice)

    def action(self, choice: str) -> QAction:
        """Return what chooses a value."""
        self._fill()
        return self._actions[choice]

    def _fill(self) -> None:
        wanted = list(self._ids())
        if list(self._actions) != wanted:
            self.clear()
            self._actions = {name: self._made(name) for name in wanted}
        for name, action in self._actions.items():
            action.setText(self._text(name).replace("&", "&&"))
            action.setChecked(name == self._current)

    def _made(self, name: str) -> QAction:
        action = self.addAction("")
        action.setData(name)
        action.setCheckable(True)
        self._group.addAction(action)
        action.triggered.connect(self._on_triggered)
        return action

    def _on_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.show_choice(str(action.data()))
            self.chosen.emit(self._current)


class DeedMenu(QMenu):
    """Things that can be asked for; an empty id draws a line."""

    asked = Signal(str)  # the thing's id

    def __init__(
        self, title: str, ids: Iterable[str], prefix: str, parent: QWidget | None = None
    ) -> None:
        """Texts are those of ``<prefix>.<id>`` in the catalogue."""
        super().__init__(parent)
        self.deeds: dict[str, QAction] = {}
        for name in ids:
            if name:
                self.deeds[name] = self._made(name)
            else:
                self.addSeparator()

        def retranslate() -> None:
            self.setTitle(tr(title))
            for name, action in self.deeds.items():
                action.setText(tr(f"{prefix}.{name}"))

        follow(self, retranslate)

    def _made(self, name: str) -> QAction:
        action = self.addAction("")
        action.setData(name)
        action.triggered.connect(self._on_triggered)
        return action

    def _on_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.asked.emit(str(action.data()))
