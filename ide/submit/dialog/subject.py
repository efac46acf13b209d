"""The project that is submitted, as read at the moment (no Qt)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ide.submit.form import EMPTY, Form
from ide.submit.project_facts import Submission


@dataclass(frozen=True)
class Subject:
    """Where a project lies, what its configuration says and which servers it lists."""

    root: Path
    app_root: Path
    config: dict[str, object]
    name: str
    domains: Mapping[str, tuple[str, ...]]
    cache: Path | None = None
    """Where the compiler keeps what it knows from earlier runs."""

    def submission(self, form: Form = EMPTY) -> Submission:
        """Return the project with what was entered; its files are read anew."""
        return Submission(self.root, self.app_root, self.config, form)

    @property
    def prefix(self) -> str:
        """The folder of app.json as findings write it: '' or with a slash at its end."""
        below = self.app_root.relative_to(self.root).as_posix()
        return "" if below == "." else f"{below}/"
