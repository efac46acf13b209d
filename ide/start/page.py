"""The start page: take up a project, begin one from a template, open a folder."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import tr
from ide.start.cards import CARD_INSET, Card, CardView
from ide.start.recovery import Lost, RecoveryBar
from ide.theme import icons
from ide.theme.palette import Colors
from ide.widgets.labels import label, plain
from ide.widgets.texts import bind, follow

_SIDE_WIDTH = 272
_PROJECT_PICTURE = QSize(160, 120)
_TEMPLATE_PICTURE = QSize(124, 78)
_ALL = 100
"""The share of the height that cards take before it is left empty."""
_MARGINS = 64
"""Pixels at both sides of the cards."""
_STEPS = ("start.step.open", "start.step.edit", "start.step.device")


class StartPage(QWidget):
    """Asks for what the person picks; projects on the right, what can be begun on the left."""

    open_requested = Signal(str)  # folder
    browse_requested = Signal()
    create_requested = Signal(str)  # template, empty for the first
    settings_requested = Signal()
    removal_requested = Signal(list)  # folders

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.new_button = self._button("start.new", "plus", primary=True)
        self.open_button = self._button("start.open", "folder-open")
        self.settings_button = self._button("start.settings", "settings", flat=True)
        self.recovery = RecoveryBar()
        self.projects = CardView(_PROJECT_PICTURE, 2, several=True)
        self.templates = CardView(_TEMPLATE_PICTURE, 0)
        self.search = QLineEdit()
        self.remove_button = QPushButton()
        self._nothing = label("start.no_hit", "muted", wrap=True)
        self._steps = self._make_steps()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_side())
        layout.addLayout(self._make_main(), 1)
        self._connect()
        follow(self, self._retranslate)

    def show_projects(self, projects: Sequence[Card]) -> None:
        """Show the projects of the list; without any, the first steps."""
        self.projects.show_cards(projects)
        self.search.clear()
        self._steps.setVisible(not projects)
        for widget in (self.search, self._projects_title, self._stack):
            widget.setVisible(bool(projects))
        self._fit()

    def show_templates(self, templates: Sequence[Card]) -> None:
        """Show what a project can begin with."""
        self.templates.show_cards(templates)
        self._fit()

    def show_lost(self, lost: Sequence[Lost]) -> None:
        """Offer the projects whose unsaved text was kept."""
        self.recovery.show_lost(lost)

    def take_focus(self) -> None:
        """Put the keyboard where the next step most likely is."""
        first = self.projects if self.projects.cards.rowCount() else self.new_button
        first.setFocus()

    def set_theme(self, colors: Colors) -> None:
        """Use other colours."""
        for view in (self.projects, self.templates):
            view.use(colors)
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the templates the rows they need in this width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw the pictures anew when the theme changes."""
        if event.type() == QEvent.Type.StyleChange:
            self._draw()
        super().changeEvent(event)

    def _make_side(self) -> QWidget:
        side = QWidget()
        side.setObjectName("startSide")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(_SIDE_WIDTH)
        self._logo = QLabel()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(24, 40, 24, 20)
        layout.setSpacing(8)
        layout.addWidget(self._logo)
        layout.addSpacing(4)
        layout.addWidget(label("app.name", "title"))
        layout.addWidget(label("start.slogan", "muted", wrap=True))
        layout.addSpacing(20)
        layout.addWidget(self.new_button)
        layout.addWidget(self.open_button)
        layout.addWidget(label("start.drop", "small", wrap=True))
        layout.addStretch(1)
        layout.addWidget(self.settings_button)
        return side

    def _make_main(self) -> QVBoxLayout:
        self._projects_title = label("start.projects", "large")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(260)
        head = QHBoxLayout()
        head.addWidget(self._projects_title)
        head.addStretch(1)
        head.addWidget(self.remove_button)
        head.addWidget(self.search)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.projects)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._nothing)
        main = QVBoxLayout()
        main.setContentsMargins(32 - CARD_INSET, 32, 32, 16)
        main.setSpacing(8)
        lost = QHBoxLayout()
        lost.addWidget(self.recovery)
        for row in (lost, head):
            # Headings stand above the pictures, which the cards set in.
            row.setContentsMargins(CARD_INSET, 0, 0, 0)
        main.addLayout(lost)
        main.addWidget(self._steps)
        main.addLayout(head)
        main.addWidget(self._stack, _ALL)
        main.addSpacing(12)
        templates_title = label("start.templates", "large")
        templates_title.setContentsMargins(CARD_INSET, 0, 0, 0)
        main.addWidget(templates_title)
        main.addWidget(self.templates, _ALL)
        main.addStretch(1)
        return main

    def _make_steps(self) -> QWidget:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(CARD_INSET, 0, 0, 20)
        layout.setSpacing(8)
        layout.addWidget(label("start.steps", "large"))
        for number, key in enumerate(_STEPS, 1):
            figure = plain("step", str(number))
            figure.setAlignment(Qt.AlignmentFlag.AlignCenter)
            figure.setFixedSize(24, 24)
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(figure)
            row.addWidget(label(key, wrap=True), 1)
            layout.addLayout(row)
        return box

    def _button(
        self, key: str, icon: str, *, primary: bool = False, flat: bool = False
    ) -> QPushButton:
        button = QPushButton()
        button.setProperty("primary", primary)
        button.setProperty("flat", flat)
        button.setProperty("icon_name", icon)
        button.setProperty("wide", True)
        bind(button, button.setText, key)
        return button

    def _connect(self) -> None:
        self.new_button.clicked.connect(self._on_new_clicked)
        self.open_button.clicked.connect(self.browse_requested)
        self.settings_button.clicked.connect(self.settings_requested)
        self.projects.chosen.connect(self.open_requested)
        self.projects.removal_requested.connect(self.removal_requested)
        self.projects.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.templates.chosen.connect(self.create_requested)
        self.search.textChanged.connect(self._on_search)
        self.search.returnPressed.connect(self._on_search_entered)
        self.remove_button.clicked.connect(self._on_remove_clicked)
        self._on_selection_changed()

    def _on_new_clicked(self) -> None:
        self.create_requested.emit("")

    def _on_remove_clicked(self) -> None:
        self.removal_requested.emit(self.projects.ids())

    def _on_selection_changed(self) -> None:
        count = len(self.projects.selectedIndexes())
        self.remove_button.setVisible(count > 0)
        self.remove_button.setText(tr("start.remove", count=count))

    def _on_search(self, text: str) -> None:
        self.projects.cards.search(text)
        found = self.projects.cards.rowCount() > 0
        self._stack.setCurrentWidget(self.projects if found else self._nothing)
        if found:
            self.projects.choose_row(0)
            self.projects.clearSelection()

    def _on_search_entered(self) -> None:
        if self.projects.cards.rowCount():
            self.open_requested.emit(self.projects.cards.card(self.projects.currentIndex()).id)

    def _fit(self) -> None:
        """Give templates their rows below the projects, or all the room there is."""
        alone = not self.projects.cards.rowCount()
        self.templates.set_picture(_PROJECT_PICTURE if alone else _TEMPLATE_PICTURE)
        width = self.width() - _SIDE_WIDTH - _MARGINS
        rows = 1 if alone else self.templates.rows_in(width)
        height = rows * self.templates.row_height + CARD_INSET
        above = self.projects.rows_in(width) * self.projects.row_height + CARD_INSET
        self._stack.setMaximumHeight(above)
        self.templates.setMinimumHeight(height)
        self.templates.setMaximumHeight(16_777_215 if alone else height)

    def _retranslate(self) -> None:
        self.search.setPlaceholderText(tr("start.search"))
        self.search.setAccessibleName(tr("start.search"))
        self.projects.setAccessibleName(tr("start.projects"))
        self.templates.setAccessibleName(tr("start.templates"))
        self.new_button.setToolTip(QKeySequence("Ctrl+Shift+N").toString())
        self._on_selection_changed()

    def _draw(self) -> None:
        self._logo.setPixmap(icons.pixmap("minideck", "accent", 48, self.devicePixelRatioF()))
        for button in (self.new_button, self.open_button, self.settings_button):
            color = "accent_text" if button.property("primary") else "muted"
            button.setIcon(icons.icon(str(button.property("icon_name")), color))
