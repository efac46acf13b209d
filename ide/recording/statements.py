"""Deeds as statements of the Python client (no Qt)."""

from __future__ import annotations

import keyword
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from ide.recording.deeds import RAMP, ROUTE, Deed
from ide.recording.expectations import WAIT_S, Expectations
from ide.recording.literals import Code, call, text_literal
from ide.recording.names import from_folder

Lines = list[str]
_SHEETS: Mapping[str, tuple[str, Sequence[Any]]] = {
    ".modal-confirm": ("native.handle_modal", (True,)),
    ".modal-cancel": ("native.handle_modal", (False,)),
}
_ACTION = ".action-item"


@cache
def _client_calls() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((files("ide.recording") / "client_calls.toml").read_text("utf-8"))


class Statements:
    """Writes deeds as lines of a function's body; knows which fixtures they use.

    ``wait`` is how many seconds a place may take to appear; files are named from ``folder``.
    """

    def __init__(self, wait: float = WAIT_S, folder: Path | None = None) -> None:
        self._folder = folder
        self.fixtures: set[str] = set()
        self._patience = {} if wait == WAIT_S else {"timeout": wait}
        self.expectations = Expectations(self._call, wait)
        self._families: Mapping[str, Callable[[Deed], Lines]] = {
            "ui": self._touch,
            "person": self._answer,
            "app": self._app,
            "page": self._page,
            "api:": self._queue,
            "event:": self._event,
            "scan": self._scan,
            "state": self._state,
            "call": self._phone_call,
            "note": self._note,
            RAMP: self._ramp,
            ROUTE: self._route,
            "expect": lambda deed: self.expectations.of(deed.values),
        }

    def of(self, deed: Deed) -> Lines:
        """The lines of a deed."""
        return self._families.get(deed.does, self._device)(deed)

    def on_page(self, path: str) -> Lines:
        """Wait for a page to be on top."""
        return self.expectations.of({"route": path})

    def passing(self, milliseconds: float) -> Lines:
        """Let time pass."""
        return [self._call("clock.fast_forward", [_duration(milliseconds)])]

    def _call(self, name: str, values: Sequence[Any] = (), named: Any = None, **more: Any) -> str:
        self.fixtures.add(name.partition(".")[0])
        return call(name, values, named, **more)

    def _touch(self, deed: Deed) -> Lines:
        values = deed.values
        if values.get("back"):
            return [self._call("minideck.back")]
        if (sheet := self._sheet(values)) is not None:
            return [sheet]
        verb = next(name for name in _TOUCHES if name in values)
        named = {name: values[name] for name in ("text", "nth", "at", "by") if name in values}
        for pair in ("at", "by"):
            if pair in named:
                named[pair] = tuple(named[pair])
        given = [values[verb]]
        if verb == "input":
            given.append(values["value"])
            if values.get("enter"):
                named["enter"] = True
        return [self._call(_TOUCHES[verb], given, {**named, **self._patience})]

    def _sheet(self, values: Mapping[str, Any]) -> str | None:
        """What is pressed on a dialog of the phone."""
        place = values.get("tap", "")
        if place in _SHEETS:
            name, given = _SHEETS[place]
            return self._call(name, given, self._patience)
        if place == _ACTION:
            item = values.get("text") or values.get("nth", 0)
            return self._call("native.handle_action_sheet", [item], self._patience)
        return None

    def _answer(self, deed: Deed) -> Lines:
        values = deed.values
        named = {name: values[name] for name in ("kind", "api", "nth", "data") if name in values}
        return [self._call("native.answer", [values["answer"]], {**named, **self._patience})]

    def _app(self, deed: Deed) -> Lines:
        values = deed.values
        if values["do"] != "enter":
            return [self._call("device.apply", ["app"], values)]
        named = {_ENTERING[name]: values[name] for name in _ENTERING if name in values}
        return [self._call("app.restart", [], named)]

    def _page(self, deed: Deed) -> Lines:
        values = deed.values
        how = values.get("how", "navigateTo")
        if how == "navigateBack":
            return [self._call("app.navigate_back", [values.get("delta", 1)])]
        return [self._call(_ROUTES[how], [values.get("url", "")])]

    def _queue(self, deed: Deed) -> Lines:
        bodies = deed.values.get("queue", [deed.values])
        outcomes = [
            body["type"] if isinstance(body, Mapping) and set(body) == {"type"} else body
            for body in bodies
        ]
        end = deed.values.get("end", "fall-back")
        named = {} if end == "fall-back" else {"end": str(end)}
        return [self._call("mock.queue", [deed.subject, outcomes], named)]

    def _event(self, deed: Deed) -> Lines:
        detail = deed.values.get("detail", {})
        if all(map(_is_argument, detail)):
            return [self._call("device.emit", [deed.subject], detail)]
        return [self._call("device.apply", [deed.channel], {"detail": detail})]

    def _scan(self, deed: Deed) -> Lines:
        return [self._call("device.scan.queue", [list(map(self._code, deed.values["codes"]))])]

    def _code(self, values: Mapping[str, Any]) -> Any:
        plain = set(values) <= {"result", "scanType"} and values.get("scanType") == "QR_CODE"
        return values["result"] if plain and "result" in values else self._with_files(values)

    def _with_files(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Values whose pictures are named from the test's folder."""
        found = dict(values)
        file = found.get("picture")
        if isinstance(file, str) and Path(file).is_absolute():
            found["picture"] = Code(f"str({self._file(file)})")
        return found

    def _file(self, file: str) -> str:
        """A file beside the test, as an expression."""
        if self._folder is not None:
            file = from_folder(Path(file), self._folder)
        return f"Path(__file__).parent / {text_literal(file)}"

    def _state(self, deed: Deed) -> Lines:
        return [self._call("device.set_state", [deed.values["set"]])]

    def _phone_call(self, deed: Deed) -> Lines:
        rings = deed.values["do"] == "ring"
        return [self._call("device.call.incoming" if rings else "device.call.end")]

    def _note(self, deed: Deed) -> Lines:
        return [f"    # {line}".rstrip() for line in deed.values["text"].splitlines() or [""]]

    def _ramp(self, deed: Deed) -> Lines:
        values = deed.values
        given = [values["from"], values["to"], _duration(values["overMs"])]
        return [self._call("device.battery.ramp", given)]

    def _route(self, deed: Deed) -> Lines:
        named = {} if deed.values["speed"] == 1 else {"speed": deed.values["speed"]}
        place = Code(self._file(deed.values["file"]))
        return [self._call("device.location.play", [place], named)]

    def _device(self, deed: Deed) -> Lines:
        """Whatever happens to the phone: by the part it has in the client, or by the channel."""
        values = self._with_files(deed.values)
        row = _client_calls().get(deed.channel)
        names = {} if row is None else {name: row[name] for name in row if name != "call"}
        known = row is not None and set(values) <= set(names)
        plain = [name for name, meant in names.items() if not meant]
        if row is None or not known or any(name not in values for name in plain):
            return [self._call("device.apply", [deed.channel], values)]
        given = [values.pop(name) for name in plain]
        named = {names[name]: value for name, value in values.items()}
        return [self._call(row["call"], given, named)]


_TOUCHES = {
    "tap": "minideck.tap",
    "longpress": "minideck.long_press",
    "input": "minideck.type",
    "scroll": "minideck.scroll",
    "swipe": "minideck.swipe",
}
_ENTERING = {
    "path": "path",
    "query": "query",
    "scene": "scene",
    "referrerInfo": "referrer_info",
}
_ROUTES = {
    "navigateTo": "app.navigate_to",
    "redirectTo": "app.redirect_to",
    "reLaunch": "app.relaunch",
    "switchTab": "app.switch_tab",
}


def _is_argument(name: str) -> bool:
    """Whether a name can be that of an argument of ``device.emit``."""
    plain = name.isascii() and name.isidentifier() and not keyword.iskeyword(name)
    return plain and name not in ("self", "event")


def _duration(milliseconds: float) -> str:
    """A length of time as the client takes it: ``800ms``, ``1.5s``, ``2min``."""
    for unit, length in (("h", 3_600_000), ("min", 60_000), ("s", 1000)):
        if milliseconds >= length and (milliseconds * 10) % length == 0:
            return f"{milliseconds / length:g}{unit}"
    if milliseconds >= 1000:
        return f"{milliseconds / 1000:.10g}s"
    return f"{milliseconds:.10g}ms"
