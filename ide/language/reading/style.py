"""Reads WXSS, Less and Sass: rules with what their selectors name, imports, custom properties."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"/\*.*?(?:\*/|\Z)|\"(?:[^\"\\\n]|\\.)*\"?|'(?:[^'\\\n]|\\.)*'?|url\([^)\n]*\)?|#\{[^}]*\}"
    r"|[{};]|//[^\n]*",
    re.DOTALL,
)
_CLASS = re.compile(r"\.(-?[A-Za-z_\u00a0-\uffff][\w\u00a0-\uffff-]*(?:\\.[\w-]*)*)")
_ID = re.compile(r"#(-?[A-Za-z_][\w-]*)")
_TAG = re.compile(r"(?:^|[\s>+~,(])([A-Za-z][\w-]*)")
_SUFFIX = re.compile(r"&([\w-]+)")
_IMPORT = re.compile(r"@import\s+(?:\([^)]*\)\s*)?(?:url\(\s*)?([\"'])([^\"'\n]*)")
_PROPERTY = re.compile(r"(?:^|[;{\s])(--[\w-]+)\s*:\s*([^;}\n]*)")
_QUOTED = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True)
class Named:
    """A class, id or tag in a selector; ``name`` without its sign."""

    name: str
    start: int
    end: int


@dataclass
class Rule:
    """A block; offsets of its selector, of its ``{`` and of its end."""

    selector: str
    start: int
    opening: int
    end: int = 0
    parent: Rule | None = None
    classes: list[Named] = field(default_factory=list)
    ids: list[Named] = field(default_factory=list)
    tags: list[Named] = field(default_factory=list)


@dataclass
class Sheet:
    """A style sheet as read."""

    text: str
    rules: list[Rule] = field(default_factory=list)
    imports: list[Named] = field(default_factory=list)
    """What ``@import`` names, offsets inside the quotes."""
    properties: dict[str, tuple[Named, str]] = field(default_factory=dict)
    """Custom properties with their first value."""
    comments: list[tuple[int, int]] = field(default_factory=list)

    def rules_of_class(self, name: str) -> list[tuple[Rule, Named]]:
        """Return the rules whose selector names a class."""
        return [(r, item) for r in self.rules for item in r.classes if item.name == name]

    def class_names(self) -> dict[str, Named]:
        """Return every class with its first place."""
        found: dict[str, Named] = {}
        for rule in self.rules:
            for item in rule.classes:
                found.setdefault(item.name, item)
        return found

    def rule_at(self, offset: int) -> Rule | None:
        """Return the innermost rule whose block an offset lies in."""
        index = bisect_right([rule.start for rule in self.rules], offset)
        for rule in reversed(self.rules[:index]):
            if rule.opening < offset <= rule.end:
                return rule
        return None

    def in_comment(self, offset: int) -> bool:
        """Whether an offset lies in a comment."""
        return any(start < offset < end for start, end in self.comments)


def read(text: str, *, line_comments: bool = False) -> Sheet:
    """Read a sheet; ``line_comments`` as Less and Sass have them. Never raises."""
    sheet = Sheet(text)
    _read_rules(sheet, line_comments)
    plain = _without(sheet.comments, text)
    for found in _IMPORT.finditer(plain):
        sheet.imports.append(Named(found[2], found.start(2), found.end(2)))
    for found in _PROPERTY.finditer(plain):
        named = Named(found[1], found.start(1), found.end(1))
        sheet.properties.setdefault(found[1], (named, found[2].strip()))
    return sheet


def _read_rules(sheet: Sheet, line_comments: bool) -> None:
    text, start = sheet.text, 0
    open_rule: Rule | None = None
    for match in _TOKEN.finditer(text):
        sign = match[0]
        if sign.startswith("/*") or (sign.startswith("//") and line_comments):
            sheet.comments.append(match.span())
            if text[start : match.start()].strip():
                continue
        elif sign == "{":
            open_rule = _rule(text, start, match.start(), open_rule)
            sheet.rules.append(open_rule)
        elif sign == "}" and open_rule is not None:
            open_rule.end = match.end()
            open_rule = open_rule.parent
        elif sign not in (";", "}"):
            continue
        start = match.end()
    while open_rule is not None:
        open_rule.end = len(text)
        open_rule = open_rule.parent


def _rule(text: str, start: int, opening: int, parent: Rule | None) -> Rule:
    raw = text[start:opening]
    start += len(raw) - len(raw.lstrip())
    selector = text[start:opening].rstrip()
    rule = Rule(" ".join(selector.split()), start, opening, parent=parent)
    if selector.startswith("@"):
        return rule
    plain = _QUOTED.sub(lambda match: " " * len(match[0]), selector)
    rule.classes = [_named(m, start) for m in _CLASS.finditer(plain)]
    rule.ids = [_named(m, start) for m in _ID.finditer(plain)]
    rule.tags = [_named(m, start) for m in _TAG.finditer(plain)]
    outer = _outer_classes(parent)
    for match in _SUFFIX.finditer(plain):
        for item in outer:
            where = start + match.start()
            rule.classes.append(Named(item + match[1], where, start + match.end()))
    return rule


def _outer_classes(rule: Rule | None) -> list[str]:
    """Return the classes a ``&`` may stand for: the last of each selector around."""
    while rule is not None:
        if rule.classes:
            return list(dict.fromkeys(item.name for item in rule.classes[-3:]))
        rule = rule.parent
    return []


def _named(match: re.Match[str], start: int) -> Named:
    return Named(match[1].replace("\\", ""), start + match.start(1), start + match.end(1))


def _without(comments: list[tuple[int, int]], text: str) -> str:
    parts, at = [], 0
    for start, end in comments:
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*parts, text[at:]])
