"""The API calls panel: filters, pause, the call in full, copies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from apimock.calls import Call, CallRecord, Outcome, Reply
from ide.panels.calls import MOST, CallsPanel
from tests.e2e.inspecting import row_of


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[CallsPanel]:
    frame = QWidget()
    qtbot.addWidget(frame)
    frame.resize(1000, 400)
    panel = CallsPanel(frame)
    panel.resize(frame.size())
    frame.show()
    yield panel
    frame.hide()


def record(number: int, name: str, *, ended: bool = True, fails: bool = False) -> CallRecord:
    outcome = Outcome.FAIL if fails else Outcome.OK
    reply = Reply(outcome, {"errMsg": name}) if ended else None
    call = Call(name, {"n": number}, page="pages/index/index")
    return CallRecord(number, call, 1000.0 + number, 1004.0 + number if ended else None, reply)


def test_states_and_families_filter(panel: CallsPanel) -> None:
    panel.put(record(1, "request"))
    panel.put(record(2, "getLocation", fails=True))
    panel.put(record(3, "login", ended=False))
    panel.show_only(state="failed")
    assert panel.names() == ["getLocation"]
    panel.show_only(state="waiting")
    assert panel.names() == ["login"]
    panel.put(record(3, "login"))
    assert panel.names() == []
    panel.show_only()
    assert panel.names() == ["request", "getLocation", "login"]


def test_a_pause_loses_nothing(panel: CallsPanel) -> None:
    panel.put(record(1, "request"))
    panel.pause_button.setChecked(True)
    panel.put(record(2, "login"))
    assert panel.names() == ["request"]
    panel.pause_button.setChecked(False)
    assert panel.names() == ["request", "login"]


def test_ten_thousand_calls_stay(panel: CallsPanel) -> None:
    for number in range(MOST + 50):
        panel.put(record(number, "request", ended=False))
    panel.put(record(MOST, "request"))
    panel.put(record(3, "gone"))
    assert len(panel.names()) == MOST
    panel.show_only(state="ok")
    assert [name for name in panel.names() if name == "request"] == ["request"]


def test_the_chosen_call_is_shown_in_full_and_exported(panel: CallsPanel, tmp_path: Path) -> None:
    panel.put(record(7, "request"))
    panel.log.table.setCurrentIndex(panel.log.table.model().index(0, 0))
    assert row_of(panel.detail, "arguments").isValid()
    assert panel.detail.values.value["page"] == "pages/index/index"
    assert panel.export_to(tmp_path / "calls.json")
    (told,) = json.loads((tmp_path / "calls.json").read_text("utf-8"))
    assert (told["name"], told["milliseconds"]) == ("wx.request", 4)
