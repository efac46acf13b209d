"""Draws a timeline: the ruler, a row for each lane, items by their kind, the playhead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from ide.scenario.timeline import Item, Kind, Lane, Results, Timeline, clock_text
from ide.theme import icons

RULER, LANE = 24, 24
"""Heights of ruler and lanes, pixels."""
_BETWEEN_MARKS = 72
_STEPS_MS = (
    100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000,
    1_200_000, 3_600_000,
)  # fmt: skip
_DOT = 4.0
_GAP = 6
_ICON = 16
_LEAST_LETTERS = 5


@dataclass(frozen=True)
class Drawn:
    """What is to be seen at this moment."""

    timeline: Timeline
    results: Results
    head: float
    chosen: Item | None
    focused: bool
    scrubbing: bool


class TimelinePainter:
    """Draws once; where times and lanes are is the view's affair."""

    def __init__(
        self,
        painter: QPainter,
        area: QRect,
        header: int,
        x_of: Callable[[float], int],
        y_of: Callable[[int], int],
    ) -> None:
        """``header`` is the width of the lanes' names, pixels."""
        self._painter = painter
        self._area = area
        self._header = header
        self._x = x_of
        self._y = y_of
        self._metrics = painter.fontMetrics()

    def draw(self, drawn: Drawn) -> None:
        """Draw everything, from the back to the front."""
        self._painter.fillRect(self._area, icons.qcolor("surface"))
        for row, lane in enumerate(drawn.timeline.lanes):
            if self._y(row) < self._area.height() and self._y(row) + LANE > RULER:
                self._draw_lane(row, lane, drawn)
        self._draw_names(drawn)
        self._draw_ruler(drawn.timeline)
        if drawn.timeline.lanes:
            self._draw_head(drawn)

    def _draw_lane(self, row: int, lane: Lane, drawn: Drawn) -> None:
        painter, top = self._painter, self._y(row)
        painter.setPen(icons.qcolor("border"))
        painter.drawLine(self._header, top + LANE - 1, self._area.right(), top + LANE - 1)
        lefts = [self._x(item.start) for item in lane.items]
        for at, item in enumerate(lane.items):
            if self._x(item.end) < self._header - _BETWEEN_MARKS or lefts[at] > self._area.right():
                continue
            room = (lefts[at + 1] if at + 1 < len(lefts) else self._area.right()) - lefts[at]
            chosen = drawn.chosen == item
            if chosen:
                self._draw_choice(item, top, focused=drawn.focused)
            self._draw_item(item, top, room, self._free_before(lane, at), drawn)

    def _draw_item(self, item: Item, top: int, room: int, before: int, drawn: Drawn) -> None:
        if item.kind is Kind.CALL:
            place = QRect(self._x(item.start), top + 8, 2, LANE - 17)
            self._painter.fillRect(place, icons.qcolor("muted"))
        elif item.kind is Kind.SPAN:
            self._draw_span(item, top)
        else:
            self._draw_mark(item, top, drawn)
            self._draw_words(item, top, room, before)

    def _draw_choice(self, item: Item, top: int, *, focused: bool) -> None:
        left, right = self._x(item.start) - 9, max(self._x(item.end), self._x(item.start)) + 10
        box = QRectF(left, top + 2.5, right - left, LANE - 6)
        self._painter.setPen(QPen(icons.qcolor("accent"), 1.0) if focused else Qt.PenStyle.NoPen)
        self._painter.setBrush(icons.qcolor("accent_soft"))
        self._painter.drawRoundedRect(box, 4, 4)

    def _free_before(self, lane: Lane, at: int) -> int:
        """The room on the left of an item that the words of the one before leave."""
        mark = self._x(lane.items[at].start) - 8 - _GAP
        if at == 0:
            return mark - self._header
        other = lane.items[at - 1]
        words = self._metrics.horizontalAdvance(other.text)
        return mark - max(self._x(other.end), self._x(other.start) + words + 8 + _GAP) - _GAP

    def _draw_span(self, item: Item, top: int) -> None:
        painter, left = self._painter, self._x(item.start)
        box = QRectF(left, top + 2.5, max(6, self._x(item.end) - left), LANE - 6)
        painter.setPen(QPen(icons.qcolor("accent"), 1.0))
        painter.setBrush(icons.qcolor("accent_soft"))
        painter.drawRoundedRect(box, 4, 4)
        # The words stay in sight while the beginning is not.
        inner = box.adjusted(max(6.0, self._header + 6 - box.left()), 0, -6, 0)
        text = self._metrics.elidedText(item.text, Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.setPen(icons.qcolor("text"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_mark(self, item: Item, top: int, drawn: Drawn) -> None:
        painter = self._painter
        center = QPointF(self._x(item.start), top + LANE / 2 - 0.5)
        finding = drawn.results.of(item)
        if finding is not None and (not finding.ok or item.kind is Kind.EXPECT):
            name, color = ("success", "success") if finding.ok else ("error", "error")
            corner = QPoint(round(center.x()) - _ICON // 2, round(center.y()) - _ICON // 2)
            icons.icon(name, color).paint(painter, QRect(corner, corner + QPoint(15, 15)))
            return
        if item.kind is Kind.EXPECT:
            painter.setPen(QPen(icons.qcolor("muted"), 1.5))
            painter.setBrush(icons.qcolor("surface"))
            painter.drawEllipse(center, _DOT + 1, _DOT + 1)
            return
        size = _DOT + 1
        corners = ((0, -size), (size, 0), (0, size), (-size, 0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(icons.qcolor("accent"))
        painter.drawPolygon(QPolygonF([center + QPointF(x, y) for x, y in corners]))

    def _draw_words(self, item: Item, top: int, room: int, before: int) -> None:
        """Say what an item is on its right, or on its left where there is more room."""
        mark, width = self._x(item.start), self._metrics.horizontalAdvance(item.text) + 4
        away = 8 + _GAP // 2
        room -= 2 * 8 + _GAP
        box = QRect(mark + away, top, max(room, 0), LANE - 1)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if width > room and before >= width:
            box = QRect(mark - away - width, top, width, LANE - 1)
            align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        text = self._metrics.elidedText(item.text, Qt.TextElideMode.ElideRight, box.width())
        # Two letters and an ellipsis say nothing.
        if text == item.text or len(text) >= _LEAST_LETTERS:
            self._painter.setPen(icons.qcolor("text"))
            self._painter.drawText(box, align, text)

    def _draw_names(self, drawn: Drawn) -> None:
        painter = self._painter
        painter.fillRect(0, 0, self._header - 8, self._area.height(), icons.qcolor("surface"))
        painter.setPen(icons.qcolor("border"))
        painter.drawLine(self._header - 9, 0, self._header - 9, self._area.height())
        for row, lane in enumerate(drawn.timeline.lanes):
            top = self._y(row)
            painter.setPen(icons.qcolor("border"))
            painter.drawLine(0, top + LANE - 1, self._header - 9, top + LANE - 1)
            box = QRect(12, top, self._header - 28, LANE - 1)
            name = self._metrics.elidedText(lane.name, Qt.TextElideMode.ElideMiddle, box.width())
            painter.setPen(icons.qcolor("muted"))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)

    def _draw_ruler(self, timeline: Timeline) -> None:
        painter = self._painter
        painter.fillRect(0, 0, self._area.width(), RULER, icons.qcolor("sunken"))
        painter.setPen(icons.qcolor("border"))
        painter.drawLine(0, RULER - 1, self._area.right(), RULER - 1)
        if not timeline.lanes:
            return
        step = self._step(timeline)
        painter.setClipRect(self._header - 8, 0, self._area.width(), RULER)
        for mark in range(int(timeline.duration // step) + 1):
            time = mark * step
            x = self._x(time)
            if not self._header - _BETWEEN_MARKS <= x <= self._area.right():
                continue
            painter.setPen(icons.qcolor("strong_border"))
            painter.drawLine(x, RULER - 7, x, RULER - 2)
            painter.setPen(icons.qcolor("muted"))
            text = clock_text(time, fine=step < 1000)
            painter.drawText(QRect(x + 4, 0, 80, RULER - 2), Qt.AlignmentFlag.AlignVCenter, text)
        painter.setClipping(False)

    def _step(self, timeline: Timeline) -> float:
        """The least time between two marks that leaves room for their texts."""
        scale = (self._x(timeline.duration) - self._x(0.0)) / max(timeline.duration, 1.0)
        fitting = (step for step in _STEPS_MS if step * scale >= _BETWEEN_MARKS)
        return next(fitting, max(_STEPS_MS[-1], timeline.duration))

    def _draw_head(self, drawn: Drawn) -> None:
        painter, x = self._painter, self._x(drawn.head)
        if not self._header - 9 <= x <= self._area.right():
            return
        accent = icons.qcolor("accent")
        painter.setPen(QPen(accent, 1.5))
        painter.drawLine(QPointF(x, RULER - 8), QPointF(x, self._area.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        top = RULER - 12
        shape = [(-6, top), (6, top), (6, top + 6), (0, top + 12), (-6, top + 6)]
        painter.drawPolygon(QPolygonF([QPointF(x + dx, y) for dx, y in shape]))
        if drawn.scrubbing:
            self._draw_time(x, drawn.head)

    def _draw_time(self, x: int, time: float) -> None:
        text = clock_text(time)
        width = self._metrics.horizontalAdvance(text) + 12
        left = min(x + 10, self._area.right() - width)
        box = QRectF(left, 4, width, RULER - 9)
        self._painter.setBrush(icons.qcolor("accent"))
        self._painter.drawRoundedRect(box, 4, 4)
        self._painter.setPen(icons.qcolor("accent_text"))
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
