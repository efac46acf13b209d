"""Attributes of tags and components, events, directives, and the values attributes take."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ide.language import facts
from ide.language.answers import Item, ItemKind
from ide.language.parts import Parts, Property
from ide.language.place import Place
from ide.language.project import Project
from ide.language.reading import wxml

_UPPER = re.compile(r"(?<=[a-z0-9])[A-Z]")
_PLAIN = frozenset({"wx:key", "wx:for-item", "wx:for-index"})
_FREE = frozenset({"string", "", "color"})
_CHAINED = frozenset({"wx:elif", "wx:else"})


def hyphenated(name: str) -> str:
    """Return a property as people write it in WXML."""
    return _UPPER.sub(lambda match: f"-{match[0].lower()}", name)


def camel(name: str) -> str:
    """Return the property an attribute sets."""
    return re.sub(r"-([a-z0-9])", lambda match: match[1].upper(), name)


def names(project: Project, path: str, template: wxml.Template, place: Place) -> Iterator[Item]:
    """Yield what can be written where an attribute's name belongs."""
    element = place.element
    assigned = place.attribute is not None and place.attribute.value is not None
    present = {item.name for item in element.attributes if item is not place.attribute}
    component = project.components.of(path).get(element.name)
    parts = project.components.parts_of(component) if component else None
    for item in _all(element, parts, template):
        if item.label in present or _other_binding(item.label, present):
            continue
        yield Item(item.label, item.kind, item.label, item.detail, item.rank) if assigned else item


def values(project: Project, path: str, tag: str, name: str) -> Iterator[Item]:
    """Yield the values an attribute takes when they are few."""
    built_in = facts.tags().get(tag)
    own = built_in.attribute(name) if built_in else None
    common = next((item for item in facts.common_attributes() if item.name == name), None)
    attribute = own or common
    if attribute is not None:
        for value in attribute.values:
            detail = "default" if value == attribute.default else attribute.type
            yield Item(value, ItemKind.VALUE, value, detail, 1)
        if "boolean" in attribute.type:
            yield from _booleans()
        return
    component = project.components.of(path).get(tag)
    if component is not None:
        found = _property_of(project.components.parts_of(component), name)
        if found is not None and "Boolean" in found.type:
            yield from _booleans()


def _property_of(parts: Parts, name: str) -> Property | None:
    return parts.properties.get(name) or parts.properties.get(camel(name))


def _booleans() -> Iterator[Item]:
    for value in ("{{true}}", "{{false}}"):
        yield Item(value, ItemKind.VALUE, value, "boolean", 2)


def _all(element: wxml.Element, parts: Parts | None, template: wxml.Template) -> Iterator[Item]:
    tag = facts.tags().get(element.name)
    if parts is not None:
        yield from _of_component(parts)
    for attribute in tag.attributes if tag is not None and parts is None else ():
        yield _attribute(attribute, own=True)
    for attribute in facts.common_attributes():
        if attribute.name not in _CHAINED or _follows_condition(element):
            yield _attribute(attribute, own=False)
    for attribute in facts.patterns():
        insert = f'{attribute.name}${{1:name}}="{{{{$0}}}}"'
        if attribute.name == "data-":
            insert = f'{attribute.name}${{1:name}}="$0"'
        yield Item(attribute.name, ItemKind.DIRECTIVE, insert, attribute.type, 7)
    own = tag.events if tag is not None and parts is None else ()
    for event in own:
        yield from _event(event.name, _detail(event), 2)
    known = {event.name for event in own} | set(parts.events if parts else ())
    for event in facts.common_events():
        if event.name not in known:
            yield from _event(event.name, "event", 6)


def _of_component(parts: Parts) -> Iterator[Item]:
    for item in parts.properties.values():
        name = hyphenated(item.spot.name)
        default = f" = {item.default}" if item.default else ""
        insert = f'{name}="$0"' if item.type == "String" else f'{name}="{{{{$0}}}}"'
        detail = f"{item.type}{default}"
        yield Item(name, ItemKind.PROPERTY, insert, detail, 1, again=True, doc=item.spot.comment)
    for spot in parts.events.values():
        yield from _event(spot.name, "triggerEvent", 2)
    for spot in parts.classes:
        yield Item(spot.name, ItemKind.ATTRIBUTE, f'{spot.name}="$0"', "externalClasses", 3, True)


def _event(name: str, detail: str, rank: int) -> Iterator[Item]:
    """Yield the ways to bind an event; the longer forms are for who types them."""
    separator = ":" if not name.isalnum() or name != name.lower() else ""
    for prefix in facts.event_prefixes():
        colon = prefix.endswith(":")
        if colon != bool(separator) and prefix in ("bind", "catch", "bind:", "catch:"):
            lower = 4
        else:
            lower = 0 if prefix.startswith("bind") else 2
        label = f"{prefix}{name}"
        order = min(9, rank + lower + (3 if "-" in prefix else 0))
        yield Item(label, ItemKind.EVENT, f'{label}="$0"', detail, order, again=True)


def _detail(event: facts.Event) -> str:
    return (
        f"detail {{ {', '.join(name for name, _ in event.detail)} }}" if event.detail else "event"
    )


def _attribute(attribute: facts.Attribute, *, own: bool) -> Item:
    name = attribute.name
    if name.startswith("wx:"):
        insert = name if name == "wx:else" else f'{name}="{{{{$0}}}}"'
        if name in _PLAIN:
            insert = f'{name}="$0"'
        return Item(name, ItemKind.DIRECTIVE, insert, attribute.detail, 3, name != "wx:else")
    rank = 1 if own else 8 if name.startswith("aria-") else 5
    if attribute.type == "boolean":
        return Item(name, ItemKind.ATTRIBUTE, name, attribute.detail, rank)
    free = attribute.type in _FREE or attribute.values
    insert = f'{name}="$0"' if free else f'{name}="{{{{$0}}}}"'
    return Item(name, ItemKind.ATTRIBUTE, insert, attribute.detail, rank, again=True)


def _follows_condition(element: wxml.Element) -> bool:
    siblings = element.parent.children if element.parent else []
    before = [item for item in siblings if item.start < element.start]
    return bool(before) and any(
        before[-1].attribute(name) is not None for name in ("wx:if", "wx:elif")
    )


def _other_binding(label: str, present: set[str]) -> bool:
    """Whether an event is bound already in the same phase, however that is written."""
    bound = facts.event_of(label)
    if bound is None or "capture" in bound[0] or "mut" in bound[0]:
        return False
    ways = (f"{prefix}{bound[1]}" for prefix in ("bind", "bind:", "catch", "catch:"))
    return any(way in present for way in ways)
