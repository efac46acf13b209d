"""What a scenario expects, as expectations of the Python client (no Qt)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

from ide.recording.literals import Code, call, text_literal

WAIT_S = 10.0
"""How long the client waits by itself."""
_INDEX = re.compile(r"\.(\d+)(?=\.|\[|$)")


class Expectations:
    """Writes the keys of the channel ``expect``.

    ``write`` writes a call and notes the fixture it begins with; ``wait`` is how many seconds
    something may take to come true.
    """

    def __init__(self, write: Callable[..., str], wait: float) -> None:
        self.imports: set[str] = set()
        """``expect`` and ``re``, as far as the lines need them."""
        self._write = write
        self._wait = wait

    def of(self, values: Mapping[str, Any]) -> list[str]:
        """The lines of a key; all of it has to be true."""
        lines = [f"    # {values['name']}"] if values.get("name") else []
        wait = max(self._wait, values.get("within", 0) / 1000)
        patience = {} if wait == WAIT_S else {"timeout": wait}
        if "route" in values:
            lines.append(self._route(values["route"], patience))
        if "text" in values or ("selector" in values and "picture" not in values):
            lines += self._seen(values, patience)
        for path, value in values.get("data", {}).items():
            lines.append(self._data(path, value, patience))
        if "called" in values:
            lines += self._called(values)
        for path, value in _flat(values.get("state", {})):
            lines.append(self._assert(f"device.state({text_literal(path)})", value))
        if "picture" in values:
            lines.append(self._picture(values))
        return lines

    def _expect(self, target: str, ending: str, patience: Mapping[str, Any]) -> str:
        self.imports.add("expect")
        self._write("app.page")
        return call("expect", [Code(target)], patience, after=ending)

    def _route(self, route: str, patience: Mapping[str, Any]) -> str:
        if _is_pattern(route):
            return self._until(self._search(route, "app.page.path"), patience)
        ending = f".to_have_path({text_literal(route.strip('/'))})"
        return self._expect("app.page", ending, patience)

    def _seen(self, values: Mapping[str, Any], patience: Mapping[str, Any]) -> Iterator[str]:
        selector, text = values.get("selector"), values.get("text")
        wanted = values.get("exists", True)
        if selector is None and text is not None:
            turned = "" if wanted else ".never"
            yield self._expect(
                "app.page", f"{turned}.to_contain_text({self._words(text)})", patience
            )
            return
        if not wanted:
            telling = {} if text is None else {"text": text}
            place = call("app.page.locator", [selector], telling, indent=0)
            yield self._expect(place, ".to_be_hidden()", patience)
            return
        place = call("app.page.locator", [selector], indent=0)
        if values.get("nth"):
            place += f".nth({values['nth']})"
        if text is None:
            yield self._expect(place, ".to_be_visible()", patience)
        else:
            how = "to_have_text" if values.get("exact") else "to_contain_text"
            yield self._expect(place, f".{how}({self._words(text)})", patience)

    def _words(self, text: str) -> str:
        if not _is_pattern(text):
            return text_literal(text)
        self.imports.add("re")
        return f"re.compile({_raw(text[1:-1])})"

    def _search(self, pattern: str, place: str) -> str:
        self.imports.add("re")
        return f"re.search({_raw(pattern[1:-1])}, {place})"

    def _until(self, condition: str, patience: Mapping[str, Any]) -> str:
        return self._write("app.page.wait_for", [Code(f"lambda: {condition}")], patience)

    def _data(self, path: str, value: Any, patience: Mapping[str, Any]) -> str:
        path = _INDEX.sub(r"[\1]", path)
        if _holds_pattern(value):
            condition = self._fits(f"app.page.get_data({text_literal(path)})", value)
            return self._until(condition, patience)
        self.imports.add("expect")
        self._write("app.page")
        given = call(".to_have_data", [path, value], indent=0)
        return call("expect", [Code("app.page")], patience, after=given)

    def _called(self, values: Mapping[str, Any]) -> Iterator[str]:
        name = values["called"].removeprefix("wx.")
        told = [
            self._fits(f'call["params"]{_member(path)}', value)
            for path, value in values.get("args", {}).items()
        ]
        if "outcome" in values:
            outcome = values["outcome"]
            is_so = f'call.get("outcome") == {text_literal(outcome)}'
            told.append('not call.get("outcome")' if outcome == "pending" else is_so)
        calls = call("minideck.log.calls", [name], indent=0)
        times = values.get("times")
        self._write("minideck.log")
        if times is None and not told:
            yield self._write("minideck.log.wait_for_call", [name])
            return
        yield self._write("app.wait_idle")
        found = calls
        if told:
            condition = "\n        and ".join(told)
            rows = ("    meant = [", "        call", f"        for call in {calls}")
            yield "\n".join([*rows, f"        if {condition}", "    ]"])
            found = "meant"
        yield f"    assert {found}" if times is None else f"    assert len({found}) == {times}"

    def _fits(self, place: str, value: Any) -> str:
        """Whether something is as wanted, as an expression; ``/regex/`` for texts."""
        if isinstance(value, str) and _is_pattern(value):
            return self._search(value, f"str({place})")
        if isinstance(value, Mapping) and value:
            return " and ".join(
                self._fits(f"{place}{_member(path)}", each) for path, each in value.items()
            )
        return f"{place} == {call('', [value], indent=0)[1:-1]}"

    def _assert(self, place: str, value: Any) -> str:
        self._write("device.state")
        return f"    assert {self._fits(place, value)}"

    def _picture(self, values: Mapping[str, Any]) -> str:
        stem = PurePath(values["picture"]).stem
        shown = "app.screen_shot()"
        if "selector" in values:
            shown = call("app.page.locator", [values["selector"]], indent=0)
            shown += f".nth({values['nth']}).element()" if values.get("nth") else ".element()"
        self._write("app.screen_shot")
        allowed = values.get("threshold", 0.01)
        return self._write("expect_picture", [Code(shown), stem], {"allowed": allowed})


def _is_pattern(text: str) -> bool:
    return len(text) > 1 and text[0] == text[-1] == "/"


def _holds_pattern(value: Any) -> bool:
    if isinstance(value, str):
        return _is_pattern(value)
    if isinstance(value, Mapping):
        return any(map(_holds_pattern, value.values()))
    return isinstance(value, list) and any(map(_holds_pattern, value))


def _raw(pattern: str) -> str:
    """A pattern as a raw text where that can be written."""
    fits = pattern.isprintable() and '"' not in pattern and not pattern.endswith("\\")
    return f'r"{pattern}"' if fits else text_literal(pattern)


def _member(path: str) -> str:
    """The way to a member, by its dotted path."""
    parts = re.findall(r"[^.\[\]]+", path)
    found = "".join(
        f"[{part}]" if part.isdigit() else f".get({text_literal(part)})" for part in parts
    )
    return found or f".get({text_literal(path)})"


def _flat(values: Mapping[str, Any], way: str = "") -> Iterator[tuple[str, Any]]:
    """Fields of the phone's state by section.field."""
    for name, value in values.items():
        path = f"{way}.{name}" if way else name
        if isinstance(value, Mapping) and not way:
            yield from _flat(value, path)
        else:
            yield path, value
