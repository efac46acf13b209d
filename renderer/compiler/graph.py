"""What an edit makes stale: which chunks depend on which files, and how two builds differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from renderer.compiler.bundle import Chunk


class Kind(IntEnum):
    """How much of the running app an edit touches; each includes those before it."""

    NONE = 0
    STYLE = 1
    TEMPLATE = 2
    SCRIPT = 3
    APP = 4

    @property
    def word(self) -> str:
        """The name in messages to the runtime."""
        return self.name.lower()


@dataclass(frozen=True)
class Change:
    """The effect of an edit: the names of the chunks to fetch again and how deep it goes."""

    kind: Kind
    stale: tuple[str, ...] = ()
    generation: int = 0

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind.word, "stale": list(self.stale), "generation": self.generation}


class Dependents:
    """The chunks that were handed out and the files each was made from."""

    def __init__(self) -> None:
        self._inputs: dict[str, frozenset[str]] = {}

    def record(self, chunk: str, inputs: frozenset[str]) -> None:
        """Remember what a chunk was made from (project paths)."""
        self._inputs[chunk] = inputs

    def names(self) -> list[str]:
        """Return every chunk that was handed out."""
        return sorted(self._inputs)

    def of(self, paths: Iterable[str]) -> list[str]:
        """Return the chunks made from any of the files."""
        wanted = frozenset(paths)
        return sorted(
            name for name, inputs in self._inputs.items() if not inputs.isdisjoint(wanted)
        )


def difference(old: Chunk, new: Chunk) -> Kind:
    """Return how deep the difference between two builds of a chunk goes."""
    if old == new:
        return Kind.NONE
    if _hashes(old.modules) != _hashes(new.modules):
        return Kind.APP if new.name == "app" else Kind.SCRIPT
    kind = Kind.NONE
    if _hashes(old.components) != _hashes(new.components):
        kind = _component_difference(old, new)
    if kind is Kind.NONE:
        kind = Kind.STYLE
    return kind


def _component_difference(old: Chunk, new: Chunk) -> Kind:
    if old.components.keys() != new.components.keys():
        return Kind.SCRIPT
    for path, unit in new.components.items():
        before = old.components[path]
        if (unit.json, unit.using, unit.script, unit.renderer) != (
            before.json,
            before.using,
            before.script,
            before.renderer,
        ):
            return Kind.SCRIPT
    return Kind.TEMPLATE


def _hashes(units: Mapping[str, Any]) -> dict[str, str]:
    return {path: unit.hash for path, unit in units.items()}
