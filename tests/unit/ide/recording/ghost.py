"""A mini-program that is not there: what a test does with it becomes a scenario's keys again."""

from __future__ import annotations

import builtins
import tomllib
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any

Key = tuple[str, dict[str, Any]]
_TOUCHES = {
    "tap": "tap",
    "long_press": "longpress",
    "type": "input",
    "swipe": "swipe",
    "scroll": "scroll",
}
_ROUTES = {
    "navigate_to": "navigateTo",
    "redirect_to": "redirectTo",
    "relaunch": "reLaunch",
    "switch_tab": "switchTab",
}


class _Part:
    """Anything of the client; calls are told with the way to them."""

    def __init__(self, way: str, tell: Callable[..., Any]) -> None:
        self._way = way
        self._tell = tell

    def __getattr__(self, name: str) -> _Part:
        return _Part(f"{self._way}.{name}", self._tell)

    def __call__(self, *given: Any, **named: Any) -> Any:
        return self._tell(self._way, given, named)


class Ghost:
    """Takes what a test does; ``keys`` is what a scenario would have said."""

    def __init__(self) -> None:
        self.keys: list[Key] = []
        self.marker: dict[str, Any] = {}
        self.passed: list[str] = []
        table = tomllib.loads((files("ide.recording") / "client_calls.toml").read_text("utf-8"))
        self._rows = {row["call"]: (channel, row) for channel, row in table.items()}

    def play(self, source: str) -> None:
        """Run a test."""
        known = dict(vars(builtins))
        known["__import__"] = self._import
        space: dict[str, Any] = {"__builtins__": known, "__file__": str(Path("/t/test_a.py"))}
        code = compile(source, "test_a.py", "exec", optimize=1)  # nothing is true of a ghost
        exec(code, space)
        name, test = next((n, f) for n, f in space.items() if n.startswith("test_"))
        assert name.isidentifier()
        names = test.__code__.co_varnames[: test.__code__.co_argcount]
        test(**{one: _Part(one, self._heard) for one in names})

    def _import(self, name: str, *rest: Any) -> Any:
        if name == "ide.automation":
            return SimpleNamespace(expect=self._expect)
        if name == "pytest":
            return SimpleNamespace(mark=SimpleNamespace(minideck=self._mark))
        return builtins.__import__(name, *rest)

    def _mark(self, **named: Any) -> Callable[[Any], Any]:
        self.marker = named
        return lambda test: test

    def _expect(self, target: Any, **named: Any) -> _Part:
        return _Part(f"expect({target})", lambda *_: None)

    def _heard(self, way: str, given: tuple[Any, ...], named: dict[str, Any]) -> Any:
        named.pop("timeout", None)
        part, _, name = way.partition(".")
        if way in self._rows and way != "device.apply":
            self._put(*self._row(way, given, named))
        elif way == "device.apply":
            self._put(given[0], named)
        elif part in ("minideck", "native", "app", "mock") and hasattr(self, f"_{part}"):
            getattr(self, f"_{part}")(name, given, named)
        else:
            self._device(way, given, named)
        return _Seen()

    def _put(self, channel: str, values: Mapping[str, Any]) -> None:
        self.keys.append((channel, dict(values)))

    def _row(self, way: str, given: tuple[Any, ...], named: Mapping[str, Any]) -> Key:
        channel, row = self._rows[way]
        plain = [name for name, meant in row.items() if name != "call" and not meant]
        back = {meant: name for name, meant in row.items() if name != "call" and meant}
        values = dict(zip(plain, given, strict=True))
        return channel, {**values, **{back[name]: value for name, value in named.items()}}

    def _minideck(self, name: str, given: tuple[Any, ...], named: dict[str, Any]) -> None:
        if name == "back":
            self._put("ui", {"back": True})
        elif name in _TOUCHES:
            values = {_TOUCHES[name]: given[0], **named}
            if name == "type":
                values["value"] = given[1]
            for pair in ("at", "by"):
                if pair in values:
                    values[pair] = list(values[pair])
            self._put("ui", values)

    def _native(self, name: str, given: tuple[Any, ...], named: dict[str, Any]) -> None:
        if name == "answer":
            self._put("person", {"answer": given[0], **named})
        elif name == "handle_modal":
            self._put("ui", {"tap": ".modal-confirm" if given[0] else ".modal-cancel"})

    def _app(self, name: str, given: tuple[Any, ...], named: dict[str, Any]) -> None:
        if name == "restart":
            if "referrer_info" in named:
                named["referrerInfo"] = named.pop("referrer_info")
            self._put("app", {"do": "enter", **named})
        elif name == "navigate_back":
            self._put("page", {"how": "navigateBack", "delta": given[0]})
        elif name in _ROUTES:
            self._put("page", {"how": _ROUTES[name], "url": given[0]})

    def _mock(self, name: str, given: tuple[Any, ...], named: dict[str, Any]) -> None:
        assert name == "queue"
        outcomes = [{"type": one} if isinstance(one, str) else one for one in given[1]]
        self._put(f"api:{given[0]}", {"queue": outcomes, **named})

    def _device(self, way: str, given: tuple[Any, ...], named: dict[str, Any]) -> None:
        if way == "clock.fast_forward":
            self.passed.append(given[0])
        elif way == "device.emit":
            self._put(f"event:{given[0]}", {"detail": named})
        elif way == "device.scan.queue":
            codes = [
                {"result": one, "scanType": "QR_CODE"} if isinstance(one, str) else one
                for one in given[0]
            ]
            self._put("scan", {"codes": codes})
        elif way == "device.set_state":
            self._put("state", {"set": given[0]})
        elif way.startswith("device.call."):
            self._put("call", {"do": "ring" if way.endswith("incoming") else "end"})
        elif way == "device.battery.ramp":
            self._put("ramp", {"from": given[0], "to": given[1], "over": given[2]})
        elif way == "device.location.play":
            self._put("route", {"file": str(given[0])})


class _Seen:
    """An answer that is whatever is expected of it."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0

    def __len__(self) -> int:
        return 0

    def __getattr__(self, name: str) -> Any:
        return lambda *_: self

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __bool__(self) -> bool:
        return True
