"""Finds the rule of a source behind a rule of the running page (no Qt)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from functools import lru_cache

from ide.inspect.place import Read
from ide.inspect.sheet import SourceRule, read_sheet

_PREPROCESSED = (".less", ".scss")
_PIECE = re.compile(
    r"(?P<host>:host\b)|(?P<deep>\s*(?:>>>|/deep/)\s*)|\.(?P<class>(?:[\w-]|[^\x00-\x7f]|\\.)+)"
    r"|(?P<kept>::?[\w-]+|#[\w-]+|\[[^\]]*\])|(?P<type>[A-Za-z][\w-]*)"
    r"|(?P<space>\s*[>+~,]\s*|\s+)|(?P<other>.)",
    re.DOTALL,
)
_MOST_FILES = 60


def source_file(read: Read, key: str) -> str:
    """Return the source of a sheet the runtime knows by ``key``; empty when there is none."""
    for ending in (".wxss", *_PREPROCESSED, ".sass", ".css"):
        if read(key + ending) is not None:
            return key + ending
    return ""


def find_rule(read: Read, key: str, ordinal: int, selector: str) -> SourceRule | None:
    """Return the rule a sheet's style rule ``ordinal`` was made of, None when that is unsure.

    Less and SCSS carry no map: there the only rule whose joined selectors fit is taken.
    """
    file = source_file(read, key)
    if not file or file.endswith(".sass"):
        return None
    if file.endswith(_PREPROCESSED):
        text = read(file) or ""
        rules = [one for one in read_sheet(file, text, nested=True) if isinstance(one, SourceRule)]
        fitting = [rule for rule in rules if fits(rule.selector, selector)]
        return fitting[0] if len(fitting) == 1 else None
    rules = flattened(read, file, set())
    if ordinal < len(rules) and fits(rules[ordinal].selector, selector):
        return rules[ordinal]
    # An import from elsewhere moved the count: the only rule that reads the same.
    alike = [rule for rule in rules if fits(rule.selector, selector)]
    return alike[0] if len(alike) == 1 else None


def flattened(read: Read, file: str, seen: set[str]) -> list[SourceRule]:
    """Return the rules of a sheet with those it imports, each file once, as the compiler does."""
    text = read(file)
    seen.add(file)
    if text is None or len(seen) > _MOST_FILES:
        return []
    rules: list[SourceRule] = []
    for one in read_sheet(file, text):
        if isinstance(one, SourceRule):
            rules.append(one)
            continue
        base = "" if one.specifier.startswith("/") else posixpath.dirname(file)
        target = posixpath.normpath(posixpath.join(base, one.specifier.lstrip("/")))
        found = next((path for path in (target, f"{target}.wxss") if read(path) is not None), "")
        if found and found not in seen:
            rules += flattened(read, found, seen)
    return rules


def fits(written: str, generated: str) -> bool:
    """Tell whether a selector of a source became one of the page: prefixes, ``wx-`` tags."""
    return _pattern(written.strip()).fullmatch(generated.strip()) is not None


@lru_cache(maxsize=4000)
def _pattern(written: str) -> re.Pattern[str]:
    plain = re.sub(r"/\*.*?\*/", " ", written, flags=re.DOTALL)
    parts = []
    for found in _PIECE.finditer(plain):
        kind, text = found.lastgroup, found.group()
        if kind == "class":
            parts.append(rf"\.(?:[\w-]+--)?{re.escape(found.group('class'))}")
        elif kind == "type":
            parts.append(rf"(?:wx-)?{re.escape(text)}")
        elif kind == "host":
            parts.append(r"(?::host|\[wx-host=\"[^\"]*\"\])")
        elif kind in {"space", "deep"}:
            sign = text.strip() if kind == "space" else ""
            parts.append(rf"\s*{re.escape(sign)}\s*" if sign else r"\s+")
        else:
            parts.append(re.escape(text))
    return re.compile("".join(parts))


def paired(
    rule: SourceRule, generated: Sequence[tuple[str, str]]
) -> list[tuple[int | None, int | None]]:
    """Pair declarations of a source with the page's (name, value), in the order of the source.

    A pair is (index in the source, index on the page); one of them is None where it has no other.
    """
    pairs: list[tuple[int | None, int | None]] = []
    at = 0
    for index, one in enumerate(rule.declarations):
        if one.disabled:
            pairs.append((index, None))
            continue
        match = next(
            (n for n in range(at, len(generated)) if generated[n][0].lower() == one.name.lower()),
            None,
        )
        if match is None:
            pairs.append((index, None))
            continue
        pairs += [(None, missed) for missed in range(at, match)]
        pairs.append((index, match))
        at = match + 1
    pairs += [(None, missed) for missed in range(at, len(generated))]
    return pairs
