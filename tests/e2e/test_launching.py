"""The mini-program starts as a compile mode says, and the strip under the phone says how."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ide.launch.dialog import ModeDialog
from tests.e2e.conftest import write_project
from tests.e2e.journey import Person, at_the_window
from tests.patience import PATIENCE_MS

HOME, SHOP = "pages/home/home", "pages/shop/shop"
APP = """
App({
  onLaunch(options) { this.launched = options; this.shown = [] },
  onShow(options) { this.shown.push(options) },
})
"""
SHOP_SCRIPT = "Page({ data: {}, onLoad(query) { this.setData({ query: JSON.stringify(query) }) } })"
MODES = [
    {"id": 0, "name": "plain", "pathName": SHOP, "query": "", "scene": None},
    {
        "name": "from a friend",
        "pathName": f"/{SHOP}",
        "query": "a=1&b=%E4%BD%A0",
        "scene": 1044,
        "launchMode": "singlePage",
        "referrerInfo": {"appId": "wx123", "extraData": {"deep": ["x", 1]}},
        "groupInfo": {"chatType": 3, "shareTicket": "ticket"},
    },
]
FACTS = """JSON.stringify({
  launched: getApp().launched, shown: getApp().shown.at(-1), times: getApp().shown.length,
  launch: wx.getLaunchOptionsSync(), enter: wx.getEnterOptionsSync(), category: wx.getApiCategory(),
})"""
UPDATE = """(() => {
  const manager = wx.getUpdateManager()
  getApp().updates = []
  manager.onCheckForUpdate((result) => getApp().updates.push(`has ${result.hasUpdate}`))
  manager.onUpdateReady(() => getApp().updates.push('ready'))
  manager.onUpdateFailed(() => getApp().updates.push('failed'))
})()"""

# The offscreen platform says what it cannot do each time a window is shown.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture
def person(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    files = {
        "app.js": APP,
        f"{SHOP}.js": SHOP_SCRIPT,
        f"{SHOP}.wxml": "<view>shop {{query}}</view>",
        "project.config.json": json.dumps({"appid": "wxtest", "condition": {}}),
        "project.private.config.json": json.dumps({"condition": {"miniprogram": {"list": MODES}}}),
    }
    root = write_project(tmp_path / "app", [HOME, SHOP], files)
    with at_the_window(qapp, qtbot, root, tmp_path / "profile") as somebody:
        yield somebody


def facts(person: Person) -> dict[str, Any]:
    found = json.loads(person.evaluate(FACTS))
    assert isinstance(found, dict)
    return found


def choose(person: Person, menu: str, name: str) -> None:
    """Choose from the menu of the mode button, or from one below it."""
    button = person.window.modes
    button.fill()
    actions = button.menu().actions()
    if menu:
        actions = next(a.menu().actions() for a in actions if a.text() == menu)
    next(action for action in actions if action.text() == name).trigger()


def started_at(person: Person, *stack: str) -> None:
    person.wait(lambda: person.player.state.stack == stack and person.player.state.ready)


def test_every_field_of_a_mode_reaches_the_app(person: Person) -> None:
    expected = {
        "path": SHOP,
        "query": {"a": "1", "b": "%E4%BD%A0"},
        "scene": 1044,
        "referrerInfo": {"appId": "wx123", "extraData": {"deep": ["x", 1]}},
        "apiCategory": "browseOnly",
        "shareTicket": "ticket",
        "chatType": 3,
    }
    usual = {"path": HOME, "query": {}, "scene": 1001, "referrerInfo": {}, "apiCategory": "default"}
    seen = facts(person)
    assert seen["launched"] == seen["shown"] == seen["launch"] == seen["enter"] == usual
    choose(person, "", "from a friend")
    started_at(person, SHOP)
    seen = facts(person)
    assert seen["launched"] == seen["shown"] == seen["launch"] == seen["enter"] == expected
    assert (seen["times"], seen["category"]) == (1, "browseOnly")
    person.sees('shop {"a":"1","b":"%E4%BD%A0"}')
    strip_says_how(person)
    comes_back_warm(person, expected)


def strip_says_how(person: Person) -> None:
    strip = person.window.simulator.status
    assert strip.facts.url == f"/{SHOP}?a=1&b=%E4%BD%A0"
    assert (strip.facts.renderer, strip.facts.package) == ("webview", "")
    assert "1044" in strip.scene.toolTip()
    next(a for a in strip.copy.menu().actions() if "navigateTo" in a.text()).trigger()
    copied = f"wx.navigateTo({{ url: '/{SHOP}?a=1&b=%E4%BD%A0' }})"
    assert QGuiApplication.clipboard().text() == copied
    person.evaluate("wx.navigateTo({ url: '/pages/home/home' })")
    started_at(person, SHOP, HOME)
    assert [row.text() for row in strip.stack.menu().actions()] == [HOME, strip.facts.stack[0]]
    strip.stack.menu().actions()[1].trigger()
    started_at(person, SHOP)
    person.click(strip.page)
    assert person.window.editor.current == f"{SHOP}.wxml"


def comes_back_warm(person: Person, launched: dict[str, Any]) -> None:
    choose(person, "Bring to the foreground as", "plain")
    person.wait(lambda: facts(person)["times"] == 2)
    started_at(person, SHOP)
    seen = facts(person)
    assert seen["launch"] == seen["launched"] == launched
    assert (seen["enter"]["scene"], seen["enter"]["query"]) == (1001, {})
    assert seen["shown"] == seen["enter"]
    person.sees("shop {}")


def test_the_update_manager_finds_what_was_chosen(person: Person) -> None:
    session = person.bench.session
    assert session is not None
    for update, told in (("Update downloads", "ready"), ("Download fails", "failed")):
        choose(person, "Simulate an update at the next start", update)
        session.restart()
        started_at(person, HOME)
        person.evaluate(UPDATE)
        person.wait(lambda told=told: told in person.evaluate("getApp().updates"))
        assert person.evaluate("getApp().updates") == ["has true", told]
    choose(person, "Simulate an update at the next start", "Update restarts at once")
    session.restart()
    started_at(person, HOME)
    with person.qtbot.waitSignal(session.starting.began, timeout=PATIENCE_MS):
        person.evaluate(UPDATE)


def test_the_page_of_the_moment_becomes_a_mode(person: Person) -> None:
    person.evaluate("wx.navigateTo({ url: '/pages/shop/shop?id=7' })")
    started_at(person, HOME, SHOP)
    choose(person, "", "Current page as a mode…")
    dialog = person.window.findChild(ModeDialog)
    assert dialog is not None
    assert json.loads(dialog.preview.toPlainText())["query"] == {"id": "7"}
    dialog.name.setFocus()
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, "seven")
    dialog.scene.setFocus()
    dialog.scene.lineEdit().selectAll()
    QTest.keyClicks(dialog.scene, "1037")
    dialog.extra_data.setFocus()
    QTest.keyClicks(dialog.extra_data, "{half")
    assert not dialog.start.isEnabled()
    assert "JSON" in dialog.problem.text()
    dialog.extra_data.selectAll()
    QTest.keyClick(dialog.extra_data, Qt.Key.Key_Delete)
    assert json.loads(dialog.preview.toPlainText())["scene"] == 1037
    person.click(dialog.start)
    started_at(person, SHOP)
    person.sees('shop {"id":"7"}')
    assert facts(person)["launched"]["scene"] == 1037
    assert person.window.modes.text() == "seven"
    file = person.root / "project.private.config.json"
    kept = json.loads(file.read_text("utf-8"))["condition"]["miniprogram"]
    assert kept["list"][:2] == MODES
    assert (kept["current"], kept["list"][2]["name"]) == (2, "seven")


def test_what_an_app_left_behind_is_cleared_with_its_tabs_open(person: Person) -> None:
    person.window.editor.open("app.js")
    code = """{
      wx.setStorageSync('k', 1)
      wx.getFileSystemManager().writeFileSync(`${wx.env.USER_DATA_PATH}/f`, 'f')
    }"""
    person.evaluate(code)
    left = """JSON.stringify([
      wx.getStorageSync('k'),
      wx.getFileSystemManager().readdirSync(wx.env.USER_DATA_PATH),
    ])"""
    assert json.loads(person.evaluate(left)) == [1, ["f"]]
    for kind, expected in (("storage", ["", ["f"]]), ("files", ["", []]), ("compile", ["", []])):
        session = person.bench.session
        assert session is not None
        with person.qtbot.waitSignal(session.starting.began, timeout=PATIENCE_MS):
            person.window.clear.action_of(kind).trigger()
        started_at(person, HOME)
        assert json.loads(person.evaluate(left)) == expected
    assert person.window.editor.current == "app.js"
