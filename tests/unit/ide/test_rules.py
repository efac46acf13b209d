"""The checks before a submission: each finds what is planted, and nothing in a sound project."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from ide.finding import Severity
from ide.i18n import catalogue, languages
from ide.start.templates import NewProject, create, templates
from ide.submit.form import Form
from ide.submit.project_facts import Submission
from ide.submit.report import document, result_of, sarif
from ide.submit.report_page import page as page_of
from ide.submit.rules import Facts, State, Status, Verdict, examine, rules
from ide.survey import Survey
from renderer.compiler import Compiler, DiskTree
from renderer.toolchain.process import Toolchain

GOOD = Form("1.2.0", "Adds the evening menu", "1.1.9")
APP = {
    "pages": ["pages/a/a", "pages/b/b"],
    "lazyCodeLoading": "requiredComponents",
    "sitemapLocation": "sitemap.json",
}
FILES: Mapping[str, str | bytes | None] = {
    "app.js": "App({})\n",
    "sitemap.json": '{"rules": []}',
    "pages/a/a.wxml": '<navigator url="/pages/b/b">more</navigator>\n',
    "pages/a/a.js": "Page({})\n",
    "pages/b/b.wxml": "<view>b</view>\n",
    "pages/b/b.js": "Page({})\n",
}
ROOT = Path(__file__).resolve().parents[3]
Planted = Mapping[str, Any]
Examine = Callable[..., Facts]


@pytest.fixture(scope="module")
def toolchain() -> Iterator[Toolchain]:
    with Toolchain() as running:
        yield running


@pytest.fixture
def facts(tmp_path: Path, toolchain: Toolchain) -> Examine:
    """Facts of a sound project with files changed, or taken away with None."""

    def make(
        files: Mapping[str, str | bytes | None] | None = None,
        *,
        app: Mapping[str, Any] | None = None,
        config: Mapping[str, Any] | None = None,
        form: Form = GOOD,
        domains: Mapping[str, tuple[str, ...]] | None = None,
    ) -> Facts:
        listed = json.dumps({**APP, **(app or {})}, indent=2)
        for path, text in {"app.json": listed, **FILES, **(files or {})}.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if text is not None:
                file.write_bytes(text if isinstance(text, bytes) else text.encode())
        settings = {"appid": "wx0123456789abcdef", **(config or {})}
        (tmp_path / "project.config.json").write_text(json.dumps(settings), "utf-8")
        survey = Survey(Compiler(DiskTree(tmp_path), toolchain).survey().to_json())
        submission = Submission(tmp_path, tmp_path, settings, form)
        return Facts(submission, survey, form, domains or {})

    return make


def codes(verdicts: tuple[Verdict, ...]) -> list[str]:
    return [finding.code for verdict in verdicts for finding in verdict.findings]


def script(text: str, **more: Any) -> Planted:
    return {"files": {"pages/a/a.js": text}, **more}


def page(text: str, **files: str) -> Planted:
    return {"files": {"pages/a/a.wxml": FILES["pages/a/a.wxml"] + text, **files}}


def tab_bar(icon: str) -> dict[str, Any]:
    first = {"pagePath": "pages/a/a", "iconPath": icon}
    return {"tabBar": {"list": [first, {"pagePath": "pages/b/b"}]}}


LOCATED = {
    "requiredPrivateInfos": ["getLocation"],
    "permission": {"scope.userLocation": {"desc": "shops near you"}},
}
LOCATE = "Page({ go() { wx.getLocation({ fail() {} }) } })"
KEY = "a8F3kd92LmQ0zX71bV5n"
SPLIT = {"subPackages": [{"root": f"s{n}", "pages": []} for n in range(16)]}
HEAVY = {f"s{n}/a.wasm": b"x" * (2 * 1024 * 1024 - 9) for n in range(16)}

FAULTS: list[tuple[str, Planted]] = [
    ("app-json", {"files": {"app.json": "[]"}}),
    ("json-invalid", {"files": {"pages/a/a.json": "{broken"}}),
    ("pages-none", {"app": {"pages": []}}),
    ("page-missing", {"app": {"pages": ["pages/a/a", "pages/c/c"]}}),
    ("page-twice", {"app": {"pages": ["pages/a/a", "pages/a/a"]}}),
    ("script-syntax", script("Page({")),
    ("wxml-missing-end-tag", page("<view>")),
    ("component-missing", {"files": {"pages/a/a.json": '{"usingComponents": {"x": "no"}}'}}),
    ("module-missing", script("require('./no')")),
    ("image-missing", page('<image src="../no.png"/>')),
    ("path-case", page('<image src="/img/A.png"/>', **{"img/a.png": "x"})),
    ("part-too-large", {"files": {"big.wasm": b"x" * (2 * 1024 * 1024 + 1)}}),
    ("total-too-large", {"files": HEAVY, "app": SPLIT}),
    ("part-nearly-too-large", {"files": {"big.wasm": b"x" * (1800 * 1024)}}),
    ("picture-large", {"files": {"a.png": b"x" * (201 * 1024)}}),
    ("file-unused", {"files": {"old/old.js": "", "old/old.json": "{}"}}),
    ("package-unused", {"files": {"miniprogram_npm/idle/index.js": ""}}),
    (
        "component-unused",
        {
            "files": {
                "c/c.json": '{"component": true}',
                "c/c.wxml": "",
                "c/c.js": "Component({})",
                "pages/a/a.json": '{"usingComponents": {"card": "/c/c"}}',
            }
        },
    ),
    ("component-unused", {"app": {"usingComponents": {"card": "/pages/b/b"}}}),
    ("plugin-unused", {"app": {"plugins": {"hello": {"version": "1.0.0", "provider": "wx1"}}}}),
    ("minify-off", {"config": {"setting": {"minified": False}}}),
    ("lazy-loading-off", {"app": {"lazyCodeLoading": ""}}),
    ("guest-app-id", {"config": {"appid": "touristappid"}}),
    ("api-deprecated", script("wx.chooseImage()")),
    ("api-deprecated", script("wx.getUserProfile({ desc: 'x' })")),
    ("privacy-data", script("wx.getRecorderManager().start()")),
    ("privacy-data", page('<button open-type="chooseAvatar">a</button>')),
    ("location-undeclared", script(LOCATE)),
    (
        "location-undeclared",
        {"files": {"pages/a/a.js": "require('near')", "miniprogram_npm/near/index.js": LOCATE}},
    ),
    ("location-both", {"app": {"requiredPrivateInfos": ["getLocation", "getFuzzyLocation"]}}),
    ("permission-text-missing", script(LOCATE, app={"requiredPrivateInfos": ["getLocation"]})),
    ("permission-text-long", {"app": {"permission": {"scope.userLocation": {"desc": "x" * 31}}}}),
    ("private-info-unused", {"app": LOCATED}),
    ("background-mode-missing", script("wx.getBackgroundAudioManager()")),
    ("call-plain-http", script("wx.request({ url: 'http://a.example/b' })")),
    ("host-refused", script("wx.request({ url: 'https://192.168.1.2/b' })")),
    ("host-refused", script("wx.uploadFile({ url: `https://api.weixin.qq.com/${x}` })")),
    (
        "host-unlisted",
        script(
            "wx.request({ url: 'https://b.example/' })", domains={"request": ("https://a.example",)}
        ),
    ),
    ("plain-http", script("const root = 'http://a.example/api'")),
    ("url-check-off", {"config": {"setting": {"urlCheck": False}}}),
    ("debug-on", script("wx.setEnableDebug({ enableDebug: true })")),
    ("debugger", script("debugger;")),
    ("secret-logged", script("console.log('in', user.token)")),
    ("secret-in-code", script(f"const appSecret = '{KEY}'")),
    ("secret-in-code", script(f"send({{ mch_key: '{KEY}' }})")),
    ("tab-count", {"app": {"tabBar": {"list": [{"pagePath": "pages/a/a"}]}}}),
    ("tab-page", {"app": {"tabBar": {"list": [{"pagePath": "pages/a/a"}, {"pagePath": "x"}]}}}),
    ("tab-icon-missing", {"app": tab_bar("no.png")}),
    ("tab-icon-large", {"files": {"t.png": b"x" * (41 * 1024)}, "app": tab_bar("t.png")}),
    ("eval", script("eval('1')")),
    ("eval", script("const wx1 = setTimeout('go()', 1)")),
    (
        "eval-in-package",
        {
            "files": {
                "pages/a/a.js": "require('made')",
                "miniprogram_npm/made/index.js": "new Function('a', 'b')",
            }
        },
    ),
    ("autoplay", page('<video src="a" autoplay></video>')),
    ("autoplay-maybe", page('<video src="a" autoplay="{{on}}"></video>')),
    ("page-unreachable", {"files": {"pages/a/a.wxml": "<view/>"}}),
    ("too-simple", {"files": {"pages/a/a.wxml": "<view/>"}, "app": {"pages": ["pages/a/a"]}}),
    ("words-found", page("<view>Lorem ipsum dolor</view>")),
    ("words-found", page('<input placeholder="输入微信号和密码"/>')),
    ("log-out-missing", page('<input password="{{true}}"/>')),
    ("category-limited", script(LOCATE)),
    ("category-limited", page('<live-player src="a"/>')),
    ("test-account-needed", page('<button open-type="getPhoneNumber">in</button>')),
    ("tracking-without-stop", script("wx.startLocationUpdate()")),
    ("permission-at-launch", script("Page({ onLoad() { wx.authorize({ fail() {} }) } })")),
    ("refusal-ignored", script("Page({ go() { wx.getWeRunData({ success() {} }) } })")),
    ("tap-needed", script("Page({ onLoad() { wx.getUserProfile({ desc: 'x' }) } })")),
    ("clipboard-at-launch", script("Page({ onShow() { wx.setClipboardData({ data: 'x' }) } })")),
    ("sitemap-missing", {"app": {"sitemapLocation": "other.json"}}),
    ("version-form", {"form": Form("1.2", "Adds a menu")}),
    ("version-not-higher", {"form": Form("1.9.0", "Adds a menu", "1.10.0")}),
    ("version-not-higher", {"form": Form("1.0.0", "Adds a menu", "1.0.0")}),
    ("description-empty", {"form": Form("1.0.0", " ")}),
    ("description-vague", {"form": Form("1.0.0", "Update")}),
    ("theme-missing", {"app": {"darkmode": True}}),
]

SOUND: list[tuple[str, Planted]] = [
    ("json-invalid", {"files": {"data/rows.json": "{}\n{}\n", "pages/a/a.js": "const x = 1"}}),
    ("page-missing", {"files": {"pages/b/b.js": None, "pages/b/b.ts": "Page({})"}}),
    ("image-missing", page('<image src="/a.png?x=1"/><image src="{{b}}"/>', **{"a.png": "x"})),
    ("image-missing", page('<image src="https://a.example/a.png"/><image src="cloud://a/b.png"/>')),
    ("file-unused", {"files": {"types/a.d.ts": "", "notes.md": "", "rows.json": "{}"}}),
    ("api-deprecated", script("wx.getWindowInfo ? wx.getWindowInfo() : wx.getSystemInfoSync()")),
    ("location-undeclared", script(LOCATE, app=LOCATED)),
    ("location-undeclared", script("if (wx.getLocation) {} // wx.getLocation()")),
    ("permission-text-missing", script(LOCATE, app=LOCATED)),
    ("private-info-unused", script(LOCATE, app=LOCATED)),
    ("private-info-unused", script("wx[name]()", app=LOCATED)),
    (
        "background-mode-missing",
        script("wx.getBackgroundAudioManager()", app={"requiredBackgroundModes": ["audio"]}),
    ),
    ("call-plain-http", script("wx.request({ url: 'https://a.example/b' })")),
    (
        "host-unlisted",
        script(
            "wx.request({ url: 'https://a.example/' })", domains={"request": ("https://a.example",)}
        ),
    ),
    ("plain-http", script("const ns = 'http://www.w3.org/2000/svg', s = 'http://www.'")),
    ("debugger", script("a.debugger = 1")),
    ("secret-logged", script("console.log('token')")),
    ("secret-in-code", script("const secret = 'xxxxxxxxxxxxxxxxxxxx', secretPage = '/pages/b/b'")),
    ("eval", script("const e = medieval('1'), g = new Function('return this')()")),
    ("eval", script("setTimeout(() => {}, 1); function f(eval) { eval('1') }")),
    ("autoplay", page('<video src="a" autoplay="{{false}}"/><swiper autoplay/>')),
    (
        "page-unreachable",
        {"files": {"pages/a/a.wxml": "<view/>", "pages/a/a.js": "go('../b/b?x=1')"}},
    ),
    (
        "too-simple",
        {"files": {"pages/a/a.wxml": "<button/><input/>"}, "app": {"pages": ["pages/a/a"]}},
    ),
    ("words-found", page("<view>Todos los días {{todo}}</view>")),
    ("log-out-missing", page('<input type="password"/><button bindtap="onLogout">x</button>')),
    ("category-limited", page("<camera/>")),
    ("test-account-needed", page('<input type="text"/>')),
    ("plugin-unused", script("requirePlugin('hello')", app={"plugins": {"hello": {}}})),
    ("tracking-without-stop", script("wx.startLocationUpdate(); wx.stopLocationUpdate()")),
    ("permission-at-launch", script("Page({ go() { wx.authorize({ fail() {} }) } })")),
    ("refusal-ignored", script("Page({ go() { wx.getWeRunData().catch(() => {}) } })")),
    ("refusal-ignored", script("wx.getUserInfo({ success() {} })")),
    (
        "page-unreachable",
        {"files": {"pages/a/a.wxml": "<view/>", "pages/a/a.js": "x = '<a href=pages/b/b> b'"}},
    ),
    ("refusal-ignored", script("const ask = (o) => wx.getWeRunData(o)")),
    ("tap-needed", script("Page({ go() { wx.getUserProfile({ desc: 'x' }) } })")),
    (
        "tab-icon-missing",
        {
            "files": {
                "t.png": b"x",
                "theme.json": '{"light": {"i": "t.png"}, "dark": {"i": "t.png"}}',
            },
            "app": {**tab_bar("@i"), "themeLocation": "theme.json"},
        },
    ),
    ("theme-missing", {"app": {"darkmode": True, "themeLocation": "theme.json"}}),
]


def test_a_sound_project_has_nothing_to_complain_about(facts: Examine) -> None:
    verdicts = examine(facts())
    assert codes(verdicts) == []
    looked = {verdict.rule.id for verdict in verdicts if verdict.state is State.CLEAN}
    assert looked == {rule.id for rule in rules().values() if rule.status is not Status.OPEN}


@pytest.mark.parametrize(("code", "planted"), FAULTS)
def test_a_planted_fault_is_found(facts: Examine, code: str, planted: Planted) -> None:
    assert code in codes(examine(facts(**planted)))


@pytest.mark.parametrize(("code", "planted"), SOUND)
def test_what_only_looks_like_a_fault_is_none(facts: Examine, code: str, planted: Planted) -> None:
    assert code not in codes(examine(facts(**planted)))


def test_every_flaw_of_the_table_is_planted() -> None:
    told = {code for rule in rules().values() for code in (*rule.codes, *rule.diagnostics)}
    planted = {code for code, _ in FAULTS}
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
    assert undeclared.severity is Severity.ERROR
    assert "getLocation" in undeclared.message
    assert "requiredPrivateInfos" in undeclared.hint
    assert purpose.file == "app.json"


def test_without_survey_and_form_nothing_is_called_clean_that_needs_them(facts: Examine) -> None:
    known = facts()
    states = {v.rule.id: v.state for v in examine(Facts(known.submission))}
    assert states["P03"] is State.CLEAN
    assert states["P01"] is states["P16"] is states["P39"] is states["P11"] is State.UNSEEN
    assert states["P33"] is State.OPEN
    assert states["P41"] is State.HUMAN


def errors_of(verdicts: tuple[Verdict, ...]) -> list[str]:
    return [
        f"{finding.place}: {finding.message}"
        for verdict in verdicts
        for finding in verdict.findings
        if finding.severity is Severity.ERROR
    ]


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


def test_the_report_says_of_every_check_what_came_of_it(facts: Examine) -> None:
    known = facts(**script(LOCATE))
    verdicts = examine(known)
    told = document(known, verdicts, "Shop")
    json.dumps(told)
    assert told["schema"] == "minideck-preflight-1"
    assert told["result"] == result_of(verdicts) == "blocked"
    assert [row["id"] for row in told["checks"]] == list(rules())
    states = {row["id"]: row["state"] for row in told["checks"]}
    assert (states["P01"], states["P08"], states["P11"]) == ("clean", "open", "found")
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
    told = sarif(examine(facts(**script(LOCATE))), tmp_path)
    (run,) = told["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(rules())
    failed = [result for result in run["results"] if result["kind"] == "fail"]
    found = next(row for row in failed if row["properties"]["code"] == "location-undeclared")
    assert found["level"] == "error"
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "pages/a/a.js", "uriBaseId": "PROJECT"}
    assert place["region"] == {"startLine": 1, "startColumn": 15}
    unmade = {row["ruleId"]: row["kind"] for row in run["results"] if row["level"] == "none"}
    assert (unmade["P33"], unmade["P41"], unmade["P01"]) == ("open", "review", "pass")
