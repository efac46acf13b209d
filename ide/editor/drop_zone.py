"""What lies over the editor while a tab is carried: shows where it would land."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from ide.editor.tabs import TAB_MIME

_EDGE = 0.3


@dataclass(frozen=True)
class Landing:
    """Where a tab lands: in a group, or in a new one on its right."""

    group: int
    beside: bool
    area: QRect


class DropZone(QWidget):
    """Shown during a drag only, so that the code under it never sees the tab."""

    dropped = Signal(str, int, bool)  # tab, group, whether in a new group on its right

    def __init__(self, columns: Callable[[], dict[int, QRect]], parent: QWidget) -> None:
        """``columns`` gives the rectangle of each group in the parent."""
        super().__init__(parent)
        self._columns = columns
        self._landing: Landing | None = None
        self._color = QColor("#888888")
        self.setAcceptDrops(True)
        self.hide()

    def set_color(self, color: str) -> None:
        """Use another colour for the place a tab would land."""
        self._color = QColor(color)
        self._color.setAlpha(60)

    def landing(self, place: QPoint) -> Landing | None:
        """Return where a tab let go at ``place`` would land."""
        for group, area in self._columns().items():
            if area.contains(place):
                beside = place.x() > area.right() - area.width() * _EDGE
                half = QRect(area.center().x(), area.top(), area.width() // 2, area.height())
                return Landing(group, beside, half if beside else area)
        return None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take tabs and nothing else."""
        if event.mimeData().hasFormat(TAB_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """Show where the tab would land."""
        self._landing = self.landing(event.position().toPoint())
        event.acceptProposedAction()
        self.update()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:  # noqa: N802
        """Show nothing once the tab is elsewhere."""
        self._landing = None
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Say where the tab was let go."""
        landing = self.landing(event.position().toPoint())
        self._landing = None
        if landing is not None:
            tab = bytes(event.mimeData().data(TAB_MIME).data()).decode()
            event.acceptProposedAction()
            self.dropped.emit(tab, landing.group, landing.beside)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Tint the place."""
        if self._landing is not None:
            painter = QPainter(self)
            painter.fillRect(self._landing.area, self._color)
            painter.end()
