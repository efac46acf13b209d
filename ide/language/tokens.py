"""What the words of a template are, for their colours: components, directives, events, names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ide.language import facts
from ide.language.navigation.references import bindings
from ide.language.project import Project
from ide.language.reading import expression, wxml

_MOST_BINDINGS = 4_000


class Kind(StrEnum):
    """Kinds of words, by the names of the Language Server Protocol."""

    COMPONENT = "class"
    DIRECTIVE = "keyword"
    EVENT = "event"
    HANDLER = "method"
    DATA = "variable"
    ITEM = "parameter"
    MODULE = "namespace"
    PROPERTY = "property"


@dataclass(frozen=True)
class Token:
    """A word between two offsets of one line."""

    kind: Kind
    start: int
    end: int


_NAMES = {"item": Kind.ITEM, "index": Kind.ITEM, "slot": Kind.ITEM, "module": Kind.MODULE}


def tokens(project: Project, path: str) -> list[Token]:
    """Return the words of a template that mean something, in the order of the text."""
    template = project.workspace.template(path) if path.endswith(".wxml") else None
    if template is None:
        return []
    found = [*_of_tags(project, path, template), *_of_expressions(project, path, template)]
    return sorted(set(found), key=lambda token: token.start)


def _of_tags(project: Project, path: str, template: wxml.Template) -> Iterator[Token]:
    components = project.components.of(path)
    for element in template.elements:
        if element.name in components:
            yield Token(Kind.COMPONENT, element.name_start, element.name_end)
            if element.close >= 0:
                yield Token(Kind.COMPONENT, element.close, element.close + len(element.name))
        for attribute in element.attributes:
            end = attribute.start + len(attribute.name)
            if attribute.name.startswith("wx:"):
                yield Token(Kind.DIRECTIVE, attribute.start, end)
            elif facts.event_of(attribute.name):
                yield Token(Kind.EVENT, attribute.start, end)
                value = attribute.value or ""
                if value.strip() == value != "" and "{{" not in value and "\n" not in value:
                    yield Token(Kind.HANDLER, attribute.value_start, attribute.value_end)


def _of_expressions(project: Project, path: str, template: wxml.Template) -> Iterator[Token]:
    parts = project.parts(path)
    names: dict[int, dict[str, Kind]] = {}
    for count, (binding, element) in enumerate(bindings(template)):
        if count >= _MOST_BINDINGS:
            return
        known = names.get(id(element))
        if known is None:
            here = project.scopes.names(path, element, parts)
            known = {name: _NAMES.get(found.kind, Kind.DATA) for name, found in here.items()}
            names[id(element)] = known
        for found in expression.paths(template.text, binding.start, binding.end):
            yield Token(known.get(found.root.name, Kind.DATA), found.root.start, found.root.end)
            for part in found.parts[1:]:
                if part.name != expression.ELEMENT:
                    yield Token(Kind.PROPERTY, part.start, part.end)
