"""What can be written in a style sheet beside CSS: names its templates use, rpx, own properties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ide.language.answers import Completion, Item, ItemKind
from ide.language.completions import paths
from ide.language.project import Project
from ide.language.usage import class_uses, templates_of
from ide.language.workspace import STYLES

_IMPORT = re.compile(r"@import\s+(?:url\()?[\"']([^\"'\n]*)\Z")
_NUMBER = re.compile(r"(?<![\w#.-])(-?\d*\.?\d+)\Z")
_VARIABLE = re.compile(r"(--[\w-]*|var\(\s*)\Z")
_SIGN = re.compile(r"([.#])([\w-]*)\Z")
_TAG = re.compile(r"(?:^|[\s,>+~}])([A-Za-z][\w-]*)\Z")
_UNITS = ("rpx", "px", "vh", "vw", "em", "rem", "%")


def complete(project: Project, path: str, offset: int) -> Completion:
    """Return what fits at an offset of a style sheet."""
    source = project.workspace.text(path)
    sheet = project.workspace.sheet(path)
    if source is None or sheet is None or sheet.in_comment(offset):
        return Completion()
    before = source.text[max(0, offset - 300) : offset]
    written = _IMPORT.search(before)
    if written:
        items = paths.files(project, path, written[1], STYLES)
        return Completion(tuple(items), offset - len(written[1].rpartition("/")[2]), offset)
    if _in_value(before):
        return _in_declaration(project, path, before, offset)
    return _in_selector(project, path, before, offset, sheet.rule_at(offset) is None)


def _in_value(before: str) -> bool:
    """Whether a value is being written: after a colon that follows the name of a property."""
    statement = re.split(r"[;{}]", before)[-1]
    return bool(re.match(r"\s*(?:--)?[\w-]+\s*:(?!:)\s*[^&]*\Z", statement)) and not re.match(
        r"\s*[\w-]+:(?:hover|active|not|first|last|nth|before|after)", statement
    )


def _in_declaration(project: Project, path: str, before: str, offset: int) -> Completion:
    number = _NUMBER.search(before)
    if number:
        items = (
            Item(f"{number[1]}{unit}", ItemKind.UNIT, f"{number[1]}{unit}", rank=rank)
            for rank, unit in enumerate(_UNITS)
        )
        return Completion(tuple(items), offset - len(number[1]), offset)
    variable = _VARIABLE.search(before)
    if variable:
        start = offset - (len(variable[1]) if variable[1].startswith("--") else 0)
        return Completion(tuple(_properties(project, path)), start, offset)
    return Completion()


def _properties(project: Project, path: str) -> Iterator[Item]:
    seen: set[str] = set()
    for template in templates_of(project, path)[:1] or [path]:
        for file, sheet in (
            (path, project.workspace.sheet(path)),
            *project.components.sheets(template),
        ):
            for name, (_, value) in sheet.properties.items() if sheet else ():
                if name not in seen:
                    seen.add(name)
                    detail = f"{value}  {file.rpartition('/')[2]}"
                    yield Item(name, ItemKind.VALUE, name, detail, 1)


def _in_selector(
    project: Project, path: str, before: str, offset: int, outside: bool
) -> Completion:
    sign = _SIGN.search(before)
    templates = templates_of(project, path)
    if sign and sign[1] == ".":
        counted = class_uses(project, templates)
        items = [
            Item(name, ItemKind.CLASS, name, f"{len(uses)} × WXML", 1)
            for name, uses in counted.items()
        ]
        return Completion(tuple(items), offset - len(sign[2]), offset)
    if sign:
        return Completion(tuple(_ids(project, templates)), offset - len(sign[2]), offset)
    tag = _TAG.search(before)
    if outside and (tag or before.endswith(("\n", " ", "}")) or not before):
        start = offset - (len(tag[1]) if tag else 0)
        return Completion(tuple(_tags(project, templates)), start, offset)
    return Completion()


def _ids(project: Project, templates: list[str]) -> Iterator[Item]:
    names: dict[str, str] = {}
    for path in templates:
        template = project.workspace.template(path)
        for element in template.elements if template else ():
            name = element.value("id")
            if name and "{{" not in name:
                names.setdefault(name, path)
    for name, path in names.items():
        yield Item(name, ItemKind.VALUE, name, path.rpartition("/")[2], 1)


def _tags(project: Project, templates: list[str]) -> Iterator[Item]:
    names: dict[str, None] = {"page": None}
    for path in templates:
        template = project.workspace.template(path)
        for element in template.elements if template else ():
            names[element.name] = None
    for name in names:
        yield Item(name, ItemKind.TAG, name, "WXML", 4)
