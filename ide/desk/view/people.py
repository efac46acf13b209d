"""Who gets which version: a dot for each hundredth of the people, and those who hold the phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout, QWidget

from ide.desk.model.board import RELEASE, Board, share_of
from ide.i18n import tr
from ide.theme import icons
from ide.widgets.labels import plain
from ide.widgets.rows import Column, RowModel
from ide.widgets.texts import bind, follow

_SIDE = 10
_CELL = 20
_DOT = 13


@dataclass(frozen=True)
class _Given:
    name: str
    share: int
    version: str


class Dots(QWidget):
    """Ten by ten dots; the first ones have the new version."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._new = 0
        self.setFixedSize(QSize(_SIDE * _CELL, _SIDE * _CELL))

    def show_share(self, new: int) -> None:
        """Fill as many dots."""
        self._new = new
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = (_CELL - _DOT) / 2
        for number in range(_SIDE * _SIDE):
            color = icons.color("accent" if number < self._new else "border")
            painter.setPen(QColor(icons.color("accent" if number < self._new else "strong_border")))
            painter.setBrush(QColor(color))
            row, column = divmod(number, _SIDE)
            painter.drawEllipse(QRectF(column * _CELL + gap, row * _CELL + gap, _DOT, _DOT))


class PeoplePage(QWidget):
    """A sentence, the dots and the people."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", True)
        self._board: Board | None = None
        self._people: Sequence[tuple[str, str]] = ()
        self._said = plain("", wrap=True)
        self._dots = Dots()
        columns: list[Column[_Given]] = [
            Column("desk.people.who", lambda row: row.name),
            Column("desk.people.share", lambda row: str(row.share)),
            Column("desk.people.gets", lambda row: row.version),
        ]
        self._rows = RowModel(columns, parent=self)
        table = QTableView()
        table.setModel(self._rows)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        bind(table, table.setAccessibleName, "desk.tab.people")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self._said)
        layout.addWidget(self._dots)
        layout.addWidget(table, 1)
        follow(self, self._show)

    def show_people(self, board: Board | None, people: Sequence[tuple[str, str]]) -> None:
        """Show who of these people, name and openid, gets which version of an app."""
        self._board, self._people = board, people
        self._show()

    def _show(self) -> None:
        board = self._board
        if board is None:
            return
        gray, online = board.gray, board.online
        new = gray.percent if gray is not None else 100 if online and not board.suspended else 0
        self._dots.show_share(new)
        if board.suspended:
            said = tr("desk.people.suspended")
        elif gray is not None:
            said = tr("desk.people.dots", new=new, version=gray.facts.version)
        elif online is not None:
            said = tr("desk.people.all", version=online.facts.version)
        else:
            said = tr("desk.people.nobody")
        self._said.setText(said)
        rows = []
        for name, openid in self._people:
            given = board.given(RELEASE, openid)
            version = given.facts.version if given is not None else "–"
            rows.append(_Given(name, share_of(openid), version))
        self._rows.set_rows(rows)
