"""``package`` from the command line: what it writes, what it says, how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ide.cli import main
from ide.exit_codes import CANNOT_RUN, FINDINGS, GOOD
from tests.e2e.conftest import write_project

PAGE = "pages/a/a"


def test_a_sound_project_becomes_a_package(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"README.md": "no", "spare.txt": "no"}
    root = write_project(tmp_path / "app", [PAGE], files)
    out, told = tmp_path / "out", tmp_path / "told.json"
    line = ["package", str(root), "--out", str(out), "--version", "2.1.0", "--desc", "News"]
    assert main([*line, "--json", str(told)]) == GOOD
    said = capsys.readouterr().out
    document = json.loads(told.read_text("utf-8"))
    assert document["result"] == "written"
    assert document["file"] == str(out / "app-2.1.0.zip")
    assert document["sha256"] in said
    assert document["description"] == "News"
    assert "Left out: 2 (packages take no files of its format)" in said
    assert sorted(path.name for path in out.iterdir()) == [
        "app-2.1.0-upload",
        "app-2.1.0.json",
        "app-2.1.0.maps.zip",
        "app-2.1.0.zip",
    ]
    assert main(["verify", str(out / "app-2.1.0.zip")]) == GOOD


def test_an_error_of_the_rules_forbids_the_package(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_project(tmp_path / "app", [PAGE], {f"{PAGE}.js": "Page({})\neval('1')\n"})
    out, told = tmp_path / "out", tmp_path / "told.json"
    line = ["package", str(root), "--out", str(out), "--json", str(told)]
    assert main(line) == FINDINGS
    assert f"{PAGE}.js:2: error: " in capsys.readouterr().out
    assert [row["code"] for row in json.loads(told.read_text("utf-8"))["errors"]] == ["eval"]
    assert not out.exists()


def test_a_project_that_cannot_be_built_is_a_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_project(tmp_path / "app", [PAGE], {"images/con.png": "1"})
    assert main(["package", str(root), "--out", str(tmp_path / "out")]) == FINDINGS
    assert "images/con.png" in capsys.readouterr().out


def test_the_form_gives_version_and_description(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_project(tmp_path / "app", [PAGE], {})
    form = tmp_path / "form.json"
    form.write_text(json.dumps({"version": "3.0.0", "desc": "Warm rolls all day"}))
    line = ["package", str(root), "--out", str(tmp_path / "out"), "--form", str(form)]
    assert main(line) == GOOD, capsys.readouterr().out
    told = json.loads((tmp_path / "out" / "app-3.0.0.json").read_text("utf-8"))
    assert told["description"] == "Warm rolls all day"
    form.write_text(json.dumps({"version": "3.0.0", "items": [{"address": "pages/none/none"}]}))
    assert main(line) == FINDINGS
    form.write_text("[]")
    assert main(line) == CANNOT_RUN


def test_what_cannot_run_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_project(tmp_path / "app", [PAGE], {})
    (tmp_path / "file").write_text("")
    for out, form in ((root / "out", None), (tmp_path / "file" / "out", None), (tmp_path, "none")):
        more = ["--form", str(tmp_path / form)] if form else []
        assert main(["package", str(root), "--out", str(out), *more]) == CANNOT_RUN
        said = capsys.readouterr().err
        assert said.startswith("package: ")
        assert len(said.splitlines()) == 1
    (tmp_path / "empty").mkdir()
    assert main(["package", str(tmp_path / "empty"), "--out", str(tmp_path / "x")]) == CANNOT_RUN
