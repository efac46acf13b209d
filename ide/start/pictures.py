"""The last picture of each project's phone, kept in the profile folder for the start page."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap

from ide import atomic
from renderer.host.png import png_of

_WIDTH = 392


class Pictures:
    """One PNG a project; without a folder none is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def of(self, project: Path) -> Path | None:
        """Return the picture's file, None when there is none."""
        file = self._file(project)
        return file if file is not None and file.is_file() else None

    def put(self, project: Path, picture: QPixmap) -> None:
        """Keep a picture, made small; an empty one is passed over.

        Raises:
            OSError: the folder cannot be written.
        """
        file = self._file(project)
        if file is None or picture.isNull():
            return
        smooth = Qt.TransformationMode.SmoothTransformation
        atomic.write_bytes(file, png_of(picture.scaledToWidth(_WIDTH, smooth)))

    def remove(self, project: Path) -> None:
        """Forget a project's picture."""
        file = self._file(project)
        if file is not None:
            file.unlink(missing_ok=True)

    def _file(self, project: Path) -> Path | None:
        if self._folder is None:
            return None
        name = hashlib.sha256(str(project).encode()).hexdigest()[:16]
        return self._folder / f"{name}.png"
