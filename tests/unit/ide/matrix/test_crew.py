"""Workers that die or fall silent cost nothing but the cell they were at, tried three times."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from ide.exit_codes import CannotRunError
from ide.matrix.crew import Crew, Order, surroundings
from ide.matrix.plan import Cell, Page
from ide.matrix.record import Shot

FAKE = [sys.executable, str(Path(__file__).with_name("fake_worker.py"))]


def drawn(
    tmp_path: Path,
    routes: Sequence[str],
    jobs: int,
    command: Sequence[str] = FAKE,
    silence_s: float = 60.0,
) -> dict[str, Shot]:
    cells = [Cell(Page(route), "iphone-15", "light", "zh_CN") for route in routes]
    order = Order(tmp_path, tmp_path, tmp_path, {"": None}, 0.1)
    with Crew(order, jobs, command=command, silence_s=silence_s) as crew:
        return {cells[place].page.route: shot for place, shot in crew.run(cells)}


@pytest.mark.parametrize("jobs", [1, 3])
def test_every_cell_comes_back_once(tmp_path: Path, jobs: int) -> None:
    routes = [f"page-{number}" for number in range(20)]
    shots = drawn(tmp_path, routes, jobs)
    assert {route: shot.record.text for route, shot in shots.items()} == {
        one: one for one in routes
    }
    assert {shot.tries for shot in shots.values()} == {1}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_cell_whose_worker_is_killed_is_tried_again(tmp_path: Path) -> None:
    shots = drawn(tmp_path, ["a", "dies-once", "b"], 1)
    assert {route: (shot.record.status, shot.tries) for route, shot in shots.items()} == {
        "a": ("ok", 1),
        "dies-once": ("ok", 2),
        "b": ("ok", 1),
    }


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_cell_that_kills_three_workers_says_so_and_the_others_are_drawn(
    tmp_path: Path, jobs: int
) -> None:
    shots = drawn(tmp_path, ["a", "dies", "b", "c"], jobs)
    assert shots["dies"].record.status == "lost"
    assert shots["dies"].tries == 3
    assert "dies" in shots["dies"].record.errors[0]["message"]
    assert {shots[name].record.status for name in "abc"} == {"ok"}


def test_a_worker_that_falls_silent_is_replaced(tmp_path: Path) -> None:
    shots = drawn(tmp_path, ["a", "silent-once", "b"], 1, silence_s=0.5)
    assert {shot.record.status for shot in shots.values()} == {"ok"}
    assert shots["silent-once"].tries == 2


def test_workers_that_cannot_start_are_told_with_their_last_words(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; sys.exit('no engine here')"]
    with pytest.raises(CannotRunError, match="no engine here"):
        drawn(tmp_path, ["a"], 2, command)


def test_workers_live_in_the_same_time_zone_and_language_everywhere() -> None:
    found = surroundings({"TZ": "Europe/Berlin", "LANG": "de_DE.UTF-8", "HOME": "/x"})
    assert (found["TZ"], found["LANG"], found["HOME"]) == ("Asia/Shanghai", "zh_CN.UTF-8", "/x")
