"""Places the columns above the one web view that draws all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ide.editor.code_view import CodeView
from ide.editor.column import Column
from ide.editor.drop_zone import DropZone
from ide.theme.palette import Colors


class Stage(QWidget):
    """Columns side by side; the web view under them spans the whole width."""

    column_added = Signal(object)  # Column

    def __init__(self, code: CodeView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns: dict[int, Column] = {}
        self.drop_zone = DropZone(self.areas, self)
        self._code = code
        self._shares: dict[int, float] = {}
        self._colors: Colors | None = None
        code.setParent(self)

    def arrange(self, groups: Sequence[tuple[int, float]]) -> None:
        """Show these groups from left to right, each with its part of the width."""
        wanted = dict(groups)
        for number in set(self.columns) - set(wanted):
            self.columns.pop(number).remove()
        for number in wanted:
            if number not in self.columns:
                column = self.columns[number] = Column(number, self)
                if self._colors is not None:
                    column.set_theme(self._colors)
                self.column_added.emit(column)
        self._shares = wanted
        self.place()

    def place(self) -> None:
        """Put every widget where it belongs and tell the web view."""
        height = self._strip_height()
        self._code.setVisible(self._has_tabs())
        self._code.setGeometry(0, height, self.width(), max(0, self.height() - height))
        rectangles = self.areas()
        for number, column in self.columns.items():
            column.strip.setVisible(self._has_tabs())
            column.place(rectangles[number], height)
        self._code.arrange(
            [(number, share, self.columns[number].inset) for number, share in self._shares.items()]
        )
        self.drop_zone.setGeometry(self.rect())

    def areas(self) -> dict[int, QRect]:
        """Return the rectangle of each group."""
        found, left, passed = {}, 0, 0.0
        for number, share in self._shares.items():
            passed += share
            right = round(passed * self.width())
            found[number] = QRect(left, 0, right - left, self.height())
            left = right
        return found

    def set_theme(self, colors: Colors) -> None:
        """Use the window's colours."""
        self._colors = colors
        self.drop_zone.set_color(colors["accent"])
        for column in self.columns.values():
            column.set_theme(colors)

    def begin_drag(self) -> None:
        """Let tabs be dropped anywhere."""
        self.drop_zone.setGeometry(self.rect())
        self.drop_zone.show()
        self.drop_zone.raise_()

    def end_drag(self) -> None:
        """Let the mouse reach the code again."""
        self.drop_zone.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the parts of the width."""
        super().resizeEvent(event)
        self.place()

    def _has_tabs(self) -> bool:
        return any(column.strip.count() for column in self.columns.values())

    def _strip_height(self) -> int:
        if not self._has_tabs():
            return 0
        return max(column.strip.sizeHint().height() for column in self.columns.values())
