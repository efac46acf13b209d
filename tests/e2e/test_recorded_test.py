"""What was recorded once comes true again and again: as a scenario, and as the test it becomes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ide.recording.exporting import export
from tests.e2e.conftest import LIMIT_S, ROOT, minideck, write_project

FILES = {
    "pages/home/home.wxml": (
        '<view class="where">{{where}}</view>'
        '<view id="type" bindtap="type"><text>Type</text></view>'
        '<input wx:if="{{typing}}" class="name" focus bindinput="named" />'
        '<navigator class="next" url="/pages/paid/paid?name={{name}}">Next</navigator>'
    ),
    "pages/home/home.js": """
Page({
  data: { where: '', typing: false, name: '' },
  onLoad() {
    const say = (where) => this.setData({ where })
    const look = () => wx.getNetworkType({ success: ({ networkType }) => say(networkType) })
    wx.onNetworkStatusChange(look)
    look()
  },
  type() { setTimeout(() => this.setData({ typing: true }), 300) },
  named({ detail }) { this.setData({ name: detail.value }) },
})
""",
    "pages/paid/paid.wxml": (
        '<view class="hello">Hello {{name}}</view>'
        '<button class="pay" bindtap="pay">Pay</button><view class="paid">{{paid}}</view>'
    ),
    "pages/paid/paid.js": """
Page({
  data: { name: '', paid: '' },
  onLoad({ name }) { this.setData({ name }) },
  pay() {
    wx.requestPayment({
      timeStamp: '1', nonceStr: 'n', package: 'prepay_id=7', signType: 'MD5', paySign: 's',
      complete: ({ errMsg }) => this.setData({ paid: errMsg }),
    })
  },
})
""",
}
RECORDED = """\
version: 1
title: {en: First payment}
clock: {mode: virtual, start: "2026-05-01T08:00:00+00:00", speed: 1, tickMs: 40}
device: iphone-15
tracks:
  - channel: network
    keys: [{t: 200, order: 1, networkType: 5g}]
  - channel: ui
    keys:
      - {t: 400, order: 3, tap: "#type", at: [9, 9], middle: true, page: pages/home/home}
      - {t: 900, order: 4, input: .name, value: A}
      - {t: 900, order: 5, input: .name, value: Ann}
      - {t: 1200, order: 6, tap: .next, at: [9, 9], middle: true}
      - {t: 1600, order: 8, tap: .pay, at: [9, 9], middle: true}
  - channel: person
    keys: [{t: 2000, order: 9, answer: ok, kind: payment, api: requestPayment}]
  - channel: expect
    keys:
      - {t: 400, order: 2, selector: .where, text: 5g, exact: true}
      - {t: 1500, order: 7, route: pages/paid/paid, data: {name: Ann}}
      - {t: 2400, order: 10, selector: .paid, text: "requestPayment:ok"}
      - {t: 2400, order: 11, called: requestPayment, times: 1, args: {package: /^prepay/}}
"""


def test_a_recording_comes_true_as_a_scenario_and_as_a_test(tmp_path: Path) -> None:
    root = write_project(tmp_path / "app", ("pages/home/home", "pages/paid/paid"), FILES)
    file = root / "mock/first payment.scenario.yaml"
    file.parent.mkdir()
    file.write_text(RECORDED, "utf-8")
    played = minideck(
        "scenario", "run", file, file, "--project", root, json_file=tmp_path / "out.json"
    )
    assert played.code == 0, played.output + played.errors
    made = export(file, root / "tests", project=root)
    made.write()
    again = made.file.with_name("test_again.py")
    again.write_text(made.source.replace("def test_", "def test_again_"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "ide.testing.plugin", "-q", "--rootdir", "."],
        cwd=made.file.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    assert "2 passed" in done.stdout, f"{made.source}\n{done.stdout}\n{done.stderr}"
