"""The tabs of one column: reordered and dragged away with the mouse, closed, asked for a menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDrag, QMouseEvent
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from ide.i18n import tr
from ide.theme import icons

TAB_MIME = "application/x-minideck-tab"
_TEAR_OFF = 24


class TabStrip(QTabBar):
    """A tab for each file; knows what it shows, decides nothing."""

    chosen = Signal(str)  # tab
    close_requested = Signal(str)  # tab
    reordered = Signal(str, int)  # tab, new index
    menu_requested = Signal(str, QPoint)  # tab, place on the screen
    drag_began = Signal(str)  # tab
    drag_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("editorTabs")
        self.setMovable(True)
        self.setExpanding(False)
        self.setDocumentMode(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setUsesScrollButtons(True)
        self._pressed = QPoint()
        self.currentChanged.connect(self._on_current_changed)
        self.tabMoved.connect(self._on_moved)

    @property
    def tabs(self) -> list[str]:
        """The tabs from left to right."""
        return [str(self.tabData(index)) for index in range(self.count())]

    def show_tabs(self, tabs: Sequence[tuple[str, str, str]], current: str) -> None:
        """Show tabs as (tab, title, tip); what is there already stays where it can."""
        self.blockSignals(True)
        wanted = [tab for tab, _title, _tip in tabs]
        for index in reversed(range(self.count())):
            if str(self.tabData(index)) not in wanted:
                self.removeTab(index)
        for index, (tab, title, tip) in enumerate(tabs):
            present = self.tabs
            if tab in present:
                self.moveTab(present.index(tab), index)
            else:
                self.insertTab(index, title)
                self.setTabData(index, tab)
                self._add_button(index)
            self.setTabText(index, title)
            self.setTabToolTip(index, tip)
        if current in wanted:
            self.setCurrentIndex(wanted.index(current))
        self.blockSignals(False)

    def dress(self, tab: str, *, dirty: bool) -> None:
        """Show whether a tab has unsaved text."""
        present = self.tabs
        if tab not in present:
            return
        index = present.index(tab)
        button = self.tabButton(index, QTabBar.ButtonPosition.RightSide)
        if isinstance(button, QToolButton):
            button.setIcon(icons.icon("dot", "accent") if dirty else icons.icon("close"))
            name = tr("editor.close_file", file=self.tabToolTip(index))
            button.setToolTip(tr("editor.unsaved") if dirty else name)
            button.setAccessibleName(name)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Remember where a drag may begin; the middle button closes."""
        self._pressed = event.position().toPoint()
        index = self.tabAt(self._pressed)
        if event.button() == Qt.MouseButton.MiddleButton and index >= 0:
            self.close_requested.emit(str(self.tabData(index)))
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Reorder inside the strip; far outside of it the tab is carried away."""
        place = event.position().toPoint()
        outside = place.y() < -_TEAR_OFF or place.y() > self.height() + _TEAR_OFF
        outside = outside or not -_TEAR_OFF <= place.x() <= self.width() + _TEAR_OFF
        if event.buttons() & Qt.MouseButton.LeftButton and outside and self.currentIndex() >= 0:
            self._carry_away(event)
            return
        super().mouseMoveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Ask for the menu of the tab under the pointer, or of the shown one by keyboard."""
        index = self.tabAt(event.pos()) if event.reason() != event.Reason.Keyboard else -1
        index = self.currentIndex() if index < 0 else index
        if index >= 0:
            self.menu_requested.emit(str(self.tabData(index)), event.globalPos())

    def _carry_away(self, event: QMouseEvent) -> None:
        tab = str(self.tabData(self.currentIndex()))
        # The strip's own drag has to end before the other one begins.
        release = QMouseEvent(
            QMouseEvent.Type.MouseButtonRelease,
            event.position(),
            event.globalPosition(),
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.NoButton,
            event.modifiers(),
        )
        super().mouseReleaseEvent(release)
        drag = QDrag(self)
        data = QMimeData()
        data.setData(TAB_MIME, tab.encode())
        drag.setMimeData(data)
        drag.setPixmap(self.grab(self.tabRect(self.currentIndex())))
        self.drag_began.emit(tab)
        drag.exec(Qt.DropAction.MoveAction)
        self.drag_ended.emit()

    def _add_button(self, index: int) -> None:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._on_close_clicked)
        self.setTabButton(index, QTabBar.ButtonPosition.RightSide, button)

    def _on_close_clicked(self) -> None:
        button = self.sender()
        for index in range(self.count()):
            if self.tabButton(index, QTabBar.ButtonPosition.RightSide) is button:
                self.close_requested.emit(str(self.tabData(index)))
                return

    def _on_current_changed(self, index: int) -> None:
        if index >= 0:
            self.chosen.emit(str(self.tabData(index)))

    def _on_moved(self, _source: int, target: int) -> None:
        self.reordered.emit(str(self.tabData(target)), target)
