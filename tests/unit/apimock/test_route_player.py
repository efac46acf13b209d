"""Playing a way: every sample reaches the app, speed, loop, scrubbing, noise, drop-outs."""

from __future__ import annotations

import pytest

from apimock import geo
from apimock.clock import ManualClock
from apimock.phone import Phone
from apimock.routes.reader import read_track
from apimock.routes.ready import ready_routes
from apimock.routes.track import RouteError, Sample, Track, timed
from tests.unit.apimock.bench import Bench


def gpx(seconds: int, step: int = 1) -> bytes:
    points = "".join(
        f'<trkpt lat="{23.1 + i * 1e-5:.6f}" lon="{113.2 + i * 2e-5:.6f}"><ele>{i}</ele>'
        f"<time>2026-05-01T08:{i // 60:02}:{i % 60:02}Z</time></trkpt>\n"
        for i in range(0, seconds + 1, step)
    )
    return f"<gpx><trk><name>River</name><trkseg>{points}</trkseg></trk></gpx>".encode()


def latitudes(bench: Bench) -> list[float]:
    return [detail["latitude"] for detail in bench.named("onLocationChange")]


def following(bench: Bench, data: bytes = gpx(10)) -> Track:
    track = read_track(data, "river.gpx")
    bench.phone.route.load(track)
    bench.ok("startLocationUpdate", {"type": "wgs84"})
    return track


def test_ten_minutes_at_twenty_times_lose_no_sample(bench: Bench) -> None:
    track = following(bench, gpx(600))
    bench.device.route.speed = 20.0
    bench.phone.route.play()
    bench.clock.advance(30_000)
    assert latitudes(bench) == [sample.latitude for sample in track.samples]
    assert len(track.samples) == 601
    assert bench.device.route.state == "stopped"
    assert bench.phone.route.progress == 1.0


class LateClock(ManualClock):
    """Calls its timers only every 700 ms, as a busy window does."""

    def later(self, delay, action):  # type: ignore[no-untyped-def]
        due = self.now() + delay
        return super().later((due // 700 + 1) * 700 - self.now(), action)


def test_a_late_clock_loses_no_sample_either() -> None:
    clock = LateClock(0.0)
    phone = Phone(clock)
    seen: list[float] = []
    track = read_track(gpx(60), "a.gpx")
    phone.route.load(track)
    phone.device.location.watch(
        lambda change: (
            seen.append(phone.device.location.latitude) if change.field == "fixes" else None
        )
    )
    phone.device.route.speed = 20.0
    phone.route.play()
    clock.advance(10_000)
    assert seen == [sample.latitude for sample in track.samples]


def test_speed_and_heading_follow_from_the_way(bench: Bench) -> None:
    following(bench)
    bench.phone.route.play()
    bench.clock.advance(5_000)
    here = bench.device.location
    assert here.altitude == 5
    assert here.speed == pytest.approx(2.33, abs=0.05)
    assert here.heading == pytest.approx(61.5, abs=1)
    assert bench.named("onLocationChange")[-1]["speed"] == here.speed


def test_pause_and_go_on(bench: Bench) -> None:
    track = following(bench)
    bench.phone.route.play()
    bench.clock.advance(3_500)
    bench.phone.route.pause()
    assert bench.device.route.position == 3500
    bench.ok("stopLocationUpdate")
    bench.clock.advance(60_000)
    assert bench.device.location.fixes == 4
    bench.phone.route.play()
    bench.clock.advance(500)
    assert bench.device.location.latitude == track.samples[4].latitude
    bench.phone.route.stop()
    assert (bench.device.route.state, bench.device.route.position) == ("stopped", 0.0)
    bench.clock.advance(60_000)
    assert bench.device.location.latitude == track.samples[4].latitude


def test_speed_may_change_on_the_way(bench: Bench) -> None:
    following(bench)
    bench.phone.route.play()
    bench.clock.advance(2_000)
    bench.device.route.speed = 4.0
    bench.clock.advance(1_000)
    assert bench.device.route.position == 6000


def test_a_loop_begins_again(bench: Bench) -> None:
    track = following(bench)
    bench.device.route.loop = True
    bench.phone.route.play()
    bench.clock.advance(25_000)
    assert bench.device.route.state == "playing"
    assert latitudes(bench)[11:13] == [track.samples[0].latitude, track.samples[1].latitude]


def test_scrubbing_moves_the_phone(bench: Bench) -> None:
    track = following(bench)
    bench.phone.route.seek(7_000)
    assert latitudes(bench) == [track.samples[7].latitude]
    bench.device.route.position = 2_500
    assert latitudes(bench)[-1] == pytest.approx(23.1 + 2.5e-5)
    bench.phone.route.play()
    bench.clock.advance(500)
    assert latitudes(bench)[-1] == track.samples[3].latitude
    bench.phone.route.seek(9_000)
    assert latitudes(bench)[-1] == track.samples[9].latitude


def test_the_end_is_the_beginning_of_the_next_time(bench: Bench) -> None:
    track = following(bench)
    for _ in range(2):
        bench.phone.route.play()
        bench.clock.advance(20_000)
    bench.ok("stopLocationUpdate")
    assert bench.device.location.fixes == 2 * len(track.samples)


def test_slow_playing_fills_the_gaps(bench: Bench) -> None:
    following(bench, gpx(60, step=10))
    bench.device.route.speed = 0.25
    bench.phone.route.play()
    bench.clock.advance(40_000)
    assert len(latitudes(bench)) == 41
    assert latitudes(bench)[20] == pytest.approx(23.1 + 5e-5)
    bench.device.route.interpolate = 0.0
    bench.clock.advance(1_000)
    before = bench.device.location.fixes
    bench.clock.advance(30_000)
    assert bench.device.location.fixes == before


def test_noise_is_the_same_for_the_same_seed() -> None:
    runs = []
    for seed in (1, 1, 2):
        bench = Bench()
        track = following(bench, gpx(300))
        bench.device.route.noise, bench.device.route.seed = 8.0, seed
        bench.phone.route.play()
        bench.clock.advance(300_000)
        points = [(d["latitude"], d["longitude"]) for d in bench.named("onLocationChange")]
        offsets = [geo.distance(p, s.point) for p, s in zip(points, track.samples, strict=True)]
        assert 6 < sum(offsets) / len(offsets) < 14
        runs.append(points)
    assert runs[0] == runs[1] != runs[2]


def test_a_tunnel_gives_errors_and_ends(bench: Bench) -> None:
    following(bench)
    bench.device.route.dropouts = [[3_000, 6_000]]
    bench.phone.route.play()
    bench.clock.advance(5_500)
    assert bench.device.location.failure == "no-signal"
    assert bench.named("onLocationChangeError")[0] == {"errCode": -1}
    assert bench.fails("getLocation") == "getLocation:fail:ERROR_SERVER_NOT_LOCATION"
    bench.clock.advance(4_500)
    assert bench.device.location.failure == ""
    assert len(latitudes(bench)) == 8
    bench.device.route.dropout_share = 1.0
    bench.phone.route.play()
    bench.clock.advance(2_000)
    assert bench.device.location.failure == "no-signal"
    bench.phone.route.stop()
    assert bench.device.location.failure == ""


def test_a_way_without_times_is_walked(bench: Bench) -> None:
    samples = (Sample(0, 23.1, 113.2), Sample(0, 23.101, 113.2), Sample(0, 23.101, 113.201))
    track = Track("corner", samples, has_times=False)
    assert timed(track, 2.0).duration_ms == pytest.approx(track.length_m / 2 * 1000)
    with pytest.raises(ValueError, match="above 0"):
        timed(track, 0.0)
    bench.phone.route.load(track, cruise=2.0)
    bench.phone.route.play()
    bench.clock.advance(20_000)
    assert bench.device.location.speed == pytest.approx(2.0, abs=0.01)
    assert bench.device.location.heading == pytest.approx(0.0, abs=0.01)
    here = (bench.device.location.latitude, bench.device.location.longitude)
    assert geo.distance((23.1, 113.2), here) == pytest.approx(40, abs=0.1)


def test_a_single_sample_is_placed_once(bench: Bench) -> None:
    bench.device.route.loop = True
    bench.phone.route.load(Track("spot", (Sample(0, 1.0, 2.0),), has_times=True))
    bench.phone.route.play()
    assert (bench.device.location.fixes, bench.device.route.state) == (1, "stopped")


def test_without_a_way_playing_ends_at_once(bench: Bench) -> None:
    bench.phone.route.play()
    assert bench.device.route.state == "stopped"


def test_a_snapshot_holds_the_way_and_goes_on(bench: Bench) -> None:
    track = following(bench)
    bench.phone.route.play()
    bench.clock.advance(4_200)
    document = bench.phone.snapshot()
    other = Bench()
    other.phone.restore(document)
    other.clock.advance(1_000)
    assert other.device.location.latitude == track.samples[5].latitude
    other.clock.advance(10_000)
    assert other.device.route.state == "stopped"


def test_background_updates_follow_the_way_and_others_rest(bench: Bench) -> None:
    following(bench)
    bench.phone.set_foreground(False)
    bench.phone.route.play()
    bench.clock.advance(3_000)
    assert latitudes(bench) == []
    bench.ok("startLocationUpdateBackground", {"type": "gcj02"})
    bench.clock.advance(2_000)
    assert len(latitudes(bench)) == 2
    here = bench.device.location
    assert latitudes(bench)[-1] == geo.to_gcj02(here.latitude, here.longitude)[0]


def test_ready_made_ways_can_be_played(bench: Bench) -> None:
    assert [route.id for route in ready_routes()] == ["walk", "ride", "drive", "tunnel"]
    for route in ready_routes():
        assert set(route.title) == {"en", "zh", "de"}
        track = route.track()
        assert track.has_times
        assert 1 < track.length_m / track.duration_ms * 1000 < 15
        bench.phone.route.load(track)
        bench.device.route.dropouts = [list(pair) for pair in route.dropouts]
        bench.device.route.speed = 20.0
        before = bench.device.location.fixes
        bench.phone.route.play()
        bench.clock.advance(track.duration_ms)
        lost = sum(a <= s.t_ms < b for s in track.samples for a, b in route.dropouts)
        assert bench.device.location.fixes - before == len(track.samples) - lost


def test_rows_that_are_no_samples_are_refused(bench: Bench) -> None:
    for row in ([1, 2], [0, None, 1, 1, 1, 1, 1], [0, "a", 1, 1, 1, 1, 1]):
        with pytest.raises(RouteError, match=r"route\.samples: .* is no sample"):
            bench.device.route.samples = [row]
