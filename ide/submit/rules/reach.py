"""What a file or component of the app brings along, by the links of the survey (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ide.survey import Survey

_LINKS = {
    "components": ("children",),
    "scripts": ("needs", "later"),
    "templates": ("templates",),
    "styles": ("imports",),
}


def reach(survey: Survey, part: str, starts: Iterable[str | None]) -> Iterator[str]:
    """Yield what ``starts`` come to in a part of the survey, each once, themselves too.

    ``part`` is components, scripts, templates or styles. What the survey does not hold, such as
    the missing template of a component, is passed over.
    """
    rows: Mapping[str, Mapping[str, Iterable[str]]] = survey.data[part]
    seen: set[str] = set()
    pending = list(starts)
    while pending:
        path = pending.pop()
        if path is not None and path in rows and path not in seen:
            seen.add(path)
            yield path
            pending.extend(other for link in _LINKS[part] for other in rows[path][link])


def template_users(survey: Survey) -> Mapping[str, list[str]]:
    """Return the components by each template that is part of theirs."""
    users: dict[str, list[str]] = {}
    for component, row in survey.components.items():
        for template in reach(survey, "templates", [row["template"]]):
            users.setdefault(template, []).append(component)
    return users
