"""Faults of people's data, accounts, words and money, and what only looks like one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ide.submit.form import Form, Item, Purpose, ReviewAccount, Ugc
from tests.unit.ide.submit.planted.api import LOCATE
from tests.unit.ide.submit.sound import FILES, GOOD, Planted, page, script

LOGIN = '<view>Log in</view><input password="{{true}}"/>'
SERVER = "wx.request({ url: 'https://a.example/b' })"
ACCOUNT = ReviewAccount("tester", "demo", ("Log in",))
STORE = FILES["pages/a/a.wxml"]
LIVE = '<live-player src="a"/>'
COMMENT = '<textarea placeholder="Write a comment"/>'


def entered(**changes: Any) -> Form:
    """Return the good form with entries changed."""
    return replace(GOOD, **changes)


def category(first: str, second: str = "") -> Form:
    """Return the good form with another category."""
    return entered(items=(Item("pages/a/a", "Menu", "", first, second),))


def served(text: str, **more: Any) -> Planted:
    """Plant elements into the first page of an app that has a server."""
    return {"files": {"pages/a/a.wxml": f"{STORE}{text}", "pages/a/a.js": SERVER}, **more}


FAULTS: list[tuple[str, Planted]] = [
    ("privacy-data", script("wx.getRecorderManager().start()", form=None)),
    ("privacy-data", {**page('<button open-type="chooseAvatar">a</button>'), "form": None}),
    ("privacy-undeclared", script(LOCATE)),
    ("privacy-undeclared", script("const m = wx.createMapContext('m'); m.moveToLocation()")),
    ("privacy-undeclared", script("wx.authorize({ scope: 'scope.userLocation', fail() {} })")),
    ("privacy-withdrawn", script("wx.getUserInfo({})")),
    ("privacy-without-purpose", script(LOCATE, form=entered(privacy=(Purpose("location"),)))),
    ("privacy-denied", script(LOCATE, form=entered(privacy_api_not_use=True))),
    ("privacy-unused", {"form": entered(privacy=(Purpose("麦克风", "songs"),))}),
    ("privacy-unknown", {"form": entered(privacy=(Purpose("dreams", "why not"),))}),
    ("category-limited", script(LOCATE, form=None)),
    ("category-limited", {**page(LIVE), "form": None}),
    ("category-refused", script(LOCATE, form=category("教育", "在线教育"))),
    ("category-doubtful", script(LOCATE, form=category("工具", "备忘录"))),
    ("category-doubtful", {**page(LIVE), "form": category("社交", "论坛")}),
    ("test-account-needed", served('<button open-type="getPhoneNumber"/>', form=None)),
    ("test-account-missing", served(LOGIN)),
    ("test-account-advised", served('<button open-type="getPhoneNumber"/>')),
    ("test-account-advised", script(f"wx.login({{ success() {{ {SERVER} }} }})")),
    (
        "test-steps-missing",
        served(LOGIN, form=entered(test_account=replace(ACCOUNT, steps=(" ",)))),
    ),
    ("log-out-missing", served(LOGIN)),
    ("content-unchecked", served(COMMENT)),
    ("content-unchecked", served("<editor/>")),
    (
        "content-unchecked",
        script("wx.chooseMedia({ success() { wx.uploadFile({ url: 'https://a.example/b' }) } })"),
    ),
    ("content-unchecked", served(COMMENT, form=entered(ugc=Ugc((4,), method=(4,))))),
    (
        "virtual-goods",
        {
            "files": {
                "pages/a/a.wxml": f"{STORE}<button>立即充值</button>",
                "pages/a/a.js": "wx.requestPayment({})",
            }
        },
    ),
]

SOUND: list[tuple[str, Planted]] = [
    ("privacy-undeclared", script("wx.openLocation({}); wx.getUserProfile({ desc: 'x' })")),
    ("privacy-withdrawn", script("wx.chooseAddress({ fail() {} })")),
    ("test-account-needed", script(f"wx.login({{ success() {{ {SERVER} }} }})", form=None)),
    ("test-account-advised", script("wx.login({})")),
    (
        "privacy-undeclared",
        script(LOCATE, form=entered(privacy=(Purpose("Location", "shops near you"),))),
    ),
    (
        "privacy-undeclared",
        script(LOCATE, form=entered(privacy=(Purpose("位置信息", "shops near you"),))),
    ),
    ("privacy-undeclared", script("wx.createMapContext('m').includePoints({})")),
    ("privacy-unused", script("wx[name]()", form=entered(privacy=(Purpose("location", "x"),)))),
    ("privacy-denied", {"form": entered(privacy_api_not_use=True)}),
    ("category-limited", {**page("<camera/>"), "form": None}),
    ("category-refused", script(LOCATE)),
    ("category-refused", script(LOCATE, form=category("工具", "天气"))),
    ("category-refused", script(LOCATE, form=category("Education"))),
    ("category-doubtful", script(LOCATE, form=category("交通服务", "打车"))),
    (
        "category-doubtful",
        {**page(LIVE), "form": category("教育", "在线视频课程")},
    ),
    ("test-account-needed", served('<input type="text"/>', form=None)),
    ("test-account-missing", served(LOGIN, form=entered(test_account=ACCOUNT))),
    ("test-account-missing", served('<view>Card number</view><input type="password"/>')),
    ("test-account-missing", page(LOGIN)),
    ("test-steps-missing", served(LOGIN, form=entered(test_account=ACCOUNT))),
    ("log-out-missing", served(f'{LOGIN}<button bindtap="onLogout">x</button>')),
    ("content-unchecked", page(COMMENT)),
    ("content-unchecked", served('<textarea placeholder="A remark or comment for the shop"/>')),
    (
        "content-unchecked",
        served(
            '<textarea placeholder="Write a comment"/>', form=entered(ugc=Ugc((4,), method=(1,)))
        ),
    ),
    (
        "content-unchecked",
        {
            "files": {
                "pages/a/a.wxml": f"{STORE}{COMMENT}",
                "pages/a/a.js": "wx.cloud.callFunction({ name: 'msgSecCheck' })",
            }
        },
    ),
    (
        "content-unchecked",
        {
            "files": {
                "pages/a/a.wxml": f"{STORE}{COMMENT}",
                "pages/a/a.js": SERVER,
                "server/check/index.js": "cloud.openapi.security.msgSecCheck({})",
            },
            "config": {"cloudfunctionRoot": "server/"},
        },
    ),
    (
        "virtual-goods",
        {
            "files": {
                "pages/a/a.wxml": f'{STORE}<button wx:if="{{{{!isIOS}}}}">立即充值</button>',
                "pages/a/a.js": "wx.requestPayment({})",
            }
        },
    ),
    ("virtual-goods", page("<button>立即充值</button>")),
]
