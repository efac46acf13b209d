"""The strip under the phone: which page, how it was started, what draws it, what waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import tr
from ide.theme import icons
from ide.widgets.labels import plain
from ide.widgets.texts import follow

_HEIGHT = 24
_PADDING = 14


@dataclass(frozen=True)
class PageFacts:
    """What the strip says of the page on top; ``stack`` has every route with its query."""

    route: str = ""
    query: str = ""
    renderer: str = ""
    """``webview`` or ``skyline``."""
    package: str = ""
    """Root of the subpackage, empty for the main one."""
    stack: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The page with its query, as a route API takes it."""
        return f"/{self.route}?{self.query}" if self.query else f"/{self.route}"


class StatusStrip(QWidget):
    """Two calm rows; a click on the page opens its file."""

    page_requested = Signal(str)  # route whose file shall be opened
    back_requested = Signal(int)  # how many pages to go back
    refresh_requested = Signal()
    scene_requested = Signal()  # the scene was clicked: somebody wants another start

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = PageFacts()
        self._scene: tuple[int, Callable[[], str]] = (0, str)
        self._ms = -1.0
        self.page = _quiet_button()
        self.page.clicked.connect(self._on_page_clicked)
        self.copy = _menu_button("copy")
        self.stack = _menu_button("")
        self.stack.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.scene = _quiet_button()
        self.scene.clicked.connect(self.scene_requested)
        self.renderer = plain("small")
        self.package = plain("small")
        self.time = plain("small")
        self.refresh = QToolButton()
        self.refresh.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.refresh.clicked.connect(self.refresh_requested)
        self.refresh.hide()
        for widget in (self.page, self.stack, self.copy, self.scene):
            # The phone above keeps its size while there is no page.
            policy = widget.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            widget.setSizePolicy(policy)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(4, 2, 8, 2)
        rows.setSpacing(0)
        rows.addLayout(_row((self.page, 1), (self.stack, 0), (self.copy, 0)))
        rows.addLayout(
            _row(
                (self.scene, 1),
                (self.refresh, 0),
                (self.renderer, 0),
                (self.package, 0),
                (self.time, 0),
            )
        )
        self.refresh_icons()
        follow(self, self._show)
        for button in (self.page, self.scene):
            button.installEventFilter(self)

    def show_page(self, facts: PageFacts) -> None:
        """Say which page is on top and what lies below it."""
        self.facts = facts
        self._show()

    def show_scene(self, number: int, name: Callable[[], str]) -> None:
        """Say in which scene the app was started; ``name`` knows it in the language in use."""
        self._scene = (number, name)
        self._show()

    def show_time(self, ms: float) -> None:
        """Say how long the last compile took; nothing below zero."""
        self._ms = ms
        self._show()

    def show_fact(self, text: str) -> None:
        """Say briefly what was done, until something else is to be said."""
        # The sentence needs the room of the words that never change.
        for words in (self.renderer, self.package):
            words.hide()
        self.time.setText(text)

    def show_waiting(self, waiting: bool) -> None:
        """Offer to bring the phone in line with what is compiled, or no longer."""
        self.refresh.setVisible(waiting)

    def clear(self) -> None:
        """There is no mini-program."""
        self._scene, self._ms = (0, str), -1.0
        self.refresh.hide()
        self.show_page(PageFacts())

    def refresh_icons(self) -> None:
        """Draw icons in the colours of the theme."""
        self.copy.setIcon(icons.icon("copy"))
        self.refresh.setIcon(icons.icon("refresh"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the colours and fonts of the window."""
        if event.type() == QEvent.Type.PaletteChange:
            self.refresh_icons()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Fit the longest texts into the room their neighbours leave them."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        facts = self.facts
        for widget in (self.page, self.copy, self.stack, self.scene):
            widget.setVisible(bool(facts.route))
        self.page.setToolTip(tr("status_strip.open", page=facts.url))
        self.page.setAccessibleName(tr("status_strip.page", page=facts.url))
        self.copy.setToolTip(tr("status_strip.copy"))
        self.copy.setAccessibleName(tr("status_strip.copy"))
        self.stack.setText(tr("status_strip.depth", count=len(facts.stack)))
        self.stack.setToolTip(tr("status_strip.stack"))
        self.stack.setAccessibleName(tr("status_strip.stack"))
        self.renderer.setText(tr(f"status_strip.{facts.renderer}") if facts.renderer else "")
        self.renderer.setToolTip(
            tr("status_strip.skyline_note") if facts.renderer == "skyline" else ""
        )
        package = facts.package.strip("/") or tr("status_strip.main_package")
        self.package.setText(package if facts.route else "")
        for words in (self.renderer, self.package):
            words.show()
        self.package.setToolTip(tr("status_strip.package"))
        self.time.setText(tr("status_strip.time", ms=round(self._ms)) if self._ms >= 0 else "")
        self.time.setToolTip(tr("status_strip.time_note"))
        self.refresh.setText(tr("status_strip.refresh"))
        self.refresh.setToolTip(tr("status_strip.refresh_note"))
        self._fill_copy()
        self._fill_stack()
        self._fit()

    def _fit(self) -> None:
        middle = Qt.TextElideMode.ElideMiddle
        number, name = self._scene
        meaning = name()
        scene = tr("status_strip.scene", number=number, meaning=meaning) if number else ""
        self.scene.setToolTip(scene)
        self.scene.setAccessibleName(scene)
        metrics = self.page.fontMetrics()
        page = metrics.elidedText(self.facts.url, middle, max(0, self.page.width() - _PADDING))
        self.page.setText(page)
        short = tr("status_strip.scene_short", number=number) if number else ""
        fits = metrics.horizontalAdvance(scene) <= self.scene.width() - _PADDING
        self.scene.setText(scene if fits else short)

    def _fill_copy(self) -> None:
        menu = self.copy.menu()
        menu.clear()
        code = f"wx.navigateTo({{ url: '{self.facts.url}' }})"
        for key, text in (("copy_path", self.facts.url), ("copy_code", code)):
            action = menu.addAction(tr(f"status_strip.{key}"))
            action.setData(text)
            action.triggered.connect(self._on_copy)

    def _fill_stack(self) -> None:
        menu = self.stack.menu()
        menu.clear()
        for below, route in enumerate(reversed(self.facts.stack)):
            action = menu.addAction(route)
            action.setData(below)
            action.setEnabled(below > 0)
            action.triggered.connect(self._on_back)

    def _on_page_clicked(self) -> None:
        if self.facts.route:
            self.page_requested.emit(self.facts.route)

    def _on_copy(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            QGuiApplication.clipboard().setText(str(action.data()))

    def _on_back(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.back_requested.emit(int(action.data()))


def _quiet_button() -> QPushButton:
    button = QPushButton()
    button.setProperty("flat", True)
    button.setProperty("strip", True)
    button.setMinimumHeight(_HEIGHT)
    button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return button


def _menu_button(icon: str) -> QToolButton:
    button = QToolButton()
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(QMenu(button))
    button.setMinimumHeight(_HEIGHT)
    if icon:
        button.setIconSize(QSize(16, 16))
    return button


def _row(*parts: tuple[QWidget, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget, stretch in parts:
        row.addWidget(widget, stretch)
    return row
