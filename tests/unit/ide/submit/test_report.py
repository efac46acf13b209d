"""What the checks found as JSON, as a page, and as SARIF."""

from __future__ import annotations

import json
import re
from pathlib import Path

from ide.submit.report import document, result_of, sarif
from ide.submit.report_page import page as page_of
from ide.submit.rules import examine, rules
from tests.unit.ide.submit.planted.api import LOCATE
from tests.unit.ide.submit.sound import Examine, script


def test_the_report_says_of_every_check_what_came_of_it(facts: Examine) -> None:
    known = facts(**script(LOCATE))
    verdicts = examine(known)
    told = document(known, verdicts, "Shop")
    json.dumps(told)
    assert told["schema"] == "minideck-preflight-1"
    assert told["result"] == result_of(verdicts) == "blocked"
    assert [row["id"] for row in told["checks"]] == list(rules())
    states = {row["id"]: row["state"] for row in told["checks"]}
    assert states == {verdict.rule.id: str(verdict.state) for verdict in verdicts}
    assert (states["P01"], states["P11"]) == ("clean", "found")
    first = next(row for row in told["findings"] if row["code"] == "location-undeclared")
    assert (first["check"], first["file"], first["line"]) == ("P11", "pages/a/a.js", 1)
    assert first["fix"]
    assert {"name": "getLocation", "places": ["pages/a/a.js:1"]} in told["apis"]


def test_the_page_holds_all_of_it_and_nothing_from_elsewhere(facts: Examine) -> None:
    known = facts(**script("eval('<b>&')"))
    shown = page_of(document(known, examine(known), "A <Shop>"))
    assert "A &lt;Shop&gt;" in shown
    assert "eval &lt;b&gt;&amp;" in shown
    assert all(f"{rule} " in shown for rule in rules())
    assert not re.search(r"<script|<link|src=|url\(|https?:", shown)


def test_sarif_names_rules_levels_and_places(facts: Examine, tmp_path: Path) -> None:
    verdicts = examine(facts(**script(LOCATE)))
    told = sarif(verdicts, tmp_path)
    (run,) = told["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(rules())
    failed = [result for result in run["results"] if result["kind"] == "fail"]
    found = next(row for row in failed if row["properties"]["code"] == "location-undeclared")
    assert found["level"] == "error"
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "pages/a/a.js", "uriBaseId": "PROJECT"}
    region = {"startLine": 1, "startColumn": 15, "endLine": 1, "endColumn": 29}
    assert place["region"] == region
    unmade = {row["ruleId"]: row["kind"] for row in run["results"] if row["level"] == "none"}
    kinds = {"open": "open", "human": "review", "clean": "pass", "unseen": "open"}
    states = {verdict.rule.id: str(verdict.state) for verdict in verdicts}
    assert unmade == {rule: kinds[state] for rule, state in states.items() if state in kinds}
