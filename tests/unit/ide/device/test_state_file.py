"""The phone's whole state as a file, a call made again, a rule made from a call."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from apimock.calls import Call, CallRecord, Outcome, Reply
from ide import messages
from ide.panels.calls import CallsPanel
from ide.wiring import device as wiring
from tests.unit.ide.device.conftest import Dock

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []
    for level in ("info", "error"):
        monkeypatch.setattr(messages, level, heard.append)
    return heard


def window_of(dock: Dock) -> Any:
    return cast("Any", SimpleNamespace(device=dock.panel, focus_dock=lambda _name: None))


def test_the_state_goes_into_a_file_and_back_and_undo_reaches_over_it(
    dock: Dock, said: list[str], tmp_path: Path
) -> None:
    window, file = window_of(dock), tmp_path / "a.phone.json"
    device = dock.phone.device
    device.battery.level = 33
    device.location.latitude = 10.5
    assert wiring.save_state(window, file)
    device.battery.level = 90
    dock.panel.desk.edits.set("location.latitude", 20.0)
    assert wiring.load_state(window, file)
    assert (device.battery.level, device.location.latitude) == (33, 10.5)
    assert dock.panel.control("location.latitude").value() == 10.5
    dock.panel.undo()
    assert (device.battery.level, device.location.latitude) == (90, 20.0)
    dock.panel.undo()
    assert device.location.latitude == 10.5
    assert len(said) == 2


@pytest.mark.parametrize("text", ["{", "[]", '{"state": {"device": {"battery": {"level": "x"}}}}'])
def test_a_file_that_is_no_state_changes_nothing_and_is_named(
    dock: Dock, said: list[str], tmp_path: Path, text: str
) -> None:
    file = tmp_path / "b.phone.json"
    file.write_text(text, encoding="utf-8")
    before = dock.phone.device.to_json()
    assert not wiring.load_state(window_of(dock), file)
    assert "b.phone.json" in said[0]
    assert dock.phone.device.to_json() == before
    assert not wiring.load_state(window_of(dock), tmp_path / "none.json")


def test_a_call_is_made_again_and_becomes_a_rule(dock: Dock) -> None:
    window = window_of(dock)
    reply = Reply(Outcome.OK, {"errMsg": "getBatteryInfo:ok", "level": 5})
    record = CallRecord(7, Call("getBatteryInfo", {}), 0, 1, reply)
    wiring._call_again(window, record)
    assert [row.call.name for row in dock.phone.log] == ["getBatteryInfo"]
    wiring._make_rule(window, record)
    rule = dock.phone.rules.all[0]
    assert (rule.api, rule.outcome.type, rule.outcome.data) == (
        "getBatteryInfo",
        "ok",
        {"level": 5},
    )
    assert not dock.panel.views["answers"].folded
    dock.panel.undo()
    assert dock.phone.rules.all == ()


def test_the_menu_of_a_call_asks_for_both(dock: Dock, qtbot: Any) -> None:
    panel = CallsPanel()
    qtbot.addWidget(panel)
    record = CallRecord(7, Call("login", {}), 0, 1, Reply(Outcome.OK, {}))
    asked: list[tuple[str, object]] = []
    panel.again_requested.connect(lambda row: asked.append(("again", row)))
    panel.rule_requested.connect(lambda row: asked.append(("rule", row)))
    for action in panel.menu(record).actions()[:2]:
        action.trigger()
    assert asked == [("again", record), ("rule", record)]
