"""The document of Chromium's developer tools, and the messages of web/bridge.js to and from it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QFile, QIODevice, QObject, QUrl, Signal, Slot
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineScript

from ide import log

_WEB = Path(__file__).resolve().parent / "web"
_SCRIPTS = ("catches.js", "bridge.js")
_CHANNEL = ":/qtwebchannel/qwebchannel.js"
_SCHEME = "devtools"
_logger = log.logger("debugger")
_PASSING = ("Request Storage.getStorageKeyForFrame failed",)
"""What the tools complain of when a page they ask about has just been left, as at each restart."""


def worth_noting(complaint: str) -> bool:
    """Return whether a complaint of the tools themselves belongs into the log."""
    return not complaint.startswith(_PASSING)


class _Bridge(QObject):
    """The object both sides of the web channel know."""

    message = Signal(str)  # JSON of a request of web/bridge.js
    posted = Signal(str)  # JSON of what it posts

    @Slot(str)
    def post(self, text: str) -> None:
        self.posted.emit(text)


class _Page(QWebEnginePage):
    """Stays on the developer tools; their own complaints go to the log."""

    def javaScriptConsoleMessage(  # noqa: N802
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        line: int,
        source: str,
    ) -> None:
        errors = QWebEnginePage.JavaScriptConsoleMessageLevel.ErrorMessageLevel
        if level == errors and worth_noting(message):
            _logger.info("%s:%s %s", source, line, message)

    def acceptNavigationRequest(  # noqa: N802
        self, url: QUrl | str, _kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        return not is_main_frame or QUrl(url).scheme() == _SCHEME


class FrontEnd(QObject):
    """The developer tools of one inspected page; ``page`` is what shows them."""

    posted = Signal(object)  # a message of web/bridge.js, decoded
    crashed = Signal(str)  # how their web process ended

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = QWebEngineProfile(self)
        self.page = _Page(self._profile, self)
        self._bridge = _Bridge(self)
        self._bridge.posted.connect(self._on_posted)
        channel = QWebChannel(self.page)
        channel.registerObject("bridge", self._bridge)
        self.page.setWebChannel(channel)
        script = QWebEngineScript()
        script.setName("bridge")
        parts = [_channel_code(), *((_WEB / name).read_text("utf-8") for name in _SCRIPTS)]
        script.setSourceCode("\n".join(parts))
        script.setWorldId(QWebEngineScript.ScriptWorldId.MainWorld)
        script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
        script.setRunsOnSubFrames(False)
        self.page.scripts().insert(script)
        self.page.renderProcessTerminated.connect(self._on_terminated)
        self._numbers = count(1)
        self._asking: dict[int, Callable[[Any], None]] = {}

    def send(self, request: str, **arguments: Any) -> None:
        """Send a request that has no answer."""
        self._bridge.message.emit(_json({"type": request, **arguments}))

    def ask(self, request: str, answered: Callable[[Any], None], **arguments: Any) -> None:
        """Send a request; ``answered`` gets None when it fails or nothing is to be said."""
        number = next(self._numbers)
        self._asking[number] = answered
        self._bridge.message.emit(_json({"type": request, "id": number, **arguments}))

    def close(self) -> None:
        """End the page before its profile, as the engine demands."""
        self._asking.clear()
        for part in (self.page, self._profile):
            if shiboken6.isValid(part):
                shiboken6.delete(part)

    def _on_posted(self, text: str) -> None:
        message = json.loads(text)
        if message["type"] == "fault":
            _logger.warning("%s", message["message"])
        elif message["type"] != "answer":
            self.posted.emit(message)
        else:
            if message["error"]:
                _logger.warning("%s", message["error"])
            answered = self._asking.pop(message["id"], None)
            if answered is not None:
                answered(message["value"])

    def _on_terminated(
        self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int
    ) -> None:
        if status != QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            self._asking.clear()
            self.crashed.emit(f"{status.name}, {code}")


def _json(message: dict[str, Any]) -> str:
    return json.dumps(message, ensure_ascii=False)


@cache
def _channel_code() -> str:
    file = QFile(_CHANNEL)
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise RuntimeError(f"{_CHANNEL} is missing: {file.errorString()}")
    return bytes(file.readAll().data()).decode()
