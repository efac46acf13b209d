"""The JSON that ``snapshot`` writes: one record a page, stable for other tools."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

# Diagnostics with a kind of their own.
_KINDS = {"component-missing": "missing-component"}


class Status(StrEnum):
    """How the run of a page ended."""

    OK = "ok"
    ERROR = "error"
    TIMEOUT = "timeout"
    CRASH = "crash"


@dataclass(frozen=True)
class PageError:
    """One thing that is wrong with a page; ``file`` is a package path, ``line`` from 1 or 0."""

    kind: str
    message: str
    file: str = ""
    line: int = 0


@dataclass
class PageRecord:
    """What is known of one page after its run."""

    page: str
    query: str = ""
    status: Status = Status.OK
    errors: list[PageError] = field(default_factory=list)
    offline: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    text: str = ""
    nodes: int = 0
    ready_ms: float | None = None
    screenshot: str | None = None

    def add_error(self, error: PageError) -> None:
        """Add an error; the same one without a place is the same."""
        for index, known in enumerate(self.errors):
            alike = (known.kind, known.message) == (error.kind, error.message)
            if alike and _same_place(known, error):
                self.errors[index] = max(known, error, key=lambda found: (found.file, found.line))
                return
        self.errors.append(error)

    def add_offline(self, address: str) -> None:
        """Add something that lies on the network."""
        if address and address not in self.offline:
            self.offline.append(address)

    def add_notice(self, text: str) -> None:
        """Add a notice."""
        if text not in self.notices:
            self.notices.append(text)

    def to_json(self) -> dict[str, Any]:
        """Return the page's entry of the result."""
        return {
            "page": self.page,
            "query": self.query,
            "status": self.status.value,
            "errors": [vars(error) for error in self.errors],
            "offline": self.offline,
            "notices": self.notices,
            "text": self.text,
            "nodes": self.nodes,
            "ready_ms": self.ready_ms,
            "screenshot": self.screenshot,
        }


def _same_place(one: PageError, other: PageError) -> bool:
    """Whether two places are one, as far as both are known."""
    files = {one.file, other.file} - {""}
    lines = {one.line, other.line} - {0}
    return len(files) <= 1 and len(lines) <= 1


def error_of_diagnostic(diagnostic: Mapping[str, Any]) -> PageError:
    """Return a compiler's diagnostic as an error of the page that needs the file."""
    return PageError(
        _KINDS.get(str(diagnostic.get("code")), "compile"),
        str(diagnostic.get("message", "")),
        str(diagnostic.get("file", "")),
        int(diagnostic.get("line", 0)),
    )
