"""Checks of what people read: words at which a reviewer stops (words.toml, no Qt)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ide.submit.rules.flaws import APP, Facts, Flaw, Flaws
from ide.survey import Spot, is_library

_BINDING = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_LITERAL = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_TITLE = "navigationBarTitleText"

Read = tuple[str, Spot, bool]
"""A text, its place, and whether the text stands there as it is written."""


@cache
def lists() -> Mapping[str, Any]:
    """Return the words by topic and language."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return a pattern for each word with its topic."""
    return tuple(
        (topic, _pattern(word))
        for topic, languages in lists().items()
        if isinstance(languages, Mapping)
        for words in languages.values()
        for word in words
    )


def _pattern(word: str) -> re.Pattern[str]:
    if len(word) > 2 and word[0] == word[-1] == "/":
        return re.compile(word[1:-1])
    before, after = (
        (r"(?<!\w)" if word[0].isascii() else ""),
        (r"(?!\w)" if word[-1].isascii() else ""),
    )
    return re.compile(f"{before}{re.escape(word)}{after}", re.IGNORECASE)


def words(facts: Facts) -> Flaws:
    """P22: words at which a reviewer stops, in whatever a person can read."""
    for text, spot, as_written in _read(facts):
        for topic, pattern in patterns():
            found = pattern.search(text)
            if found:
                place = _within(spot, text, *found.span()) if as_written else spot
                yield Flaw("words-found", place, {"words": found[0], "topic": topic})
                break


def _read(facts: Facts) -> Iterator[Read]:
    """Yield every text that a person can read: neither comments nor names in code."""
    survey, shown = facts.surveyed, lists()["shown"]
    for words_ in survey.texts:
        if not is_library(words_.template):
            yield _blanked(words_.text), words_.spot, True
            yield from ((text, words_.spot, False) for text in _in_bindings(words_.text))
    for element in survey.elements:
        if not is_library(element.template):
            for name in shown:
                value = element.attributes.get(name)
                if value:
                    spot = element.spots[name]
                    yield _blanked(value), spot, False
                    yield from ((text, spot, False) for text in _in_bindings(value))
    for said in survey.shown:
        if not is_library(said.script):
            yield said.text, said.spot, False
    yield from _titles(facts)


def _titles(facts: Facts) -> Iterator[Read]:
    """Yield titles of pages, tabs, and the purposes of permissions."""
    app, submission = facts.submission.app, facts.submission
    rows: list[tuple[str, object, tuple[str, ...]]] = [(APP, app.get("window"), ("window", _TITLE))]
    for route, _ in submission.pages():
        if f"{route}.json" in submission.paths:
            rows.append((f"{route}.json", submission.json(f"{route}.json").value, (_TITLE,)))
    for file, value, place in rows:
        title = value.get(_TITLE) if isinstance(value, Mapping) else None
        if isinstance(title, str):
            yield title, facts.in_json(file, *place), False
    bar, scopes = app.get("tabBar"), app.get("permission")
    tabs = bar.get("list") if isinstance(bar, Mapping) else None
    for number, tab in enumerate(tabs if isinstance(tabs, list) else ()):
        if isinstance(tab, Mapping) and isinstance(tab.get("text"), str):
            yield tab["text"], facts.in_app("tabBar", "list", number, "text"), False
    for scope, row in scopes.items() if isinstance(scopes, Mapping) else ():
        if isinstance(row, Mapping) and isinstance(row.get("desc"), str):
            yield row["desc"], facts.in_app("permission", scope, "desc"), False


def _blanked(text: str) -> str:
    return _BINDING.sub(lambda found: " " * len(found[0]), text)


def _in_bindings(text: str) -> Iterator[str]:
    """Yield Chinese texts within bindings; others may be names."""
    for binding in _BINDING.findall(text):
        for found in _LITERAL.finditer(binding):
            literal = found[1] or found[2] or ""
            if _CHINESE.search(literal):
                yield literal


def _within(spot: Spot, text: str, start: int, end: int) -> Spot:
    """Return the range of a piece of a text that begins at a place."""
    (line, column), (end_line, end_column) = (_moved(spot, text[:at]) for at in (start, end))
    return Spot(spot.file, line, column, end_line, end_column)


def _moved(spot: Spot, before: str) -> tuple[int, int]:
    rows = before.split("\n")
    width = len(rows[-1].encode("utf-16-le")) // 2
    return spot.line + len(rows) - 1, (spot.column if len(rows) == 1 else 1) + width
