"""What can be expected of a place that was pointed at, and the key it becomes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from apimock.scenario.document import parse
from apimock.scenario.expectation import fits
from apimock.scenario.reading import load, read
from apimock.scenario.steps import steps_of
from ide.scenario.expecting import Kind, Pointed, counted, fields_of, key_of, kinds_for
from ide.scenario.files import write_recording

ROW = Pointed(
    place={"selector": ".row", "text": "Tea", "nth": 1},
    words="Tea\n€ 3",
    route="pages/home/home",
    data={"order": {"total": 3, "items": [1, 2]}, "busy": False, "a.b": 1},
    calls=counted(["login", "setStorage", "login"]),
)


def test_a_page_without_an_element_is_expected_as_a_whole() -> None:
    assert kinds_for(ROW)[0] is Kind.TEXT
    assert kinds_for(Pointed(route="a")) == [Kind.ROUTE, Kind.PAGE_LOOKS]
    silent = Pointed(place={"selector": ".icon"}, words=" ")
    assert kinds_for(silent) == [Kind.EXISTS, Kind.ABSENT, Kind.LOOKS, Kind.PAGE_LOOKS]


def test_data_is_offered_by_paths_that_find_it_again() -> None:
    assert fields_of(ROW.data) == [
        ("order.total", 3),
        ("order.items", [1, 2]),
        ("busy", False),
    ]
    assert len(fields_of({f"n{n}": n for n in range(5000)})) == 300
    assert counted(["a", "b", "a"]) == {"a": 2, "b": 1}


@pytest.mark.parametrize(
    ("kind", "given", "key"),
    [
        (Kind.TEXT, {"text": "Tea"}, {"selector": ".row", "nth": 1, "text": "Tea", "exact": True}),
        (Kind.CONTAINS, {"text": "Te"}, {"selector": ".row", "nth": 1, "text": "Te"}),
        (Kind.EXISTS, {}, {"selector": ".row", "nth": 1, "text": "Tea"}),
        (Kind.ABSENT, {}, {"selector": ".row", "nth": 1, "text": "Tea", "exists": False}),
        (Kind.DATA, {"paths": ["busy"]}, {"data": {"busy": False}}),
        (Kind.ROUTE, {}, {"route": "pages/home/home"}),
        (Kind.CALLED, {"call": "login"}, {"called": "login"}),
        (Kind.CALLED, {"call": "login", "times": 2}, {"called": "login", "times": 2}),
    ],
)
def test_a_choice_becomes_a_key_that_scenarios_know(
    kind: Kind, given: dict[str, Any], key: dict[str, Any]
) -> None:
    made = key_of(kind, ROW, **given)
    assert made == key
    document = {"version": 1, "tracks": [{"channel": "expect", "keys": [{"t": 0, **made}]}]}
    assert steps_of(read(parse(json.dumps(document).encode(), "a"), Path("a")))


def test_a_text_between_slashes_is_no_pattern() -> None:
    text = key_of(Kind.TEXT, ROW, text="/a.b/")["text"]
    assert fits(text, "/a.b/")
    assert not fits(text, "/axb/")


def test_pictures_lie_beside_the_recording(tmp_path: Path) -> None:
    looks = key_of(Kind.PAGE_LOOKS, ROW, picture="picture-1.png", threshold=0.05)
    track = {"channel": "expect", "keys": [{"t": 0, **looks}]}
    document = {"version": 1, "start": {"format": "minideck-phone-2"}, "tracks": [track]}
    path = write_recording(tmp_path, "tea", document, {"picture-1.png": b"png"})
    assert (tmp_path / "mock/tea.1.png").read_bytes() == b"png"
    (step,) = steps_of(load(tmp_path / path))
    assert step.values["picture"] == str((tmp_path / "mock/tea.1.png").resolve())
    assert step.values["threshold"] == 0.05
