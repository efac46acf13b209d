"""The hands and eyes of a scenario on a player: touches places, types, looks at page and data."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import partial
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, QPointF, Qt, QTimer

from apimock.scenario.expectation import differences, fits
from apimock.scenario.host import Done, Sight
from ide.headless import finger
from renderer.host.launch import Launch
from renderer.host.player import Player

PATIENCE_S = 5.0
"""How long a place may take to appear and stand still."""
_LONG_MS = 500
"""How long a finger rests for a long press (WeChat: 350 ms)."""
_STEPS = 8
_STEP_MS = 16
_FIRST_NUMBER = 3_000_000
_Found = Callable[[QPointF, str | None], None]
"""Hears where a place is, and what the field in it holds that has the focus."""

_FINDER = (Path(__file__).parent / "places.js").read_text("utf-8").split("\n", 1)[1].strip()
_SEEN = """(async () => {
  await minideckProbe.frame()
  await minideckProbe.frame()
  const shown = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  const pages = [...document.querySelectorAll('iframe')]
  const frames = pages.filter((one) => one.contentDocument && shown(one))
  const roots = [document, ...frames.map((one) => one.contentDocument)]
  const all = (selector) => roots.flatMap((root) => [...root.querySelectorAll(selector)])
  const found = all(STRICT)
  return (found.length ? found : all(LOOSE)).map((one) => {
    const { width, height } = one.getBoundingClientRect()
    const field = one.querySelector('input, textarea') ?? one
    const seen = shown(one) && width > 0 && height > 0
    return { text: one.innerText || field.value || '', shown: seen }
  })
})()"""
_FOCUS = """(async () => {
  await minideckProbe.frame()
  let at = document.activeElement
  while (at?.contentDocument) at = at.contentDocument.activeElement
  return /^(INPUT|TEXTAREA)$/.test(at?.tagName ?? '')
})()"""


class Hands(QObject):
    """Does what a scenario wants done in the app; every deed reports once."""

    def __init__(self, player: Player, rest: Callable[[Callable[[], None]], None], parent: QObject):
        """``rest`` calls back once the app has nothing to do."""
        super().__init__(parent)
        self._player = player
        self._rest = rest
        self._numbers = count(_FIRST_NUMBER)
        self._asked: dict[int, Callable[[Any], None]] = {}
        player.inspected.connect(self._on_inspected)

    def touch(self, values: Mapping[str, Any], done: Done) -> None:
        """Do what a key of ``ui`` says."""
        if values.get("back"):
            self._player.receive({"type": "chrome", "name": "back", "detail": {}})
            self._rest(partial(done, ""))
            return
        verb = next(name for name in _VERBS if name in values)
        place = _place(values[verb], values)

        def found(at: QPointF, field: str | None) -> None:
            if verb == "input" and field is not None:
                self._write(values, field, ended)
            else:
                _VERBS[verb](self, at, values, ended)

        def ended(problem: str) -> None:
            self._rest(partial(done, problem))

        self._find(place, found, done)

    def lead(self, channel: str, values: Mapping[str, Any], done: Done) -> None:
        """Carry out a key of ``app`` or ``page``."""
        if channel == "page":
            url = "/" + values.get("url", "").lstrip("/")
            message = {"type": "navigate", "action": values["how"], "delta": values["delta"]}
            self._player.receive({**message, "url": "" if url == "/" else url})
        elif values["do"] == "enter":
            self._player.load(launch_of(values))
        elif values["do"] == "terminate":
            self._player.end_app()
            done("")
            return
        else:
            self._player.receive(
                {"type": "app-event", "name": values["do"], "detail": _detail(values)}
            )
        self._rest(partial(done, ""))

    def look(self, sight: Sight, done: Done) -> None:
        """Say whether the app shows this once it has come to rest."""
        self._rest(partial(self._look_now, sight, done))

    def _look_now(self, sight: Sight, done: Done) -> None:
        stack = self._player.state.stack
        on_top = stack[-1] if stack else ""
        told = []
        if sight.route and not fits(_route(sight.route), on_top):
            told.append(f"the page is {on_top or 'none'}, not {sight.route}")

        def with_data(data: Any) -> None:
            told.extend(differences(sight.data or {}, data))
            self._see(sight, lambda problem: done("; ".join([*told, *filter(None, (problem,))])))

        if sight.data is None:
            with_data({})
        else:
            self._inspect("data", with_data)

    def _see(self, sight: Sight, done: Done) -> None:
        if sight.selector:
            self._player.probe(_seen(sight.selector), lambda found: done(_judge(sight, found)))
        elif sight.text is not None:
            self._player.probe(
                "minideckProbe.paintedFacts()", lambda all_: done(_read(sight, all_))
            )
        else:
            done("")

    def _find(self, place: Mapping[str, Any], found: _Found, done: Done) -> None:
        """Look for a place until it stands still where a finger reaches it."""
        expression = f"({_FINDER})({json.dumps(place)})"
        until = monotonic() + PATIENCE_S

        def seen(at: Any) -> None:
            if isinstance(at, dict) and at.get("hit") and at.get("still"):
                found(QPointF(at["x"], at["y"]) * self._player.view.zoomFactor(), at.get("field"))
            elif monotonic() < until:
                self._player.probe(expression, seen)
            else:
                known = at.get("count", 0) if isinstance(at, dict) else 0
                name = place["css"] or f"“{place['text']}”"
                done(
                    f"{name} cannot be touched: something covers it"
                    if known
                    else f"there is no {name} on the screen"
                )

        self._player.probe(expression, seen)

    def _tap(self, at: QPointF, _: Mapping[str, Any], done: Done) -> None:
        finger.press(self._player.view, at)
        finger.release(self._player.view, at)
        self._painted(done)

    def _press_long(self, at: QPointF, _: Mapping[str, Any], done: Done) -> None:
        finger.press(self._player.view, at)

        def let_go() -> None:
            finger.release(self._player.view, at)
            self._painted(done)

        QTimer.singleShot(_LONG_MS, self, let_go)

    def _drag(self, at: QPointF, values: Mapping[str, Any], done: Done) -> None:
        across, down = (part * self._player.view.zoomFactor() for part in values["by"])
        finger.press(self._player.view, at)

        def go(step: int) -> None:
            way = at + QPointF(across * step / _STEPS, down * step / _STEPS)
            finger.move(self._player.view, way)
            if step < _STEPS:
                QTimer.singleShot(_STEP_MS, self, partial(go, step + 1))
            else:
                finger.release(self._player.view, way)
                self._painted(done)

        QTimer.singleShot(_STEP_MS, self, partial(go, 1))

    def _type(self, at: QPointF, values: Mapping[str, Any], done: Done) -> None:
        until = monotonic() + PATIENCE_S

        def focused(there: Any) -> None:
            if not there and monotonic() < until:
                self._player.probe(_FOCUS, focused)
                return
            if not there:
                done(f"{values['input']} takes no text")
                return
            self._write(values, None, done)

        self._tap(at, values, lambda _: self._player.probe(_FOCUS, focused))

    def _write(self, values: Mapping[str, Any], held: str | None, done: Done) -> None:
        """Write into the field with the focus, which holds ``held`` as far as known."""
        if values["value"] != held:
            finger.write(self._player.view, values["value"])
        if values.get("enter"):
            finger.key(self._player.view, Qt.Key.Key_Return)
        self._painted(done)

    def _painted(self, done: Done) -> None:
        """Go on when what was done has reached the page."""
        self._player.probe("minideckProbe.frame().then(() => true)", lambda _: done(""))

    def _inspect(self, what: str, then: Callable[[Any], None]) -> None:
        number = next(self._numbers)
        self._asked[number] = then
        self._player.receive({"type": "inspect", "id": number, "what": what, "args": {}})

    def _on_inspected(self, number: int, value: object) -> None:
        then = self._asked.pop(number, None)
        if then is not None:
            then(value)


_VERBS: Mapping[str, Callable[[Hands, QPointF, Mapping[str, Any], Done], None]] = {
    "tap": Hands._tap,
    "longpress": Hands._press_long,
    "input": Hands._type,
    "scroll": Hands._drag,
    "swipe": Hands._drag,
}


def _place(selector: str, values: Mapping[str, Any]) -> dict[str, Any]:
    css = selector.replace(">>>", " ").strip()
    return {
        "css": css,
        "loose": _loose(css),
        "text": values.get("text", ""),
        "nth": values.get("nth", 0),
        "at": values.get("at"),
    }


_PART = re.compile(
    r'(?P<kept>\[[^]]*\]|"[^"]*"|#[\w-]+|::?[\w-]+)|\.(?P<class>-?[A-Za-z_][\w-]*)|(?P<tag>[a-z][\w-]*)'
)


def _loose(selector: str) -> str:
    """A selector that finds built-in tags by their name in WXML, and classes of components.

    On the page the former begin with ``wx-``, the latter carry a prefix.
    """

    def widened(found: re.Match[str]) -> str:
        if found["class"]:
            name = found["class"]
            return f':is([class*="--{name} "], [class$="--{name}"], .{name})'
        if found["tag"]:
            return f":is({found['tag']}, wx-{found['tag']})"
        return found[0]

    return _PART.sub(widened, selector)


def _seen(selector: str) -> str:
    css = selector.replace(">>>", " ").strip()
    return _SEEN.replace("STRICT", json.dumps(css)).replace("LOOSE", json.dumps(_loose(css)))


def _route(text: str) -> str:
    """A route as the stack names it; a ``/regex/`` stays one."""
    is_pattern = len(text) > 1 and text[0] == text[-1] == "/"
    return text if is_pattern else text.strip("/")


def _judge(sight: Sight, found: Any) -> str:
    """Why the elements of a selector are not as expected, '' when they are."""
    if found is None:
        return f"{sight.selector} is no selector"
    shown = [element["text"] for element in found if element["shown"]]
    if sight.nth is not None:
        shown = shown[sight.nth : sight.nth + 1]
    if not sight.exists:
        meant = [text for text in shown if sight.text is None or _holds(sight.text, text)]
        return f"{sight.selector} is on the screen: {_short(meant[0])}" if meant else ""
    if not shown:
        return f"{sight.selector} is not on the screen"
    if sight.text is None or any(_holds(sight.text, text) for text in shown):
        return ""
    return f"{sight.selector} shows {_short(shown[0])}, not {_short(sight.text)}"


def _read(sight: Sight, facts: Any) -> str:
    words = f"{facts['text']}\n{facts['chrome']}" if facts else ""
    assert sight.text is not None
    there = _holds(sight.text, words)
    if there is sight.exists:
        return ""
    return f"{_short(sight.text)} is {'' if there else 'not '}on the screen: {_short(words)}"


def _holds(wanted: str, text: str) -> bool:
    if len(wanted) > 1 and wanted[0] == wanted[-1] == "/":
        return fits(wanted, text)
    return "".join(wanted.split()) in "".join(text.split())


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line if len(line) <= 120 else f'{line[:117]}…'}”"


def launch_of(values: Mapping[str, Any]) -> Launch:
    """Return how a key of ``app`` enters the app."""
    query = {str(name): str(value) for name, value in values.get("query", {}).items()}
    return Launch(
        values.get("path", "").strip("/"),
        query,
        values.get("scene", 1001),
        values.get("referrerInfo", {}),
    )


def _detail(values: Mapping[str, Any]) -> dict[str, Any]:
    """What the app hears of going and coming back."""
    if values["do"] == "hide":
        return {"reason": values["reason"]} if "reason" in values else {}
    if not any(name in values for name in ("scene", "path", "query", "referrerInfo")):
        return {}
    launch = launch_of(values).to_json()
    return launch if values.get("path") else {key: launch[key] for key in launch if key in values}
