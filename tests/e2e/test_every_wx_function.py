"""Every documented function of wx, called by a page in the real engine in each form it has."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject

from apimock import params as checks
from apimock.jsonable import encode
from apimock.permissions import UNATTENDED
from apimock.rules import Rule, Scripted
from apimock.spec import ApiSpec, apis, homes, reference
from ide.headless.project import HeadlessProject
from renderer.host.scheme import register_scheme
from tests.driving.app import DrivenApp
from tests.e2e.conftest import write_project
from tests.unit.apimock.test_every_api import BY_BUTTON
from tests.unit.apimock.values import minimal

register_scheme()

TOGETHER = 20
HERE = Path(__file__).resolve().parent
WAITS = ("showModal", "showActionSheet", "previewImage", "previewMedia", "showShareImageMenu")
"""What the runtime shows until a person closes it; a rule answers in the person's place."""
RUNS_ON = ("startRecord",)
"""What ends when another call ends it."""
LEAVES = ("exitMiniProgram", "restartMiniProgram")
"""What ends the page that calls; a rule answers instead."""
NO_CALL = {"env", "router", "cloud", "worklet"}


def called(kind: str) -> list[ApiSpec]:
    """The functions of wx of these kinds, without those only a button calls."""
    kinds = {"async", "task"} if kind == "async" else {"sync"}
    cloud = {row["name"].removeprefix("wx.") for row in reference("apis")["cloud"]}
    return [
        spec
        for name, spec in sorted(apis().items())
        if spec.kind in kinds and name not in {*BY_BUTTON, *NO_CALL, *cloud} and "." not in name
    ]


def rows() -> list[dict[str, Any]]:
    """The calls the page makes."""
    return [
        {
            "api": spec.name,
            "kind": kind,
            "params": encode(minimal(spec)),
            "wrong": bool(checks.check(spec, {})) and spec.name not in homes()["worker"],
        }
        for kind in ("async", "sync")
        for spec in called(kind)
    ]


@pytest.fixture(scope="module")
def results(qapp: QObject, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    root = write_project(
        tmp_path_factory.mktemp("every"),
        ["pages/all/all"],
        {
            "pages/all/all.wxml": '<view class="go" bindtap="start">call all</view>',
            "pages/all/all.js": (HERE / "every_wx_function.js").read_text("utf-8"),
            "pages/all/list.js": f"module.exports = {json.dumps(rows())}\n",
        },
    )
    project = HeadlessProject(root)
    project.open()
    app = DrivenApp(project)
    app.phone.policy = UNATTENDED
    app.phone.asking.mode = UNATTENDED.sheets
    app.phone.rules.replace(
        [Rule(api, api, Scripted("cancel")) for api in (*WAITS, *RUNS_ON, *LEAVES)]
    )
    app.open()
    app.tap("call all")
    for start in range(0, len(rows()), TOGETHER):
        app.wait_data(lambda data, start=start: data["done"] > start, f"answers to {start} calls")
    app.wait_data(lambda data: bool(data["results"]), "every call answered")
    found = {row["api"]: row for row in app.data()["results"]}
    assert [report.message for report in app.errors() if report.kind == "internal"] == []
    app.close()
    project.close()
    return found


def said(api: str, message: str) -> str:
    """``ok`` or ``fail`` as a message of the API says."""
    name = message.partition(":")[0]
    assert name == api, message
    return message.removeprefix(f"{api}:")[:4].rstrip(" :")


def test_every_function_exists_and_is_called(results: dict[str, dict[str, Any]]) -> None:
    assert set(results) == {row["api"] for row in rows()}
    assert [api for api, row in results.items() if "missing" in row] == []
    assert len(results) > 300


def test_callbacks_come_later_once_and_complete_last(results: dict[str, dict[str, Any]]) -> None:
    for spec in called("async"):
        heard = results[spec.name]["callbacks"]
        assert heard != "no answer", spec.name
        assert heard[0] == "now", (spec.name, heard)
        assert heard[1] != "promise", (spec.name, heard)
        _, _, first, message, last, same = heard
        assert (first, last) in {("success", "complete"), ("fail", "complete")}, (spec.name, heard)
        assert message == same
        assert (said(spec.name, message) == "ok") is (first == "success"), (spec.name, heard)


def test_without_callbacks_there_is_a_promise(results: dict[str, dict[str, Any]]) -> None:
    rows = {
        row["name"]: row for group in ("apis", "legacyApis") for row in reference("apis")[group]
    }
    promised = 0
    for spec in called("async"):
        outcome, message = results[spec.name]["promise"]
        row = rows[f"wx.{spec.name}"]
        if outcome == "none":
            documented = row.get("promise") or row.get("promiseTypings")
            assert not documented, spec.name
            continue
        promised += 1
        assert outcome in {"ok", "fail"}, (spec.name, outcome, message)
        assert said(spec.name, message) == outcome, (spec.name, message)
    assert promised > 190


def test_wrong_parameters_fail_both_forms_in_the_clients_words(
    results: dict[str, dict[str, Any]],
) -> None:
    seen = 0
    for spec in called("async"):
        if "wrong" not in results[spec.name]:
            continue
        callbacks, promise = results[spec.name]["wrong"]
        wanted = f"{spec.name}:fail {checks.check(spec, {})}"
        assert callbacks[2:] == ["fail", wanted, "complete", wanted], (spec.name, callbacks)
        assert promise in (["fail", wanted], ["none", "object"], ["none", "undefined"]), spec.name
        seen += 1
    assert seen > 100


def test_synchronous_functions_return_or_throw_their_message(
    results: dict[str, dict[str, Any]],
) -> None:
    for spec in called("sync"):
        outcome, said_now = results[spec.name]["value"]
        if outcome == "thrown":
            assert f"{spec.name}:fail" in said_now, (spec.name, said_now)
