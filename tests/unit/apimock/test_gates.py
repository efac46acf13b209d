"""The gates: each one alone, their order, the three layers of permission."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from apimock.app import AppFacts
from apimock.calls import Outcome, Stage
from apimock.permissions import INTERACTIVE
from apimock.rules import Rule, Scripted
from tests.unit.apimock.bench import Bench

ORDER = [
    Stage.CAN_I_USE,
    Stage.PARAMETERS,
    Stage.GESTURE,
    Stage.PRIVACY,
    Stage.DECLARATION,
    Stage.SYSTEM,
    Stage.SCOPE,
]


def closed_at(api: str, stages: set[Stage]) -> tuple[Bench, dict[str, object], bool]:
    """A phone on which exactly these gates are shut for the API."""
    config: dict[str, Any] = {}
    if Stage.DECLARATION not in stages:
        config["requiredPrivateInfos"] = [api]
    config["requiredBackgroundModes"] = ["location"]
    config["permission"] = {"scope.userLocation": {"desc": "nearby"}}
    bench = Bench(app=AppFacts(config=config))
    permissions = bench.device.permissions
    if Stage.CAN_I_USE in stages:
        bench.device.system.library = "1.0.0"
    if Stage.PRIVACY in stages:
        permissions.privacy_declared = []
    if Stage.SYSTEM in stages:
        permissions.system = dict.fromkeys(permissions.system, "denied")
    for scope in ("scope.userLocationBackground", "scope.addPhoneCalendar", "scope.record"):
        permissions.set_scope(scope, "denied" if Stage.SCOPE in stages else "allowed")
    given: dict[str, object] = {}
    if api == "addPhoneCalendar":
        given = {"title": "a", "startTime": 1}
        if Stage.PARAMETERS in stages:
            del given["title"]
    return bench, given, Stage.GESTURE not in stages


@pytest.mark.parametrize(
    ("api", "gates"),
    [
        (
            "addPhoneCalendar",
            [
                Stage.CAN_I_USE,
                Stage.PARAMETERS,
                Stage.GESTURE,
                Stage.PRIVACY,
                Stage.SYSTEM,
                Stage.SCOPE,
            ],
        ),
        (
            "startLocationUpdateBackground",
            [Stage.CAN_I_USE, Stage.PRIVACY, Stage.DECLARATION, Stage.SYSTEM, Stage.SCOPE],
        ),
    ],
)
def test_the_first_shut_gate_decides(api: str, gates: list[Stage]) -> None:
    for count in range(len(gates) + 1):
        for shut in itertools.combinations(gates, count):
            bench, given, gesture = closed_at(api, set(shut))
            replies = bench.start(api, given, gesture=gesture)
            (row,) = bench.phone.log
            if shut:
                assert replies[0].outcome is Outcome.FAIL
                assert row.stage is min(shut, key=ORDER.index), (shut, row)
            elif replies:
                assert row.stage is Stage.FAMILY
            else:
                assert row.waiting


def test_errno_of_each_layer() -> None:
    bench = Bench()
    state = bench.device.permissions
    state.set_scope("scope.userLocation", "denied")
    assert bench.call("getLocation").result["errno"] == 103
    state.set_system("location", "denied")
    assert bench.call("getLocation").result["errno"] == 3
    state.privacy_declared = []
    assert bench.call("getLocation").result["errno"] == 112


def test_newer_than_the_library(bench: Bench) -> None:
    bench.device.system.library = "2.9.9"
    assert bench.fails("chooseMedia") == "chooseMedia:fail jsapi not supported"
    bench.device.system.library = "2.10.0"
    bench.start("chooseMedia")
    assert bench.phone.asking.open


def test_gesture(bench: Bench) -> None:
    assert bench.fails("openSetting") == (
        "openSetting:fail can only be invoked by user TAP gesture."
    )
    bench.start("openSetting", gesture=True)
    bench.answer("back")


def test_headless_allows_and_remembers(bench: Bench) -> None:
    bench.ok("getLocation")
    assert bench.ok("getSetting")["authSetting"]["scope.userLocation"] is True


def test_the_apps_own_privacy_dialog() -> None:
    bench = Bench(INTERACTIVE)
    bench.device.permissions.privacy_required = True
    bench.call("$listen", {"name": "onNeedPrivacyAuthorization", "on": True})
    first = bench.start("getClipboardData")
    second = bench.start("requirePrivacyAuthorize")
    assert [event.detail["referrer"] for event in bench.events] == [
        "getClipboardData",
        "requirePrivacyAuthorize",
    ]
    assert bench.phone.log.pending(waiting=False) == ()
    bench.call("$privacy", {"event": "exposureAuthorization"})
    assert not first
    bench.call("$privacy", {"event": "agree", "buttonId": "b"})
    assert first[0].result["errMsg"] == "getClipboardData:ok"
    assert second[0].result["errMsg"] == "requirePrivacyAuthorize:ok"
    assert bench.ok("getPrivacySetting")["needAuthorization"] is False


def test_refused_privacy_dialog_of_the_app() -> None:
    bench = Bench(INTERACTIVE)
    bench.device.permissions.privacy_required = True
    bench.call("$listen", {"name": "onNeedPrivacyAuthorization", "on": True})
    replies = bench.start("getClipboardData")
    bench.call("$privacy", {"event": "disagree"})
    assert replies[0].result["errno"] == 101102


def test_rules_stand_behind_the_gates_unless_they_bypass_them(bench: Bench) -> None:
    bench.device.permissions.set_scope("scope.userLocation", "denied")
    fixed = Scripted(data={"latitude": 1})
    bench.phone.rules.replace([Rule("r", "getLocation", fixed)])
    assert bench.call("getLocation").outcome is Outcome.FAIL
    bench.phone.rules.replace([Rule("r", "getLocation", fixed, bypass_gates=True)])
    assert bench.ok("getLocation")["latitude"] == 1


def test_the_platform_counts_when_it_is_told_to(bench: Bench) -> None:
    bench.device.network.frequency_limit = True
    for _ in range(4):
        bench.ok("login")
    refused = {"errMsg": "login:fail meet server frequency limit", "errno": 1003}
    assert bench.call("login").result == refused
    bench.ok("checkSession")
    bench.clock.advance(1000)
    bench.ok("login")
