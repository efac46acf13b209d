"""The rules a rejection can name: ours to begin with, the desk's own once somebody edits them
(no Qt)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ide import atomic
from ide.desk.model.process import DeskError
from ide.submit.review_rules import rule_book

FILE = "rules.toml"


@dataclass(frozen=True)
class Reason:
    """A rule: its number, the set it is of, its words by language, the checks that answer it."""

    number: str
    group: str
    title: Mapping[str, str]
    advice: Mapping[str, str]
    checks: tuple[str, ...] = ()

    def said(self, language: str) -> str:
        """Return its title in a language, else in English or in any."""
        return _said(self.title, language)

    def advised(self, language: str) -> str:
        """Return what to do, as :meth:`said`."""
        return _said(self.advice, language)


@dataclass(frozen=True)
class Reasons:
    """Rules read from a file."""

    date: str
    reasons: tuple[Reason, ...]
    own: bool = False
    """Whether they are the desk's own."""

    def find(self, number: str) -> Reason | None:
        """Return a rule by its number."""
        return next((each for each in self.reasons if each.number == number), None)


def matches(reason: Reason, words: str) -> bool:
    """Tell whether each word stands in the number or in a title, of whatever language."""
    text = " ".join((reason.number, *reason.title.values(), *reason.advice.values())).casefold()
    return all(word in text for word in words.casefold().split())


@cache
def ours() -> Reasons:
    """Return the rules that come with the program."""
    book = rule_book()
    rows = (
        Reason(rule.number, rule.group, rule.title, rule.advice, rule.checks)
        for rule in book.rules.values()
    )
    return Reasons(max(group.date for group in book.groups.values()), tuple(rows))


def load(desk: Path) -> Reasons:
    """Return the rules of a desk: its own file, else ours.

    Raises:
        DeskError: the desk's file cannot be read; the sentence says where.
    """
    file = desk / FILE
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ours()
    except (OSError, UnicodeDecodeError) as error:
        raise DeskError("unreadable", file=FILE, reason=error) from error
    try:
        read = _parsed(text)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DeskError("unreadable", file=FILE, reason=error) from error
    return Reasons(read.date, read.reasons, own=True)


def write_own(desk: Path) -> Path:
    """Put our rules into the desk's folder for editing, unless they are there; return the file.

    Raises:
        DeskError: the folder cannot be written.
    """
    file = desk / FILE
    if not file.exists():
        try:
            atomic.write_text(file, to_text(ours()))
        except OSError as error:
            reason = error.strerror or str(error)
            raise DeskError("read_only", folder=desk, reason=reason) from error
    return file


def to_text(reasons: Reasons) -> str:
    """Return rules as the text of a desk's file."""
    lines = [f"date = {json.dumps(reasons.date)}", ""]
    for reason in reasons.reasons:
        lines += [
            "[[rule]]",
            f"number = {_quoted(reason.number)}",
            f"group = {_quoted(reason.group)}",
        ]
        if reason.checks:
            lines.append(f"checks = {json.dumps(list(reason.checks))}")
        for name, texts in (("title", reason.title), ("advice", reason.advice)):
            lines += [f"{name}.{code} = {_quoted(text)}" for code, text in texts.items()]
        lines.append("")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _parsed(text: str) -> Reasons:
    data = tomllib.loads(text)
    rows = [
        Reason(
            number=str(row["number"]),
            group=str(row.get("group", "")),
            title=_texts(row["title"]),
            advice=_texts(row.get("advice", {})),
            checks=tuple(str(check) for check in row.get("checks", ())),
        )
        for row in data["rule"]
    ]
    return Reasons(str(data.get("date", "")), tuple(rows))


def _texts(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise TypeError(f"{value!r}: texts by language are expected, as title.en")
    return {str(code): str(text) for code, text in value.items()}


def _said(texts: Mapping[str, str], language: str) -> str:
    found = texts.get(language) or texts.get("en")
    return found or next(iter(texts.values()), "")
