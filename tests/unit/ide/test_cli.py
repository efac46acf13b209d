"""The command line: arguments and exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ide.cli import look_over, main
from ide.version import VERSION

ROOT = Path(__file__).resolve().parents[3]

_WITHOUT_PACKAGES = """
import runpy, sys
sys.argv = ["main.py", *sys.argv[1:]]
sys.path[0] = {root!r}
from bootstrap import start
start.start = lambda arguments: print("SET UP", arguments) or 0
runpy.run_path({main!r}, run_name="__main__")
"""


def from_a_checkout(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `main.py` with the standard library alone; the set-up only says that it would run."""
    program = _WITHOUT_PACKAGES.format(root=str(ROOT), main=str(ROOT / "main.py"))
    return subprocess.run(
        [sys.executable, "-S", "-c", program, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--version"], 0, f"minideck {VERSION}"),
        (["--help"], 0, "snapshot"),
        (["open", "--help"], 0, "--lite"),
        (["check", "/no/such/folder"], 2, "is not a folder"),
        (["chekc"], 2, "check is one"),
        (["snapshot", ".", "--nonsense"], 2, "--nonsense"),
    ],
)
def test_what_can_be_answered_at_once_is_answered_before_the_set_up(
    arguments: list[str], code: int, said: str
) -> None:
    done = from_a_checkout(*arguments)
    assert done.returncode == code
    assert said in done.stdout + done.stderr
    assert "SET UP" not in done.stdout


def test_a_command_that_can_run_goes_through_the_set_up() -> None:
    done = from_a_checkout("check", str(ROOT))
    assert done.stdout.strip() == f"SET UP ['check', '{ROOT}']"


def test_a_window_without_a_display_is_refused_before_the_set_up(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(SystemExit) as left:
        look_over([str(ROOT)])
    assert left.value.code == 2
    assert "QT_QPA_PLATFORM=offscreen" in capsys.readouterr().err


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
