"""The path of a call as truth tables: which of two stages decides, and the matrix of permission."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest

from apimock import pipeline
from apimock.app import AppFacts
from apimock.calls import Outcome, Stage
from apimock.faults import Fault
from apimock.permissions import INTERACTIVE
from apimock.rules import Rule, Scripted
from apimock.spec import ApiSpec, FieldSpec, find
from tests.unit.apimock.bench import Bench

API = "getLocation"
BYPASS = "rule that bypasses the gates"


def strict_spec(name: str) -> ApiSpec | None:
    """getLocation as an API every gate watches."""
    spec = find(name)
    if spec is None or name != API:
        return spec
    must = (FieldSpec("must", "string", required=True),)
    return replace(spec, since="2.0.0", requires_tap=True, params=must)


def nothing(bench: Bench) -> None:
    """The phone answers."""


def old_library(bench: Bench) -> None:
    bench.device.system.library = "0.9.0"


def undeclared_privacy(bench: Bench) -> None:
    bench.device.permissions.privacy_declared = []


def denied_system(bench: Bench) -> None:
    bench.device.permissions.set_system("location", "denied")


def denied_scope(bench: Bench) -> None:
    bench.device.permissions.set_scope("scope.userLocation", "denied")


def rule(bench: Bench) -> None:
    bench.phone.rules.replace([*bench.phone.rules.all, Rule("later", API, Scripted("cancel"))])


def bypassing_rule(bench: Bench) -> None:
    first = Rule("first", API, Scripted("cancel"), bypass_gates=True)
    bench.phone.rules.replace([*bench.phone.rules.all, first])


def queue(bench: Bench) -> None:
    bench.phone.queues.set(API, [Scripted("cancel")])


def fault(bench: Bench) -> None:
    bench.phone.faults.replace([Fault(API, 1.0)])


DECIDING: dict[str, Callable[[Bench], None]] = {
    BYPASS: bypassing_rule,
    Stage.CAN_I_USE: old_library,
    Stage.PARAMETERS: nothing,
    Stage.GESTURE: nothing,
    Stage.PRIVACY: undeclared_privacy,
    Stage.DECLARATION: nothing,
    Stage.SYSTEM: denied_system,
    Stage.SCOPE: denied_scope,
    Stage.RULE: rule,
    Stage.QUEUE: queue,
    Stage.FAULT: fault,
    Stage.FAMILY: nothing,
}
"""The stages in their order, and how a phone is set up so that each would decide."""

DECLARED = {
    "requiredPrivateInfos": [API],
    "permission": {"scope.userLocation": {"desc": "nearby"}},
}


def decided_by(stages: set[str]) -> tuple[str, Outcome]:
    """The stage that decides a call when each of these would."""
    undeclared = Stage.DECLARATION in stages
    bench = Bench(app=AppFacts(config={"pages": []} if undeclared else DECLARED))
    for stage in stages:
        DECIDING[stage](bench)
    params = {} if Stage.PARAMETERS in stages else {"must": "x"}
    reply = bench.call(API, params, gesture=Stage.GESTURE not in stages)
    (row,) = bench.phone.log
    assert row.stage is not None
    return (BYPASS if row.note == "first" else row.stage.value), reply.outcome


@pytest.mark.parametrize(
    ("earlier", "later"),
    list(itertools.combinations(DECIDING, 2)),
    ids=lambda stage: str(stage).replace(" ", "-"),
)
def test_of_two_stages_the_earlier_decides(
    monkeypatch: pytest.MonkeyPatch, earlier: str, later: str
) -> None:
    monkeypatch.setattr(pipeline, "find", strict_spec)
    stage, outcome = decided_by({earlier, later})
    assert stage == earlier
    assert outcome is Outcome.FAIL


def test_alone_each_stage_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "find", strict_spec)
    for stage in DECIDING:
        outcome = Outcome.OK if stage is Stage.FAMILY else Outcome.FAIL
        assert decided_by({stage}) == (stage, outcome)
    assert decided_by(set(DECIDING))[0] == BYPASS


GUIDES = ("none", "agreed", "refused", "undeclared", "banned")
SYSTEMS = ("authorized", "denied", "not determined")
SCOPES = ("allowed", "denied", "asked: allowed", "asked: denied", "asked: closed")
WORDS = {
    "android": {
        "refused": ("getLocation:fail privacy permission is not authorized", 101102),
        "undeclared": ("getLocation:fail api scope is not declared in the privacy agreement", 112),
        "banned": ("getLocation:fail appid privacy api banned", 1025),
        "system": ("getLocation:fail system permission denied", 3),
        "denied": ("getLocation:fail auth deny", 103),
        "closed": ("getLocation:fail authorize no response", 104),
    },
}
WORDS["devtools"] = WORDS["android"]
WORDS["ios"] = WORDS["android"] | {"denied": ("getLocation:fail:auth denied", 103)}


def expected(guide: str, system: str, scope: str, dialect: str) -> tuple[str, int | None]:
    """The truth table: the guide first, then the system, then the scope."""
    words = WORDS[dialect]
    if guide in words:
        return words[guide]
    if system == "denied":
        return words["system"]
    answer = scope.removeprefix("asked: ")
    return words.get(answer, ("getLocation:ok", None))


@pytest.mark.parametrize("dialect", sorted(WORDS))
@pytest.mark.parametrize("guide", GUIDES)
def test_permission_matrix(guide: str, dialect: str) -> None:
    for system, scope in itertools.product(SYSTEMS, SCOPES):
        bench = Bench(INTERACTIVE)
        bench.device.system.platform = dialect
        state = bench.device.permissions
        state.set_system("location", system)
        if not scope.startswith("asked"):
            state.set_scope("scope.userLocation", scope)
        state.privacy_required = guide in {"agreed", "refused"}
        state.privacy_agreed = guide == "agreed"
        state.privacy_declared = [] if guide == "undeclared" else None
        state.privacy_banned = [API] if guide == "banned" else []
        replies = bench.start(API)
        if guide == "refused":
            bench.answer("disagree")
        elif not replies:
            bench.answer(scope.removeprefix("asked: "))
        result = replies[0].result
        said = (result["errMsg"], result.get("errno"))
        assert said == expected(guide, system, scope, dialect), (guide, system, scope, dialect)
        if scope == "asked: closed":
            assert "scope.userLocation" not in state.scopes, "a closed dialog decides nothing"
