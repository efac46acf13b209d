"""Pages: what the logic streams becomes a document of its own, and nothing in it can run."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.runtime_view.phone import Phone


def test_operations_build_move_and_drop_nodes(phone: Phone) -> None:
    phone.open(["view", {"id": "list"}, ["view", {"id": "one"}, "1"], ["view", {"id": "two"}, "2"]])
    assert phone.frame("d.querySelector('wx-page').textContent") == "12"
    flushed = phone.wait("flushed")
    assert (flushed["page"], flushed["flush"]) == (1, 1)

    listing, one, two = phone.ids["list"], phone.ids["one"], phone.ids["two"]
    fragment, three, four = 900, 901, 902
    phone.say(
        phone.ops(
            1,
            [
                [3, fragment],
                [1, three, "view"],
                [1, four, "view"],
                [16, three, "data", 1],
                [11, four, "four"],
                [4, fragment, three],
                [4, fragment, four],
                [8, listing, one, 1, fragment],
                [6, listing, two, four],
                [21, one],
            ],
        )
    )
    order = "[...d.querySelector('#list').children].map((e) => e.id)"
    assert phone.frame(order) == ["", "two", "four"]
    phone.say(phone.ops(1, [[10, listing, two, 2]]))
    assert phone.frame(order) == [""]
    assert phone.host.reports() == []


def test_a_bad_operation_is_reported_and_loses_only_itself(phone: Phone) -> None:
    phone.open(["view", {"id": "a"}])
    phone.say(phone.ops(1, [[4, 777, 778], [11, phone.ids["a"], "b"]]))
    assert phone.frame("!!d.querySelector('#b')") is True
    (report,) = phone.host.reports()
    assert report["kind"] == "internal"
    assert "777" in report["message"]


def test_styles_stand_in_the_order_of_their_slots_and_are_replaced_in_place(phone: Phone) -> None:
    phone.open(["view", {"class": "x"}, "x"], css=".x { width: 30px }")
    colour = "w.getComputedStyle(d.querySelector('.x')).width"

    def style(key: str, slot: int, css: str) -> dict[str, object]:
        return {"type": "style", "page": 1, "key": key, "slot": slot, "css": css}

    phone.say(style("app", 0, ".x { width: 10px }"), style("part", 1, ".x { width: 20px }"))
    assert phone.frame(colour) == "30px"
    phone.say(style("page", 2, ".y { width: 30px }"))
    assert phone.frame(colour) == "20px"
    phone.say(style("part", 1, ""))
    assert phone.frame(colour) == "10px"
    keys = "[...d.querySelectorAll('style[data-key]')].map((e) => e.dataset.key)"
    assert phone.frame(keys) == ["app", "part", "page"]


def test_attributes_are_mirrored_for_selectors_and_never_run(phone: Phone) -> None:
    phone.open(
        ["view", {"id": "a", "aria-label": "x", "hidden": True, "data-indexNo": 3}],
        ["div", {"id": "b", "onclick": "parent.hacked = 1", "title": "t", "href": "javascript:0"}],
        ["script", {"id": "c", "src": "x.js"}, "parent.hacked = 2"],
        ["iframe", {"id": "d", "srcdoc": "<script>parent.parent.hacked = 3</script>"}],
    )
    names = "(id) => d.getElementById(id).getAttributeNames().sort()"
    assert phone.frame(f"({names})('a')") == ["aria-label", "data-index-no", "hidden", "id"]
    assert phone.frame(f"({names})('b')") == ["id"]
    assert phone.frame("d.getElementById('c').tagName") == "WX-SCRIPT"
    assert phone.frame("d.getElementById('d').tagName") == "WX-IFRAME"
    phone.tap_on("#b")
    blocked = "d.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"parent.hacked=4\">')"
    phone.frame(f"({blocked}, 1)")
    phone.painted()
    assert phone.run("globalThis.hacked ?? 'no'") == "no"
    assert any("Content Security Policy" in line for line in phone.page.lines)


def test_documented_tags_without_a_component_lay_out_and_are_noticed_once(phone: Phone) -> None:
    phone.open(["voip-room", {}, "x"], ["ad", {"id": "ad"}, "one"], ["ad", {}, "two"])
    assert phone.rect("#ad")["width"] == 375
    notices = [report["message"] for report in phone.host.reports() if report["kind"] == "notice"]
    assert len([message for message in notices if "<ad>" in message]) == 1


def test_a_component_of_the_author_may_have_the_name_of_a_built_in(phone: Phone) -> None:
    phone.open()
    phone.say(
        phone.ops(
            1, [[1, 500, "button"], [22, 500, "p1"], [2, 501, "x"], [4, 500, 501], [4, 2, 500]]
        )
    )
    found = (
        "((e) => [e.localName, e.getAttribute('wx-host'), e.textContent])"
        "(d.querySelector('[wx-host]'))"
    )
    assert phone.frame(found) == ["host-button", "p1", "x"]


def test_pages_come_and_go_and_keep_their_state(start: Callable[..., Phone]) -> None:
    phone = start(animate=True)
    phone.open(["view", {"style": "height:3000px"}], window={"navigationBarTitleText": "A"})
    phone.frame("(d.documentElement.scrollTop = 400, 1)")
    phone.open(
        ["view", {}, "b"],
        page=2,
        route="pages/b/b",
        stackDepth=2,
        transition="push",
        window={"navigationBarTitleText": "B"},
    )
    assert phone.frame("d.body.textContent") == "b"
    assert phone.run("document.querySelectorAll('.page').length") == 2
    phone.run("Promise.all(document.getAnimations().map((animation) => animation.finished))")
    phone.tap_chrome(".page:not(.hidden):nth-child(2) .nav-back")
    assert phone.wait("page-event", "back")["page"] == 2
    phone.say(
        {"type": "page-close", "page": 2, "transition": "pop"},
        {"type": "page-show", "page": 1, "transition": "pop", "stackDepth": 1},
    )
    phone.run(
        "new Promise((ok) => { const look = () => document.querySelectorAll('.page').length > 1"
        " ? requestAnimationFrame(look) : ok(); look() })"
    )
    assert phone.frame("d.documentElement.scrollTop") == 400


def test_fifty_pages_leave_nothing_behind(phone: Phone) -> None:
    phone.open(["view", {}, "first"])
    for number in range(2, 52):
        phone.open(["button", {}, "x"], page=number, route="pages/b/b", stackDepth=2)
        phone.say(
            {"type": "page-close", "page": number, "transition": "pop"},
            {"type": "page-show", "page": 1, "transition": "pop", "stackDepth": 1},
        )
    assert phone.run("document.querySelectorAll('iframe, .page').length") == 2


def test_a_page_without_system_fonts_still_has_chinese(phone: Phone) -> None:
    phone.open(["view", {"style": "font-family:'Noto Sans SC'", "id": "a"}, "汉字ABC"])
    phone.run("minideck.settled()")
    assert any(path.endswith(".woff2") for path in phone.host.requested)
    assert phone.frame("d.fonts.check('16px \"Noto Sans SC\"', '汉字')") is True


def test_emoji_have_a_font_on_every_system(phone: Phone) -> None:
    phone.open(["view", {}, "a"])
    loaded = phone.frame("d.fonts.load('16px \"Phone Emoji\"', '\U0001f525').then((f) => f.length)")
    assert loaded >= 1
    assert any("noto-emoji" in path for path in phone.host.requested)


def test_a_settled_page_does_not_move_any_more(phone: Phone) -> None:
    css = "@keyframes in{from{opacity:0}to{opacity:.5}} @keyframes turn{to{rotate:1turn}}"
    coming = "opacity:.5;animation:in .2s linear,turn 1s infinite"
    phone.open(["view", {"id": "coming", "style": coming}, "a"], css=css)
    phone.run("minideck.settled()")
    assert phone.frame("w.getComputedStyle(d.querySelector('#coming')).opacity") == "0.5"
    assert phone.frame("d.getAnimations().length") == 1


def test_icons_of_a_library_are_drawn_and_unknown_ones_stay_blank(phone: Phone) -> None:
    css = (
        "@font-face{font-family:t;src:url(https://tdesign.gtimg.com/icon/0.3.2/fonts/t.woff)}"
        ".t-icon-home:before{content:'\\E123'} i, view{font-family:t!important}"
    )
    phone.open(["view", {"class": "t-icon-home"}, ["text", {"id": "unknown"}, "\ue999"]], css=css)
    phone.run("minideck.settled()")
    faces = "[...d.fonts].filter((face) => face.family === 't' && face.status === 'loaded').length"
    assert phone.frame(faces) == 1
    assert phone.frame("d.fonts.check('16px \"Blank Icons\"', '\ue999')") is True
    # An em of nothing, as wide as the icon would be.
    assert phone.frame("d.querySelector('#unknown').getBoundingClientRect().width") == 16


@pytest.mark.parametrize(
    ("options", "display", "height"),
    [
        ({}, "flex", 20),
        ({"defaultDisplayBlock": True}, "block", 20),
        ({"defaultContentBox": True}, "flex", 30),
    ],
)
def test_skyline_pages_have_defaults_of_their_own(
    start: Callable[..., Phone], options: dict[str, bool], display: str, height: int
) -> None:
    phone = start(app={"app": {"rendererOptions": {"skyline": options}}})
    phone.open(
        ["view", {"id": "a", "style": "height:20px;padding-top:10px"}],
        ["view", {"style": "height:3000px"}],
        renderer="skyline",
        css="#a{flex-shrink:0}",
    )
    assert phone.frame("w.getComputedStyle(d.documentElement).overflowY") == "hidden"
    assert phone.frame("d.querySelector('wx-page').clientHeight") == 812 - 88
    assert phone.frame("w.getComputedStyle(d.querySelector('#a')).display") == display
    assert phone.rect("#a")["height"] == height
