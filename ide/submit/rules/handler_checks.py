"""Checks of event handlers: the functions that templates name are there (no Qt)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ide.submit.rules.flaws import Facts, Flaw, Flaws
from ide.submit.rules.known import sought
from ide.submit.rules.reach import reach, template_users
from ide.survey import Element, Members, Survey, is_library

_EVENT = re.compile(r"(?:capture-|mut-)?(bind|catch):?([A-Za-z][\w-]*)")
_FUNCTION = re.compile(r"[A-Za-z_$][\w$]*")
_DEFINING = frozenset({"Page", "Component"})
_COMPUTED = "*"
_WITHOUT_EVENTS = frozenset({"block", "template", "import", "include", "wxs", "slot"})


def missing(facts: Facts) -> Flaws:
    """P20: every handler has its function in the page or component whose template names it."""
    functions = _Functions(facts.surveyed)
    told: set[tuple[str, str]] = set()
    for element in facts.surveyed.elements:
        if is_library(element.template) or element.tag in _WITHOUT_EVENTS:
            continue
        for attribute, event, name in _handlers(element):
            if (element.template, name) not in told and functions.lacks(element.template, name):
                told.add((element.template, name))
                values = {"name": name, "event": event}
                yield Flaw("handler-missing", element.spots[attribute], values)


def _handlers(element: Element) -> Iterator[tuple[str, str, str]]:
    """Yield attribute, event and function of each handler that is written out."""
    idle = re.compile(sought()["handlers"]["idle"])
    for attribute, value in element.attributes.items():
        found, name = _EVENT.fullmatch(attribute), (value or "").strip()
        if found and _FUNCTION.fullmatch(name):
            stops = found[1] == "catch" and (idle.fullmatch(name) or found[2] == "touchmove")
            if not stops:
                yield attribute, found[2], name


class _Functions:
    """Knows which functions the users of a template have."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._users = template_users(survey)
        self._names: dict[str, frozenset[str] | None] = {}
        replaced = (row.assigned | row.words for row in survey.members.values())
        self._replaced = any(names & _DEFINING for names in replaced)
        self._app = self._members(survey.data["roots"]["scripts"])

    def lacks(self, template: str, name: str) -> bool:
        """Whether it is certain that nobody who uses a template has a function."""
        known = [self._of(component) for component in self._users.get(template, ())]
        return bool(known) and all(names is not None and name not in names for names in known)

    def _of(self, component: str) -> frozenset[str] | None:
        """Return the functions of a component, None when they cannot be told."""
        if component not in self._names:
            self._names[component] = self._read(self._survey.components[component]["script"])
        return self._names[component]

    def _read(self, script: str | None) -> frozenset[str] | None:
        own = self._survey.members.get(script or "")
        made = [one for one in own.definitions if one.by in _DEFINING] if own else []
        if own is None or script is None:
            return None
        near = [*self._members([script]), *self._app]
        assigned = frozenset(name for row in near for name in row.assigned)
        if made and all(one.plain for one in made) and not self._replaced:
            return assigned.union(*(one.names for one in made))
        defined = any(one.by in _DEFINING for row in near for one in row.definitions)
        if not defined or _COMPUTED in own.assigned or any(_COMPUTED in row.keys for row in near):
            return None
        return assigned | {name for row in near for name in (*row.keys, *row.words)}

    def _members(self, scripts: Iterable[str]) -> list[Members]:
        """Return the names of scripts and of all that they require."""
        survey = self._survey
        return [survey.members[path] for path in reach(survey, "scripts", scripts)]
