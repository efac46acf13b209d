"""A scenario file as files of a Python test: what is written where (no Qt)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from apimock.scenario.document import parse, read_bytes
from apimock.scenario.reading import read
from ide import atomic
from ide.recording.expectations import WAIT_S
from ide.recording.names import file_name, from_folder
from ide.recording.source import python_test


@dataclass(frozen=True)
class Export:
    """A test that is ready to be written: its file, its source, the phone it begins with."""

    file: Path
    source: str
    phone: tuple[Path, Mapping[str, Any]] | None = None
    """A phone that stands in the scenario itself, and the file it gets."""
    left_out: tuple[str, ...] = ()
    """A sentence for each track that has no words in a test."""

    def write(self) -> None:
        """Write the files. Raises OSError."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        if self.phone is not None:
            file, state = self.phone
            atomic.write_text(file, json.dumps(state, ensure_ascii=False))
        atomic.write_text(self.file, self.source)

    @property
    def differs(self) -> bool:
        """Whether there is such a file, and something else in it."""
        try:
            return self.file.read_text("utf-8") != self.source
        except FileNotFoundError:
            return False
        except (OSError, ValueError):
            return True


def export(
    scenario: Path,
    out: Path,
    *,
    project: Path | None = None,
    wait: float = WAIT_S,
    text: str | None = None,
) -> Export:
    """Make a test of a scenario.

    Args:
        scenario: its file; what it names is read from beside it.
        out: the test's file, or the folder it goes to.
        project: the mini-program; without one whoever runs the test names it.
        wait: how many seconds something may take to appear.
        text: what is in the file, where that is not on the disk yet.

    Raises:
        ScenarioError: the scenario cannot be used; its sentence names file, line and field.
    """
    file = out if out.suffix == ".py" else out / file_name(scenario.name)
    folder = file.parent
    document = parse(read_bytes(scenario) if text is None else text.encode(), str(scenario))
    found = read(document, scenario)
    phone = None
    state = ""
    if found.start is not None:
        named = document.value["start"]
        if isinstance(named, str):
            state = from_folder(scenario.parent / named, folder)
        else:
            phone = (file.with_name(f"{file.stem}.phone.json"), found.start)
            state = phone[0].name
    test = python_test(
        found,
        state=state,
        project=from_folder(project, folder) if project is not None else "",
        folder=folder,
        wait=wait,
    )
    return Export(file, test.source, phone, test.left_out)
