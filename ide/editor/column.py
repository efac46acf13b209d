"""One column as the window sees it: tabs, a notice, and what covers the code of no text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QStackedWidget, QWidget

from ide.editor.image_view import ImageView
from ide.editor.notice_bar import NoticeBar
from ide.editor.tabs import TabStrip
from ide.theme.palette import Colors
from ide.widgets.empty import EmptyState


class Column:
    """Widgets of one group; they lie above the web view, each in its place of the stage."""

    def __init__(self, number: int, stage: QWidget) -> None:
        self.id = number
        self.strip = TabStrip(stage)
        self.notice = NoticeBar(stage)
        self._image = ImageView()
        self._empty = EmptyState("file", "editor.empty.title", "editor.empty.text")
        self._cover = QStackedWidget(stage)
        for page in (self._empty, self._image):
            self._cover.addWidget(page)
        self.strip.show()

    @property
    def inset(self) -> int:
        """Pixels the notice takes from the top of the code."""
        return self.notice.height() if self.notice.key else 0

    def cover_with_nothing(self) -> None:
        """Say that no file is open."""
        self._cover.setCurrentWidget(self._empty)
        self._cover.show()

    def cover_with_image(self, file: Path) -> None:
        """Show a picture."""
        self._image.show_file(file)
        self._cover.setCurrentWidget(self._image)
        self._cover.show()

    def uncover(self) -> None:
        """Show the code."""
        self._cover.hide()

    def place(self, area: QRect, strip_height: int) -> None:
        """Take a rectangle of the stage."""
        left, top, width, height = area.x(), area.y(), area.width(), area.height()
        self.strip.setGeometry(left, top, width, strip_height)
        below = top + strip_height
        self.notice.setGeometry(left, below, width, self.notice.height())
        self._cover.setGeometry(left, below, width, height - strip_height)
        self.strip.raise_()
        self._cover.raise_()
        self.notice.raise_()

    def set_theme(self, colors: Colors) -> None:
        """Use the window's colours."""
        self._image.set_theme(colors)

    def remove(self) -> None:
        """Take the widgets off the stage."""
        for widget in (self.strip, self.notice, self._cover):
            widget.hide()
            widget.deleteLater()
