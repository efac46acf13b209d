"""``preflight`` from the command line: what it says, what it writes, how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ide.cli import main
from ide.exit_codes import CANNOT_RUN, FINDINGS, GOOD
from tests.e2e.conftest import write_project

PAGE = "pages/a/a"


def test_a_blocked_project_is_told_and_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_project(tmp_path / "app", [PAGE], {f"{PAGE}.js": "Page({})\neval('1')\n"})
    out = tmp_path / "out"
    files = ["--json", str(out / "a.json"), "--sarif", str(out / "a.sarif")]
    files += ["--html", str(out / "a.html")]
    assert main(["preflight", str(root), *files]) == FINDINGS
    said = capsys.readouterr().out
    assert f"{PAGE}.js:2: error: Code made at run time is refused: eval 1" in said
    assert "P33  Contrast, tap areas, pictures: not looked at here" in said
    assert "P39  Version and description: not looked at here" in said
    told = json.loads((out / "a.json").read_text("utf-8"))
    assert told["result"] == "blocked"
    assert [row["code"] for row in told["findings"] if row["severity"] == "error"] == ["eval"]
    shown = (out / "a.html").read_text("utf-8")
    assert "Code made at run time is refused: eval 1" in shown
    assert f"<code>{PAGE}.js:2</code>" in shown
    (run,) = json.loads((out / "a.sarif").read_text("utf-8"))["runs"]
    assert "PROJECT" in run["originalUriBaseIds"]


def test_a_form_is_checked_against_the_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_project(tmp_path / "app", [PAGE], {f"{PAGE}.js": "wx.startCompass()"})
    form = tmp_path / "form.json"
    form.write_text('{"version": "1.0.0", "desc": "New", "basic": {"name": "x"}}', "utf-8")
    assert main(["preflight", str(root), "--form", str(form)]) == FINDINGS
    said = capsys.readouterr().out
    assert f"{PAGE}.js:1: error: “compass” is used (wx.startCompass)" in said
    assert "error: “x” counts as 1 characters; 4 are needed" in said
    form.write_text("[]", "utf-8")
    assert main(["preflight", str(root), "--form", str(form)]) == CANNOT_RUN
    assert str(form) in capsys.readouterr().err


def test_warnings_block_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preflight", str(write_project(tmp_path / "app", [PAGE], {}))]) == GOOD
    assert "0 errors" in capsys.readouterr().out


def test_what_cannot_be_looked_at_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["preflight", str(tmp_path)]) == CANNOT_RUN
    assert main(["preflight", str(tmp_path / "none")]) == CANNOT_RUN
    project = write_project(tmp_path / "app", [PAGE], {})
    assert main(["preflight", str(project), "--json", str(project / "app.js" / "a")]) == CANNOT_RUN
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 3
    assert all(line.strip() for line in said)


def test_what_can_be_mended_is_shown_and_then_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = {f"{PAGE}.js": "Page({})\ndebugger\n", f"{PAGE}.wxml": "<video autoplay/>"}
    root = write_project(tmp_path / "app", [PAGE], texts)
    assert main(["preflight", str(root), "--fix", "--dry-run"]) == FINDINGS
    shown = capsys.readouterr()
    assert f"--- a/{PAGE}.js\n+++ b/{PAGE}.js\n" in shown.out
    assert "\n-debugger\n" in shown.out
    assert (root / f"{PAGE}.js").read_text("utf-8") == texts[f"{PAGE}.js"]
    assert main(["preflight", str(root), "--fix"]) == GOOD
    said = capsys.readouterr().out
    assert f"{PAGE}.js: Remove debugger\n" in said
    assert (root / f"{PAGE}.js").read_text("utf-8") == "Page({})\n"
    assert (root / f"{PAGE}.wxml").read_text("utf-8") == "<video/>"
    assert main(["preflight", str(root), "--dry-run"]) == GOOD
    assert capsys.readouterr().out == ""
