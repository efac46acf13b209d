"""Which cards are folded and pinned and in which order, kept for each project (no Qt)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ide import atomic, log

_logger = log.logger("device")


@dataclass
class Arrangement:
    """``order`` may lack cards that are newer than the file: they stay in their own place."""

    order: list[str] = field(default_factory=list)
    unfolded: list[str] = field(default_factory=list)
    pinned: list[str] = field(default_factory=list)

    def sorted(self, known: Sequence[str]) -> list[str]:
        """Return the cards as they stand: the pinned ones first."""
        kept = [name for name in self.order if name in known]
        for place, name in enumerate(known):
            if name not in kept:
                before = [each for each in known[:place] if each in kept]
                kept.insert(kept.index(before[-1]) + 1 if before else 0, name)
        return sorted(kept, key=lambda name: name not in self.pinned)

    def move(self, name: str, step: int, seen: Sequence[str]) -> None:
        """Let a card change places with the next one that is seen, within its group."""
        self.order = list(seen)
        at = self.order.index(name)
        to = at + step
        same = 0 <= to < len(seen) and (seen[to] in self.pinned) == (name in self.pinned)
        if same:
            self.order[at], self.order[to] = self.order[to], self.order[at]


def load(file: Path | None, unfolded: Iterable[str]) -> Arrangement:
    """Return what was kept; ``unfolded`` are the cards open when nothing was."""
    usual = Arrangement(unfolded=list(unfolded))
    if file is None or not file.is_file():
        return usual
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        lists = {name: [str(each) for each in data[name]] for name in vars(usual)}
    except (OSError, ValueError, TypeError, KeyError) as error:
        _logger.warning("%s is not used: %s", file, error)
        return usual
    return Arrangement(**lists)


def save(file: Path | None, arrangement: Arrangement) -> None:
    """Keep it. Raises OSError when it cannot be written."""
    if file is not None:
        atomic.write_text(file, json.dumps(vars(arrangement)))
