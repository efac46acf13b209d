"""Background fetch: token, data fetched at the start and every twelve hours, limits."""

from __future__ import annotations

import pytest

from apimock.calls import Outcome
from apimock.handlers.background_fetch import PERIOD, fetch
from tests.unit.apimock.bench import Bench

PRE = {"fetchType": "pre"}


def test_token_and_permission(bench: Bench) -> None:
    assert "token not set" in bench.fails("getBackgroundFetchToken")
    bench.ok("setBackgroundFetchToken", {"token": "t"})
    assert bench.ok("getBackgroundFetchToken")["token"] == "t"
    assert "too long" in bench.fails("setBackgroundFetchToken", {"token": "x" * 1025})
    reply = bench.call("getBackgroundFetchData", PRE)
    assert reply.result == {
        "errMsg": "getBackgroundFetchData:fail no permission",
        "errCode": -10007,
    }


def test_without_data_platforms_differ(bench: Bench) -> None:
    bench.device.apps.fetch_enabled = True
    assert bench.ok("getBackgroundFetchData", PRE)["fetchedData"] == ""
    bench.device.system.platform = "android"
    assert bench.call("getBackgroundFetchData", PRE).outcome is Outcome.FAIL
    assert "pre or periodic" in bench.fails("getBackgroundFetchData", {"fetchType": "x"})


def test_fetched_data_are_told_and_kept(bench: Bench) -> None:
    bench.device.apps.fetch_enabled = True
    bench.device.network.fetches = {"pre": {"body": '{"a": 1}', "latency": 300}}
    fetch(bench.phone, "pre")
    bench.clock.advance(299)
    assert not bench.named("onBackgroundFetchData")
    bench.clock.advance(1)
    (told,) = bench.named("onBackgroundFetchData")
    assert (told["fetchType"], told["fetchedData"], told["scene"]) == ("pre", '{"a": 1}', 1001)
    kept = bench.ok("getBackgroundFetchData", PRE)
    assert kept["timeStamp"] == bench.clock.now()
    assert {**kept, "fetchType": "pre"} == {**told, "errMsg": "getBackgroundFetchData:ok"}


def test_the_client_fetches_at_a_start_by_itself(bench: Bench) -> None:
    bench.phone.restart()
    bench.device.apps.fetch_enabled = True
    bench.phone.restart()
    bench.clock.advance(1)
    assert bench.ok("getBackgroundFetchData", PRE)["fetchedData"] == ""
    bench.device.network.fetches = {"pre": {"body": '{"a": 1}'}}
    bench.phone.restart()
    bench.clock.advance(1)
    assert bench.ok("getBackgroundFetchData", PRE)["fetchedData"] == '{"a": 1}'


def test_the_periodic_fetch_comes_every_twelve_hours_in_the_background(bench: Bench) -> None:
    bench.device.apps.fetch_enabled = True
    bench.device.network.fetches = {"periodic": {"body": "x"}}
    bench.clock.advance(2 * PERIOD)
    assert not bench.named("onBackgroundFetchData")
    bench.phone.set_foreground(False)
    bench.clock.advance(2 * PERIOD)
    assert len(bench.named("onBackgroundFetchData")) == 2
    bench.phone.set_foreground(True)
    bench.clock.advance(PERIOD)
    assert len(bench.named("onBackgroundFetchData")) == 2
    assert bench.ok("getBackgroundFetchData", {"fetchType": "periodic"})["fetchedData"] == "x"


def test_nothing_comes_without_a_connection(bench: Bench) -> None:
    bench.device.apps.fetch_enabled = True
    bench.device.network.fetches = {"pre": {"body": "x"}}
    bench.device.network.type = "none"
    fetch(bench.phone, "pre")
    fetch(bench.phone, "periodic")
    bench.clock.advance(1)
    assert not bench.named("onBackgroundFetchData")


def test_what_cannot_be_fetched_is_said(bench: Bench) -> None:
    with pytest.raises(ValueError, match="not set up"):
        fetch(bench.phone, "pre")
    bench.device.apps.fetch_enabled = True
    bench.device.network.fetches = {"pre": {"body": "x" * 300_000}}
    with pytest.raises(ValueError, match="292 KB; at most 256 KB"):
        fetch(bench.phone, "pre")
    with pytest.raises(ValueError, match="no kind of background fetch"):
        fetch(bench.phone, "post")
