"""What can be written at a place of a WXML file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from ide.language import facts
from ide.language.answers import Completion, Item, ItemKind
from ide.language.completions import attributes, expressions, paths
from ide.language.place import Kind, Place, place_at
from ide.language.project import Project
from ide.language.reading import wxml

_GOES_ON = re.compile(r"[\w.-]*(?:\s[^<]*)?/?>")
_WORD_BEFORE = re.compile(r"[^\s{}]*\Z")
_SNIPPETS = {
    "import": 'import src="$0" />',
    "include": 'include src="$0" />',
    "image": 'image src="$1"$0 />',
    "input": "input $0 />",
    "wxs": 'wxs module="$1">$0</wxs>',
    "template": 'template is="$1" data="{{$0}}" />',
    "block": 'block wx:${1|if,for,elif|}="{{$2}}">$0</block>',
    "button": 'button bindtap="$1">$0</button>',
    "navigator": 'navigator url="$1">$0</navigator>',
    "slot": "slot$0 />",
    "icon": 'icon type="$1"$0 />',
    "switch": "switch $0 />",
    "slider": "slider $0 />",
    "textarea": "textarea $0 />",
    "web-view": 'web-view src="$0" />',
}
_ADDRESSES = frozenset({("navigator", "url"), ("functional-page-navigator", "url")})
_FILES = {
    ("import", "src"): (".wxml",),
    ("include", "src"): (".wxml",),
    ("wxs", "src"): (".wxs",),
    ("image", "src"): paths.IMAGES,
    ("cover-image", "src"): paths.IMAGES,
    ("video", "src"): (".mp4", ".webm", ".mov"),
    ("video", "poster"): paths.IMAGES,
    ("audio", "src"): (".mp3", ".m4a", ".aac", ".wav"),
}
_CLASSES = re.compile(r"(?:^|-)class$|^class$|(?:^|[a-z])Class$")


def complete(project: Project, path: str, offset: int) -> Completion:
    """Return what fits at an offset of a template."""
    template = project.workspace.template(path)
    if template is None:
        return Completion()
    place = place_at(template, offset)
    items = list(_SOURCES[place.kind](project, path, template, place))
    start = place.start
    if place.kind is Kind.VALUE and place.attribute is not None:
        start = _value_start(place, items, template.text)
    return Completion(tuple(items), start, offset)


def _nothing(
    _project: Project, _path: str, _template: wxml.Template, _place: Place
) -> Iterator[Item]:
    yield from ()


def _tags(project: Project, path: str, template: wxml.Template, place: Place) -> Iterator[Item]:
    written = bool(_GOES_ON.match(template.text, place.offset)) and place.element.head_closed
    for item in _all_tags(project, path):
        yield replace(item, insert=item.label, again=False) if written else item
    around = template.around(place.start)
    if around.name and around.close < 0 and not written:
        yield Item(f"/{around.name}", ItemKind.TAG, f"/{around.name}>", rank=0)


def _all_tags(project: Project, path: str) -> Iterator[Item]:
    for name, component in project.components.of(path).items():
        slots = project.components.slots_of(component)
        insert = f"{name}$1>$0</{name}>"
        if slots and not _has_default_slot(project, component.stem):
            insert = f'{name}$1><${{2:view}} slot="{slots[0]}">$0</${{2:view}}></{name}>'
        detail = component.written or "componentGenerics"
        yield Item(name, ItemKind.COMPONENT, insert, detail, 1)
    for tag in facts.tags().values():
        insert = _SNIPPETS.get(tag.name, f"{tag.name}$1>$0</{tag.name}>")
        yield Item(tag.name, ItemKind.TAG, insert, tag.category, 5)


def _has_default_slot(project: Project, stem: str | None) -> bool:
    file = project.workspace.beside(stem, "wxml") if stem else None
    template = project.workspace.template(file) if file else None
    slots = list(template.named("slot")) if template else []
    return not slots or any(not slot.value("name") for slot in slots)


def _closing(
    _project: Project, _path: str, template: wxml.Template, place: Place
) -> Iterator[Item]:
    ends = template.text[place.end : place.end + 1] == ">"
    for rank, element in enumerate(place.element.ancestors()):
        insert = element.name if ends else f"{element.name}>"
        yield Item(element.name, ItemKind.TAG, insert, rank=min(rank, 9))


def _values(project: Project, path: str, template: wxml.Template, place: Place) -> Iterator[Item]:
    attribute = place.attribute
    assert attribute is not None  # a value belongs to an attribute
    key = (place.element.name, attribute.name)
    written = (attribute.value or "")[: place.offset - attribute.value_start]
    if facts.event_of(attribute.name):
        yield from expressions.handlers(project, path)
    elif _CLASSES.search(attribute.name):
        yield from _classes(project, path)
    elif key in _FILES:
        yield from paths.files(project, path, written, _FILES[key])
    elif key in _ADDRESSES:
        yield from paths.pages(project)
    elif key == ("template", "is"):
        for name, file, _ in project.components.templates(path):
            yield Item(name, ItemKind.VALUE, name, file, 1)
    elif attribute.name == "wx:key":
        yield from expressions.keys(project, path, place.element)
    elif attribute.name == "slot":
        yield from _slots(project, path, place.element)
    else:
        yield from attributes.values(project, path, place.element.name, attribute.name)


def _classes(project: Project, path: str) -> Iterator[Item]:
    seen: set[str] = set()
    for rank, (file, sheet) in enumerate(project.components.sheets(path)):
        for name in sheet.class_names():
            if name not in seen:
                seen.add(name)
                detail = file.rpartition("/")[2]
                yield Item(name, ItemKind.CLASS, name, detail, 1 if rank == 0 else 3)
    for spot in project.parts(path).classes:
        if spot.name not in seen:
            yield Item(spot.name, ItemKind.CLASS, spot.name, "externalClasses", 2)


def _slots(project: Project, path: str, element: wxml.Element) -> Iterator[Item]:
    used = project.components.of(path)
    for around in element.ancestors():
        component = used.get(around.name) if around is not element else None
        if component is not None:
            for name in project.components.slots_of(component):
                yield Item(name, ItemKind.VALUE, name, f"<{component.tag}>", 1)
            return


def _value_start(place: Place, items: list[Item], text: str) -> int:
    """Return where what is replaced in a value begins: the class, the part of a path, or all."""
    attribute = place.attribute
    assert attribute is not None
    before = text[attribute.value_start : place.offset]
    if _CLASSES.search(attribute.name):
        match = _WORD_BEFORE.search(before)
        return attribute.value_start + (match.start() if match else 0)
    is_path = bool(items) and items[0].kind is ItemKind.FILE and items[0].label[:1] != "/"
    if is_path:
        return attribute.value_start + before.rfind("/") + 1
    return place.start


_SOURCES: dict[Kind, Callable[[Project, str, wxml.Template, Place], Iterator[Item]]] = {
    Kind.TEXT: _nothing,
    Kind.NOTHING: _nothing,
    Kind.TAG: _tags,
    Kind.CLOSING: _closing,
    Kind.ATTRIBUTE: attributes.names,
    Kind.VALUE: _values,
    Kind.EXPRESSION: expressions.names,
}
