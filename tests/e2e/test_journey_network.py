"""A project asks for the internet, gets it, loses it; what its app stored stays until cleared."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from tests.e2e.conftest import write_project
from tests.e2e.journey import Person, at_the_window
from tests.patience import PATIENCE_MS

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

PICTURE = b"""<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>"""
TEMPLATE = """
<view id="said">{{said}}; visit {{visits}}</view>
<image src="{{picture}}" binderror="blank" bindload="shown" />
<view>picture {{seen}}</view>
<button id="again" bindtap="ask">Again</button>
"""
SCRIPT = """
Page({
  data: { said: 'waiting', visits: 0, picture: '', seen: 'unknown' },
  onLoad() {
    const visits = (wx.getStorageSync('visits') || 0) + 1
    wx.setStorageSync('visits', visits)
    this.setData({ visits })
    this.ask()
  },
  ask() {
    wx.request({
      url: 'ADDRESS/said',
      success: ({ data }) => this.setData({ said: data.said }),
      fail: ({ errMsg }) => this.setData({ said: errMsg }),
      complete: () => this.setData({ picture: `ADDRESS/picture.svg?${Math.random()}` }),
    })
  },
  shown() { this.setData({ seen: 'shown' }) },
  blank() { this.setData({ seen: 'blank' }) },
})
"""


class Handler(BaseHTTPRequestHandler):
    """Says hello and has a picture."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        svg = "picture" in self.path
        body = PICTURE if svg else b'{"said": "hello from the server"}'
        self.send_response(200)
        self.send_header("Content-Type", "image/svg+xml" if svg else "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        thread = threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.fixture
def person(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Person]:
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("no_proxy", "*")
    with server() as address:
        page = "pages/home/home"
        files = {f"{page}.wxml": TEMPLATE, f"{page}.js": SCRIPT.replace("ADDRESS", address)}
        root = write_project(tmp_path / "online", [page], files)
        with at_the_window(qapp, qtbot, root, tmp_path / "profile") as somebody:
            yield somebody


def test_a_project_asks_for_the_internet_and_its_app_remembers(person: Person) -> None:
    is_offline_and_asks(person)
    is_allowed_once(person)
    loses_and_finds_the_network(person)
    remembers_after_closing(person)
    is_cleared(person)


def is_offline_and_asks(person: Person) -> None:
    bar = person.window.simulator.trust_bar
    person.sees("request:fail")
    person.sees("picture blank")
    person.wait(bar.isVisible)
    assert not person.window.device.part("network").trust.isChecked()


def is_allowed_once(person: Person) -> None:
    bar = person.window.simulator.trust_bar
    with person.qtbot.waitSignal(person.player.launched, timeout=PATIENCE_MS):
        person.click(bar.allow)
    person.sees("hello from the server; visit 2")
    person.sees("picture shown")
    assert not bar.isVisible()
    assert person.window.device.part("network").trust.isChecked()


def loses_and_finds_the_network(person: Person) -> None:
    card = person.window.device.part("network")
    card.offline.setChecked(True)
    person.tap("#again")
    person.sees("request:fail")
    person.sees("picture blank")
    card.offline.setChecked(False)
    person.tap("#again")
    person.sees("hello from the server")
    card.trust.setChecked(False)
    person.tap("#again")
    person.sees("request:fail")
    assert not person.window.simulator.trust_bar.isVisible()
    card.trust.setChecked(True)


def remembers_after_closing(person: Person) -> None:
    person.bench.run("file.close_project")
    person.wait(lambda: person.bench.session is None)
    open_again(person)
    person.sees("hello from the server; visit 3")


def is_cleared(person: Person) -> None:
    person.bench.run("project.clear_cache")
    box = person.window.findChild(QMessageBox)
    assert box is not None
    clear = next(
        button
        for button in box.findChildren(QPushButton)
        if box.buttonRole(button) == QMessageBox.ButtonRole.DestructiveRole
    )
    person.click(clear)
    waits_for_the_page(person)
    person.sees("visit 1")


def open_again(person: Person) -> None:
    assert person.bench.open_project(person.root)
    waits_for_the_page(person)


def waits_for_the_page(person: Person) -> None:
    session = person.bench.session
    assert session is not None
    person.wait(lambda: session.player and session.player.state.ready == "pages/home/home")
