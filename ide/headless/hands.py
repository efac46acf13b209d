"""The hands of a scenario on a player: touch places, type, lead the app."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, QPointF, Qt, QTimer

from apimock.scenario.host import Done, Sight
from ide.headless import finger
from ide.headless.eyes import Eyes, loose
from renderer.host.launch import Launch
from renderer.host.player import Player

PATIENCE_S = 5.0
"""How long a place may take to appear and stand still."""
_LONG_MS = 500
"""How long a finger rests for a long press (WeChat: 350 ms)."""
_STEPS = 8
_STEP_MS = 16
_Found = Callable[[QPointF, str | None], None]
"""Hears where a place is, and what the field in it holds that has the focus."""

_FINDER = (Path(__file__).parent / "places.js").read_text("utf-8").split("\n", 1)[1].strip()
_FOCUS = """(async () => {
  await minideckProbe.frame()
  let at = document.activeElement
  while (at?.contentDocument) at = at.contentDocument.activeElement
  return /^(INPUT|TEXTAREA)$/.test(at?.tagName ?? '')
})()"""


class Hands(QObject):
    """Does what a scenario wants done in the app; every deed reports once."""

    def __init__(
        self,
        player: Player,
        rest: Callable[[Callable[[], None]], None],
        parent: QObject,
        *,
        patience: float = PATIENCE_S,
    ) -> None:
        """``rest`` calls back once the app has nothing to do."""
        super().__init__(parent)
        self._patience = patience
        self._player = player
        self._rest = rest
        self._eyes = Eyes(player, self)

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
        self._rest(partial(self._eyes.look, sight, done))

    def _find(self, place: Mapping[str, Any], found: _Found, done: Done) -> None:
        """Look for a place until it stands still where a finger reaches it."""
        expression = f"({_FINDER})({json.dumps(place)})"
        until = monotonic() + self._patience

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
        until = monotonic() + self._patience

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
        "loose": loose(css),
        "text": values.get("text", ""),
        "nth": values.get("nth", 0),
        "at": values.get("at"),
    }


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
