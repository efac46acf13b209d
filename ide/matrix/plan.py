"""What a contact sheet shows: its cells, in the order of the sheet, and what is worked on together.

(no Qt)
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import product
from typing import Any

MOST_CELLS = 100_000

_MOST_OF_A_BATCH = 16
BATCHES_A_WORKER = 4
"""So many batches a worker at least, that none waits long for the last one."""


@dataclass(frozen=True)
class Page:
    """A page of the app; ``query`` as written in a URL."""

    route: str
    query: str = ""

    @classmethod
    def parse(cls, text: str) -> Page:
        """Read ``path?query``."""
        route, _, query = text.partition("?")
        return cls(route.strip().strip("/"), query)

    @property
    def name(self) -> str:
        """The page as it is written."""
        return f"{self.route}?{self.query}" if self.query else self.route


@dataclass(frozen=True)
class Cell:
    """One picture of the sheet. ``scenario`` names a state of the phone, '' for a plain one."""

    page: Page
    device: str
    theme: str
    language: str
    scenario: str = ""

    @property
    def key(self) -> str:
        """What tells the cell from all others, in this run and in those before."""
        return "|".join((self.page.name, self.device, self.theme, self.language, self.scenario))

    def to_json(self) -> dict[str, Any]:
        """Return the cell as JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Cell:
        """Read what :meth:`to_json` wrote."""
        return cls(**{**value, "page": Page(**value["page"])})


@dataclass(frozen=True)
class Plan:
    """Everything a run shows. ``states`` holds the phone's state by the name of its scenario."""

    pages: Sequence[Page]
    devices: Sequence[str]
    themes: Sequence[str]
    languages: Sequence[str]
    states: Mapping[str, Mapping[str, Any] | None] = field(default_factory=lambda: {"": None})
    timeout_s: float = 20.0
    """What a page may take, seconds of the computer."""
    whole: bool = False
    """Whether these are all pages of the app: one that is missing is gone."""

    @property
    def count(self) -> int:
        """How many cells there are."""
        axes = (self.pages, self.devices, self.themes, self.languages, self.states)
        number = 1
        for axis in axes:
            number *= len(axis)
        return number

    def cells(self) -> Iterator[Cell]:
        """Yield every cell in the order of the sheet."""
        axes = (self.pages, self.devices, self.themes, self.languages, self.states)
        for page, device, theme, language, scenario in product(*axes):
            yield Cell(page, device, theme, language, scenario)

    def digest(self, build: str) -> str:
        """Return what is the same for two runs with the same pictures; ``build``: of the app."""
        told = [[cell.key for cell in self.cells()], dict(self.states), self.timeout_s, build]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def batches(cells: Sequence[Cell], workers: int, each: int = BATCHES_A_WORKER) -> list[list[Cell]]:
    """Divide cells among workers; those of one phone stay together, so that it is made once."""
    size = max(1, min(_MOST_OF_A_BATCH, -(-len(cells) // (workers * each))))
    by_phone: dict[tuple[str, str], list[Cell]] = {}
    for cell in cells:
        by_phone.setdefault((cell.device, cell.scenario), []).append(cell)
    return [
        group[start : start + size]
        for group in by_phone.values()
        for start in range(0, len(group), size)
    ]
