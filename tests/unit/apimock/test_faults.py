"""Faults by chance: which calls they mean, bursts, kinds, and the same ones for the same seed."""

from __future__ import annotations

from typing import Any

import pytest

from apimock.faults import Fault
from apimock.rules import Scripted
from tests.unit.apimock.bench import Bench

KINDS = (Scripted("timeout"), Scripted("cancel"), Scripted("fail", message="x:fail y"))


def run(faults: list[Fault], seed: int = 1, noise: int = 0, calls: int = 60) -> list[str]:
    bench = Bench()
    bench.phone.faults.replace(faults, seed)
    said = []
    for _ in range(calls):
        for _ in range(noise):
            bench.phone.random.random()
            bench.call("getBatteryInfo")
        said.append(str(bench.call("getNetworkType").result["errMsg"]))
    return said


def test_same_seed_same_faults_whatever_else_happens() -> None:
    faults = [Fault("getNetworkType", 0.3, outcomes=KINDS), Fault("login", 0.5)]
    assert run(faults) == run(faults) == run(faults, noise=2)
    assert run(faults) != run(faults, seed=2)
    assert set(run(faults)) == {
        "getNetworkType:ok",
        "getNetworkType:fail timeout",
        "getNetworkType:fail cancel",
        "x:fail y",
    }


def test_a_burst_strikes_several_times_in_a_row() -> None:
    said = [
        text.endswith(":ok") for text in run([Fault("getNetworkType", 0.1, burst=4)], calls=200)
    ]
    lengths, now = [], 0
    for ok in said:
        if ok and now:
            lengths.append(now)
        now = 0 if ok else now + 1
    assert lengths
    assert min(lengths) >= 4


@pytest.mark.parametrize(
    ("fault", "api", "params", "struck"),
    [
        (Fault("*", 1, host="*.example"), "request", {"url": "https://a.example/x"}, True),
        (Fault("*", 1, host="*.example"), "request", {"url": "https://a.test/x"}, False),
        (Fault("*", 1, host="a.test"), "request", {"url": "https://[bad"}, False),
        (Fault(family="network", share=1), "getNetworkType", {}, False),
        (Fault(family="device", share=1), "getNetworkType", {}, True),
        (Fault("/^get/", 1), "getNetworkType", {}, True),
        (Fault("getNetworkType", 1, enabled=False), "getNetworkType", {}, False),
    ],
)
def test_which_calls_are_meant(
    bench: Bench, fault: Fault, api: str, params: dict[str, Any], struck: bool
) -> None:
    bench.phone.faults.replace([fault])
    bench.call(api, params)
    assert ([row.stage for row in bench.phone.log][-1] == "fault") is struck


def test_a_snapshot_goes_on_with_the_same_faults() -> None:
    whole, first, second = Bench(), Bench(), Bench()
    faults = [Fault("getNetworkType", 0.4, outcomes=KINDS, burst=2)]
    for bench in (whole, first):
        bench.phone.faults.replace(faults, 9)
    expected = [whole.call("getNetworkType").result for _ in range(40)]
    got = [first.call("getNetworkType").result for _ in range(17)]
    second.phone.restore(first.phone.snapshot())
    got += [second.call("getNetworkType").result for _ in range(23)]
    assert got == expected


def test_numbers_that_are_none_are_refused(bench: Bench) -> None:
    heard: list[int] = []
    bench.phone.faults.watch(lambda: heard.append(1))
    with pytest.raises(ValueError, match="share of a should be between 0 and 1"):
        bench.phone.faults.replace([Fault("a", 1.1)])
    with pytest.raises(ValueError, match="burst of a should be 1 or more"):
        bench.phone.faults.replace([Fault("a", 1, burst=0)])
    bench.phone.faults.replace([])
    assert heard == [1]
