"""What stands at an offset of a WXML text: a tag, an attribute, a value, an expression."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ide.language.reading import wxml

_END_TAG = re.compile(r"</([\w.-]*)\Z")
_WORD_END = re.compile(r"[\w$-]*")


class Kind(StrEnum):
    """What can be written at a place."""

    TEXT = "text"
    TAG = "tag"
    CLOSING = "closing"
    ATTRIBUTE = "attribute"
    VALUE = "value"
    EXPRESSION = "expression"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Place:
    """``start`` and ``end`` hold the word there; ``element`` is the tag, or what is around."""

    kind: Kind
    offset: int
    start: int
    end: int
    element: wxml.Element
    attribute: wxml.Attribute | None = None
    binding: wxml.Binding | None = None

    @property
    def in_head(self) -> bool:
        """Whether the place is inside a start tag."""
        return self.kind in (Kind.ATTRIBUTE, Kind.VALUE) or self.attribute is not None


def place_at(template: wxml.Template, offset: int) -> Place:
    """Return what stands at an offset."""
    around = template.around(offset)
    nothing = Place(Kind.NOTHING, offset, offset, offset, around)
    if any(_in_comment(template.text, *span, offset) for span in template.comments):
        return nothing
    if any(start <= offset <= end for start, end in template.scripts):
        return nothing
    element = template.head_at(offset)
    if element is not None:
        return _in_head(template, element, offset)
    closing = _END_TAG.search(template.text, max(0, offset - 80), offset)
    if closing:
        word = _WORD_END.match(template.text, offset)
        end = word.end() if word else offset
        return Place(Kind.CLOSING, offset, closing.start(1), end, around)
    if template.text[offset - 1 : offset] == "<" and offset:
        return Place(Kind.TAG, offset, offset, offset, around)
    for binding in template.text_bindings:
        if binding.start <= offset <= binding.end:
            return _expression(template.text, around, None, binding, offset)
    return Place(Kind.TEXT, offset, offset, offset, around)


def _in_comment(text: str, start: int, end: int, offset: int) -> bool:
    open_ended = offset == end and not text.endswith("-->", start + 4, end)
    return start < offset < end or open_ended


def _in_head(template: wxml.Template, element: wxml.Element, offset: int) -> Place:
    if offset <= element.name_end:
        return Place(Kind.TAG, offset, element.name_start, element.name_end, element)
    for attribute in element.attributes:
        if attribute.start <= offset <= attribute.end:
            return Place(Kind.ATTRIBUTE, offset, attribute.start, attribute.end, element, attribute)
        if attribute.value is not None and attribute.value_start <= offset <= attribute.value_end:
            return _in_value(template.text, element, attribute, offset)
    return Place(Kind.ATTRIBUTE, offset, offset, offset, element)


def _in_value(text: str, element: wxml.Element, attribute: wxml.Attribute, offset: int) -> Place:
    for binding in wxml.bindings_of(attribute):
        if binding.start <= offset <= binding.end:
            return _expression(text, element, attribute, binding, offset)
    start, end = attribute.value_start, attribute.value_end
    return Place(Kind.VALUE, offset, start, end, element, attribute)


def _expression(
    text: str,
    element: wxml.Element,
    attribute: wxml.Attribute | None,
    binding: wxml.Binding,
    offset: int,
) -> Place:
    start = offset
    while start > binding.start and (text[start - 1].isalnum() or text[start - 1] in "_$"):
        start -= 1
    end = offset
    while end < binding.end and (text[end].isalnum() or text[end] in "_$"):
        end += 1
    return Place(Kind.EXPRESSION, offset, start, end, element, attribute, binding)
