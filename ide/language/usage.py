"""Where templates use classes, and which templates a style sheet or script belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ide.language.answers import Spot
from ide.language.project import Project
from ide.language.reading import wxml
from ide.language.workspace import STYLES, stem_of

_WORD = re.compile(r"[^\s{}'\"]+")
_QUOTED = re.compile(r"'([^'{}]*)'|\"([^\"{}]*)\"")
_CLASS_ATTRIBUTE = re.compile(r"^class$|-class$|[a-z]Class$|^t-class")


def templates_of(project: Project, path: str) -> list[str]:
    """Return the templates a style sheet or script is for; of the app's, every one."""
    workspace = project.workspace
    stem = stem_of(path)
    if stem == workspace.project_path("app"):
        return sorted(item for item in workspace.paths if item.endswith(".wxml"))
    own = workspace.beside(stem, "wxml")
    if own is not None:
        return [own]
    return list(_importers(project, path)) if path.endswith(STYLES) else []


def _importers(project: Project, path: str) -> Iterator[str]:
    """Yield the templates of the style sheets that import one."""
    workspace = project.workspace
    app = workspace.project_path("app")
    for other in sorted(workspace.paths):
        if not other.endswith(STYLES) or other == path:
            continue
        sheet = workspace.sheet(other)
        if sheet and any(workspace.lead("style", i.name, other) == path for i in sheet.imports):
            if stem_of(other) == app:
                yield from templates_of(project, other)
                return
            own = workspace.beside(stem_of(other), "wxml")
            if own is not None:
                yield own


def class_uses(project: Project, templates: Iterable[str]) -> dict[str, list[Spot]]:
    """Return every class templates name, with its places; also those in strings of expressions."""
    found: dict[str, list[Spot]] = {}
    for path in templates:
        template = project.workspace.template(path)
        for spot in classes_in(template, path) if template else ():
            found.setdefault(spot.name, []).append(spot)
    return found


def classes_in(template: wxml.Template, path: str) -> Iterator[Spot]:
    """Yield the classes a template names."""
    for element in template.elements:
        for attribute in element.attributes:
            if attribute.value and _CLASS_ATTRIBUTE.search(attribute.name):
                yield from classes_of(attribute, path)


def classes_of(attribute: wxml.Attribute, path: str) -> Iterator[Spot]:
    """Yield the classes of an attribute: words outside ``{{ }}`` and words of strings inside."""
    value, base = attribute.value or "", attribute.value_start
    bindings = wxml.bindings_of(attribute)
    plain = value
    for binding in bindings:
        start, end = binding.start - base, binding.end - base
        plain = plain[:start] + " " * (end - start) + plain[end:]
        for match in _QUOTED.finditer(value, start, end):
            group = 1 if match[1] is not None else 2
            for word in _WORD.finditer(match[group]):
                at = base + match.start(group) + word.start()
                yield Spot(word[0], path, at, at + len(word[0]))
    for word in _WORD.finditer(plain):
        before = plain[word.start() - 1 : word.start()]
        after = plain[word.end() : word.end() + 1]
        if before != "}" and after != "{":
            yield Spot(word[0], path, base + word.start(), base + word.end())
