"""Names inside ``{{ }}``, their members, handlers, and the keys of wx:key."""

from __future__ import annotations

from collections.abc import Iterator

from ide.language import facts
from ide.language.answers import Item, ItemKind
from ide.language.place import Place
from ide.language.project import Project
from ide.language.reading import expression, wxml
from ide.language.reading.expression import ELEMENT

_RANKS = {"item": 0, "index": 0, "slot": 0, "data": 1, "property": 1, "module": 2}
_ARRAY = ("length",)


def names(project: Project, path: str, template: wxml.Template, place: Place) -> Iterator[Item]:
    """Yield what can be written in an expression."""
    binding = place.binding
    assert binding is not None  # an expression stands in one
    if expression.in_string(template.text, binding.start, place.offset):
        return
    before, _ = expression.written_before(template.text, binding.start, place.offset)
    element = _scope(template, place)
    known = project.scopes.names(path, element, project.parts(path))
    if before:
        shape = project.scopes.resolve(known, before)
        for member in shape.members.values() if shape else ():
            if member.name != ELEMENT:
                kind = ItemKind.METHOD if member.kind == "function" else ItemKind.DATA
                yield Item(member.name, kind, member.name, member.text, 1, doc=member.comment)
        if shape is not None and shape.kind in ("array", "string"):
            for member_name in _ARRAY:
                yield Item(member_name, ItemKind.DATA, member_name, "number", 3)
        return
    for name in known.values():
        kind = ItemKind.MODULE if name.kind == "module" else ItemKind.DATA
        detail = f"{name.kind}  {name.detail}".strip()
        yield Item(name.name, kind, name.name, detail, _RANKS[name.kind], doc=name.shape.comment)
    if any(around.name == "template" for around in element.ancestors()):
        yield from _used_in_template(template, element, place)


def handlers(project: Project, path: str) -> Iterator[Item]:
    """Yield the functions of the script that may handle an event."""
    hidden = facts.lifecycles()
    parts = project.parts(path)
    for spot in parts.methods.values():
        if spot.name not in hidden:
            detail = spot.path.rpartition("/")[2]
            yield Item(spot.name, ItemKind.METHOD, spot.name, detail, 1, doc=spot.comment)


def keys(project: Project, path: str, element: wxml.Element) -> Iterator[Item]:
    """Yield what wx:key may name: ``*this`` and the members of an item."""
    yield Item("*this", ItemKind.VALUE, "*this", "the item itself", 2)
    known = project.scopes.names(path, element, project.parts(path))
    item = known.get(element.value("wx:for-item") or "item")
    for member in item.shape.members.values() if item else ():
        yield Item(member.name, ItemKind.DATA, member.name, member.text, 1)


def _scope(template: wxml.Template, place: Place) -> wxml.Element:
    """Return the element whose names count: wx:for itself is written outside of its own loop."""
    element = place.element
    loops = ("wx:for", "wx:for-items")
    if place.attribute is not None and place.attribute.name in loops and element.parent:
        return element.parent
    return element


def _used_in_template(
    template: wxml.Template, element: wxml.Element, place: Place
) -> Iterator[Item]:
    """Yield the names a template uses elsewhere: what it is given is up to its callers."""
    outer = next(around for around in element.ancestors() if around.name == "template")
    seen: set[str] = set()
    for binding in _bindings(template, outer):
        if binding.start <= place.offset <= binding.end:
            continue
        for found in expression.paths(template.text, binding.start, binding.end):
            if found.root.name not in seen:
                seen.add(found.root.name)
                yield Item(found.root.name, ItemKind.DATA, found.root.name, "template", 3)


def _bindings(template: wxml.Template, outer: wxml.Element) -> Iterator[wxml.Binding]:
    for binding in template.text_bindings:
        if outer.head_end <= binding.start <= outer.end:
            yield binding
    for element in template.elements:
        if outer.head_end <= element.start < outer.end:
            for attribute in element.attributes:
                yield from wxml.bindings_of(attribute)
