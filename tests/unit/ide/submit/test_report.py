"""What the checks found as JSON, as a page, and as SARIF."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from ide.i18n import OURS, translator
from ide.submit.form import Form, Purpose
from ide.submit.report import document, result_of
from ide.submit.report_page import page as page_of
from ide.submit.report_sarif import sarif
from ide.submit.rules import Facts, examine, rules
from tests.unit.ide.submit.planted.api import LOCATE
from tests.unit.ide.submit.sound import Examine, page, script


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
    row = next(row for row in told["apis"] if row["name"] == "getLocation")
    assert row["places"] == ["pages/a/a.js:1"]
    assert (row["scope"], row["privacy"]) == ("scope.userLocation", "location")


def test_the_report_speaks_all_languages_at_once(facts: Examine) -> None:
    known = facts(**page('<input placeholder="lorem ipsum"/>'))
    verdicts = examine(known)
    told = document(known, verdicts, "Shop")
    (row,) = (row for row in told["findings"] if row["code"] == "words-found")
    assert set(row["messages"]) == set(row["hints"]) == set(OURS) == {"en", "zh", "de"}
    assert row["message"] == row["messages"][translator.code]
    assert len(set(row["messages"].values())) == 3
    for language in sorted(OURS):
        with translator.speaking(language):
            shown = page_of(document(known, verdicts, "Shop"))
        assert f'<html lang="{language}">' in shown
        assert all(set(row["messages"]) == set(OURS) for row in told["findings"])


def test_the_report_says_what_is_used_declared_missing_and_listed(facts: Examine) -> None:
    form = Form("1.2.0", "Adds a map", privacy=(Purpose("Location", "shops"), Purpose("steps", "")))
    known = facts(
        **script(
            "wx.getLocation(); wx.chooseAddress()\n"
            "wx.request({ url: 'https://a.example/b' })\n"
            "wx.request({ url: 'https://b.example:8443/' })"
        ),
        form=form,
        domains={"request": ("https://a.example",)},
    )
    told = document(known, examine(known), "Shop", created="2026-05-01T09:00:00+08:00")
    privacy = told["privacy"]
    assert [row["category"] for row in privacy["used"]] == ["location", "address"]
    assert privacy["used"][0]["places"] == ["pages/a/a.js:1"]
    assert privacy["declared"] == [
        {"category": "location", "purpose": "shops"},
        {"category": "steps", "purpose": ""},
    ]
    assert privacy["missing"] == ["address"]
    assert [(row["url"], row["kind"], row["listed"]) for row in told["domains"]] == [
        ("https://a.example", "request", True),
        ("https://b.example:8443", "request", False),
    ]
    (part,) = told["packages"]
    assert (part["name"], part["limit"]) == ("main", 2 * 1024 * 1024)
    assert part["files"] == len(known.submission.files)
    assert told["total"]["bytes"] == part["bytes"]
    assert (told["project"]["version"], told["created"][:4]) == ("1.2.0", "2026")


def test_without_a_form_nothing_is_called_missing(facts: Examine) -> None:
    known = replace(facts(**script(LOCATE)), form=None)
    privacy = document(known, examine(known), "Shop")["privacy"]
    assert privacy["declared"] is privacy["missing"] is None
    nothing = replace(known, survey=None)
    assert document(nothing, examine(nothing), "Shop")["privacy"]["used"] is None


def test_no_report_names_a_folder_of_this_computer(facts: Examine) -> None:
    known = facts(**script(f"debugger\n{LOCATE}", app={"pages": ["pages/a/a", "pages/c/c"]}))
    verdicts = examine(known)
    told = document(known, verdicts, "Shop")
    root = known.submission.root
    for text in (json.dumps(told), page_of(told), json.dumps(sarif(known, verdicts))):
        assert str(root) not in text
        assert root.as_uri() not in text
    assert told["project"]["root"] == root.name


def test_the_page_holds_all_of_it_and_nothing_from_elsewhere(facts: Examine) -> None:
    known = facts(**script("eval('<b>&')\ndebugger\nwx.getLocation()"))
    shown = page_of(document(known, examine(known), "A <Shop>"))
    assert "A &lt;Shop&gt;" in shown
    assert "eval &lt;b&gt;&amp;" in shown
    assert "<del>-debugger</del>" in shown
    assert all(f"{rule} " in shown for rule in rules())
    assert not re.search(r"<script|<link|src=|url\(|https?:|@import", shown)


def test_the_page_is_well_formed_and_its_contents_lead_somewhere(facts: Examine) -> None:
    known = facts(**script("eval('1')\ndebugger\nwx.request({ url: 'http://a.example/?a=1&b=2' })"))
    reader = Reader()
    reader.feed(page_of(document(known, examine(known), "Shop")))
    assert reader.open == []
    assert reader.links
    assert reader.links <= reader.ids
    assert "thead" in reader.seen


class Reader(HTMLParser):
    """Reads a page as strictly as XML wants it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.ids: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.seen.add(tag)
        self.ids |= {str(found["id"])} if "id" in found else set()
        self.links |= {str(found["href"])[1:]} if "href" in found else set()
        if tag not in ("meta", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def results_of(told: dict[str, Any], code: str) -> list[dict[str, Any]]:
    rows = told["runs"][0]["results"]
    return [row for row in rows if row.get("properties", {}).get("code") == code]


def test_sarif_names_rules_levels_and_places(facts: Examine) -> None:
    known = facts(**script(LOCATE))
    verdicts = examine(known)
    told = sarif(known, verdicts)
    (run,) = told["runs"]
    described = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in described] == list(rules())
    assert all(rule["help"]["text"] and rule["fullDescription"]["text"] for rule in described)
    assert described[18]["properties"]["tags"] == ["3.5.2"]
    assert all(described[row["ruleIndex"]]["id"] == row["ruleId"] for row in run["results"])
    (found,) = results_of(told, "location-undeclared")
    assert found["level"] == "error"
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "pages/a/a.js", "uriBaseId": "PROJECT"}
    region = {"startLine": 1, "startColumn": 15, "endLine": 1, "endColumn": 29}
    assert place["region"] == region
    unmade = {row["ruleId"]: row["kind"] for row in run["results"] if row["level"] == "none"}
    kinds = {"open": "open", "human": "review", "clean": "pass", "unseen": "open"}
    states = {verdict.rule.id: str(verdict.state) for verdict in verdicts}
    assert unmade == {rule: kinds[state] for rule, state in states.items() if state in kinds}


def test_sarif_carries_the_fix_with_the_letters_that_go_and_come(facts: Examine) -> None:
    known = facts(**script("Page({})\n  debugger\n", app={"sitemapLocation": "s.json"}))
    told = sarif(known, examine(known))
    (fix,) = results_of(told, "debugger")[0]["fixes"]
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"] == {"uri": "pages/a/a.js", "uriBaseId": "PROJECT"}
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 2, "startColumn": 1, "endLine": 3, "endColumn": 1},
            "insertedContent": {"text": ""},
        }
    ]
    (made,) = results_of(told, "sitemap-missing")[0]["fixes"][0]["artifactChanges"]
    assert made["replacements"][0]["deletedRegion"]["endColumn"] == 1
    assert '"allow"' in made["replacements"][0]["insertedContent"]["text"]


@pytest.mark.parametrize("language", sorted(OURS))
def test_a_fingerprint_stays_when_lines_move_and_in_every_language(
    facts: Examine, language: str
) -> None:
    first = fingerprints(facts(**script("debugger\neval('1')\neval('1')\n")))
    with translator.speaking(language):
        moved = fingerprints(facts(**script("\n\ndebugger\n\neval('1')\n  eval('1')\n")))
    assert moved == first
    assert len(set(first)) == len(first)


def fingerprints(known: Facts) -> list[str]:
    rows = sarif(known, examine(known))["runs"][0]["results"]
    return [
        row["partialFingerprints"]["minideckFinding/v1"] for row in rows if row["kind"] == "fail"
    ]
