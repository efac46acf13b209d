"""The benches' tables are right for numbers that are known."""

from __future__ import annotations

import json

from tests.bench.figures import Table, figure, from_json, percentile, render, to_json


def test_a_table_shows_ratios_with_the_absolute_times_beside_them() -> None:
    base = [2.0, 4.0, 6.0]
    figures = [
        figure("reading", base, base),
        figure("compiling", [400.0, 500.0, 440.0], base, budget="≤ 1.5 s"),
    ]
    assert render(Table("Compile", "reading", figures, ["a note"])).splitlines() == [
        "Compile  (1× = reading)",
        "what         ratio      p50  p95  budget",
        "reading      1.00×  4.00 ms",
        "compiling  110.00×   440 ms       ≤ 1.5 s",
        "· a note",
    ]


def test_percentiles_need_enough_repeats() -> None:
    values = [float(number) for number in range(1, 101)]
    assert percentile(values, 0.95) == 95.0
    assert figure("many", values).p95 == 95.0
    assert figure("few", values[:5]).p95 is None


def test_a_table_survives_json() -> None:
    table = Table("T", "b", [figure("x", [1.0], [2.0])], ["n"])
    assert from_json(json.loads(json.dumps(to_json(table)))) == table
