"""The score of WeChat's audit: weights, groups, what is not measured."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from ide.headless.smoke_run import quickest
from ide.i18n import catalogue, languages
from ide.submit.report import document
from ide.submit.report_page import page as page_of
from ide.submit.rules import examine, rules
from ide.submit.run_record import Timing
from ide.submit.score import Mark, Score, score, score_table
from ide.survey import Spot
from tests.unit.ide.submit.planted.run import request, requests, seen, set_data, tap
from tests.unit.ide.submit.sound import CALM, Examine


def marks(facts: Examine, planted: Any = None) -> dict[str, Mark]:
    known = facts(**(planted or {}))
    found = score(known, examine(known))
    assert found is not None
    return {mark.id: mark for mark in found.marks}


def test_the_weights_are_the_official_ones(facts: Examine) -> None:
    found = marks(facts).values()
    weights = {
        group: [mark.weight for mark in found if mark.group == group]
        for group in ("performance", "experience", "best")
    }
    assert weights == {
        "performance": [7, 6, 6, 6, 6, 6, 5, 5, 5, 4, 4, 2],
        "experience": [8, 8, 4, 3, 3, 3, 0],
        "best": [3, 3, 2, 1, 1, 0, 0, 0, 0],
    }


def test_a_calm_run_has_all_points_and_says_what_was_not_measured(facts: Examine) -> None:
    found = marks(facts)
    unmeasured = {name for name, mark in found.items() if mark.value is None}
    assert {"picture-cache", "base-library", "timers"} <= unmeasured
    assert unmeasured <= {"picture-cache", "base-library", "timers", "style-use"}
    assert {mark.value for name, mark in found.items() if name not in unmeasured} == {100}


def test_a_flaw_takes_its_weight_from_its_group(facts: Examine) -> None:
    known = facts(**seen(taps=(tap(9, 9),)))
    found = score(known, examine(known))
    assert found is not None
    assert found.groups["experience"] == round(100 * 26 / 29)
    assert found.groups["performance"] == 100
    assert found.groups["total"] == round(100 * (54 + 4 + 26 + 10) / (58 + 29 + 10))
    assert marks(facts, set_data(21, apart=40))["set-data-rate"].value == 0


def test_requests_that_nobody_answered_say_nothing_of_their_time(facts: Examine) -> None:
    assert marks(facts, requests(1, 1))["request-time"].value is None
    assert marks(facts, seen(requests=(request(),)))["request-time"].value == 100


def test_without_a_run_there_is_no_score(facts: Examine) -> None:
    known = replace(facts(), run=None)
    assert score(known, examine(known)) is None
    told = document(known, examine(known), "Shop")
    assert (told["summary"]["score"], told["score"], told["run"]) == (None, [], None)


def test_the_report_shows_score_and_pictures(facts: Examine, tmp_path: Path) -> None:
    shot = tmp_path / "a.png"
    Image.new("RGB", (393, 852), "red").save(shot)
    visits = (replace(CALM[0], screenshot=str(shot)), replace(CALM[1], screenshot="gone.png"))
    known = facts(visits=visits)
    told = document(known, examine(known), "Shop")
    assert told["screens"][0] == {"page": "pages/a/a", "png": str(shot)}
    assert told["run"]["steps"] == 2
    shown = page_of(told)
    assert shown.count("data:image/jpeg;base64,") == 1
    assert "Size of tap areas" in shown


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_mark_has_its_name(facts: Examine, language: str) -> None:
    found = marks(facts)
    keys = {f"audit.{name}" for name in (*found, "performance", "experience", "best", "total")}
    assert keys <= set(catalogue(language))


def test_marks_name_codes_of_the_table() -> None:
    codes = {code for rule in rules().values() for code in rule.codes}
    rows = [row for group in score_table().values() for row in group.values()]
    assert {code for row in rows for code in row.get("codes", ())} <= codes
    assert {check for row in rows for check in row.get("checks", ())} <= set(rules())


def test_nothing_measured_is_no_score() -> None:
    assert Score((Mark("best", "timers", 0, None),)).groups == {"best": None, "total": None}


def test_times_are_those_of_the_quickest_try() -> None:
    def tried(*timings: tuple[str, float]) -> Any:
        made = tuple(Timing("script", what, ms, 1000, Spot("a.js")) for what, ms in timings)
        return replace(CALM[0], timings=made)

    found = quickest([tried(("onLoad", 1500), ("timer", 1200)), tried(("onLoad", 300))])
    assert [(one.what, one.ms) for one in found] == [("onLoad", 300)]
