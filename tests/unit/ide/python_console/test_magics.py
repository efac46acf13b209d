"""Magics ask the mini-program what they say, and show what comes back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell

from ide.automation import MiniProgram
from ide.automation.errors import AppError, WxApiError
from ide.python_console.magics import Magics
from ide.python_console.names import names_of
from tests.unit.ide.python_console.phone import FakeConnection


class Desk:
    """A shell with our magics on a phone that answers from a table."""

    def __init__(self, folder: Path) -> None:
        self.connection = FakeConnection()
        self.shell = InteractiveShell()
        names = dict(names_of(MiniProgram(self.connection)))  # type: ignore[arg-type]
        Magics(names, folder).register(self.shell)

    def run(self, line: str, cell: str | None = None) -> Any:
        name, _, rest = line.lstrip("%").partition(" ")
        if cell is not None:
            return self.shell.run_cell_magic(name, rest, cell)
        return self.shell.run_line_magic(name, rest)

    def seen(self, line: str) -> str:
        """Return what a magic shows, without colours."""
        return re.sub(r"\x1b\[\d+m", "", repr(self.run(line)))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_finger_taps_and_types(desk: Desk) -> None:
    desk.run("%tap .card Buy now")
    desk.run("%type input Ada Lovelace --enter")
    (_, tapped), (_, typed) = desk.connection.asked
    assert (tapped["tap"], tapped["text"]) == (".card", "Buy now")
    assert (typed["input"], typed["value"], typed["enter"]) == ("input", "Ada Lovelace", True)


def test_pages_are_opened_those_of_the_tab_bar_too(desk: Desk) -> None:
    def call(params: dict[str, Any]) -> object:
        if params["method"] == "navigateTo":
            return WxApiError("navigateTo:fail can not navigateTo a tabbar page")
        return {"result": {}}

    desk.connection.answers |= {"App.callWxMethod": call, "App.waitIdle": {}}
    assert desk.run("%goto pages/about/about").path == "pages/home/home"
    asked = [row["method"] for name, row in desk.connection.asked if name == "App.callWxMethod"]
    assert asked == ["navigateTo", "switchTab"]
    assert [page.path for page in desk.run("%goto")] == ["pages/home/home"]


def test_the_device_is_listed_changed_and_read(desk: Desk) -> None:
    listed = desk.seen("%device")
    assert "● iphone-15" in listed
    assert "  pixel-8" in listed
    desk.run("%device pixel-8")
    assert desk.connection.asked[-1] == ("Device.use", {"id": "pixel-8"})
    desk.run("%device battery.level=5 network.type=2g persona.name=Ada Lovelace")
    values = {"battery.level": 5, "network.type": "2g", "persona.name": "Ada Lovelace"}
    assert desk.connection.asked[-1] == ("Device.setState", {"values": values})
    desk.run("%device network.type")
    assert desk.connection.asked[-1] == ("Device.getState", {"path": "network.type"})
    with pytest.raises(UsageError, match="iphone-15, pixel-8"):
        desk.run("%device nokia")


def test_a_scenario_is_listed_and_played(desk: Desk, tmp_path: Path) -> None:
    assert desk.seen("%scenario") == "mock/morning.scenario.yaml"
    case = {"name": "buys", "ok": False, "seconds": 1.5, "message": "no .buy"}
    desk.connection.answers["Scenario.play"] = {"ok": False, "cases": [case]}
    assert desk.seen("%scenario mock/morning.scenario.yaml") == "✗ buys 1.5 s\n    no .buy"
    file = desk.connection.asked[-1][1]["file"]
    assert Path(file) == (tmp_path / "mock" / "morning.scenario.yaml").resolve()
    desk.connection.answers["Project.files"] = {"files": ["app.json"]}
    with pytest.raises(UsageError, match="no scenarios"):
        desk.run("%scenario")


def test_the_screen_is_a_picture_and_a_file(desk: Desk, tmp_path: Path) -> None:
    picture = desk.run("%shot home.png")
    assert repr(picture) == "<PNG 2 × 3, 0 KB>"
    assert (tmp_path / "home.png").read_bytes() == picture._repr_png_()


def test_nodes_and_calls_are_printed(desk: Desk) -> None:
    tree = desk.seen("%wxml")
    assert tree.splitlines() == [
        "<page>",
        '  <view id="first" class="card large">',
        "    Rolls",
        "    <icon />",
        "  </view>",
        '  <button class="buy">Buy</button>',
        "</page>",
    ]
    desk.connection.answers["Page.getElements"] = {
        "elements": [{"elementId": "e4", "tagName": "button"}]
    }
    assert desk.seen("%wxml .buy") == '<button class="buy">Buy</button>'
    first, second = desk.seen("%calls").splitlines()
    assert first == '   1 ok          4 ms  getLocation {"type": "wgs84"} → {"latitude": 23.1}'
    assert second.split()[:3] == ["2", "…", "request"]
    assert len(desk.run("%calls --last=1")) == 1
    with pytest.raises(UsageError, match="needs a number"):
        desk.run("%calls --last=many")


def test_javascript_goes_to_the_app_as_it_is_written(desk: Desk) -> None:
    desk.connection.answers["App.callFunction"] = {"result": {"deep": 1}}
    assert desk.run("%%wxjs", "return `${1}`\n") == {"deep": 1}
    assert desk.connection.asked[-1][1]["args"] == ["return `${1}`\n"]
    desk.run("%wxjs 1 + 1")
    assert desk.connection.asked[-1][1]["args"] == ["1 + 1"]
    desk.connection.answers["App.callFunction"] = AppError("TypeError: x", stack="at a.js:1")
    with pytest.raises(AppError):
        desk.run("%%wxjs", "x.y")


def test_all_are_listed(desk: Desk) -> None:
    listed = desk.seen("%minideck")
    assert "%tap SELECTOR [TEXT …] [--long]" in listed
    assert "%%wxjs" in listed
