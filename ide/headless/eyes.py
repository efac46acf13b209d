"""The eyes of a scenario on a player: look at the page, its data, its route and its picture."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from apimock.scenario.expectation import differences, fits
from apimock.scenario.host import Done, Sight
from ide.headless.likeness import PictureError, picture_of, read_picture, unlike
from renderer.host.player import Player
from renderer.host.question import Question

_SEEN = """(async () => {
  await minideckProbe.frame()
  await minideckProbe.frame()
  const shown = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  const pages = [...document.querySelectorAll('iframe')]
  const frames = pages.filter((one) => one.contentDocument && shown(one))
  const roots = [
    { document, left: 0, top: 0 },
    ...frames.map((one) => {
      const { x: left, y: top } = one.getBoundingClientRect()
      return { document: one.contentDocument, left, top }
    }),
  ]
  const all = (selector) => roots.flatMap((root) =>
    [...root.document.querySelectorAll(selector)].map((one) => ({ one, root })))
  const strict = all(STRICT)
  return (strict.length ? strict : all(LOOSE)).map(({ one, root }) => {
    const { x, y, width, height } = one.getBoundingClientRect()
    const field = one.querySelector('input, textarea') ?? one
    return {
      text: one.innerText || field.value || '',
      shown: shown(one) && width > 0 && height > 0,
      box: [x + root.left, y + root.top, width, height],
    }
  })
})()"""
PAGE = ".page:not(.hidden) iframe"
"""What is looked at when no element is named: the page, not the phone around it."""


class Eyes(QObject):
    """Compares what an app shows with what is expected; every look reports once."""

    def __init__(self, player: Player, parent: QObject) -> None:
        super().__init__(parent)
        self._player = player
        self._asked: dict[int, Callable[[Any], None]] = {}
        player.inspected.connect(self._on_inspected)

    def look(self, sight: Sight, done: Done) -> None:
        """Say whether the app shows this now."""
        on_top = self._player.state.top
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
        if sight.selector or sight.picture:
            asked = seen(sight.selector or PAGE)
            self._player.probe(asked, lambda found: done(self._judge(sight, found)))
        elif sight.text is not None:
            self._player.probe(
                "minideckProbe.paintedFacts()", lambda all_: done(_read(sight, all_))
            )
        else:
            done("")

    def _judge(self, sight: Sight, found: Any) -> str:
        """Why what was found is not as expected, '' when it is."""
        problem = _judge(sight, found) if sight.selector else ""
        if problem or not sight.picture:
            return problem
        boxes = [element["box"] for element in found or () if element["shown"]]
        nth = sight.nth or 0
        if nth >= len(boxes):
            return "there is no page to look at"
        try:
            wanted = read_picture(sight.picture)
        except PictureError as error:
            return str(error)
        share = unlike(wanted, picture_of(self._player, boxes[nth]))
        if share <= sight.threshold:
            return ""
        name = sight.selector or "the page"
        return (
            f"{name} looks different from {sight.picture}: {share:.2%} of it, "
            f"{sight.threshold:.2%} may be"
        )

    def _inspect(self, what: str, then: Callable[[Any], None]) -> None:
        question = Question(what)
        self._asked[question.number] = then
        self._player.receive(question.message)

    def _on_inspected(self, number: int, value: object) -> None:
        then = self._asked.pop(number, None)
        if then is not None:
            then(value)


_PART = re.compile(
    r'(?P<kept>\[[^]]*\]|"[^"]*"|#[\w-]+|::?[\w-]+)|\.(?P<class>-?[A-Za-z_][\w-]*)|(?P<tag>[a-z][\w-]*)'
)


def loose(selector: str) -> str:
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


def seen(selector: str) -> str:
    """The question for all elements of a selector: what they show and where they are."""
    css = selector.replace(">>>", " ").strip()
    return _SEEN.replace("STRICT", json.dumps(css)).replace("LOOSE", json.dumps(loose(css)))


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
    holds = _is if sight.exact else _holds
    if sight.text is None or any(holds(sight.text, text) for text in shown):
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


def _is(wanted: str, text: str) -> bool:
    return _holds(wanted, text) and (
        wanted[:1] + wanted[-1:] == "//" or "".join(wanted.split()) == "".join(text.split())
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line if len(line) <= 120 else f'{line[:117]}…'}”"
