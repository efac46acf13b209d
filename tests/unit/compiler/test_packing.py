"""What an upload holds, for random packOptions, against a model of a few lines."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings

from renderer.compiler import Compiler, MemoryTree
from renderer.compiler.packing import Choice, Reason
from renderer.toolchain.process import Toolchain
from tests.unit.compiler.test_pack_rules import matches, pack_rows

CODE = {
    "app.json": '{"pages": ["pages/a/a"]}',
    "app.js": "App({})\n",
    "pages/a/a.js": "Page({})\n",
    "pages/a/a.wxml": "<view/>\n",
}
DATA = ("a.png", "B/a.JS", "docs/cc.json", "x-1/docs/B.png", "cc/a.md", "docs/a.ttf", "x-1.wxml")


def choice_of(toolchain: Toolchain, config: dict[str, Any]) -> Choice:
    files = {**CODE, **dict.fromkeys(DATA, ""), "project.config.json": json.dumps(config)}
    return Compiler(MemoryTree(files), toolchain).packing().choice


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ignore=pack_rows, include=pack_rows)
def test_the_choice_is_the_model_s(
    shared_toolchain: Toolchain, ignore: list[dict[str, str]], include: list[dict[str, str]]
) -> None:
    choice = choice_of(shared_toolchain, {"packOptions": {"ignore": ignore, "include": include}})
    expected = {"project.config.json": Reason.PROJECT}
    for path in (*CODE, *DATA):
        if not path.lower().endswith((".png", ".js", ".json", ".wxml")):
            expected[path] = Reason.FORMAT
        elif any(matches(row, path) for row in ignore) and not any(
            matches(row, path) for row in include
        ):
            expected[path] = Reason.IGNORED
    assert choice.left_out == expected
    assert list(choice.files) == sorted({*CODE, *DATA} - expected.keys())
    assert set(choice.needed) == {
        path for path, why in expected.items() if why is Reason.IGNORED and path in CODE
    }
