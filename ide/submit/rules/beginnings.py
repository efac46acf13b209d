"""What makes an app run a function: its start, a page's opening, a touch, a message (no Qt)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from ide.submit.rules.known import sought
from ide.submit.rules.reach import reach
from ide.survey import Survey

_EVENT = re.compile(r"(?:capture-)?(?:bind|catch|mut-bind):?(.+)")
APP_SCRIPT = re.compile(r"app\.(?:js|ts)")


class Start(StrEnum):
    """How a way through the functions of an app begins."""

    LAUNCH = "launch"
    """The app starts, or one of its first pages is shown."""
    OPENED = "opened"
    """Another page is opened."""
    TOUCH = "touch"
    """A person touches something."""
    EVENT = "event"
    """Something happens without anybody's doing."""
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Beginning:
    """What begins, and the name of the function or event."""

    start: Start
    name: str


class Beginnings:
    """Which functions the framework calls."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._components: Mapping[str, Mapping[str, Any]] = survey.components
        self._owners: dict[str, set[str]] = defaultdict(set)
        for path, row in self._components.items():
            if row["script"]:
                self._owners[row["script"]].add(path)
                for behavior in self.behaviors(row["script"]):
                    self._owners[behavior].add(path)

    @cached_property
    def app_script(self) -> str:
        """The script of the app itself, '' when there is none."""
        scripts = self._survey.data["scripts"]
        return next((path for path in scripts if APP_SCRIPT.fullmatch(path)), "")

    def behaviors(self, script: str) -> Iterator[str]:
        """Yield the scripts of the behaviors that a script needs, at any depth."""
        scripts = self._survey.data["scripts"]
        pending, seen = list(scripts.get(script, {}).get("needs", ())), {script}
        while pending:
            path = pending.pop()
            if path in seen or "Behavior" not in scripts.get(path, {}).get("roles", ()):
                continue
            seen.add(path)
            yield path
            pending += scripts[path]["needs"]

    def of(self, script: str, name: str) -> Iterator[Beginning]:
        """Yield what calls a member of a page, a component or the app."""
        life = sought()["lifecycle"]
        owners = self._owners.get(script, set())
        for owner in sorted(owners):
            for event in sorted(self._handlers[owner].get(name, ())):
                touched = event not in life["automatic"]
                yield Beginning(Start.TOUCH if touched else Start.EVENT, name)
        own = bool(owners) or script == self.app_script
        if name in life["names"] and (own or name.startswith("on")):
            yield Beginning(self._opening(script), name)
        elif name in life["later"] and own:
            yield Beginning(Start.EVENT, name)

    def of_script(self, script: str) -> Iterator[Beginning]:
        """Yield what runs a script itself: what it is loaded by."""
        yield Beginning(self._opening(script), script)

    def _opening(self, script: str) -> Start:
        first = not self._owners.get(script, set()).isdisjoint(self._first)
        return Start.LAUNCH if first or script == self.app_script else Start.OPENED

    @cached_property
    def _first(self) -> frozenset[str]:
        """The first page and all components on it."""
        pending, found = [self._survey.entry_page], set[str]()
        while pending:
            path = pending.pop()
            if path not in found and path in self._components:
                found.add(path)
                pending += self._components[path]["children"]
        return frozenset(found)

    @cached_property
    def _handlers(self) -> Mapping[str, Mapping[str, set[str]]]:
        """Functions that templates name, by component: their events."""
        events: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for element in self._survey.elements:
            for name, value in element.attributes.items():
                event = _EVENT.fullmatch(name)
                if event and value:
                    events[element.template] += [(one, event[1]) for one in _names_in(value)]
        found: dict[str, dict[str, set[str]]] = {}
        for path, row in self._components.items():
            handlers: dict[str, set[str]] = defaultdict(set)
            for template in reach(self._survey, "templates", [row["template"]]):
                for name, kind in events[template]:
                    handlers[name].add(kind)
            found[path] = handlers
        return found


def _names_in(value: str) -> Iterable[str]:
    """The function an attribute names; any of those in a binding that chooses."""
    return re.findall(r"['\"]([\w$]+)['\"]", value) if "{{" in value else (value.strip(),)
