"""Checks a template against its components, its script and the reference tables.

Where something cannot be known for sure – a script built by a library, a spread, a value made at
run time – nothing is said.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from ide.language import facts
from ide.language.parts import Parts
from ide.language.project import Project
from ide.language.reading import wxml
from ide.language.workspace import stem_of
from renderer.compiler.diagnostics import Diagnostic, Span, diagnose

_FOREIGN_TAGS = ("xr-",)
"""Prefixes of tags of libraries that the reference does not list."""


def check(project: Project, path: str) -> list[Diagnostic]:
    """Return what looks wrong in a template."""
    template = project.workspace.template(path)
    if template is None or project.workspace.package_path(path) is None:
        return []
    found = list(_tags(project, path, template))
    found += _values(project, path, template)
    own = project.workspace.beside(stem_of(path), "script")
    if own is not None:
        found += _handlers(project, path, template, project.reader.of(own))
    found += _loops(project, path, template)
    return found


def _tags(project: Project, path: str, template: wxml.Template) -> Iterator[Diagnostic]:
    """Report tags that are neither built in nor declared where the template is used."""
    used = project.components.of(path)
    users = project.components.users(path)
    known = set(facts.tags()) | set(used)
    for user in users:
        known |= set(project.components.of(user))
    if not users and not _is_component(project, stem_of(path)):
        return
    typing = path in project.workspace.unsaved
    for element in template.elements:
        name = element.name
        if name in known or name == "page" or name.startswith(_FOREIGN_TAGS):
            continue
        if not element.head_closed or (typing and any(tag.startswith(name) for tag in known)):
            continue  # it is still being typed
        span = _span(project, path, element.name_start, element.name_end)
        if name in facts.html_tags():
            yield diagnose("wxml-html-tag", path, span, tag=name)
            continue
        close = difflib.get_close_matches(name, known, 1, 0.75)
        yield diagnose(
            "wxml-unknown-tag", path, span, tag=name, suggestion=close[0] if close else ""
        )


def _is_component(project: Project, stem: str) -> bool:
    """Whether a template is that of a page or component; else nobody knows what it may use."""
    workspace = project.workspace
    return workspace.exists(stem + ".json") or workspace.beside(stem, "script") is not None


def _handlers(
    project: Project, path: str, template: wxml.Template, parts: Parts
) -> Iterator[Diagnostic]:
    """Report handlers the script does not have, when all of the script is understood."""
    if parts.opaque or not parts.maker:
        return
    known = {*parts.methods, *parts.assigned, *facts.instance_methods()}
    for element in template.elements:
        if any(
            around.name == "template" and around.value("name") for around in element.ancestors()
        ):
            continue
        for attribute in element.attributes:
            name = attribute.value or ""
            if not facts.event_of(attribute.name) or not name.isidentifier() or name in known:
                continue
            if not attribute.closed:
                continue
            close = difflib.get_close_matches(name, known, 1, 0.75)
            span = _span(project, path, attribute.value_start, attribute.value_end)
            yield diagnose(
                "wxml-unknown-handler",
                path,
                span,
                handler=name,
                script=parts.path.rpartition("/")[2],
                suggestion=close[0] if close else "",
            )


def _values(project: Project, path: str, template: wxml.Template) -> Iterator[Diagnostic]:
    """Report values of built-in attributes that are not among those documented."""
    used = project.components.of(path)
    for element in template.elements:
        tag = facts.tags().get(element.name)
        if tag is None or element.name in used:
            continue
        for attribute in element.attributes:
            row = tag.attribute(attribute.name)
            value = (attribute.value or "").strip()
            if row is None or not row.values or not row.exact or not value or "{{" in value:
                continue
            if not attribute.closed or row.type != "string" or _may_be_taken(value, row.values):
                continue
            close = difflib.get_close_matches(value, row.values, 1, 0.6)
            span = _span(project, path, attribute.value_start, attribute.value_end)
            yield diagnose(
                "wxml-unknown-value",
                path,
                span,
                value=value,
                attribute=attribute.name,
                values=", ".join(row.values),
                suggestion=close[0] if close else "",
            )


def _may_be_taken(value: str, documented: tuple[str, ...]) -> bool:
    """Whether a value is documented, a call as ``cubic-bezier(…)``, or a newer kind of one."""
    return value in documented or "(" in value or (value[-1].isdigit() and value[:-1] in documented)


def _loops(project: Project, path: str, template: wxml.Template) -> Iterator[Diagnostic]:
    """Hint at loops without wx:key, which WeChat warns of as well."""
    for element in template.elements:
        loop = element.attribute("wx:for") or element.attribute("wx:for-items")
        if loop is None or not element.head_closed or element.attribute("wx:key") is not None:
            continue
        span = _span(project, path, loop.start, loop.end)
        yield diagnose("wxml-loop-without-key", path, span)


def _span(project: Project, path: str, start: int, end: int) -> Span:
    source = project.workspace.text(path)
    if source is None:
        return Span()
    place = source.range(start, end)
    return Span(place.line, place.column, place.end_line, place.end_column)
