"""What stands at a place of a WXML file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ide.language import facts
from ide.language.answers import Spot
from ide.language.completions.attributes import camel
from ide.language.components import Component
from ide.language.navigation.subject import Subject, SubjectKind
from ide.language.place import Kind, Place, place_at
from ide.language.project import Project
from ide.language.reading import expression, wxml
from ide.language.reading.shapes import Shape
from ide.language.usage import classes_of

_FILES = {("import", "src"): "template", ("include", "src"): "template", ("wxs", "src"): "wxs"}


def subject_at(project: Project, path: str, offset: int) -> Subject | None:
    """Return what stands at an offset of a template."""
    template = project.workspace.template(path)
    if template is None:
        return None
    place = place_at(template, offset)
    find = _FINDERS.get(place.kind)
    found = find(project, path, template, place) if find else None
    if found is None and place.kind is Kind.EXPRESSION and place.attribute is not None:
        return _value(project, path, template, place)
    return found


def component_targets(project: Project, component: Component) -> tuple[Spot, ...]:
    """Return the files of a component: its script at what it defines, or its template."""
    if component.stem is None:
        return ()
    script_path = project.workspace.beside(component.stem, "script")
    script = project.workspace.script(script_path) if script_path else None
    if script_path and script is not None:
        start = 0
        if script.definitions:
            start = script.tokens.items[script.definitions[0].body.opening].start
        return (Spot(component.tag, script_path, start, start),)
    template = project.workspace.beside(component.stem, "wxml")
    return (Spot(component.tag, template, 0, 0),) if template else ()


def _tag(project: Project, path: str, _template: wxml.Template, place: Place) -> Subject | None:
    name = place.element.name if place.kind is Kind.TAG else _closing_name(_template, place)
    component = project.components.of(path).get(name)
    if component is not None:
        targets = component_targets(project, component)
        kind = SubjectKind.COMPONENT
        return Subject(kind, name, path, place.start, place.end, targets, {"component": component})
    if name in facts.tags():
        return Subject(SubjectKind.TAG, name, path, place.start, place.end)
    return None


def _closing_name(template: wxml.Template, place: Place) -> str:
    return template.text[place.start : place.end]


def _attribute(
    project: Project, path: str, _template: wxml.Template, place: Place
) -> Subject | None:
    attribute, tag = place.attribute, place.element.name
    if attribute is None:
        return None
    base = Subject(
        SubjectKind.ATTRIBUTE,
        attribute.name,
        path,
        attribute.start,
        attribute.end,
        (),
        {"tag": tag},
    )
    component = project.components.of(path).get(tag)
    bound = facts.event_of(attribute.name)
    if bound is not None:
        return _event(project, replace(base, name=bound[1]), component)
    name = attribute.name.removeprefix("model:")
    if component is not None:
        parts = project.components.parts_of(component)
        found = parts.properties.get(name) or parts.properties.get(camel(name))
        if found is not None:
            known = {"tag": tag, "property": found, "component": component}
            return replace(base, kind=SubjectKind.PROPERTY, targets=(found.spot,), facts=known)
    built_in = facts.tags().get(tag)
    row = built_in.attribute(name) if built_in and component is None else None
    row = row or next((item for item in facts.common_attributes() if item.name == name), None)
    row = row or next(
        (item for item in facts.patterns() if attribute.name.startswith(item.name)), None
    )
    if row is None:
        return None
    kind = SubjectKind.DIRECTIVE if row.name.startswith("wx:") else SubjectKind.ATTRIBUTE
    return replace(base, kind=kind, facts={"tag": tag, "row": row})


def _event(project: Project, base: Subject, component: Component | None) -> Subject:
    base = replace(base, kind=SubjectKind.EVENT)
    tag = base.facts["tag"]
    if component is not None:
        spot = project.components.parts_of(component).events.get(base.name)
        if spot is not None:
            known = {"tag": tag, "component": component}
            return replace(base, targets=(spot,), facts=known)
    built_in = facts.tags().get(tag)
    events = (*(built_in.events if built_in and component is None else ()), *facts.common_events())
    row = next((event for event in events if event.name == base.name), None)
    return replace(base, facts={"tag": tag, "event": row})


def _value(project: Project, path: str, template: wxml.Template, place: Place) -> Subject | None:
    attribute, element = place.attribute, place.element
    if attribute is None or attribute.value is None:
        return None
    word = Spot(attribute.value, path, attribute.value_start, attribute.value_end)
    if facts.event_of(attribute.name):
        return _handler(project, word)
    for spot in classes_of(attribute, path) if "lass" in attribute.name else ():
        if spot.start <= place.offset <= spot.end:
            return _class(project, spot)
    key = (element.name, attribute.name)
    find = _VALUES.get(key) or _VALUES.get(("", attribute.name))
    return find(project, element, word) if find else None


def _handler(project: Project, word: Spot) -> Subject:
    spot = project.parts(word.path).methods.get(word.name)
    return _subject(SubjectKind.HANDLER, word, (spot,) if spot else ())


def _class(project: Project, word: Spot) -> Subject:
    targets = [
        Spot(word.name, file, item.start, item.end)
        for file, sheet in project.components.sheets(word.path)
        for _, item in sheet.rules_of_class(word.name)
    ]
    return _subject(SubjectKind.CLASS, word, tuple(targets))


def _used_template(project: Project, _element: wxml.Element, word: Spot) -> Subject:
    targets = [
        Spot(name, file, where.value_start, where.value_end)
        for name, file, where in project.components.templates(word.path)
        if name == word.name
    ]
    return _subject(SubjectKind.TEMPLATE, word, tuple(targets))


def _named_template(_project: Project, _element: wxml.Element, word: Spot) -> Subject:
    return _subject(SubjectKind.TEMPLATE, word, (word,))


def _source(project: Project, element: wxml.Element, word: Spot) -> Subject | None:
    workspace = project.workspace
    kind = _FILES.get((element.name, "src"), "")
    if "{{" in word.name:
        return None
    found = workspace.lead(kind, word.name, word.path) if kind else None
    if not kind:
        place = project.route_from(word.name, word.path)
        file = workspace.project_path(place) if place else ""
        found = file if file and workspace.exists(file) else None
    return _subject(SubjectKind.FILE, word, (Spot(word.name, found, 0, 0),) if found else ())


def _address(project: Project, _element: wxml.Element, word: Spot) -> Subject | None:
    return page_subject(project, word)


def page_subject(project: Project, word: Spot, written: str = "") -> Subject | None:
    """Return the page an address leads to; ``written`` is what the word means if not itself."""
    address = written or word.name
    route = project.route_from(address, word.path)
    stem = project.page_files(route) if route else None
    if stem is None:
        return None
    template = project.workspace.beside(stem, "wxml") or project.workspace.beside(stem, "script")
    targets = (Spot(address, template, 0, 0),) if template else ()
    return replace(_subject(SubjectKind.PAGE, word, targets), name=route or address)


def _slot(project: Project, element: wxml.Element, word: Spot) -> Subject | None:
    used = project.components.of(word.path)
    for around in element.ancestors():
        component = used.get(around.name) if around is not element else None
        stem = component.stem if component else None
        file = project.workspace.beside(stem, "wxml") if stem else None
        template = project.workspace.template(file) if file else None
        if file is not None and template is not None:
            targets = [
                Spot(word.name, file, where.value_start, where.value_end)
                for slot in template.named("slot")
                if (where := slot.attribute("name")) is not None and where.value == word.name
            ]
            return _subject(SubjectKind.SLOT, word, tuple(targets))
    return None


def _key(project: Project, element: wxml.Element, word: Spot) -> Subject | None:
    known = project.scopes.names(word.path, element, project.parts(word.path))
    item = known.get(element.value("wx:for-item") or "item")
    shape = item.shape.members.get(word.name) if item else None
    return _of_shape(SubjectKind.MEMBER, word, shape) if shape else None


def _identity(_project: Project, _element: wxml.Element, word: Spot) -> Subject:
    return _subject(SubjectKind.ID, word, ())


def _expression(
    project: Project, path: str, template: wxml.Template, place: Place
) -> Subject | None:
    binding = place.binding
    if binding is None:
        return None
    found = expression.path_at(template.text, binding.start, binding.end, place.offset)
    if found is None:
        return None
    written, number = found
    part = written.parts[number]
    element = place.element
    loops = ("wx:for", "wx:for-items")
    if place.attribute is not None and place.attribute.name in loops and element.parent:
        element = element.parent
    known = project.scopes.names(path, element, project.parts(path))
    shape = project.scopes.resolve(known, written.names[: number + 1])
    if shape is None:
        return None
    root = known[written.root.name].kind
    kind = SubjectKind.MEMBER if number else SubjectKind.DATA
    if root in ("item", "index", "slot") and not number:
        kind = SubjectKind.ITEM
    subject = _of_shape(kind, Spot(part.name, path, part.start, part.end), shape)
    return replace(subject, facts={**subject.facts, "root": root, "name": known[written.root.name]})


def _of_shape(kind: SubjectKind, word: Spot, shape: Shape) -> Subject:
    target = Spot(word.name, shape.path, shape.start, shape.end, shape.comment)
    return replace(_subject(kind, word, (target,)), facts={"shape": shape})


def _subject(kind: SubjectKind, word: Spot, targets: tuple[Spot, ...]) -> Subject:
    return Subject(kind, word.name, word.path, word.start, word.end, targets)


_VALUES: dict[tuple[str, str], Callable[[Project, wxml.Element, Spot], Subject | None]] = {
    ("template", "is"): _used_template,
    ("template", "name"): _named_template,
    ("", "src"): _source,
    ("", "url"): _address,
    ("", "slot"): _slot,
    ("", "wx:key"): _key,
    ("", "id"): _identity,
}
_FINDERS: dict[Kind, Callable[[Project, str, wxml.Template, Place], Subject | None]] = {
    Kind.TAG: _tag,
    Kind.CLOSING: _tag,
    Kind.ATTRIBUTE: _attribute,
    Kind.VALUE: _value,
    Kind.EXPRESSION: _expression,
}
