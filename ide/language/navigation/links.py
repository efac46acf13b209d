"""The words of a file that name another file: what an editor underlines as a link."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ide.language.navigation import others
from ide.language.navigation import template as template_navigation
from ide.language.navigation.subject import Subject, SubjectKind
from ide.language.project import Project
from ide.language.workspace import SCRIPTS, STYLES

_FOLLOWED = frozenset({SubjectKind.FILE, SubjectKind.PAGE, SubjectKind.COMPONENT})
_MOST = 2_000


def links(project: Project, path: str) -> Iterator[Subject]:
    """Yield what leads to a file of the project, in the order of the text."""
    for endings, find in _FINDERS:
        if path.endswith(endings):
            for count, subject in enumerate(find(project, path)):
                if count >= _MOST:
                    return
                if subject.kind in _FOLLOWED and subject.targets:
                    yield subject
            return


def _of_template(project: Project, path: str) -> Iterator[Subject]:
    template = project.workspace.template(path)
    for element in template.elements if template else ():
        for attribute in element.attributes:
            value = attribute.value or ""
            if ("/" in value or "." in value) and "{{" not in value:
                found = template_navigation.subject_at(project, path, attribute.value_start)
                if found is not None:
                    yield found


def _of_style(project: Project, path: str) -> Iterator[Subject]:
    sheet = project.workspace.sheet(path)
    for item in sheet.imports if sheet else ():
        found = others.style_subject(project, path, item.start)
        if found is not None:
            yield found


def _of_json(project: Project, path: str) -> Iterator[Subject]:
    document = project.workspace.json(path)
    if document is None or len(document.entries) > _MOST:
        return  # data, not configuration
    for entry in document.entries:
        if entry.kind == "string":
            found = others.json_subject(project, path, entry.start)
            if found is not None:
                yield found


def _of_script(project: Project, path: str) -> Iterator[Subject]:
    yield from others.script_subjects(project, path)


_FINDERS: tuple[tuple[tuple[str, ...], Callable[[Project, str], Iterator[Subject]]], ...] = (
    ((".wxml",), _of_template),
    (STYLES, _of_style),
    ((".json",), _of_json),
    (SCRIPTS, _of_script),
)
