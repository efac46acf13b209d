"""Who carries a connection of the app: a written server, a recording, or the real network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from apimock.clock import Clock
from apimock.har.model import Entry
from apimock.har.recorder import Recorder
from apimock.har.replay import Player, Replay
from apimock.socket_servers import ScriptedSocket, server_of
from apimock.state.network import Network
from apimock.transport import Request, RequestListener, Socket, SocketListener, Transport


class Wires:
    """The phone's way out. It is recorded on the way when a tester asks for it."""

    def __init__(self, clock: Clock, network: Network, transport: Callable[[], Transport]) -> None:
        self._clock = clock
        self._network = network
        self._transport = transport
        self._recorder: Recorder | None = None
        self._player: Player | None = None
        self._sockets = 0
        self._listeners: list[Callable[[], None]] = []

    @property
    def recording(self) -> bool:
        """Whether what the app exchanges is being written down."""
        return self._recorder is not None

    @property
    def replay(self) -> Replay | None:
        """The recording the app is answered from, None without one."""
        return self._player.replay if self._player is not None else None

    def watch(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call ``listener`` when recording or replaying begins or ends."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def record(self, before: Sequence[Entry] = ()) -> None:
        """Begin to write down, after what was ``before``; what was recorded is forgotten."""
        self._recorder = Recorder(self._clock, before)
        self._tell()

    def recorded(self) -> tuple[Entry, ...]:
        """What has been recorded so far, oldest first; ``har.write_har`` makes it a file."""
        return self._recorder.entries() if self._recorder is not None else ()

    def stop_recording(self) -> tuple[Entry, ...]:
        """End recording; returns what was recorded."""
        entries = self.recorded()
        self._recorder = None
        self._tell()
        return entries

    def play(self, replay: Replay | None, used: Iterable[int] = ()) -> None:
        """Answer from a recording from now on, None: no longer.

        ``used`` are the places of entries that have answered already.
        """
        self._player = Player(self._clock, replay, used) if replay is not None else None
        self._tell()

    def used(self) -> tuple[int, ...]:
        """Which entries of the recording that is played have answered."""
        return self._player.used() if self._player is not None else ()

    def request(self, request: Request, listener: RequestListener) -> Callable[[], None]:
        """Start a request; the returned function aborts it."""
        if self._recorder is not None:
            listener = self._recorder.request(request, listener)
        if self._player is not None:
            abort = self._player.request(request, listener)
            if abort is not None:
                return abort
        return self._transport().request(request, listener)

    def socket(
        self,
        url: str,
        headers: Mapping[str, str],
        protocols: tuple[str, ...],
        listener: SocketListener,
    ) -> Socket:
        """Open a WebSocket."""
        recorded = self._recorder.socket(url, headers, listener) if self._recorder else None
        heard: SocketListener = recorded or listener
        made = self._socket(url, headers, protocols, heard)
        return recorded.sending(made) if recorded is not None else made

    def _socket(
        self,
        url: str,
        headers: Mapping[str, str],
        protocols: tuple[str, ...],
        listener: SocketListener,
    ) -> Socket:
        server = server_of(self._network.servers, url)
        if server is not None:
            self._sockets += 1
            return ScriptedSocket(self._clock, server, listener, f"{url} {self._sockets}")
        if self._player is not None:
            played = self._player.socket(url, listener)
            if played is not None:
                return played
        return self._transport().socket(url, headers, protocols, listener)

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()
