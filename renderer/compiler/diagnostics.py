"""What the compiler tells the author: one frozen value a finding, worded by ``messages.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_SEVERITIES = ("error", "warning", "info")


class Span(NamedTuple):
    """A stretch of a file; lines and columns from 1, columns in UTF-16 units."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


START = Span()


@dataclass(frozen=True)
class Diagnostic:
    """A finding about one place of one file. ``file`` is the path inside the project."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    severity: str
    code: str
    message: str
    hint: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the JSON form declared in ``runtime/shared/chunk.ts``."""
        fields = asdict(self)
        fields["endLine"] = fields.pop("end_line")
        fields["endColumn"] = fields.pop("end_column")
        return fields

    def moved(self, file: str) -> Diagnostic:
        """Return the same finding under another file name."""
        return self if file == self.file else replace(self, file=file)

    def with_severity(self, severity: str) -> Diagnostic:
        """Return the same finding with another severity."""
        return self if severity == self.severity else replace(self, severity=severity)


@dataclass(frozen=True)
class Message:
    """The wording of one diagnostic code, with ``{names}`` to fill in.

    ``similar`` is the hint of a finding that has a suggestion.
    """

    severity: str
    text: str
    hint: str
    similar: str


@cache
def messages() -> Mapping[str, Message]:
    """Return the wording of every code."""
    with Path(__file__).with_name("messages.toml").open("rb") as file:
        table = tomllib.load(file)
    return {
        code: Message(
            entry["severity"], entry["text"], entry.get("hint", ""), entry.get("similar", "")
        )
        for code, entry in table.items()
    }


def diagnose(code: str, file: str, span: Span = START, **values: object) -> Diagnostic:
    """Return the diagnostic of a code; ``values`` fill the names in its wording.

    Raises:
        KeyError: the code is not in ``messages.toml``, or a value is missing.
    """
    message = messages()[code]
    hint = (message.similar if values.get("suggestion") else "") or message.hint
    return Diagnostic(
        file=file,
        line=span.line,
        column=span.column,
        end_line=max(span.line, span.end_line),
        end_column=span.end_column,
        severity=message.severity,
        code=code,
        message=message.text.format_map(values),
        hint=hint.format_map(values),
    )


def from_toolchain(entry: Mapping[str, Any]) -> Diagnostic:
    """Return the value of a diagnostic as the toolchain writes it."""
    line, column = int(entry.get("line") or 1), int(entry.get("column") or 1)
    severity = str(entry.get("severity") or "error")
    return Diagnostic(
        file=str(entry.get("file") or ""),
        line=line,
        column=column,
        end_line=int(entry.get("endLine") or line),
        end_column=int(entry.get("endColumn") or column),
        severity=severity if severity in _SEVERITIES else "error",
        code=str(entry.get("code") or "toolchain"),
        message=str(entry.get("message") or ""),
        hint=str(entry.get("hint") or ""),
    )


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings without repetitions, by file and place."""
    return tuple(
        sorted(
            set(diagnostics),
            key=lambda d: (d.file, d.line, d.column, d.severity, d.code, d.message, d.hint),
        )
    )
