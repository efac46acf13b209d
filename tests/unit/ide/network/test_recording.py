"""Traffic with a real server is recorded, and plays back without one, byte for byte."""

from __future__ import annotations

from apimock.har import Replay, read_har, write_har
from apimock.phone import Phone
from apimock.transport import OfflineTransport
from ide.network.live import LiveNetwork
from tests.unit.ide.network.loopback import PhoneThread, Server
from tests.unit.ide.network.test_phone import App


def content(phone: Phone, path: str) -> bytes | None:
    return phone.files.read(path.removeprefix("wxfile://"))


def test_a_session_with_a_server_plays_again_without_it(
    server: Server, network: LiveNetwork, phone_thread: PhoneThread
) -> None:
    app = App(network, phone_thread)
    app.phone.wires.record()
    posted = {"method": "POST", "data": {"茶": 1}}
    first = app.call("request", url=server.url("/echo"), **posted).result
    down = app.call("downloadFile", url=server.url("/big")).result["tempFilePath"]
    up = {"name": "f", "formData": {"k": "v"}}
    app.call("uploadFile", url=server.url("/echo"), filePath=down, **up)
    text = write_har(app.phone.wires.stop_recording())
    sent = len(server.seen)

    again = App(network, phone_thread)
    again.phone.transport = OfflineTransport()
    again.phone.wires.play(Replay(read_har(text), strict=True))
    result = again.call("request", url=server.url("/echo"), **posted).result
    assert (result["data"], result["statusCode"]) == (first["data"], first["statusCode"])
    path = again.call("downloadFile", url=server.url("/big")).result["tempFilePath"]
    assert content(again.phone, path) == content(app.phone, down) == b"0123456789" * 50_000
    reply = again.call("uploadFile", url=server.url("/echo"), filePath=path, **up)
    assert reply.result["statusCode"] == 200
    assert len(server.seen) == sent
