"""``scenario run``: what a file says happens in a real app, and its report says what came true."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage

from tests.e2e.conftest import Ended, minideck, write_project

SHOP = {
    "pages/shop/shop.wxml": (
        '<view class="state">{{state}}</view><view class="net">{{net}}</view>'
        '<view class="age">{{age}}</view><view class="where">{{where}}</view>'
        '<input class="name" bindinput="named" /><view>{{hello}}</view>'
        '<button id="pay" bindtap="pay">Pay</button><view class="life">{{life}}</view>'
    ),
    "pages/shop/shop.js": """
let begun = Date.now()
Page({
  data: { state: 'new', net: '', age: 0, hello: '', life: '', where: '' },
  onLoad() {
    setInterval(() => this.setData({ age: Math.round((Date.now() - begun) / 1000) }), 1000)
    wx.onNetworkStatusChange(({ networkType }) => this.setData({ net: networkType }))
    wx.getLocation({ success: ({ latitude }) => this.setData({ where: `at ${latitude}` }),
      fail: ({ errMsg }) => this.setData({ where: errMsg }) })
  },
  onShow() { this.setData({ life: this.data.life + 'show ' }) },
  onHide() { this.setData({ life: this.data.life + 'hide ' }) },
  named({ detail }) { this.setData({ hello: `Hello ${detail.value}` }) },
  pay() {
    wx.requestPayment({
      timeStamp: '1', nonceStr: 'n', package: 'prepay_id=7', signType: 'MD5', paySign: 's',
      success: () => this.setData({ state: 'paid' }),
      fail: ({ errMsg }) => this.setData({ state: errMsg }),
    })
  },
})
""",
    "pages/hang/hang.js": "Page({ onLoad() { while (true) {} } })",
}
RIDE = """\
version: 1
title: {en: Paid at the second try}
seed: 7
clock: {mode: virtual, start: 2026-05-01T08:00:00Z}
tracks:
  - {channel: location, keys: [{t: 0, latitude: 31.5, longitude: 121}]}
  - {channel: network, keys: [{t: 10s, networkType: none}]}
  - {channel: "api:requestPayment", queue: [{type: cancel}, {type: ok, delay: 3000}]}
  - {channel: app, keys: [{t: 12s, do: hide}, {t: 13s, do: show}]}
  - {channel: person, keys: [{t: 0, answer: denied, kind: permission}]}
  - channel: ui
    keys:
      - {t: 1s, tap: "#pay"}
      - {t: 5s, tap: "#pay"}
      - {t: 15s, input: .name, value: Anna}
  - channel: expect
    keys:
      - {t: 1s, selector: .where, text: /auth den/}
      - {t: 2s, selector: .state, text: "requestPayment:fail cancel"}
      - {t: 7500, selector: .state, text: paid, exists: false}
      - {t: 8s, selector: .state, text: paid, within: 1s}
      - {t: 11s, selector: .net, text: none}
      - {t: 14s, data: {life: "show hide show "}}
      - {t: 16s, text: Hello Anna}
      - {t: 2min, data: {age: /^(119|120)$/}}
      - {t: 2min, called: requestPayment, times: 2, args: {package: /^prepay/}}
"""
PART = """\
version: 1
variables: {shown: null}
tracks:
  - {channel: expect, keys: [
    {t: 0, selector: .state, text: "${shown}", exact: true},
    {t: 0, selector: .state, text: ne, exact: true},
    {t: 1s, picture: blue.png, threshold: 0.2}]}
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    purpose = {"scope.userLocation": {"desc": "to find shops"}}
    return write_project(
        tmp_path_factory.mktemp("app"),
        ("pages/shop/shop",),
        SHOP,
        requiredPrivateInfos=["getLocation"],
        permission=purpose,
    )


def play(project: Path, text: str | Path, *arguments: str | Path) -> Ended:
    """Run a scenario, given as text or as a file."""
    file = text if isinstance(text, Path) else project / "mock/a.scenario.yaml"
    if isinstance(text, str):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    json_file = project / "result.json"
    json_file.unlink(missing_ok=True)
    return minideck("scenario", "run", file, "--project", project, *arguments, json_file=json_file)


def cases(ended: Ended) -> list[dict[str, Any]]:
    (entry,) = ended.result["scenarios"]
    found = entry["cases"]
    assert isinstance(found, list)
    return found


def test_a_scenario_comes_true_and_its_recording_has_the_same_calls(
    project: Path, tmp_path: Path
) -> None:
    record = tmp_path / "recorded.json"
    ended = play(project, RIDE, "--record", record)
    failed = [case for case in cases(ended) if not case["ok"]]
    assert failed == []
    assert ended.code == 0, ended.errors
    assert len(cases(ended)) == 11
    recorded = json.loads(record.read_text("utf-8"))
    calls = [
        key["name"]
        for track in recorded["tracks"]
        if track["channel"] == "log"
        for key in track["keys"]
    ]
    assert calls.count("requestPayment") == 2
    for _ in range(3):
        again = play(project, record, "--same-log")
        assert [case["message"] for case in cases(again) if not case["ok"]] == []
        assert again.code == 0


def test_what_does_not_come_true_is_told_with_line_time_and_picture(
    project: Path, tmp_path: Path
) -> None:
    text = (
        "version: 1\nclock: {start: 2026-05-01}\ntracks:\n- channel: expect\n  keys:\n"
        "  - {t: 1s, selector: .state, text: new}\n"
        "  - {t: 3s, selector: .state, text: paid, name: it is paid}\n"
        "  - {t: 3s, route: pages/other/other}\n"
        "  - {t: 3s, selector: .absent}\n"
        "- channel: ui\n  keys:\n  - {t: 4s, tap: '#absent'}\n"
        "- use: part.scenario.yaml\n  at: 5s\n  with: {shown: new}\n"
    )
    part = project / "mock/part.scenario.yaml"
    part.parent.mkdir(exist_ok=True)
    part.write_text(PART, "utf-8")
    blue = QImage(375, 600, QImage.Format.Format_RGB32)
    blue.fill(0xFF0000FF)
    assert blue.save(str(part.with_name("blue.png")))
    junit = tmp_path / "out.xml"
    ended = play(project, text, "--junit", junit, "--out", tmp_path / "shots", "--log")
    assert ended.code == 1
    assert [(case["ok"], case["line"], case["seconds"]) for case in cases(ended)] == [
        (True, 6, 1),
        (False, 7, 3),
        (False, 8, 3),
        (False, 9, 3),
        (False, 12, 4),
        (True, 5, 5),
        (False, 6, 5),
        (False, 7, 6),
        (True, 0, 6),
    ]
    assert [Path(case["file"]).name for case in cases(ended) if "file" in case] == [part.name] * 3
    messages = [case["message"] for case in cases(ended)]
    assert messages[1] == ".state shows “new”, not “paid”"
    assert messages[2] == "the page is pages/shop/shop, not pages/other/other"
    assert messages[3] == ".absent is not on the screen"
    assert messages[4] == "there is no #absent on the screen"
    assert messages[6] == ".state shows “new”, not “ne”"
    assert messages[7].startswith("the page looks different from ")
    assert "it is paid" in ended.output
    assert "  0:03.0  FAILED  expect: it is paid\n" in ended.output
    assert "  0:05.0  ok      expect: .state, new, exact\n" in ended.output
    steps = ended.result["scenarios"][0]["steps"]
    assert [step["status"] for step in steps].count("failed") == 6
    suite = ElementTree.parse(junit).getroot().find("testsuite")
    assert suite is not None
    assert (suite.get("tests"), suite.get("failures")) == ("9", "6")
    log = suite.find("system-out")
    assert log is not None
    assert "FAILED  ui: tap #absent\n" in (log.text or "")
    failures = [case.find("failure") for case in suite.iter("testcase")]
    assert [failure is not None for failure in failures] == [
        not case["ok"] for case in cases(ended)
    ]
    pictures = [Path(case["screenshot"]) for case in cases(ended) if case["screenshot"]]
    assert len(pictures) == 6
    assert all(picture.stat().st_size > 1000 for picture in pictures)


def test_an_app_that_hangs_ends_the_scenario(tmp_path: Path) -> None:
    hanging = write_project(tmp_path / "app", ("pages/hang/hang",), SHOP)
    text = "version: 1\ntracks:\n- {channel: expect, keys: [{t: 1s, text: never}]}\n"
    ended = play(hanging, text, "--timeout", "20")
    assert ended.code == 1
    assert not cases(ended)[0]["ok"]
    assert "endless loop" in cases(ended)[0]["message"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("version: 1\ntracks:\n- {channel: netwrok}\n", "a.scenario.yaml:3: tracks[0].channel"),
        ("version: 1\ndevice: nokia\ntracks: []\n", "nokia"),
        ("version: 1\nstart: {format: minideck-phone-2}\ntracks: []\n", "no snapshot of a phone"),
    ],
)
def test_a_scenario_that_cannot_be_used_is_one_sentence(
    project: Path, text: str, said: str
) -> None:
    ended = play(project, text)
    assert ended.code == 2
    assert said in ended.errors
    assert ended.errors.strip().count("\n") <= 1, ended.errors


def test_snapshot_takes_the_state_a_scenario_ends_with(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "night.scenario.yaml"
    file.write_text(
        "version: 1\ndevice: pixel-8\ntracks:\n"
        "- {channel: location, keys: [{t: 0, latitude: 1}, {t: 9s, latitude: 31.25}]}\n",
        encoding="utf-8",
    )
    ended = minideck("snapshot", project, "--scenario", file, json_file=tmp_path / "out.json")
    assert ended.code == 0, ended.errors
    assert ended.result["device"] == "pixel-8"
    assert "at 31.25" in ended.page("pages/shop/shop")["text"]


DARK = """\
version: 1
tracks:
  - {channel: theme, keys: [{t: 1s, theme: dark}]}
  - channel: expect
    keys:
      - {t: 0, selector: .moon, exists: false}
      - {t: 2s, selector: .moon, text: dark}
      - {t: 2s, data: {heard: 1}}
"""


def test_the_theme_of_a_scenario_reaches_styles_and_app(tmp_path: Path) -> None:
    files = {
        "pages/sky/sky.wxml": '<view class="moon">{{theme}}</view><view>sky</view>',
        "pages/sky/sky.wxss": ".moon { display: none }\n"
        "@media (prefers-color-scheme: dark) { .moon { display: block } }\n",
        "pages/sky/sky.js": "Page({ data: { theme: '', heard: 0 }, onLoad() {\n"
        "  wx.onThemeChange(({ theme }) => this.setData({ theme, heard: this.data.heard + 1 }))\n"
        "} })\n",
    }
    sky = write_project(tmp_path / "app", ("pages/sky/sky",), files, darkmode=True)
    ended = play(sky, DARK)
    assert [case["message"] for case in cases(ended) if not case["ok"]] == []
    assert ended.code == 0, ended.errors
