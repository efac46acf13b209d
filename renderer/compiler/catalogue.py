"""Every diagnostic of the compiler and the toolchain, as a page of documentation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from renderer.compiler.diagnostics import messages
from renderer.toolchain.wording import wordings

_TOPICS: Mapping[str, str] = {
    "wxml": "WXML",
    "wxs": "WXS",
    "wxss": "WXSS, Less, Sass",
    "script": "Scripts",
    "npm": "npm packages",
}
_PROJECT = "The project and its configuration"


@dataclass(frozen=True)
class Entry:
    """One code: how grave it is, what it says and what to do; ``{names}`` are filled in."""

    code: str
    severity: str
    text: str
    hint: str


def entries() -> tuple[Entry, ...]:
    """Return every diagnostic, by code.

    Raises:
        ValueError: a code stands in both lists.
    """
    own = {
        code: Entry(code, row.severity, _plain(row.text), _plain(row.hint or row.similar))
        for code, row in messages().items()
    }
    foreign = {
        code: Entry(code, row["severity"], row["message"], row["hint"])
        for code, row in wordings().items()
    }
    if both := own.keys() & foreign.keys():
        raise ValueError(f"codes defined twice: {sorted(both)}")
    return tuple(sorted((own | foreign).values(), key=lambda entry: entry.code))


def markdown() -> str:
    """Return the page ``docs/diagnostics.md``: a table a topic."""
    by_topic: dict[str, list[Entry]] = {title: [] for title in (_PROJECT, *_TOPICS.values())}
    for entry in entries():
        by_topic[_TOPICS.get(entry.code.partition("-")[0], _PROJECT)].append(entry)
    lines = [
        "# Diagnostics",
        "",
        "What Minideck says about a project, by code. The finding fills in the words in braces.",
        "",
    ]
    for title, found in by_topic.items():
        lines += [f"## {title}", "", *_table(found), ""]
    return "\n".join(lines)


def _table(found: Iterable[Entry]) -> list[str]:
    rows = [(f"`{e.code}`", e.severity, _cell(e.text), _cell(e.hint)) for e in found]
    return ["| code | severity | says | what to do |", "|---|---|---|---|"] + [
        f"| {' | '.join(row)} |" for row in rows
    ]


def _plain(wording: str) -> str:
    """``messages.toml`` is filled in by ``str.format``, where a brace is written twice."""
    return wording.replace("{{", "{").replace("}}", "}")


def _cell(text: str) -> str:
    for character in "|<*_":
        text = text.replace(character, f"\\{character}")
    return text
