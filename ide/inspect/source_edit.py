"""Edits of sources that touch nothing but what they are about (no Qt)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ide.inspect.place import Place
from ide.inspect.sheet import SourceRule

_TYPED = re.compile(r"\s*(-{0,2}[A-Za-z_][\w-]*)\s*:\s*(.+?)\s*;?\s*\Z", re.DOTALL)


class NotEditableError(ValueError):
    """An edit that cannot be made there; the text is the key of the reason."""


@dataclass(frozen=True)
class SourceEdit:
    """One replacement in a source, given by its package path and the text it was made for."""

    file: str
    before: str
    start: int
    end: int
    text: str

    @property
    def after(self) -> str:
        """The whole text with the replacement made."""
        return self.before[: self.start] + self.text + self.before[self.end :]


def typed(text: str) -> tuple[str, str] | None:
    """Return name and value of a declaration as somebody typed it, None when it is none."""
    found = _TYPED.match(text)
    return (found.group(1), found.group(2)) if found else None


def change_value(rule: SourceRule, at: int, value: str) -> SourceEdit:
    """Give a declaration another value; ``!important`` stays unless one is typed."""
    one = rule.declarations[at]
    if _is_computed(rule, one.value):
        raise NotEditableError("styles.computed_value")
    return SourceEdit(rule.file, rule.text, one.value_start, one.value_end, value.strip())


def switch(rule: SourceRule, at: int, *, on: bool) -> SourceEdit:
    """Put a declaration into a comment, or take it out of one."""
    one = rule.declarations[at]
    inside = rule.text[one.start : one.end]
    if on:
        text = inside.removeprefix("/*").removesuffix("*/").strip()
        return SourceEdit(
            rule.file, rule.text, one.start, one.end, text if text.endswith(";") else f"{text};"
        )
    if "*/" in inside:
        raise NotEditableError("styles.has_comment")
    return SourceEdit(rule.file, rule.text, one.start, one.end, f"/* {inside.strip()} */")


def remove(rule: SourceRule, at: int) -> SourceEdit:
    """Take a declaration away, with its line when it has one of its own."""
    one = rule.declarations[at]
    start, end = one.start, one.end
    line = rule.text.rfind("\n", 0, start) + 1
    rest = rule.text.find("\n", end)
    alone = not rule.text[line:start].strip()
    if alone and rest >= 0 and not rule.text[end:rest].strip():
        start, end = line, rest + 1
    return SourceEdit(rule.file, rule.text, start, end, "")


def add(rule: SourceRule, name: str, value: str) -> SourceEdit:
    """Put a declaration behind the last one, indented like it."""
    new = f"{name}: {value};"
    if not rule.declarations:
        body = rule.text[rule.body_start : rule.body_end]
        if "\n" not in body:
            return SourceEdit(rule.file, rule.text, rule.body_start, rule.body_end, f" {new} ")
        around = _indent(rule.text, rule.start)
        text = f"\n{around}  {new}"
        return SourceEdit(rule.file, rule.text, rule.body_start, rule.body_start, text)
    last = rule.declarations[-1]
    closed = last.disabled or rule.text[last.end - 1 : last.end] == ";"
    line = rule.text.rfind("\n", 0, last.start) + 1
    alone = not rule.text[line : last.start].strip()
    between = f"\n{rule.text[line : last.start]}" if alone else " "
    text = f"{'' if closed else ';'}{between}{new}"
    return SourceEdit(rule.file, rule.text, last.end, last.end, text)


def _indent(text: str, offset: int) -> str:
    line = text.rfind("\n", 0, offset) + 1
    return text[line : line + len(text[line:]) - len(text[line:].lstrip(" \t"))]


def _is_computed(rule: SourceRule, value: str) -> bool:
    """Whether Less or SCSS works a value out: a literal could not take its place unseen."""
    preprocessed = rule.file.endswith((".less", ".scss"))
    return preprocessed and re.search(r"[$@]\{?[A-Za-z_]|#\{", value) is not None


def is_bound(value: str) -> bool:
    """Whether a value of a template comes from data."""
    return "{{" in value


def change_attribute(place: Place, name: str, value: str) -> SourceEdit:
    """Give an attribute of an element another value, or give it the attribute."""
    text = place.template.text
    found = place.node.attribute(name)
    if found is None:
        at = place.node.start + 1 + len(place.node.name)
        return SourceEdit(place.file, text, at, at, f' {name}="{_quoted(value, chr(34))}"')
    if is_bound(text[found.value_start : found.value_end]):
        raise NotEditableError("attributes.bound")
    if not found.has_value or not found.quote:
        new = f'="{_quoted(value, chr(34))}"'
        return SourceEdit(place.file, text, found.name_end, found.end, new)
    new = _quoted(value, found.quote)
    return SourceEdit(place.file, text, found.value_start, found.value_end, new)


def remove_attribute(place: Place, name: str) -> SourceEdit:
    """Take an attribute of an element away, with the space before it."""
    text = place.template.text
    found = place.node.attribute(name)
    if found is None:
        raise NotEditableError("attributes.gone")
    start = found.start
    while start > 0 and text[start - 1].isspace():
        start -= 1
    return SourceEdit(place.file, text, start, found.end, "")


def change_text(place: Place, value: str) -> SourceEdit:
    """Give a text, or an element that holds nothing else, other words."""
    text = place.template.text
    start, end = place.node.start, place.node.end
    if place.node.name:
        if any(child.name for child in place.node.children):
            raise NotEditableError("attributes.not_only_text")
        start, end = place.node.open_end, place.node.close_start
        if end < 0:
            raise NotEditableError("attributes.not_only_text")
    written = text[start:end]
    if is_bound(written):
        raise NotEditableError("attributes.bound")
    start += len(written) - len(written.lstrip())
    end = max(start, end - (len(written) - len(written.rstrip())))
    return SourceEdit(place.file, text, start, end, value.replace("<", "&lt;"))


def _quoted(value: str, quote: str) -> str:
    return value.replace(quote, "&quot;" if quote == '"' else "&#39;")
