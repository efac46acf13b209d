"""One pose decides what accelerometer, gyroscope, device motion and compass tell."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from apimock.routes import pose
from apimock.routes.motion import read_motion
from tests.unit.apimock.bench import Bench

SENSORS = ("Accelerometer", "Gyroscope", "Compass", "DeviceMotionListening")


def listening(bench: Bench, interval: str = "game") -> None:
    for name in SENSORS:
        bench.ok(f"start{name}", {"interval": interval})


def last(bench: Bench, event: str) -> dict[str, float]:
    return dict(bench.named(event)[-1])


@pytest.mark.parametrize(
    ("name", "axes"),
    [
        ("flat", (0, 0, -1)),
        ("face-down", (0, 0, 1)),
        ("portrait", (0, -1, 0)),
        ("landscape-left", (-1, 0, 0)),
        ("landscape-right", (1, 0, 0)),
        ("tilt", (0, -math.sqrt(0.5), -math.sqrt(0.5))),
    ],
)
def test_a_pose_turns_gravity(bench: Bench, name: str, axes: tuple[float, float, float]) -> None:
    listening(bench)
    bench.phone.pose.take(name)
    bench.clock.advance(20)
    told = last(bench, "onAccelerometerChange")
    assert (told["x"], told["y"], told["z"]) == pytest.approx(axes, abs=1e-9)
    beta = last(bench, "onDeviceMotionChange")["beta"]
    assert abs(beta) == pytest.approx(math.radians(abs(pose.poses()[name][1])))


def test_turning_is_felt_by_gyroscope_and_compass_alike(bench: Bench) -> None:
    listening(bench)
    for step in range(1, 26):
        bench.clock.advance(20)
        bench.device.motion.attitude = (step * 3.6 % 360, 0.0, 0.0)
    told = last(bench, "onGyroscopeChange")
    assert (told["x"], told["y"]) == pytest.approx((0, 0), abs=1e-9)
    assert told["z"] == pytest.approx(math.radians(3.6) / 0.02, rel=1e-6)
    bench.clock.advance(200)
    assert last(bench, "onCompassChange")["direction"] == pytest.approx(270)
    assert last(bench, "onDeviceMotionChange")["alpha"] == pytest.approx(math.pi / 2)
    assert last(bench, "onGyroscopeChange") == {"x": 0, "y": 0, "z": 0}, "at rest again"


def test_turning_about_each_axis_has_its_sign() -> None:
    for axis in range(3):
        after = [0.0, 0.0, 0.0]
        after[(1, 2, 0)[axis]] = 9.0
        rate = pose.turn_rate((0, 0, 0), (after[0], after[1], after[2]), 0.1)
        expected = [0.0, 0.0, 0.0]
        expected[axis] = math.radians(9) / 0.1
        assert rate == pytest.approx(tuple(expected))
    assert pose.turn_rate((1, 2, 3), (1, 2, 3), 0.1) == (0, 0, 0)


def test_the_compass_knob_turns_the_phone(bench: Bench) -> None:
    listening(bench)
    bench.device.motion.heading = 90.0
    assert bench.device.motion.attitude == (270.0, 0.0, 0.0)
    bench.clock.advance(200)
    assert last(bench, "onCompassChange")["direction"] == 90
    assert last(bench, "onDeviceMotionChange")["alpha"] == pytest.approx(math.radians(270))


def strength(bench: Bench) -> list[float]:
    rows = bench.named("onAccelerometerChange")
    return [math.hypot(row["x"], row["y"], row["z"]) for row in rows]


def test_a_shake_is_what_shake_detectors_look_for_and_ends(bench: Bench) -> None:
    listening(bench)
    bench.phone.pose.take("portrait")
    bench.phone.pose.begin("shake")
    bench.clock.advance(1_100)
    x = [row["x"] for row in bench.named("onAccelerometerChange")]
    assert max(x) > 2 > -2 > min(x)
    assert sum(a * b < 0 for a, b in pairwise(x)) >= 8, "to and fro"
    assert (
        max(abs(row["y"]) for row in bench.named("onGyroscopeChange")) > 1
        or max(abs(row["z"]) for row in bench.named("onGyroscopeChange")) > 1
    )
    bench.clock.advance(500)
    assert (bench.device.motion.activity, strength(bench)[-1]) == ("", pytest.approx(1))


def test_walking_goes_on_until_ended(bench: Bench) -> None:
    listening(bench)
    bench.phone.pose.begin("walk")
    bench.clock.advance(10_000)
    assert bench.device.motion.activity == "walk"
    felt = strength(bench)
    steps = sum(a < 1.15 <= b for a, b in pairwise(felt))
    assert steps == pytest.approx(20, abs=1)
    bench.phone.pose.end()
    bench.clock.advance(200)
    assert strength(bench)[-1] == pytest.approx(1, abs=0.001)


def test_a_fall_is_weightless_then_a_blow_then_rest(bench: Bench) -> None:
    listening(bench)
    bench.phone.pose.take("portrait")
    bench.phone.pose.begin("fall")
    bench.clock.advance(480)
    assert max(strength(bench)[1:]) < 0.01
    bench.clock.advance(100)
    assert max(strength(bench)) > 5
    bench.clock.advance(1_000)
    assert bench.device.motion.acceleration == pytest.approx((0, 0, -1))
    assert bench.device.motion.activity == ""


@pytest.mark.parametrize(("interval", "count"), [("game", 50), ("ui", 16), ("normal", 5)])
def test_intervals(bench: Bench, interval: str, count: int) -> None:
    listening(bench, interval)
    bench.clock.advance(1_000)
    for event in ("onAccelerometerChange", "onGyroscopeChange", "onDeviceMotionChange"):
        assert len(bench.named(event)) == count
    assert len(bench.named("onCompassChange")) == 5


def test_nothing_is_told_unless_started_and_in_front(bench: Bench) -> None:
    bench.phone.pose.begin("walk")
    bench.clock.advance(1_000)
    assert bench.events == []
    listening(bench)
    bench.phone.set_foreground(False)
    bench.clock.advance(1_000)
    assert bench.events == []
    bench.phone.set_foreground(True)
    bench.clock.advance(200)
    assert {event.name for event in bench.events} >= {"onAccelerometerChange", "onCompassChange"}
    for name in SENSORS:
        bench.ok(f"stop{name}")
    bench.events.clear()
    bench.clock.advance(1_000)
    assert bench.events == []


def test_a_recording_is_replayed_row_by_row(bench: Bench) -> None:
    rows = "".join(f"{i * 20},{i / 10},0,-1,{i * 10}\n" for i in range(6))
    track = read_motion(f"t_ms,ax (g),ay (g),az (g),heading\n{rows}".encode(), "a.csv")
    listening(bench)
    bench.clock.advance(1)
    bench.phone.pose.replay(track)
    bench.clock.advance(120)
    told = [row["x"] for row in bench.named("onAccelerometerChange")]
    assert told == pytest.approx([0, 0.1, 0.2, 0.3, 0.4, 0.5])
    assert (bench.device.motion.heading, bench.device.motion.activity) == (50, "")
    bench.phone.pose.replay(track, loop=True)
    bench.clock.advance(1_000)
    assert bench.device.motion.activity == "recording"
    document = bench.phone.snapshot()
    bench.phone.pose.end()
    other = Bench()
    other.phone.restore(document)
    other.clock.advance(100)
    assert other.device.motion.acceleration[0] == pytest.approx(0.1), "it went on where it was"


def test_a_recording_is_played_faster_paused_scrubbed_and_never_loses_a_row(bench: Bench) -> None:
    rows = "".join(f"{i * 20},{i / 1000}\n" for i in range(1_000))
    track = read_motion(f"t_ms,heading\n{rows}".encode(), "turn.csv")
    mover, motion, felt = bench.phone.pose, bench.device.motion, list[float]()
    motion.watch(lambda change: felt.append(change.new) if change.field == "heading" else None)
    mover.load(track)
    assert (motion.activity, motion.recording_name, mover.duration) == ("", "turn.csv", 19_980)
    motion.speed = 20.0
    mover.play()
    bench.clock.advance(500)
    assert mover.playing
    assert motion.position == pytest.approx(10_000, abs=20)
    mover.end()
    bench.clock.advance(5_000)
    assert motion.position == pytest.approx(10_000, abs=20), "it rests where it is"
    mover.play()
    motion.speed = 1.0
    bench.clock.advance(200)
    assert motion.position == pytest.approx(10_200, abs=20)
    motion.speed = 20.0
    bench.clock.advance(1_000)
    assert (motion.activity, motion.position) == ("", 19_980)
    assert sorted(set(felt)) == pytest.approx([i / 1000 for i in range(1, 1_000)])
    mover.seek(5_010)
    assert (motion.heading, motion.activity) == (0.25, "")
    mover.play()
    mover.seek(0)
    assert motion.heading == 0.0
    mover.stop()
    assert (motion.activity, motion.position) == ("", 0.0)


def test_what_is_held_by_hand_is_not_moved_by_a_restored_recording(bench: Bench) -> None:
    bench.phone.pose.load(read_motion(b"t_ms,heading\n0,10\n20,20\n", "turn.csv"))
    bench.phone.pose.seek(20)
    bench.device.motion.heading = 200.0
    other = Bench()
    other.phone.restore(bench.phone.snapshot())
    assert other.device.motion.heading == 200.0
    assert other.device.motion.position == 20.0


def test_a_snapshot_gives_the_same_readings(bench: Bench) -> None:
    bench.device.motion.attitude = (10.0, 20.0, 30.0)
    bench.device.motion.push = (0.5, 0.0, 0.0)
    other = Bench()
    other.phone.restore(bench.phone.snapshot())
    for name in ("acceleration", "attitude", "push"):
        mine, theirs = getattr(bench.device.motion, name), getattr(other.device.motion, name)
        assert tuple(theirs) == pytest.approx(tuple(mine))


def test_an_unknown_activity_is_none(bench: Bench) -> None:
    bench.phone.pose.begin("dance")
    assert bench.device.motion.activity == ""
    with pytest.raises(KeyError):
        bench.phone.pose.take("upside")
