"""The phone around the pages: bars, capsule, toasts and sheets, as WeChat draws them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.runtime_view.phone import Phone, screen

ICON = b'<svg xmlns="http://www.w3.org/2000/svg" width="81" height="81"/>'
TABS = {
    "tabBar": {
        "color": "#111111",
        "selectedColor": "@chosen",
        "backgroundColor": "#ffffff",
        "list": [
            {"pagePath": "pages/a/a", "text": "A", "iconPath": "i/a.svg"},
            {"pagePath": "pages/b/b", "text": "B"},
        ],
    },
    "darkmode": True,
}
THEME = {
    "light": {"chosen": "#00ff00", "bar": "#eeeeee"},
    "dark": {"chosen": "#0000ff", "bar": "#222222"},
}


def style(phone: Phone, selector: str, name: str) -> Any:
    return phone.run(f"getComputedStyle(document.querySelector('{selector}')).{name}")


def gone(phone: Phone, selector: str) -> None:
    phone.run(
        f"new Promise((ok) => {{ const look = () => document.querySelector('{selector}')"
        " ? requestAnimationFrame(look) : ok(); look() })"
    )


def test_sizes_are_those_of_a_phone(phone: Phone) -> None:
    phone.open(window={"navigationBarTitleText": "标题", "navigationBarTextStyle": "black"})
    assert phone.chrome_rect(".nav-bar") == {"x": 0, "y": 0, "width": 375, "height": 88}
    assert phone.chrome_rect(".capsule") == {"x": 281, "y": 48, "width": 87, "height": 32}
    assert phone.chrome_rect(".page-frame") == {"x": 0, "y": 88, "width": 375, "height": 724}
    title = phone.chrome_rect(".nav-title")
    assert title["x"] + title["width"] / 2 == pytest.approx(375 / 2, abs=1)
    assert style(phone, ".nav-title", "fontSize") == "17px"
    assert style(phone, ".status-bar", "color") == "rgb(0, 0, 0)"


def test_a_custom_bar_gives_the_page_the_whole_screen(phone: Phone) -> None:
    phone.open(
        ["view", {"class": "safe"}],
        window={"navigationStyle": "custom", "navigationBarTextStyle": "white"},
        css=".safe{height:calc(1px + env(safe-area-inset-bottom));"
        "margin-top:env(safe-area-inset-top, 3px)}",
    )
    assert phone.chrome_rect(".page-frame")["height"] == 812
    assert phone.rect(".safe") == {"x": 0, "y": 44, "width": 375, "height": 35}
    assert style(phone, ".status-bar", "color") == "rgb(255, 255, 255)"
    assert style(phone, ".nav-bar", "display") == "none"


def test_android_has_its_own_bar(start: Callable[..., Phone]) -> None:
    phone = start(size=screen(360, 800, 24, platform="android"))
    phone.open()
    assert phone.chrome_rect(".nav-bar")["height"] == 24 + 48
    assert phone.chrome_rect(".capsule")["y"] == 24 + 8


def test_the_bar_takes_title_colours_and_loading_sign(phone: Phone) -> None:
    phone.open()
    phone.command("setNavigationBarTitle", title="新标题")
    phone.command("setNavigationBarColor", frontColor="#000000", backgroundColor="#ff0000")
    phone.command("showNavigationBarLoading")
    assert phone.run("document.querySelector('.nav-title').textContent") == "新标题"
    assert style(phone, ".nav-bar", "backgroundColor") == "rgb(255, 0, 0)"
    assert style(phone, ".nav-bar", "color") == "rgb(0, 0, 0)"
    assert style(phone, ".status-bar", "color") == "rgb(0, 0, 0)"
    assert style(phone, ".nav-middle .spinner", "display") != "none"
    phone.command("hideNavigationBarLoading")
    assert style(phone, ".nav-middle .spinner", "display") == "none"


def test_a_page_opened_from_outside_has_a_way_home(phone: Phone) -> None:
    phone.open(route="pages/z/z")
    phone.tap_chrome(".nav-home")
    assert phone.wait("navigate") == {
        "type": "navigate",
        "action": "reLaunch",
        "url": "/pages/a/a",
        "delta": 0,
    }
    phone.command("hideHomeButton")
    assert style(phone, ".nav-home", "display") == "none"


def test_the_tab_bar_switches_and_carries_marks(start: Callable[..., Phone]) -> None:
    phone = start(app={"app": TABS, "theme": THEME}, files={"pkg/i/a.svg": ICON})
    phone.open(tab=True)
    assert phone.chrome_rect(".tab-bar") == {"x": 0, "y": 812 - 84, "width": 375, "height": 84}
    assert phone.chrome_rect(".page-frame")["height"] == 812 - 88 - 84
    assert style(phone, ".tab-item.selected .tab-text", "color") == "rgb(0, 255, 0)"
    phone.command("setTabBarBadge", index=1, text="12")
    assert phone.run("document.querySelector('.tab-badge').textContent") == "12"
    phone.command("showTabBarRedDot", index=1)
    assert phone.run("document.querySelectorAll('.tab-dot, .tab-badge').length") == 1
    phone.command("setTabBarItem", index=1, text="新")
    phone.command("setTabBarStyle", color="#ff0000")
    phone.messages()
    phone.tap_chrome(".tab-item:nth-child(2)")
    tap = phone.wait("page-event", "tab-tap")
    assert tap["detail"] == {"index": 1, "pagePath": "pages/b/b", "text": "新"}
    phone.command("hideTabBar")
    assert phone.chrome_rect(".page-frame")["height"] == 812 - 88
    phone.command("showTabBar")
    assert phone.chrome_rect(".page-frame")["height"] == 812 - 88 - 84


def test_a_tab_bar_at_the_top_has_no_icons(start: Callable[..., Phone]) -> None:
    app = {"tabBar": {**TABS["tabBar"], "position": "top"}}  # type: ignore[dict-item]
    phone = start(app={"app": app}, files={"pkg/i/a.svg": ICON})
    phone.open(tab=True)
    assert phone.chrome_rect(".tab-bar")["y"] == 88
    assert phone.chrome_rect(".page-frame")["y"] == 88 + 40
    assert phone.run("document.querySelectorAll('.tab-icon').length") == 0


def test_dark_mode_reaches_bars_and_styles(start: Callable[..., Phone]) -> None:
    phone = start(app={"app": TABS, "theme": THEME})
    phone.open(
        ["view", {"class": "a"}, ["radio", {}]],
        tab=True,
        window={"navigationBarBackgroundColor": "@bar", "navigationBarTextStyle": "black"},
        css="@media (prefers-color-scheme: dark) { .a { height: 7px } }",
    )
    assert style(phone, ".nav-bar", "backgroundColor") == "rgb(238, 238, 238)"
    mark = "w.getComputedStyle(d.querySelector('.wx-radio-input')).backgroundColor"
    assert phone.frame(mark) == "rgb(255, 255, 255)"
    dark = {"type": "screen", "screen": screen(theme="dark"), "system": {}}
    phone.run(f"minideck.receive({dark})".replace("'", '"'))
    assert style(phone, ".nav-bar", "backgroundColor") == "rgb(34, 34, 34)"
    assert style(phone, ".tab-item.selected .tab-text", "color") == "rgb(0, 0, 255)"
    assert phone.rect(".a")["height"] == 7
    assert phone.frame(mark) == "rgba(0, 0, 0, 0)"


def test_a_toast_comes_and_goes(phone: Phone) -> None:
    phone.open()
    phone.command("showToast", title="好", duration=100_000)
    box = phone.chrome_rect(".toast")
    assert (box["width"], box["height"]) == (136, 136)
    phone.command("showLoading", title="加载中", mask=True)
    assert phone.run("document.querySelectorAll('.toast').length") == 1
    phone.command("hideToast", noConflict=True)
    assert phone.run("document.querySelectorAll('.toast').length") == 1
    phone.command("hideLoading")
    assert phone.run("document.querySelectorAll('.toast').length") == 0
    phone.command("showToast", title="x", icon="none", duration=1)
    gone(phone, ".toast")


def sheet(phone: Phone, name: str, **params: Any) -> None:
    phone.ask({"kind": "sheet", "name": name, "params": params})


def test_a_modal_answers_what_was_tapped_and_typed(phone: Phone) -> None:
    phone.open()
    sheet(phone, "showModal", title="T", content="C", confirmText="好", confirmColor="#ff0000")
    assert phone.chrome_rect(".modal")["width"] == 320
    assert style(phone, ".modal-title", "fontSize") == "17px"
    assert style(phone, ".modal-confirm", "color") == "rgb(255, 0, 0)"
    phone.tap_chrome(".modal-confirm")
    assert phone.wait("answer")["result"] == {"confirm": True, "cancel": False, "content": None}
    sheet(phone, "showModal", title="T", editable=True, content="甲")
    phone.run("(document.querySelector('.modal-field').value += '乙', 1)")
    phone.tap_chrome(".modal-confirm")
    assert phone.wait("answer")["result"]["content"] == "甲乙"
    sheet(phone, "showModal", title="T")
    phone.tap_chrome(".modal-cancel")
    assert phone.wait("answer")["result"]["cancel"] is True


def test_an_action_sheet_is_chosen_from_or_cancelled(phone: Phone) -> None:
    phone.open()
    sheet(phone, "showActionSheet", itemList=["甲", "乙"], itemColor="#123456")
    assert phone.chrome_rect(".action-item")["height"] == pytest.approx(56, abs=1)
    phone.tap_chrome(".action-item:nth-child(2)")
    assert phone.wait("answer")["result"] == {"tapIndex": 1}
    sheet(phone, "showActionSheet", itemList=["甲"])
    phone.tap(100, 100)
    assert phone.wait("answer")["error"] == "cancel"


def wheel_to(phone: Phone, column: int, rows: int) -> None:
    box = phone.chrome_rect(f".wheel:nth-child({column})")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    phone.tap(x, y + rows * 44)
    phone.painted()


@pytest.mark.parametrize(
    ("mode", "params", "turns", "value"),
    [
        ("selector", {"range": ["a", "b", "c"], "value": 0}, [(1, 2)], 2),
        ("time", {"value": "12:30", "start": "10:00", "end": "13:20"}, [(1, 1)], "13:20"),
        ("date", {"value": "2024-03-31", "fields": "day"}, [(2, -1)], "2024-02-29"),
        ("date", {"value": "2024-03", "fields": "month", "end": "2024-05"}, [(2, 2)], "2024-05"),
        ("region", {"value": ["广东省", "广州市"]}, [(2, 1)], ["广东省", "韶关市", "武江区"]),
        ("region", {"customItem": "全部", "value": []}, [], ["全部", "全部", "全部"]),
    ],
)
def test_pickers_choose(
    phone: Phone, mode: str, params: dict[str, Any], turns: list[tuple[int, int]], value: Any
) -> None:
    phone.open()
    sheet(phone, f"picker-{mode}", mode=mode, headerText="选择", **params)
    phone.run(
        "new Promise((ok) => { const look = () => document.querySelector('.wheel-item')"
        " ? ok() : requestAnimationFrame(look); look() })"
    )
    for column, rows in turns:
        wheel_to(phone, column, rows)
    phone.tap_chrome(".picker-confirm")
    assert phone.wait("answer")["result"]["value"] == value


def test_pictures_are_swiped_through(phone: Phone) -> None:
    phone.open()
    picture = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>"
    sheet(phone, "previewImage", urls=[picture, picture + " ", picture + "  "], current=1)
    assert phone.run("document.querySelector('.preview-count').textContent") == "2 / 3"
    phone.drag((300, 400), (60, 400))
    assert phone.run("document.querySelector('.preview-count').textContent") == "3 / 3"
    phone.tap(200, 400)
    assert phone.wait("answer")["result"] == {}


def test_the_capsule_shares_restarts_and_leaves(phone: Phone) -> None:
    phone.open()
    phone.tap_chrome(".capsule-more")
    phone.tap_chrome("[data-choice=share]")
    assert phone.wait("page-event", "share")["detail"] == {"from": "menu"}
    phone.tap_chrome(".capsule-close")
    assert phone.wait("app-event")["name"] == "hide"
    phone.tap_chrome(".home-app")
    assert phone.wait("app-event")["name"] == "show"


def test_a_sheet_goes_with_its_page(phone: Phone) -> None:
    phone.open()
    sheet(phone, "showActionSheet", itemList=["甲"])
    phone.say({"type": "page-close", "page": 1, "transition": "none"})
    assert phone.wait("answer")["error"] == "cancel"
    assert phone.run("document.querySelectorAll('.sheet-layer').length") == 0


def test_an_unknown_command_is_reported_as_ours(phone: Phone) -> None:
    phone.open()
    phone.command("noSuchThing")
    assert phone.host.reports()[0]["kind"] == "internal"


def report(**extra: Any) -> dict[str, Any]:
    known = {"kind": "script", "message": "x is not defined", "stack": "", "page": "pages/a/a"}
    return {"type": "report", "report": {**known, "file": "pages/a/a.js", "line": 7, **extra}}


def shown_error(phone: Phone) -> Any:
    return phone.run(
        "new Promise((ok) => { const look = () => { const card = document.querySelector("
        "'.error-card'); card ? ok(card.innerText) : requestAnimationFrame(look) }; look() })"
    )


def test_a_page_that_stays_white_says_why_until_it_has_content(phone: Phone) -> None:
    phone.open()
    phone.say(report())
    text = shown_error(phone)
    assert "x is not defined" in text
    assert "pages/a/a.js:7" in text
    assert phone.host.reports()[0]["message"] == "x is not defined"
    phone.say(phone.ops(1, phone.build(["view", {}, "there"], 2)))
    assert phone.run("document.querySelectorAll('.error-card').length") == 0


def test_an_error_on_a_page_with_content_covers_nothing(phone: Phone) -> None:
    phone.open(["view", {}, "content"])
    phone.say(report())
    # The toast lasts longer than a white page has to stay white for the card.
    phone.command("showToast", title="later", duration=600)
    gone(phone, ".toast")
    assert phone.run("document.querySelectorAll('.error-card').length") == 0


def test_an_app_that_never_starts_says_why(phone: Phone) -> None:
    phone.say(report(page="", file="app.js"))
    assert "app.js:7" in shown_error(phone)
