"""What the command refuses before it writes anything, each in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from ide.cli import main
from tests.e2e.conftest import write_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path / "app", ["pages/a/a"], {})


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--devices", "nokia"], "no device 'nokia'"),
        (["--pages", "pages/none"], "no page 'pages/none'"),
        (["--themes", "light,blue"], "no theme 'blue'"),
        (["--languages", "klingon"], "no language 'klingon'"),
        (["--baseline", "nowhere"], "nowhere holds no sheet"),
        (["--scenarios", "none.yaml"], "none.yaml"),
        (["--scheduler", "nonsense://"], "no address of a scheduler"),
        (["--jobs", "0"], "--jobs"),
        (["--timeout", "0"], "--timeout"),
        (["--threshold", "-1"], "--threshold"),
        (["--all", "--pages", "pages/a/a"], "exclude each other"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else None,
)
def test_a_slip_writes_nothing(
    project: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
) -> None:
    out = tmp_path / "out"
    assert main(["matrix", str(project), "--out", str(out), *arguments]) == 2
    told = capsys.readouterr().err
    assert told.startswith("matrix: ")
    assert said in told
    assert not out.exists()


def test_a_project_without_a_page_and_a_folder_of_others_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert main(["matrix", str(empty), "--out", str(tmp_path / "out")]) == 2
    assert "has no page" in capsys.readouterr().err
    project = write_project(tmp_path / "app", ["pages/a/a"], {})
    assert main(["matrix", str(project), "--out", str(project)]) == 2
    assert "holds other files" in capsys.readouterr().err
