"""A page that uses the network, answered without one: a recording, written servers, a rule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from apimock.har import Entry, Replay
from apimock.rules import load_rules
from renderer.host.scheme import register_scheme
from tests.driving.app import DrivenApp, css, driven
from tests.e2e.conftest import write_project

register_scheme()

BYTES = bytes(range(256))
PAGE = """const text = (buffer) => String.fromCharCode(...new Uint8Array(buffer))
Page({
  data: { said: '', progress: [] },
  say(said) { this.setData({ said }) },
  ask() {
    wx.request({
      url: 'https://api.example/items', data: { page: 2 }, responseType: 'arraybuffer',
      success: (r) => this.say(`${r.statusCode} ${[...new Uint8Array(r.data)].join()}`),
      fail: (r) => this.say(r.errMsg),
    })
  },
  load() {
    const task = wx.downloadFile({
      url: 'https://api.example/file.bin',
      success: (r) => this.say(`loaded ${wx.getFileSystemManager().statSync(r.tempFilePath).size}`),
      fail: (r) => this.say(r.errMsg),
    })
    task.onProgressUpdate(({ progress: now }) => {
      this.setData({ progress: [...this.data.progress, now] })
    })
  },
  talk() {
    const socket = wx.connectSocket({ url: 'wss://chat.example/room' })
    socket.onOpen(() => socket.send({ data: 'ping' }))
    socket.onMessage(({ data }) => socket.close({ code: 1000, reason: data }))
    socket.onClose(({ code, reason }) => this.say(`closed ${code} ${reason}`))
  },
  cast() {
    const near = wx.createUDPSocket(), far = wx.createUDPSocket()
    near.bind()
    far.onMessage(({ message }) => this.say(`heard ${text(message)}`))
    near.send({ address: 'localhost', port: far.bind(), message: 'hello' })
  },
})
"""
MARKUP = "".join(
    f'<view class="{name}" bindtap="{name}">{name}</view>'
    for name in ("ask", "load", "talk", "cast")
)


@pytest.fixture
def app(qapp: QObject, tmp_path: Path) -> Iterator[DrivenApp]:
    files = {
        "pages/a/a.js": PAGE,
        "pages/a/a.wxml": f'{MARKUP}<view class="said">{{{{said}}}}</view>',
    }
    with driven(write_project(tmp_path, ["pages/a/a"], files)) as running:
        yield running


def test_a_page_of_the_network_without_a_network(app: DrivenApp, tmp_path: Path) -> None:
    network = app.phone.device.network
    app.tap(css(".ask"))
    app.wait_text("ERR_INTERNET_DISCONNECTED")
    address = "https://api.example/items?page=2"
    app.phone.wires.play(
        Replay(
            (
                Entry("GET", address, status=201, body=BYTES),
                Entry("GET", "https://api.example/file.bin", status=200, body=BYTES * 40),
            ),
            strict=True,
        )
    )
    app.tap(css(".ask"))
    app.wait_text("201 0,1,2,3,4,5,6,7,8,9,")
    app.wait_text("252,253,254,255")
    network.bandwidth = 40_000
    app.tap(css(".load"))
    app.wait_text(f"loaded {256 * 40}")
    app.wait_data(lambda data: data["progress"] == [39, 78, 100], "all of the progress")
    network.servers = [
        {"url": "wss://chat.example/*", "replies": [{"when": "ping", "send": "pong"}]},
    ]
    app.tap(css(".talk"))
    app.wait_text("closed 1000 pong")
    app.tap(css(".cast"))
    app.wait_text("heard hello")
    file = tmp_path / "offline.rules.json"
    rule = '{"rules": [{"api": "request", "outcome": {"type": "timeout"}}]}'
    file.write_text(rule, "utf-8")
    app.phone.rules.replace(load_rules(file))
    app.tap(css(".ask"))
    app.wait_text("request:fail timeout")
    assert app.errors() == []
