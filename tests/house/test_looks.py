"""Every picture of the window was looked at and is good enough; nothing is without a picture."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import ide
import tests.looks
from ide.docks import places
from tests.looks.__main__ import SIZES, THEMES
from tests.looks.scenes import EMPTY, SCENES

SCORES = Path(tests.looks.__file__).with_name("scores.toml")
LEAST = 4
VIEWS = {f"{theme}-{size[0]}" for theme, size in product(THEMES, SIZES)}
NEVER_SEEN = {"device.empty.title"}
"""The panel is hidden as long as no project is open."""


def test_every_picture_was_scored_and_is_good_enough() -> None:
    scored, waiting = _scores()
    assert set(scored) | waiting == {scene.name for scene in SCENES}
    assert not set(scored) & waiting
    bad = {
        name: facts
        for name, facts in scored.items()
        if any(int(str(facts.get(view, 0))) < LEAST for view in VIEWS) or not facts.get("date")
    }
    assert bad == {}


def test_a_picture_that_is_not_perfect_says_why() -> None:
    scored, _waiting = _scores()
    silent = [
        name
        for name, facts in scored.items()
        if min(int(str(facts[view])) for view in VIEWS) < 5 and not facts.get("note")
    ]
    assert silent == []


def test_every_dock_has_a_scene() -> None:
    names = {scene.name for scene in SCENES}
    assert {f"dock-{place.name}" for place in places()} <= names


def test_every_empty_state_has_a_scene() -> None:
    assert set(EMPTY) == set(_empty_states()) - NEVER_SEEN
    assert set(EMPTY.values()) <= {scene.name for scene in SCENES}


def _scores() -> tuple[dict[str, dict[str, object]], set[str]]:
    """Return the scores by scene, and the scenes that wait to be scored."""
    read = tomllib.loads(SCORES.read_text("utf-8"))
    return read, set(read.pop("open"))


def _empty_states() -> Iterator[str]:
    """Yield the title of each ``EmptyState(icon, title, text)`` below ide/."""
    for file in Path(ide.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "EmptyState":
                title = node.args[1]
                assert isinstance(title, ast.Constant)
                yield str(title.value)
