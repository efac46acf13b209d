"""Random JSON with comments, edited at random: values are what they should be, comments stay."""

from __future__ import annotations

import copy
import json
import random
import re
from typing import Any

import pytest

from ide import json_edit
from ide.json_plain import plain_json
from renderer.compiler import jsonc

_LEAVES = [1, -2.5, True, None, "a", "注😀", "x,}/*no*/", "// no", 'q"\\']


class Writer:
    """Writes a value as somebody with unsteady habits would."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self.ending = chance.choice(["\n", "\r\n"])
        self._unit = chance.choice(["  ", "\t", "    "])
        self.comments = 0

    def written(self, value: Any, indent: str = "") -> str:
        if not isinstance(value, dict | list):
            return json.dumps(value, ensure_ascii=False)
        inner = indent + self._unit
        if isinstance(value, dict):
            rows = [
                f"{json.dumps(k)}:{self._gap()}{self.written(v, inner)}" for k, v in value.items()
            ]
        else:
            rows = [self.written(item, inner) for item in value]
        lines = self._chance.random() < 0.7
        text = "{" if isinstance(value, dict) else "["
        for number, row in enumerate(rows):
            comma = "," if number < len(rows) - 1 or self._chance.random() < 0.2 else ""
            text += f"{self.ending + inner if lines else ''}{self._gap()}{row}{self._gap()}{comma}"
            text += self._comment("//") if lines and self._chance.random() < 0.2 else ""
        text += self.ending + indent if lines else self._gap()
        return text + ("}" if isinstance(value, dict) else "]")

    def _gap(self) -> str:
        return (
            self._comment("/*") if self._chance.random() < 0.15 else self._chance.choice(["", " "])
        )

    def _comment(self, opening: str) -> str:
        self.comments += 1
        return f" {opening} c{self.comments}{' */ ' if opening == '/*' else ''}"


def _value(chance: random.Random, depth: int = 0) -> Any:
    kind = chance.random() if depth < 4 else 1
    if kind < 0.35 or not depth:
        return {
            f"k{chance.randint(0, 9)}": _value(chance, depth + 1)
            for _ in range(chance.randint(0, 4))
        }
    if kind < 0.6:
        return [_value(chance, depth + 1) for _ in range(chance.randint(0, 4))]
    return chance.choice(_LEAVES)


def _places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    keys: list[Any] = list(value) if isinstance(value, dict) else []
    keys = list(range(len(value))) if isinstance(value, list) else keys
    return [path, *(place for key in keys for place in _places(value[key], (*path, key)))]


def _at(value: Any, path: tuple[str | int, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


@pytest.mark.parametrize("seed", range(0, 600, 100))
def test_edits_mean_what_they_say_and_comments_stay(seed: int) -> None:
    for number in range(seed, seed + 100):
        chance = random.Random(number)
        value, writer = _value(chance), Writer(chance)
        text = writer.written(value)
        place = chance.choice(_places(value))
        target, wanted = _at(value, place), copy.deepcopy(value)
        if isinstance(target, dict):
            after = json_edit.set_value(text, (*place, "new"), {"x": [1]})
            _at(wanted, place)["new"] = {"x": [1]}
        elif isinstance(target, list):
            after = json_edit.append(text, place, "new")
            _at(wanted, place).append("new")
        else:
            after = json_edit.remove(text, place)
            del _at(wanted, place[:-1])[place[-1]]
        assert jsonc.parse("", after).value == wanted, (number, text)
        if isinstance(target, dict | list):
            told = re.findall(r"\bc\d+\b", after)
            assert told == re.findall(r"\bc\d+\b", text), (number, text)
        assert json.loads(plain_json(text)) == value, (number, text)
        assert plain_json(plain_json(text)) == plain_json(text)
