"""Finds in a script what a fix takes out: calls, statements, texts (no Qt)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ide.fix import Replace
from ide.submit.fixes.disk import reader
from ide.submit.fixes.plan import offset
from ide.submit.rules.flaws import Facts, Flaw

_UNITS = "utf-16-le"
_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`", re.DOTALL)
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_LAST_WORD = re.compile(r"[\w$]+\Z")
_OPENS_STATEMENT = frozenset({"if", "while", "for", "with"})
"""What a statement may hang on, behind its brackets."""
_GOES_ON = frozenset(
    [
        "else",
        "do",
        "return",
        "await",
        "typeof",
        "case",
        "in",
        "of",
        "new",
        "void",
        "delete",
        "yield",
        "throw",
        "instanceof",
    ]
)
_CONTINUES = frozenset("([`+-*/.,?:=&|<>%^~!")
"""Signs that would join what follows to what stood before."""


@dataclass(frozen=True)
class Source:
    """The text of a flaw's file, and where in it the flaw stands."""

    file: str
    text: str
    at: int

    def replaced(self, start: int, end: int, new: str) -> Replace:
        """Return the change that puts ``new`` there."""
        line = self.text.rfind("\n", 0, start) + 1
        column = len(self.text[line:start].encode(_UNITS)) // 2 + 1
        row = self.text.count("\n", 0, start) + 1
        return Replace(self.file, row, column, self.text[start:end], new)


def source_of(facts: Facts, flaw: Flaw) -> Source | None:
    """Read the file of a flaw, None when it is no text."""
    spot = flaw.spot
    text = reader(facts.submission.root)(spot.file) if spot.file else None
    return None if text is None else Source(spot.file, text, offset(text, spot.line, spot.column))


def closing(text: str, at: int) -> int | None:
    """Return the place behind the bracket that closes the one at ``at``, None when none does."""
    depth = 0
    while at < len(text):
        skipped = _STRING.match(text, at) or _COMMENT.match(text, at)
        if skipped:
            at = skipped.end()
            continue
        depth += (text[at] in "([{") - (text[at] in ")]}")
        at += 1
        if not depth:
            return at
    return None


def without_statement(source: Source, end: int) -> Replace | None:
    """Take the statement out that begins at the flaw and ends at ``end``, with its line.

    None where something may hang on it, or where its end is not certain.
    """
    text, start = source.text, source.at
    behind = re.compile(r"[ \t]*;?").match(text, end)
    end = behind.end() if behind else end
    ended = (
        text[end - 1] == ";"
        or text[end : end + 1] in ("", "\n", "}")
        or _blank_to_line_end(text, end)
    )
    if not ended or not _begins_statement(text, start, end):
        return None
    line = text.rfind("\n", 0, start) + 1
    if not text[line:start].strip() and _blank_to_line_end(text, end):
        stop = text.find("\n", end)
        return source.replaced(line, len(text) if stop < 0 else stop + 1, "")
    return source.replaced(start, end, "")


def _blank_to_line_end(text: str, at: int) -> bool:
    stop = text.find("\n", at)
    return not text[at : len(text) if stop < 0 else stop].strip()


def _begins_statement(text: str, start: int, end: int) -> bool:
    """Whether the code in front of a place is complete without what stands there."""
    before = _code_before(text, start)
    if not before or before[-1] in ";{}":
        return True
    rest = _COMMENT.sub(" ", text[end : end + 400]).lstrip()
    if "\n" not in text[len(before) : start] or rest[:1] in _CONTINUES:
        return False
    if before[-1] == ")":
        word = _LAST_WORD.search(before[: _opening(before)].rstrip())
        return word is None or word[0] not in _OPENS_STATEMENT
    word = _LAST_WORD.search(before)
    return before[-1] in "]\"'`" or (word is not None and word[0] not in _GOES_ON)


def _code_before(text: str, at: int) -> str:
    """Return the text in front of a place without blanks and comments at its end."""
    before = text[:at].rstrip()
    while before:
        line = before.rfind("\n") + 1
        if before[line:].lstrip().startswith("//"):
            before = before[:line].rstrip()
        elif before.endswith("*/") and "/*" in before:
            before = before[: before.rfind("/*")].rstrip()
        else:
            break
    return before


def _opening(before: str) -> int:
    """Return where the bracket opens that the text ends with; 0 when it is not there."""
    depth = 0
    for at in range(len(before) - 1, -1, -1):
        depth += (before[at] == ")") - (before[at] == "(")
        if not depth:
            return at
    return 0
