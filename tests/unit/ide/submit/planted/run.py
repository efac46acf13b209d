"""Faults that only a run shows, and what only looks like one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ide.submit.run_record import (
    Bar,
    MadeCall,
    MadeRequest,
    Part,
    Picture,
    Rule,
    SetData,
    TapArea,
    Text,
    Timing,
    Tree,
    Trouble,
)
from ide.survey import Spot
from tests.unit.ide.submit.sound import CALM, Planted, script

HERE = Spot("pages/a/a.wxml", 3, 1)
LIBRARY = Spot("miniprogram_npm/ui/button/index.wxml", 1, 1)
WHITE, GREY = (255, 255, 255), (153, 153, 153)
NULL = "TypeError: Cannot read properties of null (reading 'id')"
PHONE = Part("getPhoneNumber", "button", HERE)


def seen(**facts: Any) -> Planted:
    """Plant facts into the visit of the first page."""
    return {"visits": (replace(CALM[0], **facts), CALM[1])}


def text(color: tuple[int, int, int], size: float = 14, weight: int = 400, own: str = "") -> Text:
    return Text("Menu", color, WHITE, size, weight, own, HERE)


def tap(width: float, height: float, *, heard: bool = True) -> TapArea:
    return TapArea("view", "x", heard, width, height, HERE)


def picture(
    natural: tuple[int, int], shown: tuple[float, float], mode: str = "scaleToFill", **more: Any
) -> Picture:
    return replace(Picture("a.png", mode, natural, shown, False, False, HERE), **more)


def called(name: str, *, tapped: bool = False, entry: bool = True) -> Planted:
    return seen(calls=(MadeCall(name, "pages/a/a", 100, tapped, True),), entry=entry)


def trouble(
    kind: str,
    message: str = "x is not defined\nat a.js",
    *,
    offline: bool = False,
    spot: Spot = HERE,
) -> tuple[Trouble, ...]:
    return (Trouble(kind, message, 100, offline, spot),)


def request(
    address: str = "https://shop.example/a", began: float = 0, ended: str = "answered", **more: Any
) -> MadeRequest:
    made = MadeRequest("request", address, "pages/a/a", began, began + 50, ended, f"GET {address}")
    return replace(made, **more)


def requests(count: int, apart: float) -> Planted:
    addresses = (f"https://shop.example/{number}" for number in range(count))
    made = (request(address, at * apart, "offline") for at, address in enumerate(addresses))
    return seen(requests=tuple(made))


def set_data(count: int = 1, *, apart: float = 1, size: int = 10, key: str = "more") -> Planted:
    calls = (SetData("pages/a/a", 1, "pages/a/a", at * apart, size, (key,)) for at in range(count))
    return seen(set_data=tuple(calls))


def timing(kind: str, ms: float, budget: float) -> Planted:
    return seen(timings=(Timing(kind, "onLoad", ms, budget, HERE),))


def remote(count: int, apart: float = 1) -> Planted:
    pictures = ((f"https://img.example/{at}.png", at * apart) for at in range(count))
    return seen(remote_pictures=tuple(pictures))


def entry(**facts: Any) -> Planted:
    return seen(entry=True, controls=(PHONE,), **facts)


SPLASH = replace(CALM[0], entry=True, controls=(PHONE,), landed="pages/b/b")
LOCATES = "Page({ onLoad() { wx.getLocation() } })\n"
FAULTS: list[tuple[str, Planted]] = [
    ("login-forced", entry(interactive=1)),
    ("login-forced", entry(interactive=9, landed="pages/b/b")),
    ("permission-on-open", called("getLocation")),
    ("permission-on-open", called("authorize")),
    ("permission-on-opening", called("authorize", entry=False)),
    ("tap-missing", called("requestSubscribeMessage")),
    ("contrast-low", seen(texts=(text(GREY),))),
    ("contrast-low", seen(texts=(text((200, 200, 200), 24),))),
    ("tap-small", seen(taps=(tap(16, 40),))),
    ("tap-small", seen(taps=(tap(40, 19.5),))),
    ("picture-stretched", seen(pictures=(picture((100, 100), (120, 100)),))),
    ("bar-unsafe", seen(bars=(Bar("button", 50, 34, HERE),))),
    ("active-style", seen(active_rules=(Rule(".a:active", Spot("app.wxss", 3, 1)),))),
    ("active-style", seen(active_rules=(Rule(".x-0--a:active", Spot("a.wxss")),))),
    ("momentum-missing", seen(scrollers=(Part("scroll", "view", HERE),))),
    ("resize-ignored", seen(resizable=True)),
    ("resize-ignored", {"app": {"resizable": True}}),
    ("first-screen-slow", timing("first-screen", 5200, 5000)),
    ("render-slow", timing("render", 501, 500)),
    ("script-slow", timing("script", 1001, 1000)),
    ("request-slow", seen(requests=(request(ended_ms=1200),))),
    ("nodes-many", seen(tree=Tree(1001))),
    ("nodes-deep", seen(tree=Tree(9, 31, deepest=HERE))),
    ("children-many", seen(tree=Tree(99, 3, 61, widest=HERE))),
    ("set-data-large", set_data(size=256 * 1024 + 1)),
    ("set-data-often", set_data(21, apart=40)),
    ("set-data-unshown", set_data(key="secret.list[0]")),
    ("requests-many", requests(11, 20)),
    ("request-repeated", seen(requests=(request(), request(began=90)))),
    ("pictures-many", remote(7)),
    ("picture-oversized", seen(pictures=(picture((1000, 1000), (100, 100)),))),
    ("script-failed", seen(troubles=trouble("script"))),
    ("script-failed", seen(troubles=trouble("rejection"), parameters=True, entry=True)),
    ("script-failed-maybe", seen(troubles=trouble("script", offline=True))),
    ("script-failed-maybe", seen(troubles=trouble("script"), parameters=True)),
    ("script-failed-maybe", seen(troubles=trouble("script", NULL))),
    ("script-failed-maybe", seen(troubles=trouble("rejection"))),
    ("script-failed-maybe", seen(troubles=trouble("script", "wx.fly is not a function"))),
    ("script-failed", seen(troubles=trouble("script", NULL), tab=True)),
    ("file-failed", seen(troubles=trouble("resource"))),
    ("file-failed-maybe", seen(troubles=trouble("resource", offline=True))),
    ("request-failed", seen(requests=(request(ended="failed", message="url not in domain list"),))),
    ("request-failed", seen(requests=(request(status=500),))),
    ("page-crashed", seen(status="crash")),
    ("page-never-ready", seen(status="timeout", ready_ms=None)),
]

SOUND: list[tuple[str, Planted]] = [
    ("login-forced", entry(interactive=9)),
    ("login-forced", entry(interactive=1, tab=True)),
    ("login-forced", {"visits": (SPLASH, replace(CALM[1], tab=True))}),
    ("login-forced", seen(controls=(PHONE,))),
    ("permission-on-open", called("getLocation", tapped=True)),
    ("permission-on-open", called("getUserInfo")),
    ("permission-on-open", {**script(LOCATES), **called("getLocation")}),
    ("tap-missing", called("requestSubscribeMessage", tapped=True)),
    ("contrast-low", seen(texts=(text((118, 118, 118)), text((140, 140, 140), 19, 700)))),
    ("contrast-low", seen(texts=(text(GREY, own="button"),))),
    ("tap-small", seen(taps=(tap(20, 20), tap(9, 9, heard=False)))),
    ("picture-stretched", seen(pictures=(picture((100, 100), (114, 100)),))),
    ("picture-stretched", seen(pictures=(picture((100, 100), (300, 100), "aspectFill"),))),
    ("picture-stretched", seen(pictures=(picture((100, 50), (50, 100), turned=True),))),
    ("picture-stretched", seen(pictures=(picture((4, 4), (300, 1)),))),
    ("bar-unsafe", seen(bars=(Bar("view", 84, 34, HERE),))),
    ("active-style", seen(active_rules=(Rule(".a:active", LIBRARY),))),
    ("resize-ignored", seen(resizable=True, adapts=True)),
    ("resize-ignored", {**script("wx.onWindowResize(() => {})"), **seen(resizable=True)}),
    ("first-screen-slow", timing("first-screen", 4900, 5000)),
    ("render-slow", timing("render", 500, 500)),
    ("script-slow", timing("script", 900, 1000)),
    ("request-slow", seen(requests=(request(ended_ms=9000, ended="offline"),))),
    ("nodes-many", seen(tree=Tree(1000, 30, 60))),
    ("set-data-large", set_data(size=256 * 1024)),
    ("set-data-often", set_data(40, apart=60)),
    ("set-data-unshown", {**set_data(key="list"), "files": {"pages/a/a.wxml": "{{list}}"}}),
    ("requests-many", requests(11, 40)),
    ("requests-many", seen(requests=tuple(request(began=at) for at in range(20)))),
    ("request-repeated", seen(requests=(request(ended="offline"), request(began=90)))),
    ("pictures-many", remote(7, 60)),
    ("picture-oversized", seen(pictures=(picture((300, 300), (100, 100)),))),
    ("picture-oversized", seen(pictures=(picture((1000, 300), (100, 100), "aspectFill"),))),
    ("picture-oversized", seen(pictures=(picture((1000, 1000), (9, 9), vector=True),))),
    ("picture-oversized", seen(pictures=(picture((150, 150), (20, 20)),))),
    ("script-failed", seen(troubles=trouble("script", offline=True))),
    ("file-failed", seen(troubles=trouble("resource", spot=LIBRARY))),
    ("request-failed", seen(requests=(request(ended="offline"), request(ended="open")))),
    ("page-never-ready", seen(status="timeout", ready_ms=900.0)),
]
