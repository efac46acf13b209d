"""Takes folders that are dropped on the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class FolderDrop(QObject):
    """Watches a window; other things than folders are left to those below the pointer."""

    dropped = Signal(str)  # folder

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Accept a drag with a folder in it, and tell of its drop."""
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            return False
        if not isinstance(event, QDropEvent):
            return False
        folder = _folder(event)
        if folder is None:
            return False
        event.acceptProposedAction()
        if not isinstance(event, QDragEnterEvent):
            self.dropped.emit(str(folder))
        return True


def _folder(event: QDropEvent) -> Path | None:
    """Return the first folder; a configuration file stands for the folder it lies in."""
    for url in event.mimeData().urls():
        path = Path(url.toLocalFile())
        if path.name in ("project.config.json", "app.json"):
            path = path.parent
        if url.isLocalFile() and path.is_dir():
            return path
    return None
