"""The checks before a submission: each finds what is planted, and nothing in a sound project."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from ide.finding import Severity
from ide.i18n import catalogue, languages
from ide.start.templates import NewProject, create, templates
from ide.submit.project_facts import Submission
from ide.submit.rules import Facts, State, Status, examine, rules
from ide.survey import Survey
from renderer.compiler import Compiler, DiskTree
from renderer.toolchain.process import Toolchain
from tests.unit.ide.submit.planted.api import LOCATE
from tests.unit.ide.submit.sound import Examine, Planted, codes, errors_of, script
from tests.unit.ide.submit.tables import cases, rows

ROOT = Path(__file__).resolve().parents[4]


def test_a_sound_project_has_nothing_to_complain_about(facts: Examine) -> None:
    verdicts = examine(facts())
    assert codes(verdicts) == []
    looked = {verdict.rule.id for verdict in verdicts if verdict.state is State.CLEAN}
    assert looked == {rule.id for rule in rules().values() if rule.status is not Status.OPEN}


@pytest.mark.parametrize(("code", "planted"), cases("FAULTS"))
def test_a_planted_fault_is_found(facts: Examine, code: str, planted: Planted) -> None:
    assert code in codes(examine(facts(**planted)))


@pytest.mark.parametrize(("code", "planted"), cases("SOUND"))
def test_what_only_looks_like_a_fault_is_none(facts: Examine, code: str, planted: Planted) -> None:
    assert code not in codes(examine(facts(**planted)))


def test_every_flaw_of_the_table_is_planted() -> None:
    told = {code for rule in rules().values() for code in (*rule.codes, *rule.diagnostics)}
    planted = {code for _, code, _ in rows("FAULTS")}
    assert planted <= told
    assert {code for rule in rules().values() for code in rule.codes} <= planted


def test_the_table_has_all_checks_and_their_texts() -> None:
    assert list(rules()) == [f"P{number:02}" for number in range(1, 43)]
    for rule in rules().values():
        keys = {f"check.{rule.id}"} | {
            f"{kind}.{code}" for kind in ("rule", "fix") for code in rule.codes
        }
        if rule.status is Status.PART:
            keys.add(f"check_left.{rule.id}")
        for language in languages():
            assert keys <= set(catalogue(language))
        assert bool(rule.codes) is (rule.status is not Status.OPEN), rule.id


def test_every_error_of_the_compiler_breaks_a_rule() -> None:
    own = tomllib.loads((ROOT / "renderer/compiler/messages.toml").read_text("utf-8"))
    other = json.loads((ROOT / "renderer/toolchain/src/messages.json").read_text("utf-8"))
    errors = {code for code, row in {**own, **other}.items() if row["severity"] == "error"}
    mapped = {code for rule in rules().values() for code in rule.diagnostics}
    assert mapped <= {*own, *other}
    assert {code for code in errors - mapped if not code.startswith("json-")} == {
        "app-json-missing",  # the rules' own findings
        "app-no-pages",
        "page-missing",
        "wxml-missing",
        "chunk-unknown",  # nothing a check comes to
        "module-chunk-missing",
        "npm-needs-disk",
    }


def test_a_flaw_stands_at_its_place_with_a_remedy(facts: Examine) -> None:
    (verdict,) = (v for v in examine(facts(**script(f"\n  {LOCATE}"))) if v.rule.id == "P11")
    undeclared, purpose = verdict.findings
    assert (undeclared.file, undeclared.line, undeclared.column) == ("pages/a/a.js", 2, 17)
    assert (undeclared.end_line, undeclared.end_column) == (2, 31)
    assert undeclared.severity is Severity.ERROR
    assert "getLocation" in undeclared.message
    assert "requiredPrivateInfos" in undeclared.hint
    assert purpose.file == "app.json"


def test_without_survey_and_form_nothing_is_called_clean_that_needs_them(facts: Examine) -> None:
    known = facts()
    states = {v.rule.id: v.state for v in examine(Facts(known.submission))}
    assert states["P03"] is State.CLEAN
    assert states["P01"] is states["P16"] is states["P39"] is states["P11"] is State.UNSEEN
    unbuilt = {rule for rule, row in rules().items() if row.status is Status.OPEN}
    assert unbuilt == {r for r, state in states.items() if state in (State.OPEN, State.HUMAN)}


@pytest.mark.parametrize("template", sorted(templates()))
def test_our_templates_and_samples_have_no_error(
    template: str, tmp_path: Path, toolchain: Toolchain
) -> None:
    for language in sorted(languages()):
        root = create(NewProject(template, tmp_path / language, "app", language), "3.17.0")
        config = json.loads((root / "project.config.json").read_text("utf-8"))
        app_root = root / str(config.get("miniprogramRoot") or "")
        submission = Submission(root, app_root, config)
        assert errors_of(examine(Facts(submission))) == []
    survey = Survey(Compiler(DiskTree(root), toolchain).survey().to_json())
    assert errors_of(examine(Facts(submission, survey))) == []
