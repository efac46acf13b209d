"""Git: what it says is read, what a repository wants to run is not; without it nothing fails."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from ide.git.git import Git
from ide.git.hunks import Hunk, hunks, reverted
from ide.git.status import Change, Status, parse_status
from tests.patience import PATIENCE_MS

_PERSON = {
    "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip


def git(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, **_PERSON}
    subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in a folder of a work tree, with a first commit."""
    root = tmp_path / "work" / "shop"
    root.mkdir(parents=True)
    for name in ("a.js", "b.js", "旧.js"):
        (root / name).write_text("one\ntwo\nthree\n", encoding="utf-8")
    git(tmp_path / "work", "init", "-b", "main")
    git(tmp_path / "work", "add", ".")
    git(tmp_path / "work", "commit", "-m", "first")
    return root


@pytest.fixture
def followed(project: Path, qtbot: QtBot) -> Iterator[Git]:
    found = Git(project)
    yield found
    found.close()


def status_of(followed: Git, qtbot: QtBot) -> Status:
    with qtbot.waitSignal(followed.changed, timeout=PATIENCE_MS) as told:
        followed.start()
    status = told.args[0]
    assert isinstance(status, Status)
    return status


def test_changes_of_every_kind_are_told(followed: Git, project: Path, qtbot: QtBot) -> None:
    (project / "a.js").write_text("changed\n")
    (project / "旧.js").rename(project / "新 name.js")
    (project / "new.js").write_text("new\n")
    (project / "b.js").unlink()
    (project.parent / "outside.js").write_text("not ours\n")
    git(project, "add", "-A", "新 name.js", "旧.js")
    status = status_of(followed, qtbot)
    assert status.branch == "main"
    assert len(status.commit) == 8
    assert status.changes == {
        "a.js": Change.MODIFIED,
        "b.js": Change.DELETED,
        "new.js": Change.UNTRACKED,
        "新 name.js": Change.RENAMED,
    }


def test_the_text_of_the_last_commit_is_read_and_forgotten_after_the_next(
    followed: Git, project: Path, qtbot: QtBot
) -> None:
    status_of(followed, qtbot)
    (project / "a.js").write_text("second\n")
    with qtbot.waitSignal(followed.head_read, timeout=PATIENCE_MS) as told:
        followed.read_head("a.js")
    assert told.args == ["a.js", "one\ntwo\nthree\n"]
    git(project, "commit", "-am", "second")
    with qtbot.waitSignal(followed.changed, timeout=PATIENCE_MS):
        followed.refresh()
    with qtbot.waitSignal(followed.head_read, timeout=PATIENCE_MS) as told:
        followed.read_head("a.js")
    assert told.args == ["a.js", "second\n"]


def test_a_repository_runs_no_program_of_its_own(
    followed: Git, project: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    trace = tmp_path / "trace"
    program = tmp_path / "program.sh"
    program.write_text(f"#!/bin/sh\necho ran >> {trace}\ncat\n")
    program.chmod(0o755)
    git(project, "config", "core.fsmonitor", str(program))
    git(project, "config", "filter.evil.clean", str(program))
    (project / ".gitattributes").write_text("*.js filter=evil\n")
    (project / "a.js").write_text("changed\n")
    trace.unlink(missing_ok=True)
    status = status_of(followed, qtbot)
    assert status.changes["a.js"] is Change.MODIFIED
    assert not trace.exists()


def test_without_git_or_a_work_tree_nothing_is_said(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Git(tmp_path)
    with qtbot.assertNotEmitted(plain.changed):
        plain.start()
        qtbot.waitUntil(lambda: not plain._running)
    monkeypatch.setenv("PATH", "")
    absent = Git(tmp_path)
    with qtbot.assertNotEmitted(absent.changed):
        absent.start()
        absent.refresh()
    plain.close()
    absent.close()


def test_heads_without_a_branch_or_a_commit_are_read() -> None:
    data = b"# branch.oid (initial)\0# branch.head (detached)\0# branch.ab +2 -3\0"
    assert parse_status(data, "") == Status(ahead=2, behind=3)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("a\nb\nc", "a\nb\nc", []),
        ("a\nb\nc", "a\nX\nc", [Hunk("modified", 2, 1, 2, 1)]),
        ("a\nc", "a\nb\nb\nc", [Hunk("added", 2, 2, 2, 0)]),
        ("a\nb\nc", "a\nc", [Hunk("removed", 1, 0, 2, 1)]),
        ("a\nb", "b", [Hunk("removed", 0, 0, 1, 1)]),
        ("a\nb\nc\nd", "A\nb\nc", [Hunk("modified", 1, 1, 1, 1), Hunk("removed", 3, 0, 4, 1)]),
    ],
)
def test_changed_lines_are_found(before: str, after: str, found: list[Hunk]) -> None:
    assert hunks(before, after) == found


_LINES = st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=12).map("\n".join)


@given(_LINES, _LINES)
def test_taking_every_hunk_back_gives_the_text_before(before: str, after: str) -> None:
    text = after
    while found := hunks(before, text):
        text = reverted(before, text, found[-1])
    assert text == before
