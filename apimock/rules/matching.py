"""The rules in force: which one answers a call, and with which outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from apimock.calls import Call
from apimock.rules.conditions import MISSING, fits, is_turn, member, names, steps
from apimock.rules.model import Circumstances, End, Rule, Scripted
from apimock.spec import find

NOWHERE = Circumstances()


@dataclass(frozen=True)
class Hit:
    """A rule that answers a call with ``outcome``; ``seed`` is that of its templates."""

    rule: Rule
    outcome: Scripted
    seed: str


class Rules:
    """The list of rules; the first that matches decides.

    What chance decides depends on ``seed``, the rule and how often it fitted, on nothing else.
    """

    def __init__(self) -> None:
        self.seed = 0
        self.read_file: Callable[[str], bytes | None] = lambda path: None
        """Reads a file an outcome names, relative to the rules; None when there is none."""
        self._rules: tuple[Rule, ...] = ()
        self._seen: dict[str, int] = {}
        self._used: dict[str, int] = {}
        self._listeners: list[Callable[[], None]] = []

    @property
    def all(self) -> tuple[Rule, ...]:
        return self._rules

    def replace(self, rules: Sequence[Rule]) -> None:
        """Put these rules in force and start counting calls anew."""
        self._rules = tuple(rules)
        self._seen.clear()
        self._used.clear()
        for listener in tuple(self._listeners):
            listener()

    def watch(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call ``listener`` whenever the list changes; returns the way to stop it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def enable(self, number: int, on: bool) -> None:
        """Switch the rule with this place in the list on or off; counts go on."""
        rules = list(self._rules)
        rules[number] = replace(rules[number], enabled=on)
        self._rules = tuple(rules)
        for listener in tuple(self._listeners):
            listener()

    def named(self, apis: Iterable[str]) -> frozenset[str]:
        """Those APIs that a rule in force may answer."""
        used = [rule.api for rule in self._rules if rule.enabled]
        return frozenset(one for one in apis if any(names(api, one) for api in used))

    def counts(self) -> tuple[Mapping[str, int], Mapping[str, int]]:
        """How often each rule fitted a call, and how many outcomes of its sequence are used."""
        return dict(self._seen), dict(self._used)

    def go_on(self, seen: Mapping[str, int], used: Mapping[str, int]) -> None:
        """Go on counting from here, as a snapshot says."""
        self._seen, self._used = dict(seen), dict(used)

    def match(
        self, call: Call, *, bypassing: bool, circumstances: Circumstances = NOWHERE
    ) -> Hit | None:
        """The first rule for the call among those that bypass the gates, or those that do not."""
        for rule in self._rules:
            if rule.enabled and rule.bypass_gates is bypassing:
                hit = self._hit(rule, call, circumstances)
                if hit is not None:
                    return hit
        return None

    def _hit(self, rule: Rule, call: Call, circumstances: Circumstances) -> Hit | None:
        if not _means(rule, call, circumstances):
            return None
        count = self._seen[rule.id] = self._seen.get(rule.id, 0) + 1
        seed = f"{self.seed}:{rule.id}:{count}"
        if not is_turn(rule.nth, count):
            return None
        if rule.probability < 1 and Random(seed).random() >= rule.probability:
            return None
        outcome = self._next(rule)
        return Hit(rule, outcome, f"{seed}:data") if outcome is not None else None

    def _next(self, rule: Rule) -> Scripted | None:
        if not rule.sequence:
            return rule.outcome
        used = self._used.get(rule.id, 0)
        length = len(rule.sequence)
        if used >= length and rule.end is End.FALL_BACK:
            return None
        self._used[rule.id] = used + 1
        return rule.sequence[used % length if rule.end is End.CYCLE else min(used, length - 1)]


def _means(rule: Rule, call: Call, circumstances: Circumstances) -> bool:
    if not names(rule.api, call.name) or not names(rule.route, call.page):
        return False
    if not names(rule.persona, circumstances.persona):
        return False
    if rule.scene and circumstances.scene not in rule.scene:
        return False
    return all(fits(want, given(call, path)) for path, want in rule.args.items())


def given(call: Call, path: str) -> Any:
    """A parameter at a dotted path; the documented default when it was left out."""
    value = member(call.params, path)
    if value is not MISSING or len(steps(path)) != 1:
        return value
    spec = find(call.name)
    for field in spec.params if spec else ():
        if field.name == steps(path)[0] and field.default is not None:
            return field.default
    return MISSING
