"""Ways from what begins something to a function of `wx`, through everything that scripts do."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from ide.submit.rules.beginnings import Start
from tests.unit.ide.submit.sound import FILES, Examine

PLACE = "wx.getLocation({ fail() {} })"
TAP = f'{FILES["pages/a/a.wxml"]}<button bindtap="go">x</button>'
PART = {
    "pages/a/a.json": '{"usingComponents": {"part": "/part/part"}}',
    "pages/a/a.wxml": f"{FILES['pages/a/a.wxml']}<part/>",
    "part/part.json": '{"component": true}',
    "part/part.wxml": '<button bind:tap="go">x</button>',
}

CASES: list[tuple[str, Mapping[str, str], set[tuple[str, str]]]] = [
    (
        "a component of the first page",
        PART | {"part/part.js": f"Component({{ lifetimes: {{ attached() {{ {PLACE} }} }} }})"},
        {("launch", "attached")},
    ),
    (
        "a behavior of it",
        PART
        | {
            "part/part.js": "Component({ behaviors: [require('./asks')] })",
            "part/asks.js": f"module.exports = Behavior({{ attached() {{ {PLACE} }} }})",
        },
        {("launch", "attached")},
    ),
    (
        "a method of a behavior",
        PART
        | {
            "part/part.js": "const asks = require('./asks');"
            "Component({ behaviors: [asks], methods: { go() { this.ask() } } })",
            "part/asks.js": f"module.exports = Behavior({{ methods: {{ ask() {{ {PLACE} }} }} }})",
        },
        {("touch", "go")},
    ),
    (
        "an object that a module makes of a class",
        {
            "pages/a/a.js": "import place from '../../place'\nPage({ onLoad() { place.ask() } })",
            "place.js": f"class Place {{ ask() {{ {PLACE} }} }}\nexport default new Place()",
        },
        {("launch", "onLoad")},
    ),
    (
        "a page made by a function of one's own",
        {
            "pages/a/a.js": "import make from '../../make'\n"
            f"make({{ onLoad() {{ this.ask() }}, ask() {{ {PLACE} }} }})",
            "make.js": "export default (options) => Page(options)",
        },
        {("launch", "onLoad")},
    ),
    (
        "typescript",
        {
            "pages/a/a.js": "",
            "pages/a/a.ts": "import * as place from '../../place'\n"
            "import { near } from '../../near'\n"
            "Page({ onLoad(): void { place.ask() }, go(): void { near() } })",
            "pages/a/a.wxml": TAP,
            "place.ts": f"export const ask = (): void => {{ {PLACE} }}",
            "near.ts": "export { ask as near } from './place'",
        },
        {("launch", "onLoad"), ("touch", "go")},
    ),
    (
        "promises and callbacks",
        {
            "pages/a/a.js": "Page({ onShow() { this.code().then((code) =>"
            " this.setData({ code }, () => this.ask())) },"
            f" code() {{ return Promise.resolve(1) }}, ask() {{ {PLACE} }} }})"
        },
        {("launch", "onShow")},
    ),
    (
        "a handler that a binding chooses",
        {
            "pages/a/a.wxml": "<button bindtap=\"{{on ? 'go' : 'stop'}}\">x</button>",
            "pages/a/a.js": f"Page({{ go() {{ {PLACE} }} }})",
        },
        {("touch", "go")},
    ),
    (
        "functions that call each other",
        {
            "pages/a/a.wxml": TAP,
            "pages/a/a.js": f"function a() {{ b() }} function b() {{ a(); {PLACE} }}\n"
            "Page({ go() { a() } })",
        },
        {("touch", "go")},
    ),
    (
        "a script that runs",
        {"app.js": f"App({{}})\n{PLACE}"},
        {("launch", "app.js")},
    ),
    (
        "a function that nobody names",
        {"pages/a/a.js": f"const unused = () => {{ {PLACE} }}\nPage({{}})"},
        set(),
    ),
    (
        "a name that is another one inside",
        {
            "pages/a/a.js": f"function ask() {{ {PLACE} }}\n"
            "Page({ onLoad() { function ask() {} ask() } })"
        },
        set(),
    ),
]


@pytest.mark.parametrize(
    ("files", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES]
)
def test_ways_to_a_function(
    facts: Examine, files: Mapping[str, str], expected: set[tuple[str, str]]
) -> None:
    texts = {path: text or None for path, text in files.items()}
    known = facts(files=texts)
    uses = [use for use in known.surveyed.uses if use.name == "getLocation"]
    assert len(uses) == 1
    assert {(str(way.start), way.name) for way in known.graph.ways(uses[0])} == expected


def test_a_way_says_what_it_goes_through_and_what_it_waits_for(facts: Examine) -> None:
    script = (
        "Page({ go() { wx.login({ success: () => this.ask() }) }, ask() { later() } })\n"
        f"function later() {{ {PLACE} }}"
    )
    known = facts(files={"pages/a/a.wxml": TAP, "pages/a/a.js": script})
    (use,) = (use for use in known.surveyed.uses if use.name == "getLocation")
    (way,) = known.graph.ways(use)
    assert (way.start, way.steps, way.waited) == (Start.TOUCH, ("go", "ask", "later"), "login")
    assert way.spot == use.spot
