"""The local network: TCP and UDP sockets, and services that announce themselves.

Sockets reach the written servers of ``Network.servers`` at ``tcp://host:port`` and
``udp://host:port``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from apimock.calls import Event
from apimock.context import Context
from apimock.observable import Change
from apimock.registry import handles, reacts
from apimock.remote import RemoteObject, answer_made, made, meant
from apimock.socket_servers import ScriptedSocket, server_of
from apimock.transfer import delay_of, trouble_of

if TYPE_CHECKING:
    from apimock.phone import Phone

FIRST_PORT = 49152
_LOOPBACK = ("localhost", "127.0.0.1")
_DISCOVERY = "local-services"
_LOOKING = 300.0
"""ms until the first services have answered."""
_DIFFERS = "reaches the servers a tester has written, no real machine"


def _bytes(data: Any, start: int = 0, length: int | None = None) -> bytes:
    """A message as bytes; offset and length count for buffers only."""
    if isinstance(data, str):
        return data.encode()
    if not isinstance(data, (bytes, bytearray)):
        return b""
    return bytes(data[start : None if length is None else start + length])


class Peer:
    """The connection to one written server, for the socket that opened it."""

    def __init__(self, owner: LocalSocket, address: str, port: int) -> None:
        self._owner = owner
        self._facts = {"address": address, "family": "IPv4", "port": port}
        self.wire: ScriptedSocket | None = None
        self.is_open = False
        self._waiting: list[bytes] = []

    def reach(self, server: Mapping[str, Any]) -> None:
        """Connect to a server."""
        phone = self._owner.phone
        seed = f"{self._owner.number} {self._facts['port']}"
        self.wire = ScriptedSocket(phone.clock, server, self, seed)

    def send(self, data: bytes) -> None:
        """Send a message, once there is a connection."""
        if self.is_open and self.wire is not None:
            self.wire.send(data)
        else:
            self._waiting.append(data)

    def opened(self, headers: Mapping[str, str]) -> None:
        self.is_open = True
        self._owner.reached(self._facts)
        for data in self._waiting:
            self.send(data)
        self._waiting.clear()

    def message(self, data: str | bytes) -> None:
        self._owner.heard(_bytes(data), self._facts)

    def closed(self, code: int, reason: str) -> None:
        self.is_open = False
        self._owner.left()

    def failed(self, reason: str) -> None:
        self.is_open = False
        self._owner.failed(f"connect fail, {reason}")


class LocalSocket(RemoteObject):
    """Base of both kinds: finds servers, tells what comes from them."""

    scheme = ""

    def __init__(self, phone: Phone, number: int) -> None:
        super().__init__(phone, number)
        self.port = FIRST_PORT + number % 10_000
        self.gone = False
        self.peers: dict[tuple[str, int], Peer] = {}

    def local(self) -> dict[str, Any]:
        """This end, as messages name it."""
        address = self.phone.device.network.local_ip
        return {"address": address, "family": "IPv4", "port": self.port}

    def peer(self, address: str, port: int) -> Peer:
        """The connection to an address, made now when there is none."""
        known = self.peers.get((address, port))
        if known is not None:
            return known
        made_now = self.peers[(address, port)] = Peer(self, address, port)
        network = self.phone.device.network
        url = f"{self.scheme}://{address}:{port}"

        def connect() -> None:
            server = server_of(network.servers, url)
            trouble = trouble_of(network, url, self.phone.random)
            if self.gone:
                return
            if trouble or server is None:
                self.unreachable(trouble or "connection refused")
            else:
                made_now.reach(server)

        self.phone.clock.later(delay_of(network, self.phone.random), connect)
        return made_now

    def reached(self, remote: Mapping[str, Any]) -> None:
        """A server has been reached."""

    def left(self) -> None:
        """The server has ended the connection."""

    def unreachable(self, why: str) -> None:
        """Nobody answers at an address."""
        self.failed(f"connect fail, {why}")

    def heard(self, data: bytes, remote: Mapping[str, Any]) -> None:
        """Something has come."""
        detail = {"message": data, "remoteInfo": dict(remote), "localInfo": self.local()}
        self.tell("message", detail)

    def failed(self, message: str) -> None:
        """Tell of a failure."""
        self.tell("error", {"errMsg": message})

    def close(self) -> None:
        """End every connection."""
        if not self.gone:
            self.dispose()
            self.tell("close", {"errMsg": "ok"})

    def dispose(self) -> None:
        self.gone = True
        for peer in self.peers.values():
            if peer.wire is not None:
                peer.wire.close(1000, "")
        self.peers.clear()


class TcpSocket(LocalSocket):
    """One TCP connection."""

    scheme = "tcp"
    target: Peer | None = None

    def reached(self, remote: Mapping[str, Any]) -> None:
        detail = {"remoteInfo": dict(remote), "localInfo": self.local(), "useHttpDNS": False}
        self.tell("connect", detail)

    def left(self) -> None:
        self.close()


class UdpSocket(LocalSocket):
    """One UDP port."""

    scheme = "udp"
    bound = False
    target: tuple[str, int] | None = None

    def heard(self, data: bytes, remote: Mapping[str, Any]) -> None:
        super().heard(data, {**remote, "size": len(data)})

    def unreachable(self, why: str) -> None:
        """A datagram nobody takes is lost without a word."""


@handles("createTCPSocket", note=_DIFFERS)
def create_tcp(context: Context) -> None:
    """A socket that is not connected yet."""
    answer_made(context, made(context, TcpSocket), "TCPSocket")


@handles("TCPSocket.connect")
def tcp_connect(context: Context) -> None:
    """Connect; onConnect or onError tells how it went."""
    socket = meant(context, TcpSocket)
    if socket.target is None and not socket.gone:
        port = int(context.number_of("port", 0))
        socket.target = socket.peer(context.text("address"), port)
    context.ok()


@handles("TCPSocket.write")
def tcp_write(context: Context) -> None:
    """Send over the connection."""
    socket = meant(context, TcpSocket)
    if socket.target is None or socket.gone:
        socket.failed("write fail, socket is not connected")
    else:
        socket.target.send(_bytes(context.param("data")))
    context.ok()


@handles("TCPSocket.bindWifi")
def tcp_bind_wifi(context: Context) -> None:
    """Use the Wi-Fi the phone is in, and no other."""
    socket = meant(context, TcpSocket)
    wifi = context.device.wifi
    points = {str(p.get("BSSID")) for p in wifi.access_points if p.get("SSID") == wifi.connected}
    if context.text("BSSID") in points:
        socket.tell("bindWifi", {"errMsg": "ok"})
    else:
        socket.failed("bindWifi fail, the phone is not in this Wi-Fi")
    context.ok()


@handles("createUDPSocket", note=_DIFFERS)
def create_udp(context: Context) -> None:
    """A socket without a port."""
    answer_made(context, made(context, UdpSocket), "UDPSocket")


@handles("UDPSocket.bind")
def udp_bind(context: Context) -> None:
    """Take a port, a free one when none is named."""
    socket = meant(context, UdpSocket)
    asked = int(context.number_of("port", 0))
    socket.port = asked if 0 < asked < 65536 else socket.port
    if not socket.bound:
        socket.bound = True
        socket.tell("listening", {"errMsg": "ok"})
    context.ok(value=socket.port)


@handles("UDPSocket.connect")
def udp_connect(context: Context) -> None:
    """Where write sends to."""
    socket = meant(context, UdpSocket)
    socket.target = (context.text("address"), int(context.number_of("port", 0)))
    context.ok()


@handles("UDPSocket.send", "UDPSocket.write")
def udp_send(context: Context) -> None:
    """Send a datagram; it may be lost."""
    socket = meant(context, UdpSocket)
    to = (context.text("address"), int(context.number_of("port", 0)))
    if context.label == "write" and socket.target is not None:
        to = socket.target
    if not to[0] or socket.gone:
        socket.failed(f"{context.label} fail, no address")
    else:
        offset = int(context.number_of("offset", 0))
        length = context.number_of("length", -1)
        data = _bytes(context.param("message"), offset, None if length < 0 else int(length))
        near = _own_socket(context.phone, *to)
        if near is not None:
            context.clock.later(0, lambda: near.heard(data, socket.local()))
        elif to[0] not in _LOOPBACK:
            socket.peer(*to).send(data)
    context.ok()


def _own_socket(phone: Phone, address: str, port: int) -> UdpSocket | None:
    """The socket of the app itself that is meant, None when it is another machine's."""
    if address not in {*_LOOPBACK, phone.device.network.local_ip}:
        return None
    own = (one for one in phone.objects.values() if isinstance(one, UdpSocket))
    return next((one for one in own if one.bound and one.port == port and not one.gone), None)


@handles("UDPSocket.setTTL")
def udp_ttl(context: Context) -> None:
    """How far datagrams go; here they go nowhere."""
    context.ok()


@handles("TCPSocket.close", "UDPSocket.close")
def close(context: Context) -> None:
    """End a socket."""
    meant(context, TcpSocket if context.name.startswith("TCP") else UdpSocket).close()
    context.ok()


@handles("startLocalServiceDiscovery", note="finds the services a tester has entered")
def start_discovery(context: Context) -> None:
    """Look for services of a type; those found are told one by one."""
    phone = context.phone
    if context.device.network.type != "wifi":
        context.fail("mdns resolve system error:1", errno=606101)
        return
    if _DISCOVERY in phone.running:
        context.fail("scan task already exist")
        return
    phone.running[_DISCOVERY] = {"type": context.text("serviceType"), "found": []}
    context.ok()
    # Who listens once the call has succeeded hears of the first ones too.
    phone.clock.later(_LOOKING, lambda: _announce(phone))


@handles("stopLocalServiceDiscovery")
def stop_discovery(context: Context) -> None:
    """Look no longer."""
    if context.phone.running.pop(_DISCOVERY, None) is None:
        context.fail("task not found")
        return
    context.emit("onLocalServiceDiscoveryStop", {"errMsg": "ok"})
    context.ok()


@reacts("network.services")
def services_changed(phone: Phone, change: Change) -> None:
    """A service has come or gone."""
    _announce(phone)


def _announce(phone: Phone) -> None:
    """Tell of services that are new, and of those that are gone."""
    looking = phone.running.get(_DISCOVERY)
    if not isinstance(looking, dict):
        return
    wanted = [one for one in phone.device.network.services if one["serviceType"] == looking["type"]]
    now = {str(one["serviceName"]): one for one in wanted}
    for name in [name for name in looking["found"] if name not in now]:
        gone = {"serviceType": looking["type"], "serviceName": name}
        phone.emit(Event("onLocalServiceLost", gone))
    for name in [name for name in now if name not in looking["found"]]:
        kind = "onLocalServiceFound" if now[name].get("ip") else "onLocalServiceResolveFail"
        phone.emit(Event(kind, dict(now[name])))
    looking["found"] = list(now)
