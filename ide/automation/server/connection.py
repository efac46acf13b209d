"""One client: its frames in and out, and its requests that wait for an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWebSockets import QWebSocket

from ide import log
from ide.automation.errors import FrameError
from ide.automation.server.answer import Answer
from ide.automation.wire import (
    FRAME_LIMIT_BYTES,
    OPEN_LIMIT,
    UNREAD_LIMIT_BYTES,
    Request,
    error_frame,
    event_frame,
    read_request,
    result_frame,
)

_logger = log.logger("automation")


class Connection(QObject):
    """Reads requests and writes answers; all that waits is dropped when the client goes."""

    asked = Signal(object, object)  # Request, Answer
    left = Signal()
    end_requested = Signal()

    def __init__(self, socket: QWebSocket, parent: QObject) -> None:
        super().__init__(parent)
        self._socket = socket
        socket.setParent(self)
        socket.setMaxAllowedIncomingFrameSize(FRAME_LIMIT_BYTES)
        socket.setMaxAllowedIncomingMessageSize(FRAME_LIMIT_BYTES)
        self._open: set[Answer] = set()
        self._gone = False
        socket.textMessageReceived.connect(self._on_text)
        socket.binaryMessageReceived.connect(self._on_binary)
        socket.disconnected.connect(self._on_disconnected)

    @property
    def waiting(self) -> int:
        """How many requests wait for an answer."""
        return len(self._open)

    def tell(self, event: str, params: Mapping[str, Any]) -> None:
        """Send an event; nothing happens once the client has gone."""
        self._send(event_frame(event, params))

    def end(self) -> None:
        """Ask for the end of the server the client came to."""
        self.end_requested.emit()

    def close(self) -> None:
        """Let the client go."""
        self._socket.close()
        self._on_disconnected()

    def _on_text(self, text: str) -> None:
        try:
            request = read_request(text)
        except FrameError as error:
            self._send(error_frame(error.number, f"{error}."))
            return
        if len(self._open) >= OPEN_LIMIT:
            told = f"{OPEN_LIMIT} requests wait for an answer already; wait for one of them."
            self._send(error_frame(request.number, told))
            return
        answer = Answer(
            self, lambda value, sentence: self._finish(answer, request, value, sentence)
        )
        self._open.add(answer)
        self.asked.emit(request, answer)

    def _on_binary(self) -> None:
        self._send(error_frame(None, "frames are texts, this one is binary."))

    def _finish(
        self, answer: Answer, request: Request, value: Mapping[str, Any] | None, sentence: str
    ) -> None:
        self._open.discard(answer)
        if value is None:
            if sentence:
                self._send(error_frame(request.number, sentence))
            return
        try:
            frame = result_frame(request.number, value)
        except (TypeError, ValueError) as error:
            _logger.exception("the answer to %s is no JSON", request.method)
            frame = error_frame(request.number, f"{request.method}: the answer is no JSON: {error}")
        self._send(frame)

    def _send(self, frame: str) -> None:
        if self._gone:
            return
        self._socket.sendTextMessage(frame)
        if self._socket.bytesToWrite() > UNREAD_LIMIT_BYTES:
            _logger.warning("a client that does not read what it is told is let go")
            self._socket.abort()
            self._on_disconnected()

    def _on_disconnected(self) -> None:
        if self._gone:
            return
        self._gone = True
        for answer in tuple(self._open):
            answer.drop()
        self.left.emit()
        self.deleteLater()
