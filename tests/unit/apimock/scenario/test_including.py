"""Scenarios that use others: their tracks at a time, their variables, and whose mistake it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from apimock.scenario.errors import ScenarioError
from apimock.scenario.reading import load
from apimock.scenario.steps import steps_of

LOGIN = """\
version: 1
variables: {name: null, times: 1}
tracks:
  - channel: ui
    keys:
      - {t: 1s, input: .name, value: "${name}"}
      - {t: 2s, tap: "#login-${name}", nth: "${times}"}
  - {channel: "api:login", queue: [{type: fail}, {type: ok}], end: last}
  - {channel: battery, ramp: {from: 38, to: 36, overMs: 2s}}
  - channel: note
    keys: [{t: 0, text: "$${name} is a name"}]
"""
OUTER = """\
version: 1
tracks:
  - use: parts/login.scenario.yaml
    with: {name: Ann, times: 2}
    at: 3s
  - channel: ui
    keys: [{t: 9s, tap: "#pay"}]
"""


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_tracks_of_another_file_come_at_their_time_with_their_values(tmp_path: Path) -> None:
    part = write(tmp_path, "parts/login.scenario.yaml", LOGIN)
    outer = load(write(tmp_path, "a.scenario.yaml", OUTER))
    steps = steps_of(outer)
    ui = [step for step in steps if step.channel.name == "ui"]
    assert [(step.time, step.line, step.file) for step in ui] == [
        (4000, 6, str(part)),
        (5000, 7, str(part)),
        (9000, 7, ""),
    ]
    assert ui[0].values["value"] == "Ann"
    assert (ui[1].values["tap"], ui[1].values["nth"]) == ("#login-Ann", 2)
    queue = next(step for step in steps if step.channel.name == "api:login")
    assert queue.time == 3000
    assert [one["type"] for one in queue.values["queue"]] == ["fail", "ok"]
    assert [s.time for s in steps if s.channel.name == "battery"] == [3000, 4000, 5000]
    assert next(s.values["text"] for s in steps if s.channel.name == "note") == "${name} is a name"
    assert outer.used == (part,)


@pytest.mark.parametrize(
    ("part", "outer", "told"),
    [
        (
            LOGIN,
            OUTER.replace("name: Ann, ", ""),
            "a.scenario.yaml:4: tracks[0].with: the variable",
        ),
        (LOGIN, OUTER.replace("times: 2", "time: 2"), "did you mean “times”?"),
        (LOGIN, OUTER.replace("at: 3s", "when: 3s"), "a.scenario.yaml:5: tracks[0].when: is not"),
        (LOGIN, OUTER.replace("login.s", "logon.s"), "a.scenario.yaml:3: tracks[0].use: there is"),
        (LOGIN, OUTER.replace("Ann", "[Ann]"), "should be a text, a number, true or false"),
        (LOGIN.replace("tap:", "tip:"), OUTER, "login.scenario.yaml:7: tracks[0].keys[1].tip"),
        (LOGIN.replace("-${name}", "-${nome}"), OUTER, "login.scenario.yaml:7: tracks[0].keys[1]"),
        (LOGIN.replace("1s, input", "x, input"), OUTER, "login.scenario.yaml:6"),
        (OUTER, OUTER, "login.scenario.yaml has no variable “name”"),
        (
            OUTER,
            OUTER.replace("with: {name: Ann, times: 2}", "with: {}"),
            "login.scenario.yaml:3: tracks[0].use: there is no scenario",
        ),
        (
            "version: 1\ntracks:\n  - use: ../a.scenario.yaml\n",
            OUTER.replace("with: {name: Ann, times: 2}", "with: {}"),
            "login.scenario.yaml:3: tracks[0].use: the scenario uses itself: "
            "a.scenario.yaml → login.scenario.yaml → a.scenario.yaml",
        ),
    ],
)
def test_a_mistake_is_told_with_the_file_and_line_it_is_in(
    tmp_path: Path, part: str, outer: str, told: str
) -> None:
    write(tmp_path, "parts/login.scenario.yaml", part)
    with pytest.raises(ScenarioError) as error:
        load(write(tmp_path, "a.scenario.yaml", outer))
    assert told in str(error.value)


def test_files_that_use_one_another_come_to_an_end(tmp_path: Path) -> None:
    for number in range(12):
        text = f"version: 1\ntracks:\n  - use: {number + 1}.scenario.yaml\n"
        write(tmp_path, f"{number}.scenario.yaml", text)
    with pytest.raises(ScenarioError, match="more than 8 deep"):
        load(tmp_path / "0.scenario.yaml")
    wide = "version: 1\ntracks:\n" + "  - use: leaf.scenario.yaml\n" * 101
    write(tmp_path, "leaf.scenario.yaml", "version: 1\ntracks: []\n")
    with pytest.raises(ScenarioError, match="more than 100 scenarios"):
        load(write(tmp_path, "wide.scenario.yaml", wide))


def test_a_file_without_variables_keeps_its_texts(tmp_path: Path) -> None:
    text = 'version: 1\ntracks:\n  - {channel: note, keys: [{t: 0, text: "${x} $${y}"}]}\n'
    (step,) = steps_of(load(write(tmp_path, "a.scenario.yaml", text)))
    assert step.values["text"] == "${x} $${y}"
