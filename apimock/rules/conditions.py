"""Conditions on parameters: equality, regular expressions, presence, comparison."""

from __future__ import annotations

import fnmatch
import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

MISSING: Any = object()
"""Stands for a parameter that was not given."""

_FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL}
_LETTERS = frozenset("gimsuy")
_REGEX = re.compile(r"/(.+)/([gimsuy]*)", re.DOTALL)
_STEP = re.compile(r"(?:\\.|[^.\\])+")
_NTH = re.compile(r"(\d+)-(\d+)|(\d+)\+|\*/([1-9]\d*)")


def steps(path: str) -> tuple[str, ...]:
    """The members a dotted path goes through; ``\\.`` is a dot inside a name."""
    return tuple(re.sub(r"\\(.)", r"\1", part) for part in _STEP.findall(path))


def escaped(name: str) -> str:
    """A member's name as one step of a dotted path."""
    return name.replace("\\", "\\\\").replace(".", "\\.")


def member(value: Any, path: str) -> Any:
    """What stands at a dotted path of a value, MISSING when nothing does."""
    for part in steps(path):
        if isinstance(value, Mapping):
            value = value.get(part, MISSING)
        elif isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
            inside = part.isdigit() and int(part) < len(value)
            value = value[int(part)] if inside else MISSING
        else:
            return MISSING
    return value


@cache
def pattern(text: str) -> re.Pattern[str] | None:
    """The regular expression written ``/…/flags``, None for a text that is none.

    Raises re.error when it is malformed.
    """
    found = _REGEX.fullmatch(text)
    if found is None:
        return None
    flags = 0
    for letter in found[2]:
        flags |= _FLAGS.get(letter, 0)
    return re.compile(found[1], flags)


def names(glob: str, text: str) -> bool:
    """Whether a glob or ``/regular expression/`` means a name."""
    regex = pattern(glob)
    return regex.search(text) is not None if regex else fnmatch.fnmatchcase(text, glob)


def _as_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def _same(want: Any, value: Any) -> bool:
    if isinstance(want, bool) or isinstance(value, bool):
        return want is value
    return bool(want == value)


def _matches(want: Any, value: Any) -> bool:
    regex = want if isinstance(want, re.Pattern) else re.compile(str(want))
    return value is not MISSING and regex.search(_as_text(value)) is not None


def _contains(want: Any, value: Any) -> bool:
    if isinstance(value, str):
        return isinstance(want, str) and want in value
    return isinstance(value, (list, tuple, Mapping)) and want in value


def _compare(test: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def fits(want: Any, value: Any) -> bool:
        if isinstance(value, bool) or value is MISSING:
            return False
        try:
            return test(float(value), float(want))
        except (TypeError, ValueError):
            return False

    return fits


OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "equals": _same,
    "regex": _matches,
    "exists": lambda want, value: (value is not MISSING) is bool(want),
    "contains": _contains,
    "in": lambda want, value: any(_same(item, value) for item in want),
    "gt": _compare(lambda value, want: value > want),
    "gte": _compare(lambda value, want: value >= want),
    "lt": _compare(lambda value, want: value < want),
    "lte": _compare(lambda value, want: value <= want),
    "not": lambda want, value: not fits(want, value),
}


def is_operators(condition: Any) -> bool:
    """Whether an object is a condition; any other object is a value to be equal to."""
    if not isinstance(condition, Mapping) or not condition:
        return False
    return set(condition) <= {*OPERATORS, "flags"}


def fits(condition: Any, value: Any) -> bool:
    """Whether a value (or MISSING) meets a condition."""
    if isinstance(condition, str):
        regex = pattern(condition)
        return _matches(regex, value) if regex else _same(condition, value)
    if not is_operators(condition):
        return _same(condition, value)
    given = dict(condition)
    flags = given.pop("flags", "")
    if "regex" in given:
        given["regex"] = pattern(f"/{given['regex']}/{flags}")
    return all(OPERATORS[name](want, value) for name, want in given.items())


def problem(condition: Any) -> tuple[tuple[str, ...], str] | None:
    """What is wrong with a condition: the members that lead to it, and the fault in words."""
    try:
        if isinstance(condition, str):
            pattern(condition)
    except re.error as error:
        return (), f"is no regular expression: {error}"
    if not is_operators(condition):
        return None
    for name, want in condition.items():
        found = _operand_problem(name, want, str(condition.get("flags", "")))
        if found is not None:
            return (name, *found[0]), found[1]
    return None


def _operand_problem(name: str, want: Any, flags: str) -> tuple[tuple[str, ...], str] | None:
    if name == "not":
        return problem(want)
    if name == "flags":
        bad = not isinstance(want, str) or set(want) - _LETTERS
        return ((), "should be letters of “gimsuy”") if bad else None
    if name == "regex":
        if not isinstance(want, str) or not want:
            return (), "should be a regular expression"
        try:
            pattern(f"/{want}/{''.join(set(flags) & _LETTERS)}")
        except re.error as error:
            return (), f"is no regular expression: {error}"
    if name in {"gt", "gte", "lt", "lte"}:
        number = isinstance(want, (int, float)) and not isinstance(want, bool)
        return None if number else ((), "should be a number")
    if name == "in" and not isinstance(want, list):
        return (), "should be a list"
    return None


def is_nth(entry: Any) -> bool:
    """Whether something says which calls are meant: ``3``, ``"2-4"``, ``"3+"``, ``"*/2"``."""
    if isinstance(entry, str):
        return _NTH.fullmatch(entry) is not None
    return isinstance(entry, int) and not isinstance(entry, bool) and entry > 0


def is_turn(nth: Sequence[int | str], count: int) -> bool:
    """Whether the call with this number (from 1) is meant; all are when nothing is said."""
    return not nth or any(_is_one(entry, count) for entry in nth)


def _is_one(entry: int | str, count: int) -> bool:
    if isinstance(entry, int):
        return entry == count
    found = _NTH.fullmatch(entry)
    if found is None:
        return False
    first, last, since, every = found.groups()
    if every:
        return count % int(every) == 0
    return count >= int(since) if since else int(first) <= count <= int(last)
