"""The network of a project is off until the person allows it, and can be taken back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from apimock.clock import ManualClock
from apimock.phone import Phone
from apimock.transport import OfflineTransport, Request, RequestListener, Response
from ide import access as room
from ide.access import NetworkAccess
from ide.network.switch import NetworkSwitch
from ide.trust import Trust


class Line(OfflineTransport):
    """A network that answers at once."""

    def __init__(self) -> None:
        self.dropped: list[str] = []
        self.closed = False

    def request(self, request: Request, listener: RequestListener) -> Callable[[], None]:
        listener.head(Response(200))
        listener.done()
        return lambda: None

    def drop_all(self, reason: str) -> None:
        self.dropped.append(reason)

    def close(self) -> None:
        self.closed = True


class Listener:
    """Notes how a request ended."""

    def __init__(self) -> None:
        self.end = ""

    def sent(self, bytes_sent: int, bytes_total: int) -> None:
        raise AssertionError

    def head(self, response: Response) -> None:
        assert response.status == 200

    def chunk(self, data: bytes) -> None:
        raise AssertionError

    def done(self) -> None:
        self.end = "done"

    def opened(self, headers: Mapping[str, str]) -> None:
        raise AssertionError

    def message(self, data: str | bytes) -> None:
        raise AssertionError

    def closed(self, code: int, reason: str) -> None:
        raise AssertionError

    def failed(self, reason: str) -> None:
        self.end = reason


class Page:
    """A player that may load from the network or not."""

    allowed: bool | None = None

    def set_network_allowed(self, allowed: bool) -> None:
        self.allowed = allowed


def outcome(network: NetworkSwitch) -> str:
    listener = Listener()
    network.request(Request("https://example.com/"), listener)
    return listener.end


def test_a_switch_connects_only_when_it_is_on_and_needed() -> None:
    lines: list[Line] = []
    refused: list[int] = []

    def connect() -> Line:
        lines.append(Line())
        return lines[-1]

    switch = NetworkSwitch(OfflineTransport(), connect, lambda: refused.append(1))
    assert outcome(switch) == "offline"
    switch.on = True
    assert (lines, refused) == ([], [1])
    assert [outcome(switch), outcome(switch)] == ["done", "done"]
    switch.on = False
    assert lines[0].dropped == ["offline"]
    assert outcome(switch) == "offline"
    switch.close()
    assert lines[0].closed
    assert len(lines) == 1


def test_decisions_are_remembered_by_folder(tmp_path: Path) -> None:
    file, shop, other = tmp_path / "trust.json", tmp_path / "shop", tmp_path / "other"
    Trust(file).allow_network(shop, allowed=True)
    Trust(file).allow_network(other, allowed=False)
    decided = Trust(file)
    assert decided.network(tmp_path / "x" / ".." / "shop") is True
    assert decided.network(other) is False
    assert decided.network(tmp_path) is None


@pytest.mark.parametrize("text", ["", "[]", "{", json.dumps({"network": {"/a": "yes"}})])
def test_a_file_that_makes_no_sense_trusts_nobody(tmp_path: Path, text: str) -> None:
    file = tmp_path / "trust.json"
    file.write_text(text, "utf-8")
    assert Trust(file).network(Path("/a")) is None


def test_a_project_asks_once_and_follows_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = Line()
    monkeypatch.setattr(NetworkAccess, "_connect", lambda _self: line)
    trust = Trust(tmp_path / "trust.json")
    access = NetworkAccess(tmp_path, trust, ManualClock())
    asked: list[str] = []
    changes: list[bool] = []
    access.wanted.connect(lambda: asked.append("?"))
    access.changed.connect(changes.append)
    phone, page = Phone(ManualClock(), transport=access.transport), Page()
    access.follow_phone(phone)
    access.follow_player(page)
    assert page.allowed is False
    assert [outcome(access.transport), outcome(access.transport)] == ["offline", "offline"]
    assert asked == ["?"]

    access.decide(True)
    assert (page.allowed, access.allowed, changes) == (True, True, [True])
    assert outcome(access.transport) == "done"

    phone.device.network.type = "none"
    assert page.allowed is False
    assert line.dropped == ["offline"]
    phone.device.network.type = "5g"
    assert page.allowed is True

    access.decide(False)
    assert page.allowed is False
    access.close()
    again = NetworkAccess(tmp_path, Trust(tmp_path / "trust.json"), ManualClock())
    again.wanted.connect(lambda: asked.append("again"))
    assert outcome(again.transport) == "offline"
    assert asked == ["?"]


def test_an_answer_that_cannot_be_kept_holds_for_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    said: list[str] = []
    monkeypatch.setattr(room.messages, "warning", said.append)
    access = NetworkAccess(tmp_path, Trust(tmp_path / "file" / "trust.json"), ManualClock())
    access.decide(True)
    assert access.allowed
    assert len(said) == 1
