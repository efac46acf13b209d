"""The command line: arguments and exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ide.cli import main


def test_a_project_that_is_no_folder_cannot_be_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path / "none")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_an_unknown_phone_is_told_before_anything_starts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["snapshot", str(tmp_path), "--device", "nokia"]) == 2
    assert "iphone-15" in capsys.readouterr().err


def test_wrong_arguments_cannot_run(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["snapshot"])
    assert left.value.code == 2
    assert "PROJECT" in capsys.readouterr().err


@pytest.mark.parametrize(("script", "code"), [("Page({})", 0), ("Page({", 1)])
def test_check_tells_by_its_exit_code_whether_there_are_errors(
    tmp_path: Path, script: str, code: int
) -> None:
    project = tmp_path / "app"
    page = project / "pages" / "index"
    page.mkdir(parents=True)
    (project / "app.json").write_text('{"pages": ["pages/index/index"]}')
    (project / "app.js").write_text("App({})")
    (page / "index.js").write_text(script)
    (page / "index.wxml").write_text("<view>hello</view>")
    out = tmp_path / "result" / "check.json"
    assert main(["check", str(project), "--json", str(out)]) == code
    result = json.loads(out.read_text("utf-8"))
    assert set(result) == {"diagnostics", "packages", "ms"}
    assert any(note["severity"] == "error" for note in result["diagnostics"]) is bool(code)
