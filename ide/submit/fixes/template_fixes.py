"""Fixes in templates: attributes that go, paths that are spelt otherwise (no Qt)."""

from __future__ import annotations

import re

from ide.fix import Fix
from ide.submit.fixes.sources import source_of
from ide.submit.rules.flaws import Facts, Flaw

_NAME = re.compile(r"<\s*[\w-]+")
_ATTRIBUTE = re.compile(r"\s+(?P<name>[^\s\"'<>/=]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?")
_NEAR = 5000
"""How far behind its place the text of a flaw is looked for, in characters."""


def without_autoplay(facts: Facts, flaw: Flaw) -> Fix | None:
    """Let media wait until somebody starts them."""
    source = source_of(facts, flaw)
    tag = _NAME.match(source.text, source.at) if source is not None else None
    at = tag.end() if tag else 0
    while source is not None and tag:
        attribute = _ATTRIBUTE.match(source.text, at)
        if attribute is None:
            return None
        if attribute["name"] == "autoplay":
            change = source.replaced(attribute.start(), attribute.end(), "")
            return Fix("fixing.attribute_removed", (change,), {"name": "autoplay"})
        at = attribute.end()
    return None


def spelt(facts: Facts, flaw: Flaw) -> Fix | None:
    """Spell a path as the file is spelt on disk."""
    source, path, file = source_of(facts, flaw), str(flaw.values["path"]), str(flaw.values["file"])
    plain = path.partition("?")[0].partition("#")[0].rstrip()
    shared = _shared_end(plain, file)
    right = plain[: len(plain) - shared] + file[len(file) - shared :]
    if source is None or right == plain:
        return None
    near = source.text[source.at : source.at + _NEAR]
    found = re.search(rf"([\"']){re.escape(path)}\1", near)
    if found is None:
        return None
    start = source.at + found.start() + 1
    change = source.replaced(start, start + len(plain), right)
    return Fix("fixing.spelt", (change,), {"path": path, "file": file})


def _shared_end(one: str, other: str) -> int:
    """Return how many letters two texts end with in common, big or small."""
    pairs = zip(reversed(one.lower()), reversed(other.lower()), strict=False)
    count = 0
    for mine, theirs in pairs:
        if mine != theirs:
            break
        count += 1
    return count
