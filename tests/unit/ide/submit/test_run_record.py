"""The record of a smoke run: to JSON and back, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ide.submit.rules.run_looks import contrast_of
from ide.submit.run_record import RunRecord, RunRecordError
from tests.unit.ide.submit.tables import rows


def test_every_planted_run_comes_back_from_its_json() -> None:
    for _, _, planted in rows("FAULTS"):
        record = RunRecord("iphone-15", 3.0, planted.get("visits", ()))
        assert RunRecord.from_json(json.loads(json.dumps(record.to_json()))) == record


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"schema": "other"}, "schema"),
        ({"visits": 1}, "record.visits is no list"),
        ({"visits": [{}]}, "record.visits is not complete"),
        ({"visits": [{"route": 5}]}, "record.visits.route is int"),
        ({"visits": [{"route": "a", "entry": "yes"}]}, "record.visits.entry is str"),
        ({"visits": [{"route": "a", "remote_pictures": [["x"]]}]}, "1 items, not 2"),
        ({"pixel_ratio": True}, "record.pixel_ratio is bool"),
    ],
)
def test_what_is_no_record_is_refused_with_its_place(change: dict[str, Any], said: str) -> None:
    with pytest.raises(RunRecordError, match=said):
        RunRecord.from_json({**RunRecord("iphone-15", 3.0).to_json(), **change})


def test_contrast_is_that_of_wcag() -> None:
    assert contrast_of((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast_of((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)
    assert contrast_of((9, 9, 9), (9, 9, 9)) == 1
