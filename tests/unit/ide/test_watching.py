"""Which writes the watcher tells, and how many writes are one change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ide.project.watcher import Watcher, glob_expression
from tests.patience import PATIENCE_MS


@pytest.fixture
def watcher(tmp_path: Path, qtbot: QtBot) -> Iterator[Watcher]:
    watching = Watcher(tmp_path)
    yield watching
    watching.close()


def test_a_checkout_of_five_hundred_files_is_one_change(
    watcher: Watcher, qtbot: QtBot, tmp_path: Path
) -> None:
    told: list[list[str]] = []
    watcher.changed.connect(told.append)
    lock = tmp_path / ".git" / "index.lock"
    lock.parent.mkdir()
    lock.touch()
    for number in range(250):
        (tmp_path / f"first{number}.js").write_text("1")
    qtbot.waitUntil(lambda: watcher.pending >= 250, timeout=PATIENCE_MS)
    for number in range(250):
        (tmp_path / f"second{number}.js").write_text("2")
    qtbot.waitUntil(lambda: watcher.pending >= 500, timeout=PATIENCE_MS)
    assert told == []
    lock.unlink()
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE_MS)
    assert [len(paths) for paths in told] == [500]


def test_what_the_project_ignores_is_not_told(
    watcher: Watcher, qtbot: QtBot, tmp_path: Path
) -> None:
    watcher.ignore(["logs/**", "*.tmp"])
    told: list[list[str]] = []
    watcher.changed.connect(told.append)
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "a.txt").write_text("1")
    (tmp_path / "b.tmp").write_text("1")
    (tmp_path / "c.js").write_text("1")
    qtbot.waitUntil(lambda: any("c.js" in paths for paths in told), timeout=PATIENCE_MS)
    seen = {path for paths in told for path in paths}
    assert seen <= {"c.js", "logs"}


@pytest.mark.parametrize(
    ("pattern", "fits", "misses"),
    [
        ("test", ["test", "test/a/b.js"], ["testing", "a/test"]),
        ("**/*.md", ["a.md", "x/y/a.md"], ["a.mdx"]),
        ("src/*.js", ["src/a.js"], ["src/b/a.js", "a.js"]),
        ("a?c/**", ["abc/d/e"], ["abbc/d"]),
    ],
)
def test_patterns_fit_as_globs_do(pattern: str, fits: list[str], misses: list[str]) -> None:
    expression = re.compile(glob_expression(pattern))
    assert [path for path in fits if not expression.fullmatch(path)] == []
    assert [path for path in misses if expression.fullmatch(path)] == []
