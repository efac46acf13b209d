"""Reads WXML into a tree with offsets; forgives half tags, open quotes and stray ends."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

_NEXT = re.compile(r"<!--|</?(?=[A-Za-z])|\{\{")
_NAME = re.compile(r"[A-Za-z][\w.-]*")
_ATTRIBUTE = re.compile(r"[^\s=<>/\"'{}]+")
_SPACE = re.compile(r"\s+")
_BARE = re.compile(r"(?:\{\{.*?\}\}|[^\s<>\"'])+", re.DOTALL)
_RAW_END = re.compile(r"</wxs\s*>")
_LOST_QUOTE = re.compile(r"\n[ \t]*</?[A-Za-z]|>[ \t]*(?=\n)|/>")
_OPENS_ANOTHER = re.compile(r"<[A-Za-z/]|\s+[\w:@.-]+=\Z")
_BINDING = re.compile(r"\{\{(.*?)(\}\}(?!\})|\Z)", re.DOTALL)
_TEXT_BINDING_END = re.compile(r"\}\}(?!\})|\n[ \t]*<[A-Za-z/]|\Z")
MAX_DEPTH = 400


@dataclass
class Attribute:
    """An attribute; ``value`` is None when there is no ``=``, offsets leave out the quotes."""

    name: str
    start: int
    end: int
    value: str | None = None
    value_start: int = 0
    value_end: int = 0
    closed: bool = True


@dataclass
class Element:
    """A tag and what it holds; ``close`` is the offset of its end tag's name, -1 without one."""

    name: str
    start: int
    parent: Element | None = None
    attributes: list[Attribute] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)
    head_end: int = 0
    head_closed: bool = False
    self_closing: bool = False
    end: int = 0
    close: int = -1
    depth: int = 0

    @property
    def name_start(self) -> int:
        return self.start + 1

    @property
    def name_end(self) -> int:
        return self.start + 1 + len(self.name)

    def attribute(self, name: str) -> Attribute | None:
        """Return the attribute of that name."""
        return next((item for item in self.attributes if item.name == name), None)

    def value(self, name: str) -> str:
        """Return the value of an attribute, empty when it has none."""
        found = self.attribute(name)
        return found.value or "" if found else ""

    def ancestors(self) -> Iterator[Element]:
        """Yield the element and all around it, the innermost first; the root is left out."""
        element: Element | None = self
        while element is not None and element.name:
            yield element
            element = element.parent


@dataclass(frozen=True)
class Binding:
    """The inside of ``{{ }}``."""

    start: int
    end: int
    closed: bool


@dataclass
class Template:
    """A WXML text as read. ``elements`` are in the order of their start."""

    text: str
    root: Element
    elements: list[Element] = field(default_factory=list)
    comments: list[tuple[int, int]] = field(default_factory=list)
    text_bindings: list[Binding] = field(default_factory=list)
    scripts: list[tuple[int, int]] = field(default_factory=list)
    """Offsets of inline WXS."""

    def __post_init__(self) -> None:
        self._starts: list[int] = []

    def element_before(self, offset: int) -> Element | None:
        """Return the last element that starts before an offset."""
        if len(self._starts) != len(self.elements):
            self._starts = [element.start for element in self.elements]
        index = bisect_right(self._starts, offset - 1) - 1
        return self.elements[index] if index >= 0 else None

    def head_at(self, offset: int) -> Element | None:
        """Return the element in whose start tag an offset lies."""
        element = self.element_before(offset)
        if element is None or offset > element.head_end:
            return None
        return None if element.head_closed and offset == element.head_end else element

    def around(self, offset: int) -> Element:
        """Return the innermost element whose content an offset lies in."""
        element = self.element_before(offset)
        while element is not None:
            after_head = element.head_closed and not element.self_closing
            if after_head and element.head_end <= offset and offset <= _inner_end(element):
                return element
            element = element.parent
        return self.root

    def named(self, name: str) -> Iterator[Element]:
        """Yield the elements with a tag name."""
        return (element for element in self.elements if element.name == name)


def bindings_of(attribute: Attribute) -> list[Binding]:
    """Return the ``{{ }}`` of an attribute's value."""
    if not attribute.value or "{{" not in attribute.value:
        return []
    found = []
    for match in _BINDING.finditer(attribute.value):
        start, end = match.span(1)
        closed = match[2] != ""
        found.append(Binding(attribute.value_start + start, attribute.value_start + end, closed))
    return found


def _inner_end(element: Element) -> int:
    return element.close - 2 if element.close >= 0 else element.end


def read(text: str) -> Template:
    """Read a text; never raises."""
    return _Reader(text).read()


class _Reader:
    """One pass over a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._template = Template(text, Element("", 0))
        self._open = self._template.root

    def read(self) -> Template:
        at, text = 0, self._text
        while (match := _NEXT.search(text, at)) is not None:
            start = match.start()
            if match[0] == "<!--":
                at = self._comment(start)
            elif match[0] == "{{":
                at = self._text_binding(match.end())
            elif match[0] == "</":
                at = self._end_tag(match.end())
            else:
                at = self._start_tag(start)
        self._close_down_to(self._template.root, len(text))
        self._template.root.end = len(text)
        return self._template

    def _comment(self, start: int) -> int:
        end = self._text.find("-->", start + 4)
        end = end + 3 if end >= 0 else len(self._text)
        self._template.comments.append((start, end))
        return end

    def _text_binding(self, start: int) -> int:
        match = _TEXT_BINDING_END.search(self._text, start)
        end = match.start() if match else len(self._text)
        closed = match is not None and match[0] == "}}"
        self._template.text_bindings.append(Binding(start, end, closed))
        return end + 2 if closed else max(end, start)

    def _end_tag(self, at: int) -> int:
        match = _NAME.match(self._text, at)
        name = match[0] if match else ""
        end = match.end() if match else at
        space = _SPACE.match(self._text, end)
        after = space.end() if space else end
        after = after + 1 if self._text[after : after + 1] == ">" else end
        opening: Element | None = self._open
        while opening is not None and opening.name != name:
            opening = opening.parent
        if opening is not None and opening.name:
            self._close_down_to(opening, at - 2)
            opening.close, opening.end = at, after
            self._open = opening.parent or self._template.root
        return after

    def _close_down_to(self, element: Element, offset: int) -> None:
        """End the elements inside ``element`` that have no end tag of their own."""
        while self._open is not element:
            self._open.end = offset
            self._open = self._open.parent or self._template.root

    def _start_tag(self, start: int) -> int:
        match = _NAME.match(self._text, start + 1)
        assert match is not None  # _NEXT looked ahead
        element = Element(match[0], start, self._open, depth=self._open.depth + 1)
        self._template.elements.append(element)
        self._open.children.append(element)
        at = self._head(element, match.end())
        element.head_end = element.end = at
        if not element.head_closed or element.self_closing:
            return at
        if element.name == "wxs":
            return self._script(element, at)
        if element.depth < MAX_DEPTH:
            self._open = element
        return at

    def _script(self, element: Element, at: int) -> int:
        match = _RAW_END.search(self._text, at)
        end = match.start() if match else len(self._text)
        self._template.scripts.append((at, end))
        element.close = end + 2 if match else -1
        element.end = match.end() if match else end
        return element.end

    def _head(self, element: Element, at: int) -> int:
        """Read attributes up to the end of the tag or what cannot belong to it."""
        text = self._text
        while at < len(text):
            space = _SPACE.match(text, at)
            if space:
                at = space.end()
                continue
            letter = text[at]
            if letter == ">":
                element.head_closed = True
                return at + 1
            if letter == "/" and text[at + 1 : at + 2] == ">":
                element.head_closed = element.self_closing = True
                return at + 2
            if letter == "<":
                return at
            match = _ATTRIBUTE.match(text, at)
            at = self._attribute(element, match) if match else at + 1
        return at

    def _attribute(self, element: Element, match: re.Match[str]) -> int:
        attribute = Attribute(match[0], match.start(), match.end())
        element.attributes.append(attribute)
        text, at = self._text, match.end()
        space = _SPACE.match(text, at)
        equals = space.end() if space else at
        if text[equals : equals + 1] != "=":
            return at
        at = equals + 1
        space = _SPACE.match(text, at)
        if space and text[space.end() : space.end() + 1] in ('"', "'"):
            at = space.end()
        quote = text[at : at + 1]
        if quote in ('"', "'") and quote:
            return self._quoted(attribute, at + 1, quote)
        bare = _BARE.match(text, at)
        end = bare.end() if bare else at
        if bare and bare[0].endswith("/") and text[end : end + 1] == ">":
            end -= 1
        self._set_value(attribute, at, end)
        return end

    def _quoted(self, attribute: Attribute, start: int, quote: str) -> int:
        text = self._text
        end = text.find(quote, start)
        stop = end if end >= 0 else len(text)
        lost = _LOST_QUOTE.search(text, start, stop) if "\n" in text[start:stop] else None
        if lost is None and text[stop - 1] == "=" and stop > start:
            lost = _OPENS_ANOTHER.search(text[:stop], start)
        if lost and not _inside_binding(text, start, lost.start()):
            # The quote found belongs to another tag: this value was never closed.
            stop, end = lost.start(), -1
        elif end < 0:
            newline = text.find("\n", start)
            stop = newline if newline >= 0 else stop
        self._set_value(attribute, start, stop)
        attribute.closed = end >= 0
        return stop + 1 if end >= 0 else stop

    def _set_value(self, attribute: Attribute, start: int, end: int) -> None:
        attribute.value = self._text[start:end]
        attribute.value_start, attribute.value_end = start, end


def _inside_binding(text: str, start: int, at: int) -> bool:
    opening = text.rfind("{{", start, at)
    return opening >= 0 and text.find("}}", opening, at) < 0
