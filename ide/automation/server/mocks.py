"""``Mock.…``: answers laid out beforehand on the phone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from apimock.faults import Fault
from apimock.har import HarError, Replay, load_har, write_har
from apimock.rules import End, Rule, RuleError, read_outcome, read_rules, rule_json
from ide import log
from ide.atomic import write_text
from ide.automation.server.answer import Answer, Client, sentence
from ide.automation.server.context import Context, Handler

_logger = log.logger("automation")
_FAULT = frozenset({"api", "share", "host", "family", "outcome", "outcomes", "burst", "enabled"})


class Mocks:
    """Rules, queues, faults and recordings; a client's rules go when it goes."""

    def __init__(self, context: Context) -> None:
        self._target = context.target
        self._phone = context.target.phone
        self._numbers = count(1)
        self._owners: dict[str, Client] = {}
        self._recording: Path | None = None
        self._recorder: Client | None = None
        """Who wanted the recording; it is written when it goes."""

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """What carries each method out."""
        return {
            "Mock.addRule": self.add_rule,
            "Mock.removeRule": self.remove_rule,
            "Mock.rules": self.rules,
            "Mock.queue": self.queue,
            "Mock.faults": self.faults,
            "Mock.har": self.har,
            "Mock.clear": self.clear,
        }

    def close(self) -> None:
        """Take out what clients have laid out; a recording that goes on is written."""
        self._save()
        for name in tuple(self._owners):
            self._take_out(name)

    def forget(self) -> None:
        """The phone has become another: nothing of before is on it."""
        self._owners.clear()
        self._recording = self._recorder = None

    def keep(self) -> None:
        """Write what has been recorded so far: the phone is about to become another."""
        if self._recording is not None:
            with _failure_logged():
                write_text(self._recording, write_har(self._phone.wires.recorded()))

    def add_rule(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Lay out a rule: ours, the official tool's, or one of a cloud test."""
        body = dict(params["rule"])
        name = str(body.get("id") or f"client-{next(self._numbers)}")
        try:
            rule = _read(body, name)
        except RuleError as error:
            answer.fail(sentence(f"{error.field}: {error.problem}" if error.field else error))
            return
        if params.get("bypass"):
            rule = replace(rule, bypass_gates=True)
        if params.get("once"):
            rule = replace(rule, sequence=(rule.outcome,), end=End.FALL_BACK)
        others = [one for one in self._phone.rules.all if one.id != name]
        self._put([rule, *others] if params.get("first") else [*others, rule])
        if name not in self._owners:
            answer.client.left.connect(partial(self._left, answer.client, name))
        self._owners[name] = answer.client
        answer.result({"id": name})

    def remove_rule(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Take a rule away; one that is gone already is no mistake."""
        self._take_out(params["id"])
        answer.result()

    def rules(self, _params: Mapping[str, Any], answer: Answer) -> None:
        """Tell the rules in force, and how often each has fitted."""
        seen, _ = self._phone.rules.counts()
        rows = [{**rule_json(one), "seen": seen.get(one.id, 0)} for one in self._phone.rules.all]
        answer.result({"rules": rows})

    def queue(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Lay out how the next calls of an API end."""
        api = params["api"].removeprefix("wx.")
        try:
            bodies = [{"type": one} if isinstance(one, str) else one for one in params["outcomes"]]
            outcomes = [read_outcome(one, f"outcomes[{at}]") for at, one in enumerate(bodies)]
            end = End(params.get("end") or End.FALL_BACK)
        except (RuleError, ValueError) as error:
            answer.fail(sentence(error))
            return
        self._phone.queues.set(api, outcomes, end)
        answer.result()

    def faults(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Let a share of the calls fail."""
        try:
            faults = [_fault(body, at) for at, body in enumerate(params["faults"])]
            self._phone.faults.replace(faults, params.get("seed"))
        except (RuleError, ValueError) as error:
            answer.fail(sentence(error))
            return
        answer.result()

    def har(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Answer requests from a recording, write one, or end that."""
        wires = self._phone.wires
        file = self._target.project.root / params["file"]
        try:
            self._end_recording()
            if params.get("update"):
                self._recording, self._recorder = file, answer.client
                answer.client.left.connect(partial(self._recorder_left, answer.client))
                wires.record()
            elif params["file"]:
                entries = load_har(file)
                strict = bool(params.get("strict"))
                wires.play(Replay(entries, strict=strict, passing=bool(params.get("passing"))))
            else:
                wires.play(None)
        except (HarError, OSError) as error:
            answer.fail(sentence(error))
            return
        answer.result()

    def clear(self, _params: Mapping[str, Any], answer: Answer) -> None:
        """Take away all that was laid out; a recording that goes on is written."""
        try:
            self._end_recording()
        except OSError as error:
            answer.fail(sentence(error))
            return
        self._owners.clear()
        self._phone.rules.replace([])
        for api in tuple(self._phone.queues.laid()):
            self._phone.queues.set(api, [])
        self._phone.faults.replace([])
        self._phone.wires.play(None)
        answer.result()

    def _end_recording(self) -> None:
        file, self._recording, self._recorder = self._recording, None, None
        if file is not None:
            write_text(file, write_har(self._phone.wires.stop_recording()))

    def _recorder_left(self, client: Client) -> None:
        if self._recorder is client:
            self._save()

    def _save(self) -> None:
        with _failure_logged():
            self._end_recording()

    def _left(self, client: Client, name: str) -> None:
        if self._owners.get(name) is client:
            self._take_out(name)

    def _take_out(self, name: str) -> None:
        self._owners.pop(name, None)
        rules = self._phone.rules.all
        left = [one for one in rules if one.id != name]
        if len(left) < len(rules):
            self._put(left)

    def _put(self, rules: list[Rule]) -> None:
        """Put rules in force; those that stay go on counting."""
        seen, used = self._phone.rules.counts()
        kept = {one.id for one in rules} & {one.id for one in self._phone.rules.all}
        self._phone.rules.replace(rules)
        self._phone.rules.go_on(
            {name: n for name, n in seen.items() if name in kept},
            {name: n for name, n in used.items() if name in kept},
        )


def _read(body: dict[str, Any], name: str) -> Rule:
    foreign = "rule" in body or "apiName" in body
    document: Any = [body] if foreign else {"version": 1, "rules": [{**body, "id": name}]}
    (rule,) = read_rules(json.dumps(document, ensure_ascii=False))
    return replace(rule, id=name)


def _fault(body: Mapping[str, Any], at: int) -> Fault:
    for name in body:
        if name not in _FAULT:
            known = ", ".join(sorted(_FAULT))
            raise ValueError(f"faults[{at}].{name} is not known: {known} are")
    plain = {name: value for name, value in body.items() if name not in ("outcome", "outcomes")}
    where = f"faults[{at}]"
    if "outcome" in body:
        plain["outcome"] = read_outcome(_worded(body["outcome"]), f"{where}.outcome")
    if "outcomes" in body:
        found = [read_outcome(_worded(one), f"{where}.outcomes") for one in body["outcomes"]]
        plain["outcomes"] = tuple(found)
    try:
        return Fault(**plain)
    except TypeError as error:
        raise ValueError(f"{where}: {error}") from error


def _worded(outcome: Any) -> Any:
    return {"type": outcome} if isinstance(outcome, str) else outcome


@contextmanager
def _failure_logged() -> Iterator[None]:
    """Write a recording where no request waits to hear that it cannot be written."""
    try:
        yield
    except OSError as error:
        _logger.warning("a recording could not be written: %s", error)
