"""The scheme ``minideck-editor:`` that serves the editor's own files, and nothing else."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QObject
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestJob,
    QWebEngineUrlSchemeHandler,
)

import resources
from renderer.host import scheme

SCHEME = QByteArray(b"minideck-editor")
PAGE = "minideck-editor://app/index.html"
_TYPES = {".js": "text/javascript", ".ttf": "font/ttf", ".html": "text/html", ".css": "text/css"}


def register_scheme() -> None:
    """Make the scheme known to the engine; must come before the QApplication. May be repeated."""
    scheme.register_scheme(SCHEME)


class EditorFiles(QWebEngineUrlSchemeHandler):
    """Serves the bundles of resources/web/editor, the page and Qt's channel script."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = resources.path("web", "editor")
        self._own = {"index.html": Path(__file__).with_name("web") / "index.html"}

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:  # noqa: N802
        """Answer with the file of that name, or not found."""
        name = job.requestUrl().path().lstrip("/")
        content = self._content(name)
        if content is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        buffer = QBuffer(job)
        buffer.setData(content)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        suffix = Path(name).suffix
        kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        job.reply(kind.encode(), buffer)

    def _content(self, name: str) -> bytes | None:
        if name == "qwebchannel.js":
            return _channel_script()
        file = self._own.get(name, self._folder / name)
        inside = "/" not in name and "\\" not in name
        return file.read_bytes() if inside and file.is_file() else None


def _channel_script() -> bytes:
    file = QFile(":/qtwebchannel/qwebchannel.js")
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise RuntimeError("Qt's web channel script is missing")
    return bytes(file.readAll().data())
