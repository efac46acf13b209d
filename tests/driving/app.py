"""A mini-program in a person's hands: waits for what is seen, taps, drags, types and reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, QPoint, QTimer

from ide.handset import Handset
from ide.headless.page_run import Target
from ide.headless.project import HeadlessProject
from ide.phone import connect_events, host_phone, new_phone
from renderer.host.player import Player, Report
from renderer.host.screen import DEFAULT_DEVICE, Posture, device
from renderer.host.stillness import Stillness
from tests.driving import finger
from tests.driving.place import Place, can_be_touched, css, loose, question

LIMIT_S = 120.0
"""How long a fact may take to come true."""

_REST_MS = 350
"""How long a finger rests where it dragged something: longer than any throw (300 ms) takes."""

HARMLESS = {"notice", "offline", "console"}
"""Kinds of reports that do not say that something is broken."""

_FACTS = "minideckProbe.paintedFacts()"
_NODE = """(async () => {
  await minideckProbe.frame()
  const pages = [...document.querySelectorAll('iframe')].filter((one) => one.checkVisibility())
  const roots = [document, ...pages.map((one) => one.contentDocument)]
  const all = (selector) => roots.flatMap((root) => [...root.querySelectorAll(selector)])
  const found = all(SELECTOR)
  return (found.length ? found : all(LOOSE)).map((one) => ({
      classes: one.className, text: one.innerText ?? '', value: one.value ?? '',
      style: one.style.cssText,
      shown: one.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
      width: one.getBoundingClientRect().width, height: one.getBoundingClientRect().height,
    }))
})()"""


class DrivenApp:
    """Runs a project's mini-program on a fresh phone; every method that looks waits for it.

    Whatever does not come true within ``LIMIT_S`` is an AssertionError.
    """

    def __init__(self, project: HeadlessProject) -> None:
        self._clock = QObject()
        setup = project.phone_setup(device(DEFAULT_DEVICE))
        self.phone = new_phone(setup, self._clock)
        shell = {"animate": False, "clock": "9:41", "keyboard": False}
        self._preset = setup.preset
        self.player = Player(project.bundle, host_phone(self.phone, setup.preset), shell=shell)
        self._unplug = connect_events(self.phone, self.player.push)
        self.reports: list[Report] = []
        self._numbers = count(1)
        self._broken: list[str] = []
        self.player.reported.connect(self.reports.append)
        self.player.crashed.connect(self._broken.append)
        self.player.loop_detected.connect(lambda: self._broken.append("endless loop"))
        self.player.view.show()
        self.player.view.setFocus()

    def close(self) -> None:
        """End the mini-program."""
        self._unplug()
        self.player.close()

    def open(self, address: str = "") -> None:
        """Start the app on ``path?query``, or on its entry page, and wait until it is ready."""
        self.phone.restart()
        self.player.load(Target.parse(address).launch())
        self.wait_ready()

    @property
    def route(self) -> str:
        """The page on top of the stack."""
        return self.player.state.stack[-1] if self.player.state.stack else ""

    @property
    def stack(self) -> tuple[str, ...]:
        """The page stack, the page on top last."""
        return self.player.state.stack

    def errors(self) -> list[Report]:
        """What was reported broken so far."""
        return [report for report in self.reports if report.kind not in HARMLESS]

    def text(self) -> str:
        """Return what can be read on the phone: page and chrome."""
        return _words(self.until(_FACTS, lambda facts: True, "the page answers"))

    def nodes(self, selector: str) -> list[dict[str, Any]]:
        """Return classes, text, value, style, size and visibility of the elements found."""
        found = self.until(_node(selector), lambda _: True, "")
        assert isinstance(found, list)
        return found

    def data(self) -> dict[str, Any]:
        """Return the data of the page on top."""
        found = self._inspect("data", {})
        assert isinstance(found, dict)
        return found

    def rest(self) -> None:
        """Wait until the page is still: its app waits for nothing, its view shows all of it."""
        ended: list[bool] = []
        waiting = QEventLoop()
        stillness = Stillness(self.player, self.player.is_loading)

        def looked(_facts: object, still: bool) -> None:
            ended.append(still)
            waiting.quit()

        stillness.ended.connect(looked)
        stillness.begin()
        self._run(waiting)
        stillness.stop()
        assert ended, self._why("an app at rest")

    def _inspect(self, what: str, args: Mapping[str, Any]) -> Any:
        number = next(self._numbers)
        heard: list[Any] = []
        waiting = QEventLoop()

        def inspected(identity: int, value: object) -> None:
            if identity == number:
                heard.append(value)
                waiting.quit()

        self.player.inspected.connect(inspected)
        self.player.receive({"type": "inspect", "id": number, "what": what, "args": dict(args)})
        self._run(waiting)
        self.player.inspected.disconnect(inspected)
        assert heard, self._why(f"an answer about {what}")
        return heard[0]

    def wait_ready(self, route: str = "") -> None:
        """Wait until the page on top, or the page of ``route``, is ready."""

        # Told by a signal: a document that is being left answers no probe.
        waiting = QEventLoop()

        def changed() -> None:
            if self._is_ready(route):
                waiting.quit()

        if not self._is_ready(route):
            self.player.state_changed.connect(changed)
            self.player.crashed.connect(waiting.quit)
            self._run(waiting)
            self.player.state_changed.disconnect(changed)
            self.player.crashed.disconnect(waiting.quit)
        assert self._is_ready(route), self._why(f"{route or 'a page'} that is ready")
        self.painted()

    def wait_text(self, words: str) -> None:
        """Wait until a text can be read, whatever spaces and lines divide it."""
        self.until(_FACTS, lambda facts: _plain(words) in _plain(_words(facts)), f"“{words}”")

    def wait_said(self, words: str) -> None:
        """Wait until the app has written something to its console."""
        heard = self.reports
        self.wait_fact(
            lambda: any(one.kind == "console" and words in one.message for one in heard),
            lambda: f"“{words}” in the console",
        )

    def wait_no_text(self, words: str) -> None:
        """Wait until a text is gone."""
        gone = f"no “{words}”"
        self.until(_FACTS, lambda facts: _plain(words) not in _plain(_words(facts)), gone)

    def wait_nodes(
        self, selector: str, accept: Callable[[list[dict[str, Any]]], bool], what: str = ""
    ) -> None:
        """Wait until there are such elements and they are as wanted."""
        wanted = what or f"{selector} as wanted"
        self.until(_node(selector), lambda found: bool(found) and accept(found), wanted)

    def wait_seen(self, selector: str) -> None:
        """Wait until an element of the selector can be seen."""
        self.wait_nodes(selector, lambda found: any(map(_seen, found)), f"{selector} is seen")

    def wait_unseen(self, selector: str) -> None:
        """Wait until no element of the selector can be seen."""
        gone = f"no {selector}"
        self.until(_node(selector), lambda found: not any(map(_seen, found or ())), gone)

    def wait_data(self, accept: Callable[[dict[str, Any]], bool], what: str) -> None:
        """Wait until the page's data is as wanted."""
        until = monotonic() + LIMIT_S
        while not accept(data := self.data()):
            assert monotonic() < until, self._why(what, data)
            self.painted()

    def wait_fact(self, fact: Callable[[], bool], what: Callable[[], str]) -> None:
        """Wait until something is so on the phone itself; ``what`` says what it would be."""
        until = monotonic() + LIMIT_S
        while not fact():
            assert monotonic() < until, self._why(what())
            self.painted()

    def turn(self, *, landscape: bool) -> None:
        """Hold the phone upright or on its side, for a page that may turn."""
        self.phone.device.system.orientation = "landscape" if landscape else "portrait"
        screen = self._preset.screen(posture=Posture(landscape=landscape))
        held = replace(host_phone(self.phone, self._preset), screen=screen)
        self.player.change_phone(held)
        self.player.resize_to_screen()
        self.painted()

    def use(self, name: str) -> None:
        """Take another phone, which counts from the next start of the app."""
        self._preset = device(name)
        Handset(self.phone, self._preset)
        self.player.use_phone(host_phone(self.phone, self._preset))

    def point(self, place: str | Place) -> QPoint:
        """Return where a finger touches the place, once it stands still and is not covered."""
        wanted = Place.of(place)
        found = self.until(question(wanted), can_be_touched, f"{wanted} to touch")
        return QPoint(round(found["x"]), round(found["y"]))

    def tap(self, place: str | Place) -> None:
        """Tap in the middle of the place."""
        finger.tap(self.player.view, self.point(place))
        self.painted()

    def tap_at(self, place: str | Place, dx: int, dy: int) -> None:
        """Tap beside the middle of the place."""
        finger.tap(self.player.view, self.point(place) + QPoint(dx, dy))
        self.painted()

    def drag(self, place: str | Place, dx: int, dy: int, steps: int = 8) -> None:
        """Put a finger on the place, move it, rest, and take it off."""
        start = self.point(place)
        finger.press(self.player.view, start)
        for step in range(1, steps + 1):
            way = QPoint(round(dx * step / steps), round(dy * step / steps))
            finger.move(self.player.view, start + way)
            self.painted()
        # Components throw what is let go of too soon after it was touched.
        self.until(f"new Promise((done) => setTimeout(() => done(1), {_REST_MS}))", bool, "rest")
        finger.release(self.player.view, start + QPoint(dx, dy))
        self.painted()

    def type(self, place: str | Place, words: str, *, enter: bool = False) -> None:
        """Tap a field, write into it and press Enter if wanted."""
        self.tap(place)
        field = (
            "(async () => { await minideckProbe.frame(); let at = document.activeElement;"
            " while (at?.contentDocument) at = at.contentDocument.activeElement;"
            " return /^(INPUT|TEXTAREA)$/.test(at?.tagName ?? '') })()"
        )
        self.until(field, bool, f"the focus in {place}")
        finger.write(self.player.view, words)
        if enter:
            finger.enter(self.player.view)
        self.painted()

    def back(self) -> None:
        """Go back with the bar's arrow, or as the phone's own gesture does where there is none."""
        before = self.stack
        if any(map(_seen, self.nodes(".page:not(.hidden) .nav-back"))):
            self.tap(css(".page:not(.hidden) .nav-back"))
        else:
            message = {"type": "navigate", "action": "navigateBack", "url": "", "delta": 1}
            self.player.receive(message)
        self.until(_FACTS, lambda _: self.stack != before, "the page below")

    def painted(self) -> None:
        """Wait until what was done is painted."""
        self.until(_FACTS, lambda facts: facts is not None, "a painted page")

    def until(self, expression: str, accept: Callable[[Any], bool], what: str) -> Any:
        """Evaluate in the probe's world again and again until the value is accepted."""
        accepted: list[Any] = []
        last: list[Any] = [None]
        waiting = QEventLoop()

        def heard(value: Any) -> None:
            last[0] = value
            if accept(value):
                accepted.append(value)
                waiting.quit()
            elif waiting.isRunning():
                self.player.probe(expression, heard)

        self.player.probe(expression, heard)
        self._run(waiting)
        assert accepted, self._why(what, last[0])
        return accepted[0]

    def _is_ready(self, route: str) -> bool:
        state = self.player.state
        on_top = state.stack[-1] if state.stack else ""
        return bool(on_top) and state.ready == on_top and route in ("", on_top)

    def _run(self, waiting: QEventLoop) -> None:
        limit = QTimer()
        limit.setSingleShot(True)
        limit.timeout.connect(waiting.quit)
        limit.start(round(LIMIT_S * 1000))
        waiting.exec()
        limit.stop()

    def _why(self, what: str, last: Any = None) -> str:
        if isinstance(last, Mapping) and "chrome" in last:
            last = _words(last)
        state = f"on {self.stack}; last seen: {str(last)[:1500]}"
        broken = [*self._broken, *(f"{one.kind}: {one.message}" for one in self.errors())]
        return f"waited in vain for {what}, {state}; {broken}"


@contextmanager
def driven(root: Path, address: str = "") -> Iterator[DrivenApp]:
    """Run the mini-program in a folder, started on ``path?query`` or its entry page."""
    project = HeadlessProject(root)
    project.open()
    try:
        app = DrivenApp(project)
        try:
            app.open(address)
            yield app
        finally:
            app.close()
    finally:
        project.close()


def _node(selector: str) -> str:
    return _NODE.replace("SELECTOR", json.dumps(selector)).replace(
        "LOOSE", json.dumps(loose(selector))
    )


def _words(facts: Any) -> str:
    return f"{facts['text']}\n{facts['chrome']}" if facts else ""


def _plain(words: str) -> str:
    return "".join(words.split())


def _seen(node: Mapping[str, Any]) -> bool:
    return bool(node["shown"] and node["width"] and node["height"])
