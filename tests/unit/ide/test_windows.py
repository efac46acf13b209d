"""Windows of one profile: a project is open in one of them, which comes to the front when asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ide.memory import WindowMemory
from ide.windows import OpenProject, command_line

ROOT = Path(__file__).resolve().parents[3]
HOLDER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ide.windows import OpenProject
application = QCoreApplication([])
def wanted():
    print("front", flush=True)
    application.quit()
claim = OpenProject(Path(sys.argv[1]), wanted, application)
print(claim.claim(Path(sys.argv[2])), flush=True)
application.exec()
"""


@pytest.fixture
def holder(tmp_path: Path) -> subprocess.Popen[str]:
    """Another process that has the project open."""
    words = [sys.executable, "-c", HOLDER, str(tmp_path / "profile"), str(tmp_path / "shop")]
    process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "True\n"
    return process


def test_the_window_that_has_a_project_comes_to_the_front(
    holder: subprocess.Popen[str], qtbot: QtBot, tmp_path: Path
) -> None:
    parent = QObject()
    claim = OpenProject(tmp_path / "profile", parent.objectName, parent)
    assert not claim.claim(tmp_path / "shop")
    assert claim.claim(tmp_path / "other")
    claim.ask_other(tmp_path / "shop")
    assert holder.stdout is not None
    assert holder.stdout.readline() == "front\n"
    assert holder.wait(20) == 0
    holder.stdout.close()
    assert claim.claim(tmp_path / "shop")
    claim.release()


def test_the_claim_of_a_killed_window_counts_for_nothing(
    holder: subprocess.Popen[str], tmp_path: Path
) -> None:
    holder.kill()
    holder.wait(20)
    assert holder.stdout is not None
    holder.stdout.close()
    parent = QObject()
    claim = OpenProject(tmp_path / "profile", parent.objectName, parent)
    assert claim.claim(tmp_path / "shop")
    claim.release()


def test_a_further_window_uses_the_same_profile(tmp_path: Path) -> None:
    words = command_line(tmp_path, Path("/p/shop"), lite=True)
    assert words[1:] == [
        "-m",
        "ide.cli",
        "open",
        "--lite",
        "--profile",
        str(tmp_path),
        str(Path("/p/shop")),
    ]


def test_two_windows_remember_without_losing_each_others(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    here, there = WindowMemory(file), WindowMemory(file)
    here.put_editor(Path("/p/a"), {"tabs": ["a"]})
    there.put_editor(Path("/p/b"), {"tabs": ["b"]})
    here.put_place("layout", "X")
    kept = WindowMemory(file)
    assert kept.editor(Path("/p/a")) == {"tabs": ["a"]}
    assert kept.editor(Path("/p/b")) == {"tabs": ["b"]}
    assert kept.place("layout") == "X"
