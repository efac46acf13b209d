"""What stands at a place of a style sheet, a JSON file or a script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ide.language import facts
from ide.language.answers import Spot
from ide.language.components import Component
from ide.language.navigation.subject import Subject, SubjectKind
from ide.language.navigation.template import component_targets, page_subject
from ide.language.project import Project
from ide.language.reading.json_text import Entry, JsonText
from ide.language.reading.script_tokens import Token, Tokens
from ide.language.reading.style import Sheet
from ide.language.usage import class_uses, templates_of

_VARIABLE = re.compile(r"--[\w-]+")
_PAGE_KEYS = frozenset({"pagePath", "entryPagePath"})
_ROUTERS = frozenset({"navigateTo", "redirectTo", "reLaunch", "switchTab", "preloadPage"})
_STRINGS = ("string", "template")
_CONFIGS = frozenset(
    {"app.json", "project.config.json", "sitemap.json", "theme.json", "plugin.json"}
)


def style_subject(project: Project, path: str, offset: int) -> Subject | None:
    """Return what stands at an offset of a style sheet."""
    sheet = project.workspace.sheet(path)
    if sheet is None or sheet.in_comment(offset):
        return None
    for item in sheet.imports:
        if item.start <= offset <= item.end:
            found = project.workspace.lead("style", item.name, path)
            targets = (Spot(item.name, found, 0, 0),) if found else ()
            return Subject(SubjectKind.FILE, item.name, path, item.start, item.end, targets)
    for rule in sheet.rules:
        if not rule.start <= offset <= rule.opening:
            continue
        for item in rule.classes:
            if item.start - 1 <= offset <= item.end:
                uses = class_uses(project, templates_of(project, path)).get(item.name, [])
                return Subject(
                    SubjectKind.CLASS, item.name, path, item.start, item.end, tuple(uses)
                )
        for item in rule.ids:
            if item.start - 1 <= offset <= item.end:
                spots = tuple(_ids(project, templates_of(project, path), item.name))
                return Subject(SubjectKind.ID, item.name, path, item.start, item.end, spots)
    return _variable(project, path, sheet, offset)


def _ids(project: Project, templates: list[str], name: str) -> list[Spot]:
    found = []
    for path in templates:
        template = project.workspace.template(path)
        for element in template.elements if template else ():
            where = element.attribute("id")
            if where is not None and where.value == name:
                found.append(Spot(name, path, where.value_start, where.value_end))
    return found


def _variable(project: Project, path: str, sheet: Sheet, offset: int) -> Subject | None:
    start = max(0, offset - 80)
    for match in _VARIABLE.finditer(sheet.text, start, offset + 80):
        if not match.start() <= offset <= match.end():
            continue
        name = match[0]
        places = [(path, sheet)]
        for template in templates_of(project, path)[:1]:
            places += list(project.components.sheets(template))
        targets = [
            Spot(name, file, found[0].start, found[0].end, found[1])
            for file, each in places
            if (found := each.properties.get(name)) is not None
        ]
        kind = SubjectKind.VARIABLE
        return Subject(kind, name, path, match.start(), match.end(), tuple(dict.fromkeys(targets)))
    return None


def json_subject(project: Project, path: str, offset: int) -> Subject | None:
    """Return what stands at an offset of a JSON file."""
    document = project.workspace.json(path)
    found = document.at(offset) if document else None
    if document is None or found is None:
        return None
    entry, is_key = found
    keys = entry.path
    if keys[0] == "usingComponents" and len(keys) == 2:
        return _component(project, path, entry, is_key)
    if is_key:
        return _config_key(path, entry)
    word = Spot(entry.text, path, entry.start, entry.end)
    if keys[0] == "pages" and len(keys) == 2:
        return page_subject(project, word, f"/{entry.text}")
    if len(keys) == 4 and keys[0] in ("subpackages", "subPackages") and keys[2] == "pages":
        root = _subpackage(document, keys[0], keys[1])
        return page_subject(project, word, f"/{root}/{entry.text}")
    if keys[-1] in _PAGE_KEYS:
        return page_subject(project, word, f"/{entry.text}")
    written = "/" + entry.text.lstrip("/")
    route = project.route_from(written, path)
    file = project.workspace.project_path(route) if route and "." in entry.text else ""
    if file and project.workspace.exists(file):
        spot = Spot(entry.text, file, 0, 0)
        return Subject(SubjectKind.FILE, entry.text, path, entry.start, entry.end, (spot,))
    return None


def _subpackage(document: JsonText, key: str | int, number: str | int) -> str:
    root = document.get(key, number, "root")
    return root.text.strip("/") if root else ""


def _component(project: Project, path: str, entry: Entry, is_key: bool) -> Subject | None:
    tag = str(entry.path[-1])
    stem = project.workspace.lead("component", entry.text, path)
    component = Component(tag, entry.text, path, stem)
    start, end = (entry.key_start, entry.key_end) if is_key else (entry.start, entry.end)
    targets = component_targets(project, component)
    return Subject(SubjectKind.COMPONENT, tag, path, start, end, targets, {"component": component})


def _config_key(path: str, entry: Entry) -> Subject | None:
    name = path.rpartition("/")[2]
    file = name if name in _CONFIGS else "page.json"
    keys = tuple("*" if isinstance(key, int) else key for key in entry.path)
    row = facts.config_keys(file).get(keys) or facts.config_keys("component.json").get(keys)
    if row is None:
        return None
    start, end = entry.key_start, entry.key_end
    return Subject(SubjectKind.KEY, str(entry.path[-1]), path, start, end, (), {"row": row})


def script_subject(project: Project, path: str, offset: int) -> Subject | None:
    """Return what a string of a script names: a page, or a WXS module."""
    script = project.workspace.script(path)
    if script is None:
        return None
    for number, token in enumerate(script.tokens.items):
        if token.start <= offset <= token.end and token.kind in _STRINGS:
            return _string(project, path, token, _before(script.tokens, number))
        if token.start > offset:
            break
    return None


def script_subjects(project: Project, path: str) -> Iterator[Subject]:
    """Yield what the strings of a script name."""
    script = project.workspace.script(path)
    for number, token in enumerate(script.tokens.items if script else ()):
        if token.kind in _STRINGS and script is not None:
            found = _string(project, path, token, _before(script.tokens, number))
            if found is not None:
                yield found


def _before(tokens: Tokens, number: int) -> list[str]:
    return [tokens.word(number - step) for step in (1, 2, 3)]


def _string(project: Project, path: str, token: Token, before: list[str]) -> Subject | None:
    start, end, text = token.start + 1, token.end - 1, token.text[1:-1]
    address = text.partition("?")[0]
    is_address = before[:2] == [":", "url"] or (before[0] == "(" and before[1] in _ROUTERS)
    if (is_address or text.startswith("/")) and address and "$" not in address:
        return page_subject(project, Spot(text, path, start, end))
    # Modules of scripts belong to the editor's own service.
    if before[:2] == ["(", "require"] and path.endswith(".wxs"):
        found = project.workspace.lead("wxs", text, path)
        targets = (Spot(text, found, 0, 0),) if found else ()
        return Subject(SubjectKind.FILE, text, path, start, end, targets)
    return None
