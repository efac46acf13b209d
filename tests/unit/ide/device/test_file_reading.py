"""Routes and movements come from files; large ones are read beside the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ide.panels.device.pose_part import PosePart
from ide.panels.device.route_part import RoutePart
from tests.patience import PATIENCE_MS
from tests.unit.ide.device.conftest import Dock

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

POINT = '<trkpt lat="31.{0:06}" lon="121.4"><time>2026-05-01T{1:02}:{2:02}:{3:02}Z</time></trkpt>\n'
MANY = 4_000


def long_way(file: Path, *, end: str = "</trkseg></trk></gpx>") -> Path:
    """A GPX file that is too large to be read at once."""
    points = (POINT.format(i, i // 3600, i // 60 % 60, i % 60) for i in range(MANY))
    file.write_text(f"<gpx><trk><trkseg>{''.join(points)}{end}", encoding="utf-8")
    assert file.stat().st_size > 256 * 1024
    return file


@pytest.fixture
def route(dock: Dock) -> RoutePart:
    part = dock.panel.part("route")
    assert isinstance(part, RoutePart)
    return part


@pytest.fixture
def pose(dock: Dock) -> PosePart:
    part = dock.panel.part("motion")
    assert isinstance(part, PosePart)
    return part


def test_a_large_route_is_read_in_a_process_that_tells_how_far_it_is(
    dock: Dock, route: RoutePart, qtbot: QtBot, tmp_path: Path
) -> None:
    told: list[int] = []
    route.reading.progress.valueChanged.connect(told.append)
    route.load(long_way(tmp_path / "long.gpx"))
    assert route.reading.isVisible()
    assert dock.phone.device.route.samples == []
    with qtbot.waitSignal(route.reading.read, timeout=PATIENCE_MS):
        pass
    assert route.reading.isHidden()
    assert len(dock.phone.device.route.samples) == MANY
    assert dock.phone.route.duration == (MANY - 1) * 1000
    assert told == sorted(told)
    assert len(told) > 1
    dock.panel.undo()
    assert dock.phone.device.route.samples == []


def test_reading_is_given_up_by_the_person_and_with_the_project(
    dock: Dock, route: RoutePart, tmp_path: Path
) -> None:
    file = long_way(tmp_path / "long.gpx")
    route.load(file)
    route.reading.cancel_button.click()
    assert not route.reading.running
    assert route.reading.isHidden()
    route.load(file)
    dock.panel.release()
    assert not route.reading.running
    assert dock.phone.device.route.samples == []


def test_a_mistake_far_down_a_large_file_is_told_with_its_line(
    dock: Dock, route: RoutePart, qtbot: QtBot, tmp_path: Path
) -> None:
    said: list[str] = []
    dock.panel.refused.connect(said.append)
    route.load(long_way(tmp_path / "cut.gpx", end='<trkpt lat="95" lon="0"/></trkseg></trk></gpx>'))
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE_MS)
    assert "cut.gpx" in said[0]
    assert str(MANY + 1) in said[0]
    assert "lat" in said[0]
    qtbot.waitUntil(route.reading.isHidden, timeout=PATIENCE_MS)


def test_a_recorded_movement_moves_the_phone_as_fast_and_as_often_as_wanted(
    dock: Dock, pose: PosePart, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "shake.csv"
    rows = "".join(f"{i * 20},{i / 100},0,-1,{i}\n" for i in range(50))
    file.write_text(f"t_ms,ax (g),ay (g),az (g),heading\n{rows}", encoding="utf-8")
    motion = dock.phone.device.motion
    assert pose.strip.isHidden()
    pose.load(file)
    assert pose.recording.text() == "shake.csv"
    assert len(motion.recording) == 50
    dock.panel.desk.edits.set("motion.speed", 20.0)
    pose.strip.play_button.click()
    qtbot.waitUntil(lambda: motion.heading == 49, timeout=PATIENCE_MS)
    assert motion.acceleration == pytest.approx((0.49, 0, -1))
    qtbot.waitUntil(lambda: motion.activity == "", timeout=PATIENCE_MS)
    assert pose.strip.time.text() == "0:00 / 0:00"
    dock.panel.desk.edits.set("motion.loop", True)
    pose.strip.play_button.click()
    turns: list[float] = []
    motion.watch(lambda change: turns.append(change.new) if change.field == "heading" else None)
    qtbot.waitUntil(lambda: turns.count(0.0) >= 2, timeout=PATIENCE_MS)
    pose.strip.play_button.click()
    assert motion.activity == ""
    pose.strip.scrub.setValue(500)
    assert motion.heading == 24
    pose.strip.stop_button.click()
    assert motion.position == 0
    dock.panel.undo()
    dock.panel.undo()
    dock.panel.undo()
    assert motion.recording == []
    assert pose.strip.isHidden()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("t_ms,ax,ay,az\n0,1,2,3\n20,1,x,3\n", ("bad.csv", "3", "ay")),
        ("a,b\n1,2\n", ("bad.csv", "ax, ay, az")),
    ],
)
def test_a_broken_movement_is_told_with_file_line_and_field(
    dock: Dock, pose: PosePart, tmp_path: Path, text: str, words: tuple[str, ...]
) -> None:
    file = tmp_path / "bad.csv"
    file.write_text(text, encoding="utf-8")
    said: list[str] = []
    dock.panel.refused.connect(said.append)
    pose.load(file)
    pose.load(tmp_path / "none.csv")
    assert all(word in said[0] for word in words), said
    assert "none.csv" in said[1]
    assert dock.phone.device.motion.recording == []
