"""What the person does with the phone around the app: keyboard, home screen, menu, turning it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.runtime_view.phone import Phone, screen

ALL = "on"


def told(phone: Phone, event: str) -> list[dict[str, Any]]:
    """What the shell told the host of an event around the app."""
    return [p for name, p in phone.host.calls if name == "$chrome" and p["event"] == event]


def shown(phone: Phone, selector: str) -> bool:
    return bool(phone.run(f"document.querySelector('{selector}').checkVisibility()"))


def order(phone: Phone, name: str, **detail: Any) -> None:
    message = json.dumps({"type": "chrome", "name": name, "detail": detail})
    phone.run(f"minideck.receive({message})")


def key(phone: Phone, name: str) -> None:
    phone.tap_chrome(f'.key[data-key="{name}"]')


def value(phone: Phone, selector: str = "#i") -> Any:
    return phone.frame(f"d.querySelector('{selector} .wx-input-field').value")


def turn(phone: Phone, **changes: Any) -> None:
    message = json.dumps({"type": "screen", "screen": screen(**changes), "system": {}})
    phone.run(f"minideck.receive({message})")


def test_the_keyboard_takes_its_room_and_pushes_the_page_up(start: Callable[..., Phone]) -> None:
    phone = start(keyboard=True)
    phone.open(["view", {"style": "height:600px"}], ["input", {"id": "i", "cursorSpacing": 20}])
    phone.tap_on("#i")
    opened = phone.wait("device-event", "onKeyboardHeightChange")
    assert opened["detail"]["height"] == 216 + 75
    box = phone.rect("#i")
    frame = phone.chrome_rect(".page-frame")
    assert frame["y"] + box["y"] + box["height"] <= 812 - 291 - 20
    phone.command("hideKeyboard")
    assert not shown(phone, ".keyboard")
    assert phone.wait("device-event", "onKeyboardHeightChange")["detail"]["height"] == 0
    assert phone.chrome_rect(".page-frame")["y"] == 88


def test_a_page_that_wants_to_stay_is_not_pushed(start: Callable[..., Phone]) -> None:
    phone = start(keyboard=True)
    field = {"id": "i", "adjustPosition": False}
    phone.open(["view", {"style": "height:600px"}], ["input", field])
    phone.tap_on("#i")
    phone.wait("device-event", "onKeyboardHeightChange")
    assert phone.chrome_rect(".page-frame")["y"] == 88


def test_a_field_may_hold_the_keyboard(start: Callable[..., Phone]) -> None:
    phone = start(keyboard=True)
    fields = [["input", {"id": name, "holdKeyboard": name == "i"}] for name in ("i", "j")]
    phone.open(*fields, ["view", {"id": "v", "style": "height:50px"}])
    for selector in ("#i", "#v"):
        phone.tap_on(selector)
    assert phone.frame("d.activeElement === d.querySelector('#i input')")
    for selector in ("#j", "#v"):
        phone.tap_on(selector)
    assert not phone.frame("d.activeElement === d.querySelector('#j input')")


def test_its_keys_type_erase_and_confirm(start: Callable[..., Phone]) -> None:
    phone = start(keyboard=True)
    field = {"id": "i", "on": "input confirm", "confirmType": "search", "cursorSpacing": 0}
    phone.open(["input", field])
    phone.tap_on("#i")
    phone.wait("device-event", "onKeyboardHeightChange")
    key(phone, "shift")
    for name in ("h", "i", "q", "delete", " "):
        key(phone, name)
    assert value(phone) == "Hi "
    assert phone.run("document.querySelector('[data-key=confirm]').textContent") == "搜索"
    key(phone, "switch")
    key(phone, "?")
    assert value(phone) == "Hi ?"
    key(phone, "confirm")
    assert phone.wait("event", "confirm")["detail"] == {"value": "Hi ?"}
    assert phone.wait("device-event", "onKeyboardHeightChange")["detail"]["height"] == 0


def test_each_kind_of_field_has_its_keys(start: Callable[..., Phone]) -> None:
    phone = start(keyboard=True)
    kinds = {"number": "", "digit": ".", "idcard": "X"}
    phone.open(*(["input", {"id": kind, "type": kind}] for kind in kinds))
    for kind, corner in kinds.items():
        phone.tap_on(f"#{kind}")
        phone.run("new Promise((ok) => requestAnimationFrame(ok))")
        assert phone.run("document.querySelectorAll('.key').length") == 12
        corners = "document.querySelector('.keyboard-row:last-child .key').dataset.key"
        assert phone.run(corners) == corner
        key(phone, "7")
        assert value(phone, f"#{kind}") == "7"


def test_a_textarea_has_a_bar_to_end_writing(start: Callable[..., Phone]) -> None:
    phone = start(keyboard=True)
    phone.open(["textarea", {"id": "t", "on": "blur"}])
    phone.tap_on("#t")
    opened = phone.wait("device-event", "onKeyboardHeightChange")
    assert opened["detail"]["height"] == 216 + 75 + 44
    key(phone, "confirm")
    assert phone.frame("d.querySelector('#t textarea').value") == "\n"
    phone.tap_chrome(".keyboard-done")
    assert phone.wait("event", "blur")["detail"]["value"] == "\n"
    assert not shown(phone, ".keyboard")


def test_the_keyboard_can_be_switched_off_and_called_without_a_field(phone: Phone) -> None:
    phone.open(["input", {"id": "i"}])
    order(phone, "keyboard", open=True)
    assert phone.wait("device-event", "onKeyboardHeightChange")["detail"]["height"] == 291
    order(phone, "keyboard", open=False)
    assert phone.wait("device-event", "onKeyboardHeightChange")["detail"]["height"] == 0
    phone.tap_on("#i")
    assert not shown(phone, ".keyboard")
    order(phone, "soft-keyboard", on=True)
    phone.frame("d.activeElement.blur()")
    phone.tap_on("#i")
    assert phone.wait("device-event", "onKeyboardHeightChange")["detail"]["height"] == 291


def test_leaving_shows_the_home_screen_and_its_icon_comes_back(phone: Phone) -> None:
    phone.open()
    phone.tap_chrome(".capsule-close")
    assert phone.wait("app-event")["name"] == "hide"
    assert shown(phone, ".home-screen")
    assert phone.run("document.querySelector('.home-name').textContent") == "演示"
    phone.tap_chrome(".home-app")
    assert phone.wait("app-event")["name"] == "show"
    assert not shown(phone, ".home-screen")
    assert len(told(phone, "left")) == len(told(phone, "entered")) == 1


def test_an_app_the_system_ended_starts_afresh_from_its_icon(phone: Phone) -> None:
    phone.open()
    order(phone, "end")
    assert shown(phone, ".home-screen")
    phone.tap_chrome(".home-app")
    assert len(told(phone, "restart")) == 1
    assert shown(phone, ".home-screen")


def test_the_phones_way_back_closes_what_is_on_top_first(start: Callable[..., Phone]) -> None:
    phone = start(keyboard=True)
    phone.open(["input", {"id": "i"}])
    phone.tap_on("#i")
    phone.wait("device-event", "onKeyboardHeightChange")
    order(phone, "back")
    assert not shown(phone, ".keyboard")
    phone.tap_chrome(".capsule-more")
    order(phone, "back")
    assert phone.run("document.querySelectorAll('.sheet-layer:not(.leaving)').length") == 0
    order(phone, "back")
    assert phone.wait("app-event")["name"] == "hide"


def test_the_menu_copies_the_link_and_starts_again(phone: Phone) -> None:
    phone.open()
    phone.tap_chrome(".capsule-more")
    phone.tap_chrome("[data-choice=copy-link]")
    assert phone.wait("device-event", "onCopyUrl")["detail"] == {"query": ""}
    phone.tap_chrome(".capsule-more")
    phone.tap_chrome("[data-choice=restart]")
    assert len(told(phone, "restart")) == 1


def test_a_page_says_how_it_wants_the_phone_to_be_held(phone: Phone) -> None:
    phone.open(window={"pageOrientation": "auto"})
    assert told(phone, "page") == [{"event": "page", "orientation": "auto", "resizable": False}]


def test_turning_the_phone_tells_the_page_once_and_keeps_its_lengths(phone: Phone) -> None:
    phone.open(["view", {"style": "height:1px;width:env(safe-area-inset-left)", "id": "v"}])
    area = {"left": 44, "right": 768, "top": 0, "bottom": 354, "width": 724, "height": 354}
    turn(phone, width=812, height=375, status=0, safeArea=area)
    phone.wait("screen")
    detail = phone.wait("page-event", "resize")["detail"]
    assert detail["size"]["windowWidth"] == 812
    assert detail["size"]["windowHeight"] == 331
    assert detail["deviceOrientation"] == "landscape"
    assert phone.chrome_rect(".capsule")["x"] == 768 - 7 - 87
    turn(phone, width=812, height=375, status=0, safeArea=area, fontSizeSetting=20)
    turn(phone)
    assert phone.wait("page-event", "resize")["detail"]["size"]["windowWidth"] == 375


def test_the_chosen_size_of_letters_reaches_pages_that_follow_it(phone: Phone) -> None:
    meta = ["page-meta", {"pageFontSize": "system", "rootFontSize": "system"}]
    phone.open(meta, ["view", {"id": "v"}])
    assert phone.frame("w.getComputedStyle(d.documentElement).fontSize") == "16px"
    turn(phone, fontSizeSetting=22)
    assert phone.frame("w.getComputedStyle(d.documentElement).fontSize") == "22px"
