"""The timeline of a scenario, drawn: lanes, what happens when, how it came out, the playhead."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from ide.i18n import tr
from ide.panels.scenario.timeline_painter import LANE, RULER, Drawn, TimelinePainter
from ide.scenario.timeline import Item, Results, Timeline, clock_text
from ide.widgets.texts import bind

_MOST_ZOOM = 400.0
_ZOOM_STEP = 1.25
_NEAR = 8
"""Pixels beside an item that still count as it."""
_END_ROOM = 24
_LEAST_HEADER, _MOST_HEADER = 96, 260


class TimelineView(QAbstractScrollArea):
    """Looks at a timeline; clicks and keys ask for a time, or for an item's place in the file."""

    seek_requested = Signal(float)  # ms
    play_requested = Signal()  # or pause
    item_opened = Signal(object)  # Item
    item_chosen = Signal(object)  # Item

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.timeline = Timeline()
        self.results = Results()
        self.position = 0.0
        self.chosen: Item | None = None
        self.zoom = 1.0
        """How many times as wide as the view the whole scenario is."""
        self.header = _LEAST_HEADER
        """Width of the lanes' names, pixels."""
        self._scrubbed: float | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        bind(self, self.setAccessibleName, "scenario.timeline")

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for a few lanes."""
        return QSize(420, RULER + 4 * LANE)

    def show_timeline(self, timeline: Timeline) -> None:
        """Show another scenario, from its beginning."""
        same = timeline == self.timeline
        self.timeline = timeline
        self.results.clear()
        self.position = 0.0
        if not same:
            self.chosen, self.zoom = None, 1.0
        self._fit()

    def show_recorded(self, timeline: Timeline) -> None:
        """Show a recording that grows."""
        self.timeline, self.chosen, self.zoom = timeline, None, 1.0
        self.results.clear()
        self._fit()

    def show_position(self, position: float) -> None:
        """Move the playhead; it stays in sight."""
        if position == self.position:
            return
        self.position = position
        if self._scrubbed is None and self.zoom > 1:
            self._reveal(position)
        self.viewport().update()

    # geometry

    def x_of(self, time: float) -> int:
        """Where a time is in the viewport."""
        return round(self.header + self._way(time) - self.horizontalScrollBar().value())

    def time_at(self, x: float) -> float:
        """The time at a place in the viewport, within the scenario."""
        way = x - self.header + self.horizontalScrollBar().value()
        time = way * max(self.timeline.duration, 1.0) / max(self._width(), 1)
        return max(0.0, min(time, self.timeline.duration))

    def y_of(self, lane: int) -> int:
        """Where a lane begins in the viewport."""
        return RULER + (lane - self.verticalScrollBar().value()) * LANE

    def item_at(self, point: QPoint) -> Item | None:
        """The item under the pointer, the nearest one."""
        if point.y() < RULER or point.x() < self.header:
            return None
        row = (point.y() - RULER) // LANE + self.verticalScrollBar().value()
        if not 0 <= row < len(self.timeline.lanes):
            return None
        near: list[tuple[float, Item]] = []
        for item in self.timeline.lanes[row].items:
            left, right = self.x_of(item.start), self.x_of(item.end)
            away = max(left - point.x(), point.x() - right, 0)
            if away <= _NEAR:
                near.append((away, item))
        return min(near, key=lambda pair: pair[0])[1] if near else None

    def _width(self) -> float:
        room = self.viewport().width() - self.header - _END_ROOM
        return max(60, room) * self.zoom

    def _way(self, time: float) -> float:
        return time / max(self.timeline.duration, 1.0) * self._width()

    def _fit(self) -> None:
        """Let the names have their room, and the bars reach all there is."""
        metrics = self.fontMetrics()
        widths = (metrics.horizontalAdvance(lane.name) for lane in self.timeline.lanes)
        self.header = min(max(_LEAST_HEADER, *widths, 0) + 32, _MOST_HEADER)
        across = self.horizontalScrollBar()
        page = max(1, self.viewport().width() - self.header)
        across.setPageStep(page)
        across.setSingleStep(40)
        across.setRange(0, max(0, round(self._width()) + _END_ROOM - page))
        down = self.verticalScrollBar()
        page = self._lanes_in_sight()
        down.setPageStep(page)
        down.setRange(0, max(0, len(self.timeline.lanes) - page))
        self.viewport().update()

    def _lanes_in_sight(self) -> int:
        return max(1, (self.viewport().height() - RULER) // LANE)

    def _reveal(self, time: float) -> None:
        bar, way = self.horizontalScrollBar(), round(self._way(time))
        page = self.viewport().width() - self.header - _END_ROOM
        if not bar.value() <= way <= bar.value() + page:
            bar.setValue(way - page // 4)

    # what the person does

    def set_zoom(self, zoom: float, around: float | None = None) -> None:
        """Show more or less of the time; ``around`` stays where it is."""
        around = self.position if around is None else around
        before = self.x_of(around)
        self.zoom = max(1.0, min(zoom, _MOST_ZOOM))
        self._fit()
        self.horizontalScrollBar().setValue(round(self._way(around) + self.header - before))
        self.viewport().update()

    def choose(self, item: Item | None) -> None:
        """Mark an item, and bring it into sight."""
        self.chosen = item
        if item is not None:
            self._reveal(item.start)
            bar = self.verticalScrollBar()
            lowest = item.lane + 1 - self._lanes_in_sight()
            bar.setValue(min(max(bar.value(), lowest), item.lane))
            self.setAccessibleDescription(self.told(item))
            self.item_chosen.emit(item)
        self.viewport().update()

    def told(self, item: Item) -> str:
        """Everything about an item, a line each."""
        lane = self.timeline.lanes[item.lane].name
        when = clock_text(item.start)
        if item.end > item.start:
            when = f"{when} – {clock_text(item.end)}"
        lines = [f"{lane} · {when}", item.text]
        finding = self.results.of(item)
        if finding is not None:
            lines.append(tr("scenario.held") if finding.ok else finding.message)
        if item.line:
            lines.append(tr("scenario.line", line=item.line))
        return "\n".join(lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows choose, Enter opens, Space plays, Home and End go there, + and - zoom."""
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        deeds: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Left: lambda: self._step(-1),
            Qt.Key.Key_Right: lambda: self._step(1),
            Qt.Key.Key_Up: lambda: self._step_lane(-1),
            Qt.Key.Key_Down: lambda: self._step_lane(1),
            Qt.Key.Key_Space: self._play,
            Qt.Key.Key_Home: lambda: self.seek_requested.emit(0.0),
            Qt.Key.Key_End: lambda: self.seek_requested.emit(self.timeline.duration),
            Qt.Key.Key_Plus: lambda: self.set_zoom(self.zoom * _ZOOM_STEP),
            Qt.Key.Key_Equal: lambda: self.set_zoom(self.zoom * _ZOOM_STEP),
            Qt.Key.Key_Minus: lambda: self.set_zoom(self.zoom / _ZOOM_STEP),
            Qt.Key.Key_0: lambda: self.set_zoom(1.0),
            Qt.Key.Key_Return: lambda: self._act(seek=bool(control)),
            Qt.Key.Key_Enter: lambda: self._act(seek=bool(control)),
        }
        deed = deeds.get(Qt.Key(key))
        if deed is None:
            super().keyPressEvent(event)
        else:
            deed()

    def _play(self) -> None:
        self.play_requested.emit()

    def _act(self, *, seek: bool) -> None:
        if self.chosen is not None and seek:
            self.seek_requested.emit(self.chosen.start)
        elif self.chosen is not None:
            self.item_opened.emit(self.chosen)

    def _step(self, way: int) -> None:
        """Choose the next item of the lane, or of the one that is first."""
        if self.chosen is None:
            items = self.timeline.items
            self.choose(items[0] if items else None)
            return
        row = self.timeline.lanes[self.chosen.lane].items
        at = row.index(self.chosen) + way
        if 0 <= at < len(row):
            self.choose(row[at])

    def _step_lane(self, way: int) -> None:
        if self.chosen is None:
            self._step(1)
            return
        lane, start = self.chosen.lane + way, self.chosen.start
        while 0 <= lane < len(self.timeline.lanes):
            items = self.timeline.lanes[lane].items
            if items:
                self.choose(min(items, key=lambda item: abs(item.start - start)))
                return
            lane += way

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Scrub in the ruler, open an item elsewhere."""
        point = event.position().toPoint()
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if point.y() < RULER and point.x() >= self.header - _NEAR and self.timeline.lanes:
            self._scrubbed = self.time_at(point.x())
            self.viewport().update()
            return
        item = self.item_at(point)
        if item is not None:
            self.choose(item)
            self.item_opened.emit(item)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Carry the playhead along, or show what can be clicked."""
        point = event.position().toPoint()
        if self._scrubbed is not None:
            self._scrubbed = self.time_at(point.x())
            self.viewport().update()
            return
        ruled = point.y() < RULER and point.x() >= self.header
        clicked = ruled or self.item_at(point) is not None
        shape = Qt.CursorShape.PointingHandCursor if clicked else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        """Ask for the time the playhead was let go at."""
        time, self._scrubbed = self._scrubbed, None
        if time is not None:
            self.viewport().update()
            self.seek_requested.emit(time)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom with Ctrl, move along the time with Shift."""
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            around = self.time_at(event.position().x())
            self.set_zoom(self.zoom * _ZOOM_STEP ** (turned / 120), around)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - turned)
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Say about the item under the pointer what there is no room for."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            item = self.item_at(event.pos())
            text = self.told(item) if item is not None else self._ruler_tip(event.pos())
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        return super().viewportEvent(event)

    def _ruler_tip(self, point: QPoint) -> str:
        ruled = point.y() < RULER and point.x() >= self.header and self.timeline.lanes
        return tr("scenario.scrub_tip") if ruled else ""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the whole in reach."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw what is in sight."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head = self.position if self._scrubbed is None else self._scrubbed
        drawn = Drawn(
            self.timeline,
            self.results,
            head,
            self.chosen,
            self.hasFocus(),
            self._scrubbed is not None,
        )
        area = QRect(QPoint(0, 0), self.viewport().size())
        TimelinePainter(painter, area, self.header, self.x_of, self.y_of).draw(drawn)
        event.accept()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw anew in other colours."""
        super().changeEvent(event)
        self.viewport().update()
