"""The fields of a search: text, replacement, where to look, and how exactly."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ide.i18n import tr
from ide.search.query import Query
from ide.theme import icons
from ide.widgets.texts import bind, follow

_QUIET_MS = 250
_TARGET = 26
_SWITCHES = {"case": ("Aa", "Alt+C"), "words": ("ab", "Alt+W"), "regex": (".*", "Alt+R")}
_LEFT_OUT = "miniprogram_npm, *.min.js"
_ARROWS = {False: "chevron-right", True: "chevron-down"}


class SearchForm(QWidget):
    """Says when a person has finished typing what to look for."""

    submitted = Signal()
    replace_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = _field("search.text")
        self.replacement = _field("search.replacement")
        self.include = _field("search.include", "search.include_hint")
        self.exclude = _field("search.exclude", "search.exclude_hint")
        self.exclude.setText(_LEFT_OUT)
        self.exclude.setCursorPosition(0)
        self.switches = {name: self._switch(name, *look) for name, look in _SWITCHES.items()}
        self.expand = QToolButton()
        self.expand.setCheckable(True)
        self.expand.setMinimumWidth(_TARGET)
        self.expand.toggled.connect(self._on_expand)
        bind(self.expand, self.expand.setToolTip, "search.show_replace")
        bind(self.expand, self.expand.setAccessibleName, "search.show_replace")
        self.replace_all = QPushButton()
        self.replace_all.clicked.connect(self.replace_requested)
        bind(self.replace_all, self.replace_all.setText, "search.replace_all")
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self.submitted)
        for field in (self.text, self.replacement, self.include, self.exclude):
            field.textChanged.connect(self._quiet.start)
            field.returnPressed.connect(self.submit)
        self._lay_out()
        # Rows keep their height; what is below gives way when the dock is low.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.text)
        self._on_expand(shown=False)

    @property
    def query(self) -> Query:
        """What the fields ask for."""
        return Query(
            text=self.text.text(),
            include=self.include.text(),
            exclude=self.exclude.text(),
            replacement=self.replacement.text() if self.expand.isChecked() else None,
            **{name: button.isChecked() for name, button in self.switches.items()},
        )

    def begin(self, text: str, *, replace: bool) -> None:
        """Put the keyboard into the field, with a text to look for when one is given."""
        if replace:
            self.expand.setChecked(True)
        if text and "\n" not in text:
            self.text.setText(text)
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()

    def submit(self) -> None:
        """Search without waiting for more keys."""
        self._quiet.stop()
        self.submitted.emit()

    def refresh_icons(self) -> None:
        """Draw icons in the colours of the theme."""
        self.expand.setIcon(icons.icon(_ARROWS[self.expand.isChecked()]))

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(4, 8, 8, 4)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(2)
        for button in self.switches.values():
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.replace_all)
        grid.addWidget(self.expand, 0, 0)
        grid.addWidget(self.text, 0, 1)
        grid.addWidget(self.replacement, 1, 1)
        grid.addLayout(row, 2, 1)
        grid.addWidget(self.include, 3, 1)
        grid.addWidget(self.exclude, 4, 1)

    def _switch(self, name: str, sign: str, keys: str) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setText(sign)
        button.setShortcut(QKeySequence(keys))
        button.toggled.connect(self.submit)

        def show() -> None:
            title = tr(f"search.{name}")
            button.setToolTip(f"{title} ({keys})")
            button.setAccessibleName(title)

        follow(button, show)
        return button

    def _on_expand(self, shown: bool) -> None:
        self.replacement.setVisible(shown)
        self.replace_all.setVisible(shown)
        self.refresh_icons()
        if self.text.text():
            self.submit()


def _field(title: str, hint: str = "") -> QLineEdit:
    field = QLineEdit()
    field.setClearButtonEnabled(True)
    bind(field, field.setPlaceholderText, title)
    bind(field, field.setAccessibleName, title)
    if hint:
        bind(field, field.setToolTip, hint)
    return field
