"""The documented scene values in groups, to be picked by number or name (no Qt)."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import resources
from ide.i18n import translator

OFTEN, OTHER = "often", "other"


@dataclass(frozen=True)
class Scene:
    """One way to come to a mini-program."""

    id: int
    meaning: str
    """What the reference says, in English."""
    group: str
    """Name of the group; its title is the text ``scenes.<group>``."""
    deprecated: bool = False


@cache
def scenes() -> tuple[Scene, ...]:
    """Return every documented scene, those that are tried often first, then group by group."""
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    facts = json.loads(resources.path("reference", "framework.json").read_text(encoding="utf-8"))
    groups: dict[str, list[str]] = table["groups"]
    found = []
    for row in facts["scenes"]["items"]:
        group = next(
            (name for name, words in groups.items() if _holds(row["meaning"], words)), OTHER
        )
        group = OFTEN if row["id"] in table["often"] else group
        found.append(Scene(row["id"], row["meaning"], group, bool(row.get("deprecated"))))
    order = [OFTEN, *groups, OTHER]
    return tuple(sorted(found, key=lambda scene: (order.index(scene.group), scene.id)))


def scene(number: int) -> Scene | None:
    """Return a documented scene, None for a number nobody has documented."""
    return next((scene for scene in scenes() if scene.id == number), None)


def name_of(number: int) -> str:
    """Return what a scene is called in the language in use, nothing when it is undocumented."""
    known = scene(number)
    return _names(translator.code).get(str(number), known.meaning) if known else ""


@cache
def _names(language: str) -> dict[str, str]:
    """Return the names of a language by number, none when there is no list of it."""
    file = resources.path("scenes", f"{language}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def _holds(meaning: str, words: list[str]) -> bool:
    return any(word in meaning for word in words)
