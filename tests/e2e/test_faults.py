"""Planted faults, each on a page of its own: ``snapshot`` reports every one where it is."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Ended, minideck, write_project

FAULTS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "faults.toml").read_text("utf-8")
)["fault"]
OPENED = [fault for fault in FAULTS if "tap" not in fault["expect"]]
DRIVEN = [fault for fault in FAULTS if "tap" in fault["expect"]]


def folder(fault: dict[str, Any]) -> str:
    return f"pages/{fault['name']}/"


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    root = tmp_path_factory.mktemp("faults")
    pages = [f"{folder(fault)}index" for fault in FAULTS]
    project = write_project(root / "app", ["pages/healthy/index", *pages], {})
    for fault in FAULTS:
        for suffix, text in fault["files"].items():
            name = suffix if "." in suffix else f"index.{suffix}"
            (project / folder(fault) / name).write_text(text, encoding="utf-8")
        if "ts" in fault["files"]:
            (project / folder(fault) / "index.js").unlink()
    return minideck(
        "snapshot", project, "--all", "--out", root / "shots", json_file=root / "result.json"
    )


def matches(error: dict[str, Any], expect: dict[str, Any], fault: dict[str, Any]) -> bool:
    file = expect["file"] and folder(fault) + expect["file"]
    return (
        error["kind"] == expect["kind"]
        and expect["message"] in error["message"]
        and (not file or error["file"] == file)
        and (not expect["line"] or error["line"] == expect["line"])
    )


@pytest.mark.parametrize("fault", OPENED, ids=lambda fault: fault["name"])
def test_a_planted_fault_is_reported_where_it_is(ended: Ended, fault: dict[str, Any]) -> None:
    record, expect = ended.page(f"{folder(fault)}index"), fault["expect"]
    assert record["status"] == expect.get("status", "error")
    assert any(matches(error, expect, fault) for error in record["errors"]), record["errors"]


@pytest.mark.parametrize("fault", DRIVEN, ids=lambda fault: fault["name"])
def test_a_page_whose_fault_needs_a_tap_opens_cleanly(ended: Ended, fault: dict[str, Any]) -> None:
    record = ended.page(f"{folder(fault)}index")
    assert (record["status"], record["errors"]) == ("ok", [])


def test_faults_of_other_pages_do_not_touch_a_healthy_one(ended: Ended) -> None:
    record = ended.page("pages/healthy/index")
    assert (record["status"], record["errors"]) == ("ok", [])
    assert "pages/healthy/index" in record["text"]
    assert Path(record["screenshot"]).stat().st_size > 1000


def test_a_run_with_faults_ends_with_code_one(ended: Ended) -> None:
    assert ended.code == 1
    assert len(ended.result["pages"]) == len(FAULTS) + 1
