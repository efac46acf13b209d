"""What a HAR holds, as the phone needs it: exchanges with their exact bytes, and sockets."""

from __future__ import annotations

from dataclasses import dataclass

from apimock.json_places import DocumentError


class HarError(DocumentError):
    """A HAR that cannot be used; the message names the file, the line and the field."""


@dataclass(frozen=True)
class Message:
    """One message of a WebSocket; ``at`` is ms since the connection was asked for."""

    sent: bool
    at: float
    data: str | bytes


@dataclass(frozen=True)
class Entry:
    """One exchange. ``started`` is ms since 1970; ``wait`` and ``receive`` ms; ``error`` says why
    it failed, as the transport does, '' when it was answered. ``messages`` is None for HTTP.
    """

    method: str
    url: str
    request_headers: tuple[tuple[str, str], ...] = ()
    request_body: bytes = b""
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    mime: str = ""
    started: float = 0.0
    wait: float = 0.0
    receive: float = 0.0
    error: str = ""
    messages: tuple[Message, ...] | None = None
    closed: tuple[int, str] | None = None
    """Code and reason the server closed a socket with, None when it did not."""
