"""Keeps a page off the network and remembers what it wanted there."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWebEngineCore import QWebEngineUrlRequestInfo, QWebEngineUrlRequestInterceptor

from renderer.host.address import SCHEME

_LOCAL = {SCHEME, "data", "blob", "about", "devtools"}
_REMOTE = {"http", "https", "ws", "wss"}


class Interceptor(QWebEngineUrlRequestInterceptor):
    """Blocks every load outside the scheme; ``network_allowed`` lets http(s) and ws through."""

    blocked = Signal(str)  # url

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.network_allowed = False

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:  # noqa: N802
        """Block the request unless its address is ours or the network is allowed."""
        url = info.requestUrl()
        scheme = url.scheme()
        if scheme in _LOCAL or (self.network_allowed and scheme in _REMOTE):
            return
        info.block(True)
        self.blocked.emit(url.toString())
