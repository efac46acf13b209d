"""Buttons, boxes, switches, sliders, labels and forms: looks, taps, values."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt


def test_button_looks_differ_between_the_two_styles(browser: Any) -> None:
    markup = ["button", {"id": "b", "type": "primary"}, "OK"]
    browser.open(markup)
    assert browser.css("b", "background-color") == "rgb(26, 173, 25)"
    assert browser.rect("b")["width"] == 375
    assert browser.rect("b")["height"] == pytest.approx(46, abs=0.5)
    browser.open(markup, style="v2")
    assert browser.css("b", "background-color") == "rgb(7, 193, 96)"
    assert browser.rect("b") == {"left": 95.5, "top": 0, "width": 184, "height": 40}


@pytest.mark.parametrize(("style", "colour"), [("", "rgb(0, 0, 0)"), ("v2", "rgb(6, 174, 86)")])
def test_a_written_default_type_beats_a_class(browser: Any, style: str, colour: str) -> None:
    browser.open(
        [
            "view",
            {},
            ["button", {"id": "written", "class": "own", "type": "default"}, "OK"],
            ["button", {"id": "none", "class": "own"}, "OK"],
            ["button", {"id": "off", "class": "own", "disabled": True}, "OK"],
        ],
        style=style,
        css=".own { color: rgb(1, 2, 3) }",
    )
    assert browser.css("written", "color") == colour
    assert browser.css("none", "color") == "rgb(1, 2, 3)"
    assert browser.css("off", "color") != "rgb(1, 2, 3)"
    browser.harness("set", "written", {"type": "primary"})
    assert browser.css("written", "color") == "rgb(255, 255, 255)"


def test_mini_button_is_as_wide_as_its_text(browser: Any) -> None:
    browser.open(["button", {"id": "b", "size": "mini"}, "OK"])
    assert browser.rect("b")["height"] == pytest.approx(30, abs=0.5)
    assert browser.rect("b")["width"] < 80


def test_pressed_look_comes_late_and_stays_a_while(browser: Any) -> None:
    browser.open(
        ["button", {"id": "b", "hover-class": "down", "hover-start-time": 10}, "OK"],
        ["button", {"id": "off", "hover-class": "down", "disabled": True}, "OK"],
        css=".down{opacity:.25}",
    )
    at = browser.centre("b")
    browser.press(at)
    browser.until("harness.css('b', 'opacity') === '0.25'")
    browser.lift(at)
    browser.until("harness.css('b', 'opacity') === '1'")
    browser.press(browser.centre("off"))
    browser.run("new Promise((done) => setTimeout(done, 60))")
    assert browser.css("off", "opacity") == "1"
    browser.lift(browser.centre("off"))


def test_inner_pressed_look_can_keep_the_outer_one_away(browser: Any) -> None:
    inner = {"id": "in", "hover-class": "down", "hover-start-time": 5, "style": "height:50px"}
    outer = {"id": "out", "hover-class": "down", "hover-start-time": 5, "style": "padding:20px"}
    for stop, outside in ((True, "1"), (False, "0.25")):
        browser.open(
            ["view", outer, ["view", {**inner, "hover-stop-propagation": stop}]],
            css=".down{opacity:.25}",
        )
        browser.press(browser.centre("in"))
        browser.until("harness.css('in', 'opacity') === '0.25'")
        assert browser.css("out", "opacity") == outside
        browser.lift(browser.centre("in"))


def test_disabled_button_is_deaf(browser: Any) -> None:
    browser.open(["button", {"id": "b", "disabled": True, "on": "tap"}, "OK"])
    browser.tap("b")
    assert browser.events("b", "tap") == []


def test_open_type_asks_the_device_and_emits_its_answer(browser: Any) -> None:
    browser.open(
        ["button", {"id": "b", "open-type": "getPhoneNumber", "on": "getphonenumber"}, "x"]
    )
    browser.run(
        "harness.replies.getPhoneNumber = {outcome: 'ok', value: null,"
        " result: {code: 'c0de', errMsg: 'getPhoneNumber:ok'}}, 1"
    )
    browser.tap("b")
    browser.until("harness.events('b', 'getphonenumber').length")
    assert browser.events("b", "getphonenumber")[0][1]["code"] == "c0de"
    assert browser.run("harness.calls[0].name") == "getPhoneNumber"


def test_checkbox_group_collects_values(browser: Any) -> None:
    browser.open(
        [
            "checkbox-group",
            {"id": "g", "on": "change"},
            ["label", {"id": "l"}, ["checkbox", {"id": "a", "value": "a"}], "first"],
            ["checkbox", {"id": "b", "value": "b", "checked": True}, "second"],
            ["checkbox", {"id": "c", "value": "c", "disabled": True}, "third"],
        ]
    )
    for node in ("a", "c", "b"):
        browser.tap(node)
    assert browser.events("g", "change") == [
        ["change", {"value": ["a", "b"]}],
        ["change", {"value": ["a"]}],
    ]
    assert browser.rect("a", ".wx-checkbox-input")["width"] == 22


def test_radio_group_keeps_one(browser: Any) -> None:
    browser.open(
        [
            "radio-group",
            {"id": "g", "on": "change"},
            ["label", {"id": "la"}, ["radio", {"id": "a", "value": "a", "checked": True}], "first"],
            ["label", {"id": "lb"}, ["radio", {"id": "b", "value": "b"}], "second"],
        ]
    )
    browser.tap("lb")
    browser.tap("lb")
    assert browser.events("g", "change") == [["change", {"value": "b"}]]
    shown = browser.run(
        "['a', 'b'].map((id) => !!harness.element(id).querySelector('.wx-radio-input-checked'))"
    )
    assert shown == [False, True]


def test_label_for_reaches_a_control_elsewhere(browser: Any) -> None:
    browser.open(
        ["label", {"id": "l", "for": "s"}, "switch it"],
        ["switch", {"id": "s", "on": "change"}],
    )
    browser.tap("l")
    assert browser.events("s", "change") == [["change", {"value": True}]]


def test_switch_tells_and_binds_its_value(browser: Any) -> None:
    browser.open(["switch", {"id": "s", "on": "change", "model": "checked"}])
    browser.tap("s")
    browser.tap("s")
    assert browser.events("s", "change") == [
        ["change", {"value": True}],
        ["change", {"value": False}],
    ]
    assert [entry[1:] for entry in browser.harness("models")] == [
        ["checked", True],
        ["checked", False],
    ]
    assert browser.rect("s", ".wx-switch-input")["width"] == 52


def test_slider_follows_finger_in_steps(browser: Any) -> None:
    browser.open(["slider", {"id": "s", "min": 0, "max": 100, "step": 10, "on": "change changing"}])
    bar = browser.rect("s", ".wx-slider-handle-wrapper")
    start = QPoint(round(bar["left"]), round(bar["top"] + 1))
    browser.drag(start, round(bar["width"] * 0.52), 0)
    assert browser.events("s", "change") == [["change", {"value": 50}]]
    assert browser.events("s", "changing")[-1] == ["changing", {"value": 50}]
    assert {detail["value"] % 10 for _, detail in browser.events("s", "changing")} == {0}
    browser.harness("forget")
    browser.tap("s", ".wx-slider-track")
    assert browser.events("s", "change") == [["change", {"value": 30}]]


def test_form_collects_and_resets_named_controls(browser: Any) -> None:
    browser.open(
        [
            "form",
            {"id": "f", "on": "submit reset", "report-submit": True},
            ["input", {"id": "i", "name": "text", "value": "hello"}],
            ["switch", {"id": "s", "name": "flag"}],
            ["slider", {"name": "level", "value": 7}],
            ["radio-group", {"name": "one"}, ["radio", {"value": "r", "checked": True}]],
            ["checkbox-group", {"name": "many"}, ["checkbox", {"value": "c", "checked": True}]],
            ["input", {"value": "without a name"}],
            ["button", {"id": "go", "form-type": "submit", "data-k": "v"}, "submit"],
            ["button", {"id": "no", "form-type": "reset"}, "reset"],
        ]
    )
    browser.tap("s")
    browser.tap("go")
    detail = browser.events("f", "submit")[0][1]
    assert detail["value"] == {
        "text": "hello",
        "flag": True,
        "level": 7,
        "one": "r",
        "many": ["c"],
    }
    assert detail["formId"]
    assert detail["target"]["dataset"] == {"k": "v"}
    browser.tap("no")
    assert browser.events("f", "reset")
    browser.tap("go")
    assert browser.events("f", "submit")[1][1]["value"]["flag"] is False


def test_input_reports_each_change_and_confirms(browser: Any) -> None:
    browser.open(
        [
            "input",
            {"id": "i", "placeholder": "name", "maxlength": 5, "on": "input focus blur confirm"},
        ]
    )
    assert browser.css("i", "display", ".input-placeholder") == "block"
    browser.tap("i")
    assert browser.events("i", "focus")[0][1] == {"value": "", "height": 250}
    browser.type("abcdefg")
    values = [detail["value"] for _, detail in browser.events("i", "input")]
    assert values == ["a", "ab", "abc", "abcd", "abcde"]
    assert browser.events("i", "input")[-1][1]["cursor"] == 5
    assert browser.css("i", "display", ".input-placeholder") == "none"
    browser.key(Qt.Key.Key_Return)
    assert browser.events("i", "confirm") == [["confirm", {"value": "abcde"}]]
    assert browser.events("i", "blur")[0][1]["value"] == "abcde"
    heights = [detail["height"] for _, detail in browser.events("i", "keyboardheightchange")]
    assert heights == [250, 0]


def test_number_input_takes_digits_only(browser: Any) -> None:
    browser.open(["input", {"id": "i", "type": "digit", "model": "value", "on": "input"}])
    browser.tap("i")
    browser.type("1a.5b")
    assert browser.events("i", "input")[-1][1]["value"] == "1.5"
    assert browser.harness("models")[-1][2] == "1.5"


def test_the_logic_can_answer_with_another_text(browser: Any) -> None:
    browser.open(["input", {"id": "i", "on": "input"}])
    browser.tap("i")
    browser.type("11")
    browser.run(
        "harness.page.componentOf(harness.element('i'))"
        ".command('replaceInput', {value: '2', cursor: 1}), 1"
    )
    browser.type("3")
    assert browser.events("i", "input")[-1][1]["value"] == "23"


def test_composition_is_one_input(browser: Any) -> None:
    browser.open(["input", {"id": "i", "on": "input keyboardcompositionend"}])
    browser.run(
        """(() => {
          const field = harness.element('i').querySelector('input')
          const say = (type, data) => field.dispatchEvent(new CompositionEvent(type, {data}))
          say('compositionstart', '')
          for (const text of ['n', 'ni', '你']) {
            field.value = text
            field.dispatchEvent(new InputEvent('input', {data: text, isComposing: true}))
          }
          say('compositionend', '你')
        })()"""
    )
    assert [detail["value"] for _, detail in browser.events("i", "input")] == ["你"]
    assert browser.events("i", "keyboardcompositionend")[0][1] == {"value": "你", "data": "你"}


def test_textarea_grows_with_its_lines(browser: Any) -> None:
    browser.open(
        [
            "textarea",
            {"id": "t", "auto-height": True, "on": "linechange input", "style": "width:300px"},
        ]
    )
    before = browser.rect("t")["height"]
    browser.tap("t")
    browser.type("one")
    browser.key(Qt.Key.Key_Return)
    browser.type("two")
    assert browser.events("t", "input")[-1][1]["value"] == "one\ntwo"
    assert browser.events("t", "linechange")[-1][1]["lineCount"] == 2
    assert browser.rect("t")["height"] == pytest.approx(before * 2, abs=1)


def test_focus_can_be_given_and_taken_by_the_logic(browser: Any) -> None:
    browser.open(["input", {"id": "i", "value": "abc", "cursor": 1, "on": "focus blur"}])
    browser.view.setFocus()
    browser.harness("set", "i", {"focus": True})
    browser.until("harness.events('i', 'focus').length")
    assert browser.run("harness.element('i').querySelector('input').selectionStart") == 1
    browser.harness("set", "i", {"focus": False})
    browser.until("harness.events('i', 'blur').length")
