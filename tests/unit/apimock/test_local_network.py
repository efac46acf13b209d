"""TCP and UDP sockets to written servers, and services found in the Wi-Fi."""

from __future__ import annotations

from typing import Any

from tests.unit.apimock.bench import Bench

ECHO = {"url": "*://192.168.1.*:8080", "echo": True}


def make(bench: Bench, kind: str) -> int:
    bench.device.network.servers = [ECHO]
    value: Any = bench.call(f"create{kind}Socket", id=5).value
    assert value["type"] == f"{kind}Socket"
    return int(value["$object"])


def test_tcp_connects_talks_and_ends(bench: Bench) -> None:
    number = make(bench, "TCP")
    bench.ok("TCPSocket.connect", {"address": "192.168.1.9", "port": 8080}, target=number)
    bench.ok("TCPSocket.write", {"data": "hi"}, target=number)
    bench.clock.advance(0)
    (connected,) = bench.named("object:5:connect")
    assert connected["remoteInfo"] == {"address": "192.168.1.9", "family": "IPv4", "port": 8080}
    (message,) = bench.named("object:5:message")
    assert message["message"] == b"hi"
    assert message["localInfo"]["address"] == bench.device.network.local_ip
    bench.ok("TCPSocket.close", target=number)
    bench.ok("TCPSocket.write", {"data": b"late"}, target=number)
    assert len(bench.named("object:5:close")) == 1
    assert bench.named("object:5:error")[0]["errMsg"].startswith("write fail")


def test_nobody_there_and_no_connection(bench: Bench) -> None:
    number = make(bench, "TCP")
    bench.ok("TCPSocket.connect", {"address": "10.0.0.1", "port": 1}, target=number)
    bench.clock.advance(0)
    assert bench.named("object:5:error") == [{"errMsg": "connect fail, connection refused"}]


def test_a_server_that_ends_the_connection(bench: Bench) -> None:
    number = make(bench, "TCP")
    script = [{"send": "welcome"}, {"after": 100, "close": True}]
    bench.device.network.servers = [{"url": "tcp://*", "script": script}]
    bench.ok("TCPSocket.connect", {"address": "a", "port": 1}, target=number)
    bench.clock.advance(100)
    assert [d["message"] for d in bench.named("object:5:message")] == [b"welcome"]
    assert len(bench.named("object:5:close")) == 1


def test_udp_sends_to_anybody_and_back(bench: Bench) -> None:
    number = make(bench, "UDP")
    port = bench.value("UDPSocket.bind", {"port": 4000}, target=number)
    assert port == 4000
    assert len(bench.named("object:5:listening")) == 1
    to = {"address": "192.168.1.2", "port": 8080}
    whole = {**to, "message": b"abcdef", "offset": 1, "length": 3}
    bench.ok("UDPSocket.send", whole, target=number)
    bench.ok("UDPSocket.send", {"address": "8.8.8.8", "port": 53, "message": "x"}, target=number)
    bench.ok("UDPSocket.connect", to, target=number)
    bench.ok("UDPSocket.write", {"message": "w"}, target=number)
    bench.clock.advance(0)
    heard = bench.named("object:5:message")
    assert [(d["message"], d["remoteInfo"]["size"]) for d in heard] == [(b"bcd", 3), (b"w", 1)]
    assert bench.named("object:5:error") == []
    bench.ok("UDPSocket.setTTL", {"ttl": 3}, target=number)
    bench.ok("UDPSocket.close", target=number)
    assert len(bench.named("object:5:close")) == 1


def test_two_sockets_of_the_app_talk(bench: Bench) -> None:
    ports = []
    for number in (5, 6):
        bench.call("createUDPSocket", id=number)
        ports.append(bench.value("UDPSocket.bind", target=number))
    assert len(set(ports)) == 2
    to = {"address": "localhost", "port": ports[1], "message": "hello"}
    bench.ok("UDPSocket.send", to, target=5)
    bench.ok("UDPSocket.send", {**to, "port": 9}, target=5)
    bench.clock.advance(0)
    (heard,) = bench.named("object:6:message")
    assert (heard["message"], heard["remoteInfo"]["port"]) == (b"hello", ports[0])


def test_a_socket_bound_to_the_wifi(bench: Bench) -> None:
    number = make(bench, "TCP")
    wifi = bench.device.wifi
    here = next(p for p in wifi.access_points if p["SSID"] == wifi.connected)
    bench.ok("TCPSocket.bindWifi", {"BSSID": here["BSSID"]}, target=number)
    bench.ok("TCPSocket.bindWifi", {"BSSID": "none"}, target=number)
    assert len(bench.named("object:5:bindWifi")) == 1
    assert len(bench.named("object:5:error")) == 1


def test_services_come_and_go(bench: Bench) -> None:
    printer = {"serviceType": "_http._tcp.", "serviceName": "p", "ip": "192.168.1.7", "port": 80}
    other = {"serviceType": "_ssh._tcp.", "serviceName": "s", "ip": "192.168.1.8", "port": 22}
    bench.device.network.services = [printer, other]
    wanted = {"serviceType": "_http._tcp."}
    bench.ok("startLocalServiceDiscovery", wanted)
    assert not bench.named("onLocalServiceFound")
    bench.clock.advance(300)
    assert bench.named("onLocalServiceFound") == [printer]
    assert "already exist" in bench.fails("startLocalServiceDiscovery", wanted)
    broken = {"serviceType": "_http._tcp.", "serviceName": "q"}
    bench.device.network.services = [broken]
    assert bench.named("onLocalServiceLost") == [{**wanted, "serviceName": "p"}]
    assert bench.named("onLocalServiceResolveFail") == [broken]
    bench.ok("stopLocalServiceDiscovery")
    assert len(bench.named("onLocalServiceDiscoveryStop")) == 1
    assert "task not found" in bench.fails("stopLocalServiceDiscovery")
    bench.device.network.type = "4g"
    assert bench.call("startLocalServiceDiscovery", wanted).result["errno"] == 606101
