"""Reads WXML into a tree whose every part knows its offsets, texts included (no Qt)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TAG = re.compile(r"[A-Za-z_][\w.:-]*")
_ATTRIBUTE = re.compile(r"[^\s=>\"'/<]+")
_SPACE = re.compile(r"\s*")
_BARE = re.compile(r"(?:\{\{.*?\}\}|[^\s>\"'])*", re.DOTALL)
_BINDING = re.compile(r"\{\{.*?\}\}", re.DOTALL)
# Left open, they end at once, so that what follows is not lost.
_CHILDLESS = frozenset(
    {"input", "image", "icon", "import", "include", "progress", "slider", "switch", "textarea"}
)


@dataclass(frozen=True)
class Attribute:
    """An attribute; the value's offsets leave out the quotes."""

    name: str
    start: int
    name_end: int
    quote: str
    has_value: bool
    value_start: int
    value_end: int
    end: int


@dataclass
class Node:
    """An element, or the text between tags (``name`` is empty)."""

    name: str
    start: int
    end: int
    attributes: list[Attribute] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    open_end: int = 0
    """Behind the ``>`` of the start tag."""
    close_start: int = -1

    def attribute(self, *names: str) -> Attribute | None:
        """Return the first attribute of one of these names."""
        return next((item for item in self.attributes if item.name in names), None)


@dataclass(frozen=True)
class Template:
    """A WXML text and what is in it."""

    text: str
    children: list[Node]

    def value(self, node: Node, *names: str) -> str | None:
        """Return the value of an attribute as written, None when there is none."""
        found = node.attribute(*names)
        if found is None:
            return None
        return self.text[found.value_start : found.value_end] if found.has_value else ""


def read_template(text: str) -> Template:
    """Read a text; whatever is wrong in it, the rest is read on."""
    return Template(text, _Reader(text).read())


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 1 if text.startswith("\ufeff") else 0
        self._top: list[Node] = []
        self._open: list[Node] = []

    def read(self) -> list[Node]:
        text = self._text
        while self._at < len(text):
            if text[self._at] == "<" and self._markup():
                continue
            self._characters()
        self._leave(0, len(text))
        return self._top

    @property
    def _siblings(self) -> list[Node]:
        return self._open[-1].children if self._open else self._top

    def _markup(self) -> bool:
        text, at = self._text, self._at
        if text.startswith("<!--", at):
            end = text.find("-->", at + 4)
            self._at = len(text) if end < 0 else end + 3
        elif text[at + 1 : at + 2] in {"!", "?"}:
            end = text.find(">", at)
            self._at = len(text) if end < 0 else end + 1
        elif text[at + 1 : at + 2] == "/":
            self._end_tag()
        else:
            name = _TAG.match(text, at + 1)
            if name is None:
                return False
            self._start_tag(name.group())
        return True

    def _characters(self) -> None:
        text, start = self._text, self._at
        at = start
        while at < len(text) and not (text[at] == "<" and at > start):
            binding = _BINDING.match(text, at)
            at = binding.end() if binding else at + 1
        self._siblings.append(Node("", start, at))
        self._at = at

    def _start_tag(self, name: str) -> None:
        node = Node(name, self._at, 0)
        self._at += 1 + len(name)
        closed = self._attributes(node)
        node.open_end = node.end = self._at
        self._siblings.append(node)
        if closed:
            return
        if name == "wxs":
            self._script(node)
        else:
            self._open.append(node)

    def _script(self, node: Node) -> None:
        close = re.compile(r"</wxs\s*>").search(self._text, self._at)
        self._at = node.end = close.end() if close else len(self._text)

    def _attributes(self, node: Node) -> bool:
        """Read up to the end of the start tag; whether the element ends with it."""
        text = self._text
        while True:
            self._skip_space()
            c = text[self._at : self._at + 1]
            if c in {"", "<"}:
                return c == ""
            if c == ">":
                self._at += 1
                return False
            if c == "/":
                self._at += 1
                if text.startswith(">", self._at):
                    self._at += 1
                    return True
                continue
            name = _ATTRIBUTE.match(text, self._at)
            if name is None:
                self._at += 1
                continue
            node.attributes.append(self._attribute(name))

    def _attribute(self, name: re.Match[str]) -> Attribute:
        text = self._text
        self._at = name.end()
        self._skip_space()
        if not text.startswith("=", self._at):
            self._at = name.end()
            end = name.end()
            return Attribute(name.group(), name.start(), end, "", False, end, end, end)
        self._at += 1
        self._skip_space()
        quote = text[self._at : self._at + 1]
        if quote not in {'"', "'"}:
            bare = _BARE.match(text, self._at)
            start, stop = self._at, bare.end() if bare else self._at
            self._at = stop
            return Attribute(name.group(), name.start(), name.end(), "", True, start, stop, stop)
        start = self._at + 1
        stop = self._value_end(start, quote)
        self._at = min(stop + 1, len(text))
        return Attribute(name.group(), name.start(), name.end(), quote, True, start, stop, self._at)

    def _value_end(self, start: int, quote: str) -> int:
        text, at = self._text, start
        while at < len(text) and text[at] != quote:
            binding = _BINDING.match(text, at)
            escaped = text[at] == "\\"
            at = binding.end() if binding else at + (2 if escaped else 1)
        return min(at, len(text))

    def _end_tag(self) -> None:
        text = self._text
        name = _TAG.match(text, self._at + 2)
        close = text.find(">", self._at)
        end = len(text) if close < 0 else close + 1
        if name is not None:
            for depth in range(len(self._open) - 1, -1, -1):
                if self._open[depth].name == name.group():
                    self._leave(depth + 1, self._at)
                    self._open[depth].close_start, self._open[depth].end = self._at, end
                    del self._open[depth:]
                    break
        self._at = end

    def _leave(self, depth: int, end: int) -> None:
        """End the elements from ``depth`` on that nobody closed."""
        while len(self._open) > depth:
            node = self._open.pop()
            node.end = end
            if node.name in _CHILDLESS:
                node.end = node.open_end
                self._siblings.extend(node.children)
                node.children = []

    def _skip_space(self) -> None:
        space = _SPACE.match(self._text, self._at)
        self._at = space.end() if space else self._at
