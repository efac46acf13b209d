"""Where else a thing is used, and what a new name for it would change."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ide.language import facts
from ide.language.answers import Spot
from ide.language.completions.attributes import camel
from ide.language.navigation.subject import Subject, SubjectKind
from ide.language.project import Project
from ide.language.reading import expression, wxml
from ide.language.usage import class_uses, templates_of
from ide.language.workspace import stem_of

_NAME = re.compile(r"[A-Za-z_$][\w$]*\Z")
_CLASS_NAME = re.compile(r"-?[A-Za-z_][\w-]*\Z")


def references(project: Project, subject: Subject) -> list[Spot]:
    """Return every place that names the subject, its definition too."""
    find = _FINDERS.get(subject.kind)
    found = list(find(project, subject)) if find else list(subject.targets)
    return list(dict.fromkeys(Spot(s.name, s.path, s.start, s.end) for s in found))


def renamed(project: Project, subject: Subject, name: str) -> list[Spot] | None:
    """Return the places a new name has to be written, None when that cannot be told exactly."""
    pattern = _CLASS_NAME if subject.kind is SubjectKind.CLASS else _NAME
    if not can_rename(project, subject) or not pattern.match(name):
        return None
    return references(project, subject)


def can_rename(project: Project, subject: Subject) -> bool:
    """Whether all uses are known: handlers, data, classes of the page's own sheet, templates."""
    own = stem_of(subject.path)
    if subject.kind is SubjectKind.HANDLER:
        return bool(subject.targets) and all(stem_of(s.path) == own for s in subject.targets)
    if subject.kind is SubjectKind.DATA:
        name = subject.facts.get("name")
        parts = project.parts(subject.path)
        return (
            name is not None
            and name.kind == "data"
            and not parts.opaque
            and all(stem_of(spot.path) == own for spot in subject.targets)
        )
    if subject.kind is SubjectKind.CLASS:
        sheets = [s.path for s in references(project, subject) if not s.path.endswith(".wxml")]
        return bool(sheets) and all(stem_of(path) == own for path in sheets)
    return subject.kind is SubjectKind.TEMPLATE and bool(subject.targets)


def _handlers(project: Project, subject: Subject) -> Iterator[Spot]:
    yield from subject.targets
    for path in _templates(project, subject):
        template = project.workspace.template(path)
        for element in template.elements if template else ():
            for attribute in element.attributes:
                if attribute.value == subject.name and facts.event_of(attribute.name):
                    yield Spot(subject.name, path, attribute.value_start, attribute.value_end)
    script = project.components.script_of(subject.path)
    yield from _in_script(project, script, rf"\bthis\.({re.escape(subject.name)})(?![\w$])")


def _data(project: Project, subject: Subject) -> Iterator[Spot]:
    yield from subject.targets
    name = re.escape(subject.name)
    for path in _templates(project, subject):
        template = project.workspace.template(path)
        if template is None:
            continue
        for binding, element in bindings(template):
            for found in expression.paths(template.text, binding.start, binding.end):
                if found.root.name != subject.name:
                    continue
                known = project.scopes.names(path, element, project.parts(path))
                if known.get(subject.name) and known[subject.name].kind in ("data", "property"):
                    yield Spot(subject.name, path, found.root.start, found.root.end)
    script_path = project.components.script_of(subject.path)
    yield from _in_script(project, script_path, rf"\bdata\.({name})(?![\w$])")
    script = project.workspace.script(script_path) if script_path else None
    for mention, _ in script.set_data if script and script_path else ():
        if re.match(rf"{name}(?![\w$])", mention.name):
            end = mention.start + len(subject.name)
            yield Spot(subject.name, script_path or "", mention.start, end)


def _classes(project: Project, subject: Subject) -> Iterator[Spot]:
    name = subject.name
    is_template = subject.path.endswith(".wxml")
    templates = [subject.path] if is_template else templates_of(project, subject.path)
    sheets: dict[str, None] = {} if is_template else {subject.path: None}
    for path in templates:
        for file, sheet in project.components.sheets(path):
            if sheet.rules_of_class(name):
                sheets[file] = None
    for file in sheets:
        each = project.workspace.sheet(file)
        for _, item in each.rules_of_class(name) if each else ():
            yield Spot(name, file, item.start, item.end)
    yield from class_uses(project, templates).get(name, [])


def _components(project: Project, subject: Subject) -> Iterator[Spot]:
    stem = subject.facts["component"].stem
    yield from subject.targets
    for path in sorted(project.workspace.paths):
        if path.endswith(".wxml"):
            tags = {
                tag
                for tag, component in project.components.of(path).items()
                if (component.stem == stem if stem else tag == subject.name)
            }
            template = project.workspace.template(path)
            for element in template.elements if template and tags else ():
                if element.name in tags:
                    yield Spot(element.name, path, element.name_start, element.name_end)
        elif path.endswith(".json") and stem:
            document = project.workspace.json(path)
            for entry in document.values("usingComponents") if document else ():
                if project.workspace.lead("component", entry.text, path) == stem:
                    yield Spot(entry.text, path, entry.start, entry.end)


def _properties(project: Project, subject: Subject) -> Iterator[Spot]:
    yield from subject.targets
    stem = subject.facts["component"].stem
    wanted = subject.facts["property"].spot.name
    for path in sorted(project.workspace.paths):
        if not path.endswith(".wxml"):
            continue
        used = project.components.of(path)
        template = project.workspace.template(path)
        for element in template.elements if template else ():
            component = used.get(element.name)
            if component is None or component.stem != stem:
                continue
            for attribute in element.attributes:
                if camel(attribute.name) == camel(wanted):
                    yield Spot(attribute.name, path, attribute.start, attribute.end)


def _named_templates(project: Project, subject: Subject) -> Iterator[Spot]:
    yield from subject.targets
    definers = {spot.path for spot in subject.targets} or {subject.path}
    users = {user for path in definers for user in project.components.users(path)}
    for path in sorted({*definers, *users, subject.path}):
        template = project.workspace.template(path)
        for element in template.named("template") if template else ():
            where = element.attribute("is")
            if where is not None and where.value == subject.name:
                yield Spot(subject.name, path, where.value_start, where.value_end)


def _templates(project: Project, subject: Subject) -> list[str]:
    """Return the template of the subject and what it includes."""
    own = stem_of(subject.path) + ".wxml"
    paths = [subject.path if subject.path.endswith(".wxml") else own]
    return [*paths, *project.components.included(paths[0])]


def bindings(template: wxml.Template) -> Iterator[tuple[wxml.Binding, wxml.Element]]:
    """Yield every ``{{ }}`` with the element whose names can be used in it."""
    for binding in template.text_bindings:
        yield binding, template.around(binding.start)
    for element in template.elements:
        for attribute in element.attributes:
            outside = attribute.name in ("wx:for", "wx:for-items") and element.parent
            for binding in wxml.bindings_of(attribute):
                yield binding, element.parent if outside and element.parent else element


def _in_script(project: Project, path: str | None, pattern: str) -> Iterator[Spot]:
    source = project.workspace.text(path) if path else None
    for match in re.finditer(pattern, source.text) if source and path else ():
        yield Spot(match[1], path or "", match.start(1), match.end(1))


_FINDERS: dict[SubjectKind, Callable[[Project, Subject], Iterator[Spot]]] = {
    SubjectKind.HANDLER: _handlers,
    SubjectKind.DATA: _data,
    SubjectKind.CLASS: _classes,
    SubjectKind.COMPONENT: _components,
    SubjectKind.PROPERTY: _properties,
    SubjectKind.TEMPLATE: _named_templates,
}
