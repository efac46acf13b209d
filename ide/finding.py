"""A place in the project that someone has to look at, from the compiler, the app or a check."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ide.fix import Fix


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    HINT = "hint"


@dataclass(frozen=True)
class Finding:
    """One finding; lines and columns count from 1 in UTF-16 units, 0 means no place."""

    severity: Severity
    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    code: str = ""
    hint: str = ""
    field: str = ""
    """Which entry of a form it is about, as form.json names it: ``items.0.title``."""
    values: Mapping[str, object] = dataclasses.field(default_factory=dict, hash=False)
    """What fills its texts in, for saying it in another language."""
    fix: Fix | None = dataclasses.field(default=None, hash=False)
    """What mends it, where that is certain to be wanted."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Finding:
        """Read a diagnostic as the compiler writes it."""
        line, column = int(data.get("line") or 0), int(data.get("column") or 0)
        return cls(
            severity=Severity(str(data.get("severity", "error"))),
            message=str(data.get("message", "")),
            file=str(data.get("file") or ""),
            line=line,
            column=column,
            end_line=int(data.get("endLine") or line),
            end_column=int(data.get("endColumn") or column),
            code=str(data.get("code") or ""),
            hint=str(data.get("hint") or ""),
        )

    @property
    def place(self) -> str:
        """File and line as people write them, empty when there is no file."""
        return f"{self.file}:{self.line}" if self.file and self.line else self.file
