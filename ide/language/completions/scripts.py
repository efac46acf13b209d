"""What strings of a script may name: pages, classes and ids of the template, keys of setData."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ide.language.answers import Completion, Item, ItemKind
from ide.language.completions import paths
from ide.language.project import Project
from ide.language.reading.expression import ELEMENT
from ide.language.reading.shapes import Shape
from ide.language.usage import class_uses, templates_of

_STRING = r"([\"'`])((?:(?!\1)[^\n\\])*)\Z"
_ADDRESS = re.compile(
    r"(?:\burl\s*:\s*|\.(?:navigateTo|redirectTo|reLaunch|switchTab)\(\s*)" + _STRING
)
_SELECTOR = re.compile(
    r"\.(?:selectComponent|selectAllComponents|select|selectAll|relativeTo|observe|animate)"
    r"\(\s*" + _STRING
)
_SET_DATA = re.compile(r"\bsetData\(\s*\{(?:[^{}]|\{[^{}]*\})*?[{,]?\s*" + _STRING)
_LAST_WORD = re.compile(r"[.#]?[\w-]*\Z")


def complete(project: Project, path: str, offset: int) -> Completion:
    """Return what fits at an offset of a script, beside what its own language offers."""
    source = project.workspace.text(path)
    if source is None:
        return Completion()
    before = source.text[max(0, offset - 1500) : offset]
    address = _ADDRESS.search(before)
    if address:
        items = tuple(paths.pages(project))
        return Completion(items, offset - len(address[2]), offset)
    selector = _SELECTOR.search(before)
    if selector:
        word = _LAST_WORD.search(selector[2])
        start = offset - len(word[0] if word else "")
        return Completion(tuple(_selectors(project, path)), start, offset)
    key = _SET_DATA.search(before)
    if key and before[: key.start(2) - 1].rstrip()[-1:] in ("{", ","):
        data = project.reader.of(path).data
        items = tuple(_keys("", data, 0))
        return Completion(items, offset - len(key[2]), offset)
    return Completion()


def _selectors(project: Project, path: str) -> Iterator[Item]:
    templates = templates_of(project, path)
    seen: set[str] = set()
    for name in templates:
        template = project.workspace.template(name)
        for element in template.elements if template else ():
            identity = element.value("id")
            if identity and "{{" not in identity and identity not in seen:
                seen.add(identity)
                yield Item(f"#{identity}", ItemKind.VALUE, f"#{identity}", f"<{element.name}>", 1)
    for name in class_uses(project, templates):
        yield Item(f".{name}", ItemKind.CLASS, f".{name}", "class", 3)


def _keys(prefix: str, members: dict[str, Shape], depth: int) -> Iterator[Item]:
    for name, shape in members.items():
        written = f"{prefix}[0]" if name == ELEMENT else f"{prefix}.{name}" if prefix else name
        yield Item(written, ItemKind.DATA, written, shape.text, 1 + depth)
        if depth < 3:
            yield from _keys(written, shape.members, depth + 1)
