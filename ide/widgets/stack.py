"""A stack that is as small as the page it shows, not as the largest of its pages."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class CurrentStack(QStackedWidget):
    """Pages that are not shown claim no room."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return what the shown page needs."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else super().minimumSizeHint()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return what the shown page would like."""
        page = self.currentWidget()
        return page.sizeHint() if page is not None else super().sizeHint()
