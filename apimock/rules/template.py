"""Templates of made-up data in the syntax of Mock.js: ``name|1-10`` and ``@placeholder(…)``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from random import Random
from typing import Any

from apimock.rules.placeholders import PLACEHOLDERS, Maker

MAX_ITEMS = 10_000
MAX_DEPTH = 60
"""A template inside templates may not multiply without end."""

_RULE = re.compile(r"^(.*)\|(?:\+(-?\d+(?:\.\d+)?)|([\d.\-]+))$", re.DOTALL)
_COUNT = re.compile(r"(-?\d+)(?:-(-?\d+))?(?:\.(\d+)(?:-(\d+))?)?")
_PLACEHOLDER = re.compile(r"(\\?)@([A-Za-z_]\w*)(?:\(((?:[^()\"']|\"[^\"]*\"|'[^']*')*)\))?")
_ARGUMENT = re.compile(r"\s*(\"[^\"]*\"|'[^']*'|\[[^\]]*\]|[^,]*)\s*(?:,|$)")


class TemplateError(ValueError):
    """A template that cannot be filled; the message says why."""


class Template:
    """Fills templates with data that depend on the seed only.

    ``now`` is what ``@now`` says, in ms since 1970. Where each ``|+1`` has got to is kept, so that
    the items of a list count on.
    """

    def __init__(self, seed: str, now: float = 0.0) -> None:
        self._maker = Maker(Random(seed), now)
        self._steps: dict[tuple[str | int, ...], float] = {}
        self._made = 0

    def fill(self, template: Any) -> Any:
        """The data a template stands for. Raises TemplateError when they would be endless."""
        return self._value(template, (), {})

    def _value(self, template: Any, path: tuple[str | int, ...], known: Mapping[str, Any]) -> Any:
        if len(path) > MAX_DEPTH:
            raise TemplateError("the template is nested too deeply")
        if isinstance(template, Mapping):
            return self._object(template, path)
        if isinstance(template, list):
            return [self._value(item, (*path, i), known) for i, item in enumerate(template)]
        return self._text(template, known) if isinstance(template, str) else template

    def _object(self, template: Mapping[str, Any], path: tuple[str | int, ...]) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, value in template.items():
            name, rule = _split(key)
            here = (*path, key)
            result[name] = (
                self._value(value, here, result)
                if not rule
                else self._ruled(rule, value, here, result)
            )
        return result

    def _ruled(
        self, rule: str, value: Any, path: tuple[str | int, ...], known: Mapping[str, Any]
    ) -> Any:
        if rule.startswith("+"):
            return self._stepped(float(rule[1:]), value, path, known)
        found = _COUNT.fullmatch(rule)
        if found is None:
            raise TemplateError(f"“|{rule}” is no rule")
        low = int(found[1])
        high = int(found[2]) if found[2] else low
        if isinstance(value, bool):
            return self._chance(value, low, int(found[2]) if found[2] else None)
        if isinstance(value, (int, float)):
            return self._number(low, high, found[3], found[4])
        count = self._maker.natural(min(low, high), max(low, high))
        if isinstance(value, str):
            return "".join(self._text_plain(value, known) for _ in range(self._spend(count)))
        if isinstance(value, list):
            return self._list(value, count, once=found[2] is None and low == 1, path=path)
        if isinstance(value, Mapping):
            keys = self._maker.random.sample(list(value), min(count, len(value)))
            return self._object({key: value[key] for key in value if key in keys}, path)
        return value

    def _stepped(
        self, step: float, value: Any, path: tuple[str | int, ...], known: Mapping[str, Any]
    ) -> Any:
        plain = tuple(part for part in path if not isinstance(part, int))
        if isinstance(value, list):
            at = int(self._steps.get(plain, 0))
            self._steps[plain] = at + step
            return self._value(value[at % len(value)], path, known) if value else None
        base = value if isinstance(value, (int, float)) and not isinstance(value, bool) else 0
        now = self._steps.get(plain, float(base))
        self._steps[plain] = now + step
        return int(now) if now == int(now) else now

    def _chance(self, value: bool, low: int, high: int | None) -> bool:
        if high is None:
            return self._maker.random.random() < 0.5
        return value if self._maker.random.random() < low / max(1, low + high) else not value

    def _number(self, low: int, high: int, places: str | None, more: str | None) -> float:
        whole = self._maker.natural(min(low, high), max(low, high))
        if places is None:
            return whole
        digits = self._maker.natural(int(places), int(more) if more else int(places))
        digits = min(digits, 15)
        rest = "".join(str(self._maker.random.randint(0, 9)) for _ in range(digits))
        return float(f"{whole}.{rest or 0}")

    def _list(
        self, items: list[Any], count: int, *, once: bool, path: tuple[str | int, ...]
    ) -> Any:
        if not items:
            return []
        if once:
            return self._value(self._maker.random.choice(items), path, {})
        made: list[Any] = []
        for _ in range(self._spend(count)):
            made += [self._value(item, (*path, len(made) + i), {}) for i, item in enumerate(items)]
        return made

    def _spend(self, count: int) -> int:
        self._made += count
        if self._made > MAX_ITEMS:
            raise TemplateError(f"the template makes more than {MAX_ITEMS} items")
        return max(0, count)

    def _text(self, text: str, known: Mapping[str, Any]) -> Any:
        """A text with its placeholders filled; one that stands alone keeps its type."""
        found = _PLACEHOLDER.fullmatch(text)
        if found is not None and not found[1]:
            return self._made_up(found, known)
        return self._text_plain(text, known)

    def _text_plain(self, text: str, known: Mapping[str, Any]) -> str:
        def put(found: re.Match[str]) -> str:
            value = found[0][1:] if found[1] else self._made_up(found, known)
            return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

        return _PLACEHOLDER.sub(put, text)

    def _made_up(self, found: re.Match[str], known: Mapping[str, Any]) -> Any:
        name = found[2]
        make = PLACEHOLDERS.get(name.lower())
        if make is None:
            return known[name] if name in known else found[0]
        arguments = [self._argument(part) for part in _arguments(found[3] or "")]
        try:
            return make(self._maker, *arguments)
        except (TypeError, ValueError) as error:
            raise TemplateError(f"“{found[0]}” cannot be filled: {error}") from error

    def _argument(self, text: str) -> Any:
        quoted = text.replace("'", '"') if text.startswith("[") else text
        try:
            return json.loads(quoted)
        except ValueError:
            return text.strip("'\"")


def _split(key: str) -> tuple[str, str]:
    found = _RULE.fullmatch(key)
    if found is None:
        return key, ""
    return found[1], f"+{found[2]}" if found[2] else found[3]


def _arguments(text: str) -> list[str]:
    return [part for part in _ARGUMENT.findall(text)[: text.count(",") + 1] if part]


def check(template: Any) -> str:
    """What is wrong with a template, '' when it can be filled."""
    try:
        Template("check").fill(template)
    except TemplateError as error:
        return str(error)
    return ""
