"""Honest measuring: every planted fault is reported with kind, file and line, and fails alone."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FAULTS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "faults.toml").read_text(encoding="utf-8")
)["fault"]
SEEN_AT_OPENING = [fault for fault in FAULTS if "tap" not in fault["expect"]]
DEFAULTS = {"wxml": "<view>planted</view>\n", "js": "Page({})\n", "json": "{}\n"}


def write_project(folder: Path) -> None:
    routes = [f"pages/{fault['name']}/index" for fault in FAULTS] + ["pages/healthy/index"]
    (folder / "app.json").write_text(json.dumps({"pages": routes}), encoding="utf-8")
    (folder / "app.js").write_text("App({})\n", encoding="utf-8")
    for fault in FAULTS:
        write_page(folder / "pages" / fault["name"], fault["files"])
    write_page(folder / "pages" / "healthy", {})


def write_page(folder: Path, files: dict[str, str]) -> None:
    folder.mkdir(parents=True)
    sources = {**DEFAULTS, **files}
    if "ts" in files:
        del sources["js"]
    for suffix, text in sources.items():
        name = suffix if "." in suffix else f"index.{suffix}"
        (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The page records of one `snapshot --all` over all faults, by fault name."""
    project, out = tmp_path_factory.mktemp("faults"), tmp_path_factory.mktemp("out")
    write_project(project)
    result = out / "result.json"
    command = [sys.executable, "-m", "ide.cli", "snapshot", str(project), "--all"]
    command += ["--out", str(out), "--json", str(result), "--timeout", "12"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    records = json.loads(result.read_text(encoding="utf-8"))["pages"]
    return {record["page"].split("/")[1]: record for record in records}


@pytest.mark.parametrize("fault", SEEN_AT_OPENING, ids=lambda fault: fault["name"])
def test_a_planted_fault_is_reported(
    fault: dict[str, Any], pages: dict[str, dict[str, Any]]
) -> None:
    expect, record = fault["expect"], pages[fault["name"]]
    assert record["status"] == expect.get("status", "error"), record
    place = f"pages/{fault['name']}/{expect['file']}" if expect["file"] else None
    fitting = [
        error
        for error in record["errors"]
        if error["kind"] == expect["kind"]
        and expect["message"] in error["message"]
        and (place is None or error["file"] == place)
        and (not expect["line"] or error["line"] == expect["line"])
    ]
    if expect["message"] or place:
        assert len(fitting) == 1, record["errors"]


def test_a_healthy_page_among_them_is_clean(pages: dict[str, dict[str, Any]]) -> None:
    assert pages["healthy"]["status"] == "ok"
    assert pages["healthy"]["errors"] == []
    assert "planted" in pages["healthy"]["text"]
