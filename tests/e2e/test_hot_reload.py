"""An edit reaches the running mini-program: the compiler's process, the builder and the player."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from ide.phone import PhoneSetup, app_facts, host_phone, new_phone
from ide.project.builder import Build, Builder
from renderer.host.launch import Launch
from renderer.host.player import Player, Report
from renderer.host.scheme import register_scheme
from renderer.host.screen import device
from tests.e2e.conftest import write_project
from tests.patience import PATIENCE_MS

register_scheme()

FIRST, SECOND = "pages/first/index", "pages/second/index"
SCRIPT = """
const { word } = require('../../word')
Page({
  data: { n: 0, word },
  onLoad(query) { this.setData({ query }) },
  typed(event) { this.typed = event.detail.value },
})
"""
TEMPLATE = """<view class="box" style="height: 20px">{{n}} {{word}} old</view>
<input id="field" value="kept" /><view style="height: 3000px"></view>
"""
FILES = {
    f"{FIRST}.js": "Page({ data: { n: 0 } })",
    f"{SECOND}.js": SCRIPT,
    f"{SECOND}.wxml": TEMPLATE,
    f"{SECOND}.wxss": ".box { color: rgb(1, 2, 3) }",
    "word.js": "exports.word = 'before'",
}
LOOK = """(() => {
  const document = [...window.document.querySelectorAll('iframe')].at(-1)?.contentDocument
  if (!document?.querySelector('.box')) return {}
  const box = document.querySelector('.box')
  const focused = document.activeElement
  return {
    text: box.textContent, colour: getComputedStyle(box).color,
    scroll: document.scrollingElement.scrollTop, focused: focused?.closest('#field') !== null,
    value: document.querySelector('#field input, input#field')?.value,
  }
})()"""
PREPARE = """(() => {
  const document = [...window.document.querySelectorAll('iframe')].at(-1).contentDocument
  const field = document.querySelector('#field input, input#field')
  field.focus({ preventScroll: true })
  document.scrollingElement.scrollTop = 150
})()"""

WATCH = """(() => {
  const document = [...window.document.querySelectorAll('iframe')].at(-1).contentDocument
  const box = document.querySelector('.box')
  const faces = [...document.fonts]
  window.watched = { colours: [], sameFonts: true }
  const look = () => {
    window.watched.colours.push(getComputedStyle(box).color)
    window.watched.sameFonts &&= [...document.fonts].every((face, index) => face === faces[index])
    requestAnimationFrame(look)
  }
  look()
})()"""


class Running:
    """A project that is open: files are edited, the phone is looked at."""

    def __init__(self, root: Path, qtbot: QtBot) -> None:
        self.root = root
        self.qtbot = qtbot
        self.builds: list[Build] = []
        self.keep = True
        self.reports: list[Report] = []
        self._ids = count(1)
        self._answers: dict[int, Any] = {}
        self.builder = Builder(root, None)
        with qtbot.waitSignal(self.builder.opened, timeout=PATIENCE_MS) as opened:
            self.builder.open()
        bundle = opened.args[0]
        preset = device("iphone-6")
        setup = PhoneSetup(preset, app_facts(bundle.manifest, {}), root)
        self.clock = QObject()
        self.player = Player(bundle, host_phone(new_phone(setup, self.clock), preset))
        self.builder.built.connect(self._on_built)
        self.player.inspected.connect(self._answers.__setitem__)
        self.player.reported.connect(self.reports.append)
        self.player.view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.player.view.show()
        self.player.load(Launch())
        self.wait_ready((FIRST,))
        self.navigate(f"/{SECOND}?key=value")
        self.wait_ready((FIRST, SECOND))
        self.ask("set-data", data={"n": 7})
        self.probe(PREPARE)
        qtbot.waitUntil(lambda: self.look().get("scroll") == 150, timeout=PATIENCE_MS)

    def navigate(self, url: str) -> None:
        self.player.receive({"type": "navigate", "action": "navigateTo", "url": url, "delta": 0})

    def wait_ready(self, stack: tuple[str, ...]) -> None:
        self.qtbot.waitUntil(
            lambda: self.player.state.stack == stack and self.player.state.ready == stack[-1],
            timeout=PATIENCE_MS,
        )

    def edit(self, path: str, text: str) -> str:
        """Save a file; returns the kind of the step that follows."""
        (self.root / path).write_text(text, encoding="utf-8")
        with self.qtbot.waitSignal(self.player.updated, timeout=PATIENCE_MS):
            self.builder.files_changed([path])
        return self.builds[-1].kind

    def ask(self, what: str, **args: Any) -> Any:
        number = next(self._ids)
        self.player.receive({"type": "inspect", "id": number, "what": what, "args": args})
        self.qtbot.waitUntil(lambda: number in self._answers, timeout=PATIENCE_MS)
        return self._answers.pop(number)

    def probe(self, expression: str) -> Any:
        values: list[Any] = []
        self.player.probe(expression, values.append)
        self.qtbot.waitUntil(lambda: bool(values), timeout=PATIENCE_MS)
        return values[0]

    def look(self) -> dict[str, Any]:
        seen = self.probe(LOOK)
        assert isinstance(seen, dict)
        return seen

    def wait_shown(self, name: str, value: object) -> dict[str, Any]:
        self.qtbot.waitUntil(lambda: self.look().get(name) == value, timeout=PATIENCE_MS)
        return self.look()

    def _on_built(self, build: Build) -> None:
        self.builds.append(build)
        self.player.update(build.kind, build.stale, keep=self.keep)


@pytest.fixture
def running(qapp: QObject, qtbot: QtBot, tmp_path: Path) -> Iterator[Running]:
    opened = Running(write_project(tmp_path / "app", [FIRST, SECOND], FILES), qtbot)
    yield opened
    assert opened.reports == []
    opened.player.close()
    opened.builder.close()


def test_a_style_changes_alone(running: Running) -> None:
    assert running.edit(f"{SECOND}.wxss", ".box { color: rgb(4, 5, 6) }") == "style"
    seen = running.wait_shown("colour", "rgb(4, 5, 6)")
    assert (seen["scroll"], seen["focused"], seen["value"]) == (150, True, "kept")
    assert running.player.state.stack == (FIRST, SECOND)
    assert running.ask("data")["n"] == 7


def test_a_template_keeps_stack_data_and_scroll(running: Running) -> None:
    assert running.edit(f"{SECOND}.wxml", TEMPLATE.replace("old", "new")) == "template"
    seen = running.wait_shown("text", "7 before new")
    assert (seen["scroll"], seen["focused"], seen["value"]) == (150, True, "kept")
    assert running.player.state.stack == (FIRST, SECOND)
    assert running.ask("data")["query"] == {"key": "value"}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("word.js", "exports.word = 'after'"),
        (f"{SECOND}.js", SCRIPT.replace("n: 0, word", "n: 0, word: 'after'")),
    ],
    ids=["a module", "the page"],
)
def test_a_script_is_taken_over_by_the_living_page(running: Running, path: str, text: str) -> None:
    assert running.edit(path, text) == "script"
    seen = running.wait_shown("text", "7 after old")
    assert (seen["scroll"], seen["focused"], seen["value"]) == (150, True, "kept")
    assert running.player.state.stack == (FIRST, SECOND)
    assert running.ask("data")["query"] == {"key": "value"}


def test_a_page_begins_again_where_the_person_is(running: Running) -> None:
    text = SCRIPT.replace("{ query }", "{ query, word: 'loaded' }")
    assert running.edit(f"{SECOND}.js", text) == "script"
    seen = running.wait_shown("text", "0 loaded old")
    assert (seen["scroll"], seen["focused"], seen["value"]) == (150, True, "kept")
    assert running.player.state.stack == (FIRST, SECOND)
    assert running.ask("data")["query"] == {"key": "value"}


def test_an_edit_can_be_made_to_begin_the_page_again(running: Running) -> None:
    running.keep = False
    assert running.edit("word.js", "exports.word = 'after'") == "script"
    running.wait_shown("text", "0 after old")


def test_a_script_that_fails_leaves_the_page_up(running: Running) -> None:
    assert running.edit(f"{SECOND}.js", "throw new Error('half an idea')") == "script"
    running.qtbot.waitUntil(lambda: bool(running.reports), timeout=PATIENCE_MS)
    report = running.reports.pop()
    assert (report.message, report.file) == ("Error: half an idea", f"{SECOND}.js")
    assert running.look()["text"] == "7 before old"
    mended = SCRIPT.replace("n: 0, word", "n: 0, word: 'mended'")
    assert running.edit(f"{SECOND}.js", mended) == "script"
    running.wait_shown("text", "7 mended old")


def test_no_frame_is_without_a_style_and_fonts_are_not_loaded_again(running: Running) -> None:
    font = "@font-face { font-family: own; src: local('Arial') }\n"
    running.edit(f"{SECOND}.wxss", f"{font}.box {{ color: rgb(4, 5, 6) }}")
    running.wait_shown("colour", "rgb(4, 5, 6)")
    running.probe(WATCH)
    for shade in range(10, 15):
        running.edit(f"{SECOND}.wxss", f"{font}.box {{ color: rgb({shade}, 5, 6) }}")
        running.wait_shown("colour", f"rgb({shade}, 5, 6)")
    seen = running.probe("window.watched")
    shades = {f"rgb({shade}, 5, 6)" for shade in (4, *range(10, 15))}
    assert set(seen["colours"]) <= shades
    assert len(seen["colours"]) > 1
    assert seen["sameFonts"] is True


def test_the_app_starts_anew_with_the_same_pages(running: Running) -> None:
    app = json.loads((running.root / "app.json").read_text("utf-8"))
    app["window"] = {"navigationBarTitleText": "Anew"}
    assert running.edit("app.json", json.dumps(app)) == "app"
    running.wait_shown("text", "0 before old")
    assert running.player.state.stack == (FIRST, SECOND)
    assert running.ask("data")["query"] == {"key": "value"}
