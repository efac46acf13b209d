"""What the status bar says of the text in the editor, and what a click there changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from ide.i18n import tr
from ide.widgets.texts import bind

ENDINGS = ("LF", "CRLF")
_SIZES = (2, 4, 8)


class EditorStatus(QWidget):
    """Place, indentation, encoding, line ending and language of the shown text."""

    line_ending_chosen = Signal(str)  # LF or CRLF
    indentation_chosen = Signal(bool, int, bool)  # spaces, size, whether to convert the text
    go_to_line_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._indentation = (True, 2)
        self._place = (1, 1, 0)
        self.place = _button("status.go_to_line")
        self.indentation = _button("status.indentation")
        self.encoding = QLabel()
        self.line_ending = _button("status.line_ending")
        self.language = QLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (
            self.place,
            self.indentation,
            self.encoding,
            self.line_ending,
            self.language,
        ):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.place.clicked.connect(self.go_to_line_requested)
        self.line_ending.clicked.connect(self._ask_line_ending)
        self.indentation.clicked.connect(self._ask_indentation)
        self.hide()

    def show_place(self, line: int, column: int, selected: int) -> None:
        """Say where the cursor is and how much is selected."""
        self._place = (line, column, selected)
        facts = [tr("status.cursor", line=line, column=column)]
        if selected:
            facts.append(tr("status.selected", count=selected))
        self.place.setText("  ".join(facts))

    def show_text(self, encoding: str, line_ending: str, language: str, *, locked: bool) -> None:
        """Say how the text is written; what is ``locked`` cannot be changed."""
        self.encoding.setText(encoding.upper())
        self.line_ending.setText(line_ending)
        self.language.setText(language)
        for button in (self.line_ending, self.indentation):
            button.setEnabled(not locked)
        self.show()

    def show_indentation(self, *, spaces: bool, size: int) -> None:
        """Say what one step of indentation is."""
        self._indentation = (spaces, size)
        self.indentation.setText(tr("status.spaces" if spaces else "status.tabs", size=size))

    def show_nothing(self) -> None:
        """Say nothing, because no text is shown."""
        self.hide()

    def retranslate(self) -> None:
        """Show texts in the language in use."""
        spaces, size = self._indentation
        self.show_indentation(spaces=spaces, size=size)
        self.show_place(*self._place)

    def line_ending_menu(self) -> QMenu:
        """Return the menu of line endings."""
        menu = QMenu(self)
        for ending in ENDINGS:
            is_used = self.line_ending.text() == ending
            choose = partial(self.line_ending_chosen.emit, ending)
            menu.addAction(_choice(menu, ending, choose, is_used=is_used))
        return menu

    def indentation_menu(self) -> QMenu:
        """Return the menu of indentations: those to type with from now on, then conversions."""
        menu = QMenu(self)
        for convert in (False, True):
            for spaces, size in [*((True, size) for size in _SIZES), (False, _SIZES[1])]:
                key = ("spaces" if spaces else "tabs") + ("_convert" if convert else "")
                is_used = not convert and (spaces, size) == self._indentation
                choose = partial(self.indentation_chosen.emit, spaces, size, convert)
                text = tr(f"status.{key}", size=size)
                menu.addAction(_choice(menu, text, choose, is_used=is_used))
            menu.addSeparator()
        return menu

    def _ask_line_ending(self) -> None:
        _pop_up(self.line_ending_menu(), self.line_ending)

    def _ask_indentation(self) -> None:
        _pop_up(self.indentation_menu(), self.indentation)


def _button(name: str) -> QToolButton:
    button = QToolButton()
    button.setAutoRaise(True)
    bind(button, button.setToolTip, name)
    bind(button, button.setAccessibleName, name)
    return button


def _choice(menu: QMenu, text: str, choose: Callable[[], None], *, is_used: bool) -> QAction:
    action = QAction(text, menu)
    action.setCheckable(True)
    action.setChecked(is_used)
    action.triggered.connect(choose)
    return action


def _pop_up(menu: QMenu, button: QToolButton) -> None:
    menu.aboutToHide.connect(menu.deleteLater)
    above = QPoint(0, -menu.sizeHint().height())
    menu.popup(button.mapToGlobal(above))
