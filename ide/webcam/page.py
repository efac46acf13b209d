"""The computer's camera through the web engine: a page that nobody sees."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QObject,
    Qt,
    QTimer,
    QUrl,
    Signal,
)
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineUrlRequestJob,
    QWebEngineUrlSchemeHandler,
)

from ide.webcam.switch import Told
from renderer.host import scheme

_NAME = "minideck-webcam"
_SCHEME = QByteArray(_NAME.encode())
_HOST = "camera"
_EVERY_MS = 150
_QUEUED = Qt.ConnectionType.QueuedConnection
_SCRIPT = Path(__file__).with_name("page.js")


def register_scheme() -> None:
    """Make the scheme known to the engine; must come before the QApplication. May be repeated."""
    scheme.register_scheme(_SCHEME)


class WebcamPage(QObject):
    """One camera that is open until :meth:`close`; what it sees is told as it comes."""

    _ended = Signal(str)  # why; queued, because whoever hears of it ends the page

    def __init__(self, tell: Callable[[Told], None], camera: str, parent: QObject) -> None:
        """``camera`` is the name of one of the computer's cameras; '' takes the usual one."""
        super().__init__(parent)
        self._tell = tell
        self._ended.connect(lambda reason: tell(Told(reason=reason)), _QUEUED)
        self._camera = camera
        self._profile = QWebEngineProfile(self)
        self._profile.installUrlSchemeHandler(_SCHEME, _OnePage(self._profile))
        self._page = _Page(self._profile, self)
        self._page.permissionRequested.connect(self._on_permission_requested)
        self._page.loadFinished.connect(self._on_loaded)
        self._page.renderProcessTerminated.connect(partial(self._end, "crashed"))
        self._clock = QTimer(self)
        self._clock.setInterval(_EVERY_MS)
        self._clock.timeout.connect(self._look)
        self._page.load(QUrl(f"{_NAME}://{_HOST}/"))

    def close(self) -> None:
        """Let go of the camera at once: the page ends before its profile, as the engine demands."""
        self._clock.stop()
        for part in (self._page, self._profile):
            if shiboken6.isValid(part):
                shiboken6.delete(part)
        self.deleteLater()

    def _on_loaded(self, loaded: bool) -> None:
        if not loaded:
            self._end("crashed")
            return
        self._page.runJavaScript(f"minideckWebcam.open({json.dumps(self._camera)})")
        self._clock.start()

    def _on_permission_requested(self, permission: QWebEnginePermission) -> None:
        kinds = QWebEnginePermission.PermissionType
        camera = permission.permissionType() == kinds.MediaVideoCapture
        if camera and permission.origin().host() == _HOST:
            permission.grant()
        else:
            permission.deny()

    def _look(self) -> None:
        self._page.runJavaScript("minideckWebcam.take()", self._on_told)

    def _on_told(self, answer: Any) -> None:
        if not isinstance(answer, str) or not shiboken6.isValid(self) or not self._clock.isActive():
            return
        facts = json.loads(answer)
        if facts["state"] == "failed":
            self._end(facts["reason"])
        elif facts["state"] == "on":
            frame = base64.b64decode(facts["frame"]) if facts["frame"] else None
            self._tell(Told(facts["camera"], tuple(facts["cameras"]), frame))

    def _end(self, reason: str, *_facts: object) -> None:
        self._clock.stop()
        self._ended.emit(reason)


class _Page(QWebEnginePage):
    """Stays where it is and opens nothing."""

    def acceptNavigationRequest(  # noqa: N802
        self, url: QUrl | str, _kind: QWebEnginePage.NavigationType, _is_main_frame: bool
    ) -> bool:
        """Let only the one page through."""
        return QUrl(url).scheme() == _NAME

    def createWindow(self, _kind: QWebEnginePage.WebWindowType) -> QWebEnginePage | None:  # type: ignore[override]  # noqa: N802
        """Open no window."""
        return None


class _OnePage(QWebEngineUrlSchemeHandler):
    """Serves the page with its script, whatever is asked for."""

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:  # noqa: N802
        """Answer with the page."""
        script = _SCRIPT.read_text(encoding="utf-8")
        page = f"<!doctype html><meta charset=utf-8><title>camera</title><script>{script}</script>"
        buffer = QBuffer(job)
        buffer.setData(page.encode())
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(b"text/html", buffer)
