"""Location: fixes, systems of coordinates, updates, choosing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apimock import geo
from apimock.app import AppFacts
from apimock.permissions import INTERACTIVE
from tests.unit.apimock.bench import Bench


@settings(deadline=None, max_examples=100)
@given(st.floats(min_value=3, max_value=53), st.floats(min_value=74, max_value=135))
def test_conversion_there_and_back_stays_within_a_centimetre(lat: float, lon: float) -> None:
    there = geo.to_gcj02(lat, lon)
    assert geo.distance(there, (lat, lon)) < 1500
    assert geo.distance(geo.to_wgs84(*there), (lat, lon)) < 0.01


def test_known_point_of_the_conversion() -> None:
    # Tiananmen, published pair of WGS-84 and GCJ-02.
    lat, lon = geo.to_gcj02(39.907333, 116.391083)
    assert lat == pytest.approx(39.908736, abs=2e-5)
    assert lon == pytest.approx(116.397327, abs=2e-5)


def test_outside_china_nothing_is_shifted() -> None:
    assert geo.to_gcj02(52.5, 13.4) == (52.5, 13.4)


def test_type_decides_the_system(bench: Bench) -> None:
    plain = bench.ok("getLocation")
    shifted = bench.ok("getLocation", {"type": "gcj02"})
    here = bench.device.location
    assert (plain["latitude"], plain["longitude"]) == (here.latitude, here.longitude)
    off = geo.distance(
        (plain["latitude"], plain["longitude"]), (shifted["latitude"], shifted["longitude"])
    )
    assert 300 < off < 800


def test_assigned_position_is_what_the_next_fix_tells(bench: Bench) -> None:
    bench.device.location.latitude = 1.5
    bench.device.location.longitude = 2.5
    fix = bench.ok("getLocation")
    assert (fix["latitude"], fix["longitude"]) == (1.5, 2.5)


@pytest.mark.parametrize(
    ("platform", "message"),
    [
        ("android", "getLocation:fail auth deny"),
        ("devtools", "getLocation:fail auth deny"),
        ("ios", "getLocation:fail:auth denied"),
    ],
)
def test_denied_scope_is_spelled_per_platform(platform: str, message: str) -> None:
    bench = Bench(INTERACTIVE)
    bench.device.system.platform = platform
    replies = bench.start("getLocation")
    bench.answer("denied")
    assert replies[0].result["errMsg"] == message
    assert bench.fails("getLocation") == message, "a refusal is remembered"


def test_closed_dialog_is_no_refusal() -> None:
    bench = Bench(INTERACTIVE)
    replies = bench.start("getLocation")
    bench.answer("closed")
    assert replies[0].result["errMsg"] == "getLocation:fail authorize no response"
    replies = bench.start("getLocation")
    bench.answer("allowed")
    assert replies[0].result["errMsg"] == "getLocation:ok"


def test_switch_and_signal(bench: Bench) -> None:
    bench.device.switches.location = False
    reply = bench.call("getLocation")
    assert reply.result["errMsg"] == "getLocation:fail:ERROR_NOCELL&WIFI_LOCATIONSWITCHOFF"
    assert reply.result["errCode"] == 2
    bench.device.switches.location = True
    bench.device.location.failure = "network"
    assert bench.fails("getLocation") == "getLocation:fail:ERROR_NETWORK"
    bench.device.location.failure = "timeout"
    assert bench.fails("getLocation") == "getLocation:fail:timeout"


def test_high_accuracy_waits_for_the_fix(bench: Bench) -> None:
    bench.device.location.fix_time = 10_000
    replies = bench.start("getLocation", {"isHighAccuracy": True, "highAccuracyExpireTime": 4000})
    bench.clock.advance(3999)
    assert not replies
    bench.clock.advance(1)
    assert replies[0].result["errMsg"] == "getLocation:ok"


def test_frequency_limit(bench: Bench) -> None:
    bench.device.location.frequency_limit = True
    bench.ok("getLocation")
    assert "频繁调用" in bench.fails("getLocation")
    bench.clock.advance(30_001)
    bench.ok("getLocation")


def test_updates_tick_until_stopped_and_pause_in_the_background(bench: Bench) -> None:
    bench.ok("startLocationUpdate")
    bench.clock.advance(3000)
    assert len(bench.named("onLocationChange")) == 3
    bench.phone.set_foreground(False)
    bench.clock.advance(3000)
    assert len(bench.named("onLocationChange")) == 3
    bench.phone.set_foreground(True)
    bench.ok("stopLocationUpdate")
    bench.clock.advance(3000)
    assert len(bench.named("onLocationChange")) == 3


def test_background_updates_go_on(bench: Bench) -> None:
    bench.ok("startLocationUpdateBackground")
    bench.phone.set_foreground(False)
    bench.clock.advance(2000)
    assert len(bench.named("onLocationChange")) == 2


def test_a_move_reaches_the_app_once_and_at_once(bench: Bench) -> None:
    bench.ok("startLocationUpdate", {"type": "wgs84"})
    bench.device.location.latitude = 10.0
    bench.device.location.longitude = 20.0
    bench.clock.advance(0)
    (detail,) = bench.named("onLocationChange")
    assert (detail["latitude"], detail["longitude"]) == (10.0, 20.0)


def test_choose_location_choose_and_cancel(bench: Bench) -> None:
    replies = bench.start("chooseLocation")
    bench.answer("choose", {"name": "Pier", "address": "A", "latitude": 23.1, "longitude": 113.2})
    assert replies[0].result["name"] == "Pier"
    replies = bench.start("chooseLocation")
    bench.answer("cancel")
    assert replies[0].result["errMsg"] == "chooseLocation:fail cancel"


def test_fuzzy_location_is_rounded(bench: Bench) -> None:
    assert bench.ok("getFuzzyLocation")["latitude"] == 23.13


def test_missing_declaration() -> None:
    bench = Bench(app=AppFacts(config={"pages": []}))
    assert bench.fails("getLocation") == (
        "getLocation:fail the api need to be declared in the requiredPrivateInfos field "
        "in app.json/ext.json"
    )
    listed = {"requiredPrivateInfos": ["getLocation"]}
    assert "need to be declared" in Bench(app=AppFacts(config=listed)).fails("getLocation")
    explained = {**listed, "permission": {"scope.userLocation": {"desc": "nearby"}}}
    Bench(app=AppFacts(config=explained)).ok("getLocation")
