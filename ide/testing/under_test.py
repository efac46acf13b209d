"""One test of a mini-program while it runs: its phone, setting, steps, pictures, artefacts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ide.testing.artefacts import said
from ide.testing.setting import Setting, Wanted
from ide.testing.steps import StepLog

if TYPE_CHECKING:
    from ide.automation import MiniProgram
    from ide.testing.pictures import Gallery

_UNFIT = re.compile(r"[^\w.-]+")
_SHOWN = 10


@dataclass
class UnderTest:
    """What belongs to one test; kept in the item's stash."""

    mini: MiniProgram
    project: Path
    wanted: Wanted
    setting: Setting
    gallery: Gallery
    steps: StepLog = field(default_factory=StepLog)
    artefacts: list[dict[str, Any]] | None = None
    """Collected at the first failure; None before."""
    hung: bool = False

    def check_errors(self) -> None:
        """Fail the test when the app reported errors that it does not expect."""
        allowed = [re.compile(pattern) for pattern in self.wanted.allow]
        unexpected = [
            text
            for text in errors(self.mini.log.console())
            if not any(pattern.search(text) for pattern in allowed)
        ]
        if unexpected:
            pytest.fail(_told(unexpected), pytrace=False)


UNDER_TEST: pytest.StashKey[UnderTest] = pytest.StashKey()


def errors(console: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return what the errors among the lines of the console say."""
    return [said(line) for line in console if line.get("type") == "error"]


def results_folder(results: Path, node_id: str) -> Path:
    """Return where a test puts what it leaves: readable, and no other test's."""
    digest = hashlib.sha256(node_id.encode()).hexdigest()[:8]
    file, _, test = node_id.partition("::")
    name = _UNFIT.sub("-", f"{file.rpartition('/')[2]}-{test}").strip("-")[:80]
    return results / f"{name}-{digest}"


def _told(unexpected: Sequence[str]) -> str:
    first, *others = unexpected
    shown = "".join(f"\n  {text}" for text in others[:_SHOWN])
    more = f"\n  and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
    return (
        f"the app reported {len(unexpected)} error(s) that the test does not expect: {first}"
        f"{shown}{more}\n"
        "Expected ones are named by a regular expression: "
        '@pytest.mark.minideck(allow="…"), or --minideck-allow.'
    )
