"""A player with a fake runtime: what passes between page, host and phone."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from renderer.api import Event
from renderer.host.launch import Launch
from renderer.host.page import ConsoleRecord
from renderer.host.player import AppState, Player, Report
from tests.patience import PATIENCE_MS
from tests.unit.host.conftest import FakePhone


def first_report(qtbot: QtBot, player: Player, page: str) -> Report:
    with qtbot.waitSignal(player.reported, timeout=PATIENCE_MS) as reported:
        player.load(Launch(page))
    report = reported.args[0]
    assert isinstance(report, Report)
    return report


def facts(qtbot: QtBot, player: Player) -> dict[str, Any]:
    delivered: list[Any] = []
    player.probe("minideckProbe.paintedFacts()", delivered.append)
    qtbot.waitUntil(lambda: bool(delivered), timeout=PATIENCE_MS)
    assert isinstance(delivered[0], dict)
    return delivered[0]


def test_a_page_becomes_ready_and_shows_its_visible_text(qtbot: QtBot, player: Player) -> None:
    with qtbot.waitSignal(player.state_changed, timeout=PATIENCE_MS):
        player.load(Launch("hello"))
    assert player.state == AppState(("hello",), "hello")
    found = facts(qtbot, player)
    assert found["text"] == "你好\nname"
    assert found["nodes"] == 3
    assert not player.screenshot().isNull()


def test_calls_carry_values_and_buffers_both_ways(
    qtbot: QtBot, player: Player, phone: FakePhone
) -> None:
    answers = json.loads(first_report(qtbot, player, "calls").message)
    location, storage = phone.calls
    assert location.params == {"type": "gcj02", "bytes": b"\x01\x02"}
    assert (location.page, location.gesture, location.sync) == ("calls", True, False)
    assert storage.sync
    assert answers["later"]["result"] == {"latitude": 1.5, "raw": {"$buffer": "AQ=="}}
    assert answers["sync"]["value"] == "stored"


def test_a_long_call_arrives_in_parts(qtbot: QtBot, player: Player, phone: FakePhone) -> None:
    first_report(qtbot, player, "parts")
    assert [call.params for call in phone.calls] == [{"text": "长" * 10}]


def test_a_page_that_was_left_is_not_heard(qtbot: QtBot, player: Player) -> None:
    assert first_report(qtbot, player, "left").message == "refused"


def test_addresses_answer_with_their_content_or_not_at_all(qtbot: QtBot, player: Player) -> None:
    missing: list[str] = []
    player.missing.connect(missing.append)
    answers = json.loads(first_report(qtbot, player, "files").message)
    assert json.loads(answers["manifest.json"])["projectName"] == "fake"
    assert json.loads(answers["chunk/app.json"])["name"] == "app"
    assert answers["pkg/a.txt"] == "abcd"
    assert answers["usr/n.txt"] == "note"
    assert answers["range"] == "206 bc"
    assert answers["pkg/none.png"] == answers["nothing"] == "refused"
    assert answers["pkg/%2e%2e/x"] == "refused"
    assert missing == ["none.png"]


def test_the_network_is_out_of_reach_and_the_attempt_is_known(qtbot: QtBot, player: Player) -> None:
    blocked: list[str] = []
    player.blocked.connect(blocked.append)
    first_report(qtbot, player, "network")
    assert blocked == ["https://example.com/a.png"]


def test_device_events_reach_the_worker(qtbot: QtBot, player: Player) -> None:
    with qtbot.waitSignal(player.launched, timeout=PATIENCE_MS):
        player.load(Launch("idle"))
    with qtbot.waitSignal(player.reported, timeout=PATIENCE_MS) as reported:
        player.push(Event("onNetworkStatusChange", {"isConnected": False}))
    assert reported.args[0].message == 'onNetworkStatusChange {"isConnected":false}'


def test_the_console_of_the_worker_is_heard(qtbot: QtBot, player: Player) -> None:
    with qtbot.waitSignal(player.console, timeout=PATIENCE_MS) as console:
        player.load(Launch("talk"))
    record = console.args[0]
    assert isinstance(record, ConsoleRecord)
    assert (record.level, record.message) == ("error", "from the worker")


def test_an_endless_loop_is_detected_and_a_new_load_ends_it(qtbot: QtBot, player: Player) -> None:
    with qtbot.waitSignal(player.loop_detected, timeout=PATIENCE_MS):
        player.load(Launch("loop"))
    with qtbot.waitSignal(player.state_changed, timeout=PATIENCE_MS):
        player.load(Launch("hello"))
    assert player.state.ready == "hello"


def test_a_call_under_way_is_waiting_until_the_page_goes(
    qtbot: QtBot, player: Player, phone: FakePhone
) -> None:
    with qtbot.waitSignal(player.launched, timeout=PATIENCE_MS):
        player.load(Launch("wait"))
    qtbot.waitUntil(lambda: bool(phone.calls))
    assert [call.name for call in player.waiting_calls()] == ["neverAnswered"]
    player.load(Launch("idle"))
    assert player.waiting_calls() == []


def test_a_crash_of_the_web_process_is_told(qtbot: QtBot, player: Player) -> None:
    with qtbot.waitSignal(player.launched, timeout=PATIENCE_MS):
        player.load(Launch("idle"))
    with qtbot.waitSignal(player.crashed, timeout=PATIENCE_MS):
        player.view.page().load(QUrl("chrome://crash"))
