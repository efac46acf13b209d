"""Writes down what the app exchanges with servers, as it passes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from apimock.clock import Clock
from apimock.har.model import Entry, Message
from apimock.transport import Request, RequestListener, Response, Socket, SocketListener


class Recorder:
    """The exchanges so far; those still under way have what has come by now."""

    def __init__(self, clock: Clock, before: Sequence[Entry] = ()) -> None:
        """``before`` was written down already."""
        self._clock = clock
        self._entries = list(before)

    def entries(self) -> tuple[Entry, ...]:
        """What was exchanged, oldest first."""
        return tuple(self._entries)

    def request(self, request: Request, listener: RequestListener) -> RequestListener:
        """A listener that writes down and passes on."""
        entry = Entry(
            request.method,
            request.url,
            tuple(request.headers.items()),
            request.body,
            started=self._clock.now(),
        )
        return _Heard(self, self._add(entry), listener)

    def socket(
        self, url: str, headers: Mapping[str, str], listener: SocketListener
    ) -> RecordedSocket:
        """The same for a WebSocket."""
        entry = Entry("GET", url, tuple(headers.items()), started=self._clock.now(), messages=())
        return RecordedSocket(self, self._add(entry), listener)

    def now(self) -> float:
        """The time, ms since 1970."""
        return self._clock.now()

    def entry(self, number: int) -> Entry:
        """An entry by its place."""
        return self._entries[number]

    def put(self, number: int, entry: Entry) -> None:
        """Replace an entry by what is known now."""
        self._entries[number] = entry

    def _add(self, entry: Entry) -> int:
        self._entries.append(entry)
        return len(self._entries) - 1


class _Heard:
    """Listens to a request; its body is put together at the end."""

    def __init__(self, recorder: Recorder, number: int, listener: RequestListener) -> None:
        self._recorder = recorder
        self._number = number
        self._listener = listener
        self._body = bytearray()
        self._head_at = recorder.now()

    def sent(self, bytes_sent: int, bytes_total: int) -> None:
        self._listener.sent(bytes_sent, bytes_total)

    def head(self, response: Response) -> None:
        self._head_at = self._recorder.now()
        entry = self._recorder.entry(self._number)
        plain = [(k, v) for k, v in response.headers.items() if k.lower() != "set-cookie"]
        cookies = [("Set-Cookie", line) for line in response.cookies]
        kind = next((v for k, v in plain if k.lower() == "content-type"), "")
        self._put(
            replace(
                entry,
                status=response.status,
                headers=(*plain, *cookies),
                mime=kind,
                wait=self._head_at - entry.started,
            )
        )
        self._listener.head(response)

    def chunk(self, data: bytes) -> None:
        self._body += data
        self._listener.chunk(data)

    def done(self) -> None:
        entry = self._recorder.entry(self._number)
        took = self._recorder.now() - self._head_at
        self._put(replace(entry, body=bytes(self._body), receive=took))
        self._listener.done()

    def failed(self, reason: str) -> None:
        entry = self._recorder.entry(self._number)
        self._put(replace(entry, status=0, headers=(), body=b"", error=reason))
        self._listener.failed(reason)

    def _put(self, entry: Entry) -> None:
        self._recorder.put(self._number, entry)


class RecordedSocket:
    """Listens to a WebSocket, and sends for the app once it has the connection."""

    def __init__(self, recorder: Recorder, number: int, listener: SocketListener) -> None:
        self._recorder = recorder
        self._number = number
        self._listener = listener
        self._socket: Socket | None = None

    def sending(self, socket: Socket) -> Socket:
        """Send through this connection."""
        self._socket = socket
        return self

    def opened(self, headers: Mapping[str, str]) -> None:
        entry = self._recorder.entry(self._number)
        self._put(replace(entry, status=101, headers=tuple(headers.items())))
        self._listener.opened(headers)

    def message(self, data: str | bytes) -> None:
        self._note(data, sent=False)
        self._listener.message(data)

    def closed(self, code: int, reason: str) -> None:
        self._put(replace(self._recorder.entry(self._number), closed=(code, reason)))
        self._listener.closed(code, reason)

    def failed(self, reason: str) -> None:
        self._put(replace(self._recorder.entry(self._number), status=0, error=reason))
        self._listener.failed(reason)

    def send(self, data: str | bytes) -> None:
        self._note(data, sent=True)
        if self._socket is not None:
            self._socket.send(data)

    def close(self, code: int, reason: str) -> None:
        if self._socket is not None:
            self._socket.close(code, reason)

    def _note(self, data: str | bytes, *, sent: bool) -> None:
        entry = self._recorder.entry(self._number)
        message = Message(sent, self._recorder.now() - entry.started, data)
        self._put(replace(entry, messages=(*(entry.messages or ()), message)))

    def _put(self, entry: Entry) -> None:
        self._recorder.put(self._number, entry)
