"""The styles of an element as listed: rules of the page joined with their sources (no Qt)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from ide.inspect.place import Read
from ide.inspect.sheet import SourceRule, read_sheet
from ide.inspect.style_source import find_rule, paired, source_file

# What the compiler puts before class names and built-in tags.
_PREFIX = re.compile(r"(\.)[\w-]*?-[0-9a-z]{1,3}--(?=\w)|\bwx-(?=[a-z])")
INLINE_HEAD = ".x{"
"""What stands before the text of a ``style`` attribute in the rule made of it."""


@dataclass(frozen=True)
class Line:
    """A declaration as shown: from the source, from the page, or both."""

    name: str
    value: str
    """As the author wrote it where the source is known."""
    important: bool
    enabled: bool
    valid: bool
    overridden: bool
    source: int | None
    """Index in the source's rule."""
    live: int | None
    """Index in the page's rule."""


@dataclass(frozen=True)
class Block:
    """A rule, or the element's own style (``key`` is empty)."""

    title: str
    key: str
    ordinal: int
    selector: str
    lines: tuple[Line, ...]
    rule: SourceRule | None
    file: str
    """Package path of the source, empty when there is none."""
    live: tuple[tuple[str, str, bool], ...]
    """Name, value and ``!important`` of the page's declarations."""
    conditions: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """``file:line`` of the source."""
        name = self.file.rpartition("/")[2]
        return f"{name}:{self.rule.line}" if name and self.rule is not None else name

    def body(self, changes: Mapping[int, tuple[str, str] | None], *new: tuple[str, str]) -> str:
        """Return the page's declarations with some changed or left out, and new ones behind."""
        parts = []
        for at, (name, value, important) in enumerate(self.live):
            changed = changes.get(at, (name, value))
            if changed is not None:
                strong = " !important" if important and "!important" not in changed[1] else ""
                parts.append(f"{changed[0]}:{changed[1]}{strong};")
        return "".join(parts) + "".join(f"{name}:{value};" for name, value in new)


@dataclass(frozen=True)
class Section:
    """Blocks under a heading: the element itself, a pseudo-element, an ancestor."""

    kind: str
    """``own``, ``pseudo`` or ``inherited``."""
    name: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Styles:
    """All about the looks of one element."""

    node: int = 0
    sections: tuple[Section, ...] = ()
    box: Mapping[str, Any] = field(default_factory=dict)
    hover: str = ""
    """The element's ``hover-class``."""
    computed: Mapping[str, Any] = field(default_factory=dict)


def read_styles(answer: Mapping[str, Any], read: Read, inline: str | None = None) -> Styles:
    """Return the answer to ``styles`` with the sources that belong to it.

    ``inline`` is the element's ``style`` as the template has it, None when that comes from data.
    """
    read = cache(read)
    own = (_own_style(answer["inline"], inline), *(_block(rule, read) for rule in answer["rules"]))
    return Styles(
        node=int(answer["node"]),
        sections=(
            Section("own", str(answer["tag"]), own),
            *_pseudos(answer["pseudos"], read),
            *_inherited(answer["inherited"], read),
        ),
        box=answer["box"],
        hover=str(answer["hover"] or ""),
        computed=answer["computed"] or {},
    )


def _pseudos(found: Sequence[Mapping[str, Any]], read: Read) -> Iterator[Section]:
    for one in found:
        yield Section("pseudo", one["pseudo"], tuple(_block(rule, read) for rule in one["rules"]))


def _inherited(found: Sequence[Mapping[str, Any]], read: Read) -> Iterator[Section]:
    for one in found:
        blocks = []
        for rule in one["rules"]:
            heard = {at for at, line in enumerate(rule["declarations"]) if line.get("inherited")}
            block = _block(rule, read) if rule["key"] else _inline(rule["declarations"])
            lines = tuple(line for line in block.lines if line.live in heard)
            blocks.append(_with_lines(block, lines))
        yield Section("inherited", one["tag"], tuple(blocks))


def _with_lines(block: Block, lines: tuple[Line, ...]) -> Block:
    return Block(
        block.title,
        block.key,
        block.ordinal,
        block.selector,
        lines,
        block.rule,
        block.file,
        block.live,
        block.conditions,
    )


def _inline(declarations: Sequence[Mapping[str, Any]]) -> Block:
    lines = tuple(_live_line(one, at) for at, one in enumerate(declarations))
    return Block("element.style", "", -1, "", lines, None, "", _live(declarations))


def _own_style(declarations: Sequence[Mapping[str, Any]], written: str | None) -> Block:
    if written is None:
        return _inline(declarations)
    text = f"{INLINE_HEAD}{written}}}"
    (rule,) = [one for one in read_sheet("", text) if isinstance(one, SourceRule)]
    pairs = paired(rule, [(one["name"], one["value"]) for one in declarations])
    lines = tuple(_line(rule, declarations, *pair) for pair in pairs)
    return Block("element.style", "", -1, "", lines, rule, "", _live(declarations))


def _block(rule: Mapping[str, Any], read: Read) -> Block:
    declarations = rule["declarations"]
    source = find_rule(read, rule["key"], int(rule["ordinal"]), rule["selector"])
    file = source.file if source is not None else source_file(read, rule["key"])
    if source is None:
        lines = tuple(_live_line(one, at) for at, one in enumerate(declarations))
        title = _PREFIX.sub(lambda found: found.group(1) or "", rule["selector"])
    else:
        pairs = paired(source, [(one["name"], one["value"]) for one in declarations])
        lines = tuple(_line(source, declarations, *pair) for pair in pairs)
        title = " ".join(source.selector.split())
    return Block(
        title,
        rule["key"],
        int(rule["ordinal"]),
        rule["selector"],
        lines,
        source,
        file,
        _live(declarations),
        tuple(rule["conditions"]),
    )


def _live(declarations: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, str, bool], ...]:
    return tuple((one["name"], one["value"], bool(one["important"])) for one in declarations)


def _live_line(one: Mapping[str, Any], at: int) -> Line:
    return Line(
        one["name"],
        one["value"],
        bool(one["important"]),
        True,
        bool(one["valid"]),
        bool(one["overridden"]),
        None,
        at,
    )


def _line(
    rule: SourceRule,
    declarations: Sequence[Mapping[str, Any]],
    source: int | None,
    live: int | None,
) -> Line:
    shown = _live_line(declarations[live], live) if live is not None else None
    if source is None:
        assert shown is not None
        return shown
    one = rule.declarations[source]
    if one.disabled:
        return Line(one.name, one.value, one.important, False, True, False, source, None)
    # Written but not on the page: the editor is ahead of the phone, or the compiler dropped it.
    return Line(
        one.name,
        one.value,
        one.important,
        True,
        shown.valid if shown else True,
        shown.overridden if shown else False,
        source,
        live,
    )
