"""What can be written at a place of a WXML file: tags, attributes, values, handlers, data."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from ide.language import facts
from ide.language.script_names import ScriptNames, read_names
from ide.language.wxml_place import Kind, Place, place_at
from renderer.compiler import jsonc

Read = Callable[[str], str | None]
"""Gives the text of a project file as it is in the editor or on disk, None when there is none."""


_IN_FINISHED_TAG = re.compile(r"[\w-]*(?:\s[^<]*)?/?>")


class ItemKind(StrEnum):
    """What an item is, for its icon."""

    TAG = "tag"
    COMPONENT = "component"
    ATTRIBUTE = "attribute"
    EVENT = "event"
    DIRECTIVE = "directive"
    VALUE = "value"
    METHOD = "method"
    DATA = "data"


@dataclass(frozen=True)
class Item:
    """One suggestion; ``insert`` is a snippet in which ``$0`` is where the cursor goes."""

    label: str
    kind: ItemKind
    insert: str
    detail: str = ""
    rank: int = 5


@dataclass(frozen=True)
class Completion:
    """Suggestions and how many characters before the cursor they replace."""

    items: tuple[Item, ...]
    replaced: int


class WxmlCompletion:
    """Completes in the files of one project; ``app_root`` is the folder of app.json."""

    def __init__(self, read: Read, app_root: str = "") -> None:
        self._read = read
        self._app_root = app_root

    def complete(self, path: str, text: str, offset: int) -> Completion:
        """Return what fits at ``offset`` characters of the file's text."""
        place = place_at(text, offset)
        items = _SOURCES[place.kind](self, path, place)
        if place.kind is Kind.TAG and _IN_FINISHED_TAG.match(text[offset:]):
            items = (replace(item, insert=item.label) for item in items)
        return Completion(tuple(items), len(place.prefix.rpartition(".")[2]))

    def _nothing(self, _path: str, _place: Place) -> Iterator[Item]:
        yield from ()

    def _tags(self, path: str, _place: Place) -> Iterator[Item]:
        for name, target in self._components(path).items():
            yield Item(name, ItemKind.COMPONENT, f"{name}$1>$0</{name}>", target, 1)
        for tag in facts.tags().values():
            yield Item(tag.name, ItemKind.TAG, _SHORT.get(tag.name, _pair(tag.name)), tag.category)

    def _closing(self, _path: str, place: Place) -> Iterator[Item]:
        if place.open_tags:
            name = place.open_tags[-1]
            yield Item(name, ItemKind.TAG, f"{name}>", rank=0)

    def _attributes(self, path: str, place: Place) -> Iterator[Item]:
        tag = facts.tags().get(place.tag)
        own = tag.attributes if tag else ()
        for attribute in (*own, *facts.common_attributes()):
            if attribute.name not in place.present:
                yield _attribute_item(attribute, own=attribute in own)
        for name in self._component_properties(path, place.tag):
            if name not in place.present:
                yield Item(name, ItemKind.ATTRIBUTE, f'{name}="{{{{$0}}}}"', place.tag, 1)
        events = (*(tag.events if tag else ()), *facts.common_events())
        for event in dict.fromkeys(events):
            if not {f"bind{event}", f"bind:{event}", f"catch{event}"} & place.present:
                rank = 2 if tag and event in tag.events else 6
                yield Item(f"bind{event}", ItemKind.EVENT, f'bind{event}="$0"', "event", rank)
                yield Item(f"catch{event}", ItemKind.EVENT, f'catch{event}="$0"', "event", 8)

    def _values(self, path: str, place: Place) -> Iterator[Item]:
        if _is_event(place.attribute):
            for name in self._names(path).methods:
                yield Item(name, ItemKind.METHOD, name, rank=1)
            return
        tag = facts.tags().get(place.tag)
        for attribute in (*(tag.attributes if tag else ()), *facts.common_attributes()):
            if attribute.name != place.attribute:
                continue
            for value in attribute.values:
                yield Item(value, ItemKind.VALUE, value, attribute.type, 1)
            if attribute.type == "boolean":
                yield Item("{{true}}", ItemKind.VALUE, "{{true}}", "boolean")
                yield Item("{{false}}", ItemKind.VALUE, "{{false}}", "boolean")

    def _expression(self, path: str, place: Place) -> Iterator[Item]:
        if "." in place.prefix:
            return
        names = self._names(path)
        for name in (*names.data, *names.properties):
            yield Item(name, ItemKind.DATA, name, "data", 1)
        if any(tag for tag in place.open_tags):
            for name in ("item", "index"):
                yield Item(name, ItemKind.DATA, name, "wx:for", 3)

    def _names(self, path: str) -> ScriptNames:
        stem = path.removesuffix(".wxml")
        for suffix in (".ts", ".js"):
            script = self._read(stem + suffix)
            if script is not None:
                return read_names(script)
        return ScriptNames()

    def _components(self, path: str) -> dict[str, str]:
        """Return the components the file may use, by tag, with their paths."""
        found: dict[str, str] = {}
        own = path.removesuffix(".wxml") + ".json"
        for file in (posixpath.join(self._app_root, "app.json"), own):
            text = self._read(file)
            value = jsonc.parse(file, text).value if text else None
            used = value.get("usingComponents") if isinstance(value, dict) else None
            for name, target in used.items() if isinstance(used, dict) else ():
                found[str(name)] = str(target)
        return found

    def _component_properties(self, path: str, tag: str) -> tuple[str, ...]:
        target = self._components(path).get(tag)
        if target is None or "://" in target:
            return ()
        if target.startswith("/"):
            stem = posixpath.join(self._app_root, target[1:])
        else:
            stem = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        for file in (f"{stem}.ts", f"{stem}.js", f"{stem}/index.ts", f"{stem}/index.js"):
            script = self._read(file)
            if script is not None:
                return read_names(script).properties
        return ()


_SHORT = {
    "import": 'import src="$0" />',
    "include": 'include src="$0" />',
    "image": 'image src="$1"$0 />',
    "input": "input $0 />",
    "wxs": 'wxs module="$1">$0</wxs>',
    "template": 'template is="$1" data="{{$0}}" />',
}
_BARE = frozenset({"wx:else"})
_SOURCES: dict[Kind, Callable[[WxmlCompletion, str, Place], Iterator[Item]]] = {
    Kind.TEXT: WxmlCompletion._nothing,
    Kind.NOTHING: WxmlCompletion._nothing,
    Kind.TAG: WxmlCompletion._tags,
    Kind.CLOSING: WxmlCompletion._closing,
    Kind.ATTRIBUTE: WxmlCompletion._attributes,
    Kind.VALUE: WxmlCompletion._values,
    Kind.EXPRESSION: WxmlCompletion._expression,
}


def _pair(name: str) -> str:
    return f"{name}$1>$0</{name}>"


def _attribute_item(attribute: facts.Attribute, *, own: bool) -> Item:
    name = attribute.name
    if name.startswith("wx:"):
        insert = name if name in _BARE else f'{name}="{{{{$0}}}}"'
        if name in {"wx:key", "wx:for-item", "wx:for-index"}:
            insert = f'{name}="$0"'
        return Item(name, ItemKind.DIRECTIVE, insert, attribute.detail, 3)
    if attribute.type == "boolean":
        return Item(name, ItemKind.ATTRIBUTE, name, attribute.detail, 1 if own else 5)
    bound = attribute.type not in {"string", "", "eventhandler"}
    insert = f'{name}="{{{{$0}}}}"' if bound else f'{name}="$0"'
    return Item(name, ItemKind.ATTRIBUTE, insert, attribute.detail, 1 if own else 5)


def _is_event(attribute: str) -> bool:
    return attribute.startswith(facts.event_prefixes())
