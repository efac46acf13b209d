"""What is known to be wrong: the last check of everything, and what newer builds say (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ide.finding import Finding


class KnownFindings:
    """A check is thorough but late; a build knows its own files at once. The newer word counts."""

    def __init__(self) -> None:
        self._checked: list[Finding] = []
        self._built: dict[str, list[Finding]] = {}
        self._noted: list[Finding] = []

    @property
    def all(self) -> list[Finding]:
        """Every finding once: of files built since the check those of the build."""
        found = [item for item in self._checked if item.file not in self._built]
        for findings in self._built.values():
            found += findings
        found += self._noted
        return list(dict.fromkeys(found))

    def take_check(self, findings: Sequence[Finding]) -> None:
        """Replace everything: the whole project was checked."""
        self._checked = list(findings)
        self._built.clear()

    def take_build(self, files: Iterable[str], findings: Sequence[Finding]) -> None:
        """Replace what is known of ``files`` and of those the findings are about."""
        for file in {*files, *(item.file for item in findings)}:
            self._built[file] = [item for item in findings if item.file == file]

    def take_noted(self, findings: Sequence[Finding]) -> None:
        """Replace what the language service says beside the compiler."""
        self._noted = list(findings)
