"""Who calls whom in a project, and from where a function of ``wx`` is reached (no Qt)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from ide.submit.rules.beginnings import Beginning, Beginnings, Start
from ide.submit.rules.known import sought
from ide.survey import ApiUse, Spot, Survey, is_library

Key = tuple[str, int]
"""A function: its script, and its number there; -1 is the script itself."""
_MODULE = -1
_LISTENER = re.compile(r"on[A-Z]")
_MOST_STEPS = 4000
"""Functions looked at on the ways to one place."""


class Hand(StrEnum):
    """What becomes of a function that is handed to somebody."""

    CALLED = "called"
    """Called at once."""
    WAITED = "waited"
    """Called after something else has come to an end; a tap is forgotten by then."""
    ANSWERED = "answered"
    """Called when the person has answered a dialog, which is as good as a tap."""
    LISTENING = "listening"
    """Called when the phone tells something."""
    KEPT = "kept"
    """Called by somebody, some time."""


@dataclass(frozen=True)
class Edge:
    """A call of ``to`` by ``by``, or its handing over to ``passed``."""

    by: Key
    to: Key
    passed: str
    caught: bool
    granted: bool
    after: str
    spot: Spot


@dataclass(frozen=True)
class Way:
    """How the app comes to a place: what begins it, and the functions it goes through."""

    start: Start
    name: str
    steps: tuple[str, ...]
    waited: str
    """What it waited for since it began, '' for nothing."""
    granted: bool
    """Whether the script sees on the way that the person has allowed it before."""
    spot: Spot
    """The last place of it in the author's own files."""


@dataclass(frozen=True)
class _Walk:
    """A walk backwards that has come to ``at``."""

    at: Key
    steps: tuple[str, ...]
    waited: str
    granted: bool
    spot: Spot


class CallGraph:
    """The functions of all scripts with the calls between them."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._scripts: Mapping[str, Mapping[str, Any]] = survey.data["scripts"]
        self._beginnings = Beginnings(survey)
        self._named = {path: _by_name(row) for path, row in self._scripts.items()}
        self.callers: dict[Key, list[Edge]] = defaultdict(list)
        self.callees: dict[Key, list[Edge]] = defaultdict(list)
        for edge in self._edges():
            self.callers[edge.to].append(edge)
            self.callees[edge.by].append(edge)

    def ways(self, use: ApiUse) -> tuple[Way, ...]:
        """Return all known ways to a use of ``wx``, without circles."""
        return tuple(self._ways((use.script, use.function), use.spot, use.after, use.granted))

    def ways_to(self, script: str, function: int, spot: Spot) -> tuple[Way, ...]:
        """Return all known ways to a place in a function."""
        return tuple(self._ways((script, function), spot, "", False))

    def _ways(self, key: Key, spot: Spot, after: str, granted: bool) -> Iterator[Way]:
        if hand_of(f"wx.{after}") is Hand.ANSWERED and after:
            yield Way(Start.TOUCH, after, (), "", granted, spot)
            return
        pending = [_Walk(key, (), after, granted, spot)]
        seen = {(key, bool(after), granted)}
        while pending and len(seen) < _MOST_STEPS:
            walk = pending.pop()
            name = self._name(walk.at)
            steps = (name, *walk.steps) if name else walk.steps
            for begun in self._begun(walk.at):
                yield Way(begun.start, begun.name, steps, walk.waited, walk.granted, walk.spot)
            for edge in self.callers[walk.at]:
                way, next_walk = self._follow(edge, walk, steps)
                if way is not None:
                    yield way
                if next_walk is not None:
                    state = (next_walk.at, bool(next_walk.waited), next_walk.granted)
                    if state not in seen:
                        seen.add(state)
                        pending.append(next_walk)

    def _follow(
        self, edge: Edge, walk: _Walk, steps: tuple[str, ...]
    ) -> tuple[Way | None, _Walk | None]:
        hand = hand_of(edge.passed)
        granted = walk.granted or edge.granted or self._function_granted(walk.at)
        spot = walk.spot if is_library(edge.by[0]) else edge.spot
        if not is_library(walk.at[0]):
            spot = walk.spot
        answered = edge.after and hand_of(f"wx.{edge.after}") is Hand.ANSWERED
        name = edge.passed.removeprefix("wx.")
        if hand is Hand.ANSWERED or answered:
            shown = name if hand is Hand.ANSWERED else edge.after
            return Way(Start.TOUCH, shown, steps, walk.waited, granted, spot), None
        if hand is Hand.LISTENING:
            return Way(Start.EVENT, name, steps, walk.waited, granted, spot), None
        if hand is Hand.KEPT:
            return Way(Start.UNKNOWN, name, steps, walk.waited, granted, spot), None
        waited = walk.waited or (name if hand is Hand.WAITED else "") or edge.after
        return None, _Walk(edge.by, steps, waited, granted, spot)

    def reached_from(self, keys: Iterable[Key]) -> Iterator[ApiUse]:
        """Yield every use of ``wx`` that functions come to, through others too."""
        pending, seen = list(keys), set(keys)
        while pending:
            key = pending.pop()
            yield from self._uses.get(key, ())
            for edge in self.callees[key]:
                if edge.to not in seen:
                    seen.add(edge.to)
                    pending.append(edge.to)

    def handed_to(self, passed: str) -> Iterator[Key]:
        """Yield the functions that are handed to a function."""
        for edges in self.callers.values():
            yield from (edge.to for edge in edges if edge.passed == passed)

    def caught(self, use: ApiUse) -> bool:
        """Whether a caller takes care of a promise that its function gives on."""
        pending, seen = [(use.script, use.function)], set[Key]()
        while pending:
            key = pending.pop()
            if key in seen or key[1] == _MODULE:
                continue
            seen.add(key)
            if any(edge.caught for edge in self.callers[key]):
                return True
            pending += [edge.by for edge in self.callers[key] if not edge.passed]
        return False

    @cached_property
    def _uses(self) -> Mapping[Key, list[ApiUse]]:
        found: dict[Key, list[ApiUse]] = defaultdict(list)
        for use in self._survey.uses:
            found[(use.script, use.function)].append(use)
        return found

    def _begun(self, key: Key) -> Iterable[Beginning]:
        script, number = key
        if number == _MODULE:
            return self._beginnings.of_script(script)
        row = self._scripts[script]["functions"][number]
        names = {row["name"]} if row["member"] else set()
        names |= {
            alias["name"]
            for alias in self._scripts[script]["aliases"]
            if not alias["of"] and alias["to"] == row["name"] and not row["member"]
        }
        return [one for name in sorted(names) for one in self._beginnings.of(script, name)]

    def _name(self, key: Key) -> str:
        script, number = key
        return "" if number == _MODULE else str(self._scripts[script]["functions"][number]["name"])

    def _function_granted(self, key: Key) -> bool:
        script, number = key
        return number != _MODULE and bool(self._scripts[script]["functions"][number]["granted"])

    def _edges(self) -> Iterator[Edge]:
        for path, row in self._scripts.items():
            for number, function in enumerate(row["functions"]):
                if function["passed"]:
                    spot = Spot(row["file"], function["line"], function["column"])
                    by, passed = (path, function["outer"]), function["passed"]
                    yield Edge(by, (path, number), passed, False, function["granted"], "", spot)
            for call in row["calls"]:
                spot = Spot(row["file"], call["line"], call["column"])
                for target in self._targets(path, call["in"], call["of"], call["to"]):
                    yield Edge(
                        (path, call["in"]),
                        target,
                        call["passed"],
                        call["caught"],
                        call["granted"],
                        call["after"],
                        spot,
                    )

    def _targets(self, path: str, inside: int, of: str, to: str) -> list[Key]:
        """Return what a name means where it is written."""
        if of.startswith("@"):
            specifier, _, _ = of[1:].partition(".default")
            return self._required(path, specifier, to)
        if of.startswith("getApp"):
            return self._members(self._beginnings.app_script, to)
        if of == "this" or of.startswith("this."):
            return self._members(path, to) or [
                key
                for other in self._beginnings.behaviors(path)
                for key in self._members(other, to)
            ]
        if of:
            # Objects from elsewhere have listeners of the same names as a page's functions.
            found = [] if _LISTENER.match(to) else self._members(path, to)
            return found if len(found) == 1 else []
        return self._local(path, inside, to)

    def _required(self, path: str, specifier: str, to: str) -> list[Key]:
        """Follow ``@specifier.member``: a specifier may hold dots itself."""
        requires = self._scripts[path]["requires"]
        while specifier not in requires and "." in specifier.rpartition("/")[2]:
            specifier = specifier.rpartition(".")[0]
        target = requires.get(specifier)
        return self._exported(target, to, frozenset()) if target in self._scripts else []

    def _members(self, path: str, name: str) -> list[Key]:
        rows = self._scripts.get(path)
        if rows is None:
            return []
        functions = rows["functions"]
        found = [n for n in self._named[path].get(name, ()) if functions[n]["member"]]
        if found:
            return [(path, number) for number in found]
        aliases = [a for a in rows["aliases"] if a["name"] == name and (a["of"] or a["to"] != name)]
        return [key for a in aliases for key in self._targets(path, _MODULE, a["of"], a["to"])]

    def _local(self, path: str, inside: int, name: str) -> list[Key]:
        functions = self._scripts[path]["functions"]
        numbers = [n for n in self._named[path].get(name, ()) if not functions[n]["member"]]
        scope = inside
        while numbers:
            here = [number for number in numbers if functions[number]["outer"] == scope]
            if here or scope == _MODULE:
                return [(path, number) for number in here or numbers[:1]]
            scope = functions[scope]["outer"]
        return []

    def _exported(self, path: str, name: str, seen: frozenset[str]) -> list[Key]:
        """Return the functions a module gives under a name, or gives on from others."""
        if path in seen or path not in self._scripts:
            return []
        rows, seen = self._scripts[path], seen | {path}
        found: list[Key] = []
        for alias in rows["aliases"]:
            if alias["name"] == "*":
                target = self._module_of(path, alias["of"])
                found += self._exported(target, name, seen) if target else []
            elif alias["name"] == name and alias["of"]:
                target = self._module_of(path, alias["of"])
                found += self._exported(target, alias["to"], seen) if target else []
            elif alias["name"] == name:
                found += self._local(path, _MODULE, alias["to"])
        named = {"default": ("default", "exports")}.get(name, (name,))
        found += [(path, n) for one in named for n in self._named[path].get(one, ())]
        return list(dict.fromkeys(found))

    def _module_of(self, path: str, of: str) -> str:
        specifier = of[1:].partition(".default")[0]
        return str(self._scripts[path]["requires"].get(specifier, ""))


def _by_name(row: Mapping[str, Any]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, function in enumerate(row["functions"]):
        if function["name"]:
            found[function["name"]].append(number)
    return found


def hand_of(passed: str) -> Hand:
    """Return what becomes of a function that is handed to ``passed``."""
    look = sought()["handing"]
    name = passed.removeprefix("wx.")
    if passed.startswith("wx."):
        if name in look["answers"]:
            return Hand.ANSWERED
        if name in look["prompt"]:
            return Hand.CALLED
        return Hand.LISTENING if re.match(look["listeners"], name) else Hand.WAITED
    if passed in look["timers"]:
        return Hand.WAITED
    if re.match(look["listeners"], name):
        return Hand.LISTENING
    return Hand.KEPT if passed in look["keepers"] else Hand.CALLED
