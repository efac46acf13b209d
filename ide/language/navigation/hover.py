"""What a hover says, in words of our own made from the reference tables and the project."""

from __future__ import annotations

import re
from collections.abc import Callable

from ide.i18n import tr
from ide.language import facts
from ide.language.answers import Hover
from ide.language.navigation.subject import Subject, SubjectKind
from ide.language.parts import Property
from ide.language.project import Project
from ide.language.reading.shapes import Shape

_MOST_RULES = 3
_MOST_NAMES = 12
_ESCAPED = re.compile(r"([\\`*_\[\]<>|])")


def hover_of(project: Project, subject: Subject) -> Hover | None:
    """Return what there is to say, None when that is nothing."""
    write = _WRITERS.get(subject.kind)
    text = write(project, subject) if write else ""
    return Hover(text, subject.start, subject.end) if text else None


def _tag(_project: Project, subject: Subject) -> str:
    tag = facts.tags()[subject.name]
    lines = [f"**<{tag.name}>** · {tag.category}"]
    notes = []
    if tag.since:
        notes.append(tr("hover.since", version=tag.since))
    if tag.renderers:
        notes.append(" · ".join(tag.renderers))
    if tag.native:
        notes.append(tr("hover.native"))
    lines.append(" · ".join(notes))
    lines.append(_names(tr("hover.attributes"), [item.name for item in tag.attributes]))
    lines.append(_names(tr("hover.events"), [item.name for item in tag.events]))
    return _joined(lines)


def _component(project: Project, subject: Subject) -> str:
    component = subject.facts["component"]
    parts = project.components.parts_of(component)
    lines = [f"**<{component.tag}>** · {_plain(component.written) or tr('hover.generic')}"]
    if component.stem is None and not component.generic:
        lines.append(tr("hover.not_found"))
    lines.append(_names(tr("hover.properties"), list(parts.properties)))
    lines.append(_names(tr("hover.events"), list(parts.events)))
    lines.append(_names(tr("hover.slots"), project.components.slots_of(component)))
    return _joined(lines)


def _attribute(_project: Project, subject: Subject) -> str:
    row: facts.Attribute = subject.facts["row"]
    head = f"**{subject.name}**" + (f": `{row.type}`" if row.type else "")
    if row.required:
        head += f" · {tr('hover.required')}"
    lines = [head]
    key = f"hover.directive.{row.name.removeprefix('wx:')}"
    if row.name.startswith("wx:"):
        lines.append(tr(key))
    lines.append(_facts(row.default, row.since, row.note))
    if row.values:
        lines.append(f"{tr('hover.values')}: " + ", ".join(f"`{v}`" for v in row.values))
    return _joined(lines)


def _property(project: Project, subject: Subject) -> str:
    found: Property = subject.facts["property"]
    lines = [f"**{found.spot.name}**" + (f": `{found.type}`" if found.type else "")]
    lines.append(_plain(found.spot.comment))
    lines.append(_facts(found.default, "", ""))
    lines.append(_where(project, subject))
    return _joined(lines)


def _event(project: Project, subject: Subject) -> str:
    row: facts.Event | None = subject.facts.get("event")
    if row is None and not subject.targets:
        return ""
    lines = [f"**{subject.name}** · {tr('hover.event')}"]
    if row is not None:
        lines.append(_facts("", row.since, ""))
        if row.detail:
            members = ", ".join(f"{name}: {kind}" for name, kind in row.detail)
            lines.append(f"`detail: {{ {members} }}`")
    else:
        lines.append(_where(project, subject))
    return _joined(lines)


def _handler(project: Project, subject: Subject) -> str:
    if not subject.targets:
        return ""
    spot = subject.targets[0]
    source = project.workspace.text(spot.path)
    code = source.line_of(spot.start).strip() if source else spot.name
    return _joined([_code(code, "js"), _plain(spot.comment), _where(project, subject)])


def _data(project: Project, subject: Subject) -> str:
    shape: Shape = subject.facts["shape"]
    name = subject.facts.get("name")
    lines = [_code(f"{subject.name}: {shape.text}" if shape.text else subject.name, "js")]
    if name is not None and subject.kind is not SubjectKind.MEMBER:
        detail = f" `{name.detail}`" if name.kind in ("item", "property") and name.detail else ""
        lines.append(tr(f"hover.name.{name.kind}") + detail)
    lines.append(_plain(shape.comment))
    if subject.kind is not SubjectKind.ITEM:
        lines.append(_where(project, subject))
    return _joined(lines)


def _class(project: Project, subject: Subject) -> str:
    if subject.path.endswith(".wxml"):
        blocks = []
        for spot in subject.targets[:_MOST_RULES]:
            sheet = project.workspace.sheet(spot.path)
            rule = (
                next((r for r in sheet.rules if r.start <= spot.start <= r.opening), None)
                if sheet
                else None
            )
            if sheet is not None and rule is not None:
                blocks += [
                    _code(sheet.text[rule.start : rule.end], "css"),
                    _place(project, spot.path, spot.start),
                ]
        more = len(subject.targets) - _MOST_RULES
        if more > 0:
            blocks.append(tr("hover.more", count=more))
        return _joined(blocks)
    count = len(subject.targets)
    return _joined([f"**.{_plain(subject.name)}**", tr("hover.class_uses", count=count)])


def _variable(project: Project, subject: Subject) -> str:
    if not subject.targets:
        return ""
    spot = subject.targets[0]
    return _joined(
        [_code(f"{spot.name}: {spot.comment}", "css"), _place(project, spot.path, spot.start)]
    )


def _file(_project: Project, subject: Subject) -> str:
    if not subject.targets:
        return ""
    return _plain(subject.targets[0].path)


def _page(project: Project, subject: Subject) -> str:
    stem = project.page_files(subject.name)
    document = project.workspace.json(f"{stem}.json") if stem else None
    title = document.get("navigationBarTitleText") if document else None
    words = f" · {_plain(title.text)}" if title is not None and title.text else ""
    return f"{tr('hover.page')} **{_plain(subject.name)}**{words}"


def _key(_project: Project, subject: Subject) -> str:
    row: facts.ConfigKey = subject.facts["row"]
    lines = [
        f"**{row.name}**: `{row.type}`",
        _plain(row.meaning),
        _facts(row.default, row.since, ""),
    ]
    if row.values:
        lines.append(f"{tr('hover.values')}: " + ", ".join(f"`{v}`" for v in row.values))
    return _joined(lines)


def _template(project: Project, subject: Subject) -> str:
    if not subject.targets:
        return ""
    return _joined([f'**<template name="{_plain(subject.name)}">**', _where(project, subject)])


def _facts(default: str, since: str, note: str) -> str:
    parts = []
    if default:
        parts.append(f"{tr('hover.default')}: `{default}`")
    if since:
        parts.append(tr("hover.since", version=since))
    if note:
        parts.append(note)
    return " · ".join(parts)


def _names(title: str, names: list[str]) -> str:
    if not names:
        return ""
    shown = ", ".join(f"`{name}`" for name in names[:_MOST_NAMES])
    return f"{title}: {shown}" + (" …" if len(names) > _MOST_NAMES else "")


def _where(project: Project, subject: Subject) -> str:
    if not subject.targets:
        return ""
    spot = subject.targets[0]
    return _place(project, spot.path, spot.start)


def _place(project: Project, path: str, offset: int) -> str:
    source = project.workspace.text(path)
    line = source.place(offset)[0] if source else 1
    return f"*{_plain(path)}:{line}*"


def _code(text: str, language: str) -> str:
    lines = text.strip().splitlines()
    shown = "\n".join(lines[:14]) + ("\n…" if len(lines) > 14 else "")
    return f"```{language}\n{shown.replace('```', '')}\n```"


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\\\1", text)


def _joined(lines: list[str]) -> str:
    return "\n\n".join(line for line in lines if line)


_WRITERS: dict[SubjectKind, Callable[[Project, Subject], str]] = {
    SubjectKind.TAG: _tag,
    SubjectKind.COMPONENT: _component,
    SubjectKind.ATTRIBUTE: _attribute,
    SubjectKind.DIRECTIVE: _attribute,
    SubjectKind.PROPERTY: _property,
    SubjectKind.EVENT: _event,
    SubjectKind.HANDLER: _handler,
    SubjectKind.DATA: _data,
    SubjectKind.ITEM: _data,
    SubjectKind.MEMBER: _data,
    SubjectKind.CLASS: _class,
    SubjectKind.VARIABLE: _variable,
    SubjectKind.FILE: _file,
    SubjectKind.PAGE: _page,
    SubjectKind.KEY: _key,
    SubjectKind.TEMPLATE: _template,
}
