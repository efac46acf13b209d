"""One-click fixes: each mends what it is offered for, and changes nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ide.finding import Finding
from ide.fix import Fix, NewFile, Replace, SetValue
from ide.i18n import catalogue, languages, tr
from ide.submit.fixes import StaleFixError, TextEdit, apply, plan, reader
from ide.submit.fixes.table import MAKERS
from ide.submit.project_facts import Submission
from ide.submit.rules import Facts, check
from ide.survey import Survey
from renderer.compiler import Compiler, DiskTree
from renderer.toolchain.process import Toolchain
from tests.unit.ide.submit.planted.api import LOCATE
from tests.unit.ide.submit.sound import FILES, Examine, Planted, page, script
from tests.unit.ide.submit.tables import cases, rows

MENDED: list[tuple[str, Planted, str, str]] = [
    (
        "debugger",
        script("Page({\n  go() {\n    debugger\n  },\n})\n"),
        "pages/a/a.js",
        "Page({\n  go() {\n  },\n})\n",
    ),
    ("debugger", script("if (a) debugger; else go()\n"), "pages/a/a.js", "if (a) {} else go()\n"),
    (
        "debugger",
        script("go()\ndebugger;\n(1, stop)()\n"),
        "pages/a/a.js",
        "go()\n{}\n(1, stop)()\n",
    ),
    (
        "debugger",
        script("// 注 😀\nlet a = '😀'; debugger; go(a)\n"),
        "pages/a/a.js",
        "// 注 😀\nlet a = '😀';  go(a)\n",
    ),
    (
        "debug-on",
        script("wx.setEnableDebug({\n  enableDebug: true, // (\n})\nPage({})\n"),
        "pages/a/a.js",
        "Page({})\n",
    ),
    (
        "debug-on",
        script("a && wx.setEnableDebug({ enableDebug: true })\n"),
        "pages/a/a.js",
        "a && wx.setEnableDebug({ enableDebug: false })\n",
    ),
    (
        "call-plain-http",
        script("wx.request({ url: 'http://a.example/b', data: 'http://c' })"),
        "pages/a/a.js",
        "wx.request({ url: 'https://a.example/b', data: 'http://c' })",
    ),
    (
        "plain-http",
        script('const root = "ws://a.example/x"\r\n'),
        "pages/a/a.js",
        'const root = "wss://a.example/x"\r\n',
    ),
    (
        "autoplay",
        page('<video\n  src="a>b"\n  autoplay="{{true}}"\n  loop\n></video>\n'),
        "pages/a/a.wxml",
        f'{FILES["pages/a/a.wxml"]}<video\n  src="a>b"\n  loop\n></video>\n',
    ),
    (
        "path-case",
        page('<image class="/img/A.png" src="../../img/A.png?x"/>', **{"img/a.png": ""}),
        "pages/a/a.wxml",
        f'{FILES["pages/a/a.wxml"]}<image class="/img/A.png" src="../../img/a.png?x"/>',
    ),
    (
        "api-deprecated",
        script("const { windowWidth: w, safeArea } = wx.getSystemInfoSync()\n"),
        "pages/a/a.js",
        "const { windowWidth: w, safeArea } = wx.getWindowInfo()\n",
    ),
    (
        "api-deprecated",
        script("const ios = wx.getSystemInfoSync().platform === 'ios'\n"),
        "pages/a/a.js",
        "const ios = wx.getDeviceInfo().platform === 'ios'\n",
    ),
    (
        "json-invalid",
        {"files": {"pages/a/a.json": "{\n  // title\n  'navigationBarTitleText': 'it\"s',\n}\n"}},
        "pages/a/a.json",
        '{\n  "navigationBarTitleText": "it\\"s"\n}\n',
    ),
    (
        "component-unused",
        {
            "files": {
                "c/c.json": '{"component": true}',
                "c/c.wxml": "",
                "c/c.js": "Component({})",
                "pages/a/a.json": '\ufeff{\r\n\t"usingComponents": {\r\n\t"x": "/c/c"\r\n}\r\n}',
            }
        },
        "pages/a/a.json",
        '\ufeff{\r\n\t"usingComponents": {}\r\n}',
    ),
    (
        "location-undeclared",
        script(LOCATE, app={"requiredPrivateInfos": ["chooseAddress"]}),
        "app.json",
        '"chooseAddress",\n    "getLocation"\n  ]',
    ),
    (
        "page-missing",
        {"app": {"pages": ["pages/a/a", "pages/b/b", "pages/c/c"]}},
        "app.json",
        '"pages/b/b"\n  ]',
    ),
    (
        "minify-off",
        {"config": {"setting": {"minified": False}}},
        "project.config.json",
        '"minified": true',
    ),
]
TOLD_NEXT = {"page-missing": {("too-simple", "app.json")}}
"""What is seen only when something else is gone."""
UNFIXED: list[tuple[str, Planted]] = [
    ("call-plain-http", script("wx.request({ url: 'http://a.example:8080/b' })")),
    ("call-plain-http", script("wx.request({ url: 'http://192.168.1.4/b' })")),
    ("call-plain-http", script("wx.request({ url: 'http://a.example/b' })",
                               domains={"request": ("https://b.example",)})),
    ("api-deprecated", script("const all = wx.getSystemInfoSync()")),
    ("api-deprecated", script("const { model, windowWidth } = wx.getSystemInfoSync()")),
    ("api-deprecated", script("wx.chooseImage()")),
    ("location-undeclared", script(LOCATE, app={"requiredPrivateInfos": ["getFuzzyLocation"]})),
    ("page-missing", {"app": {"pages": ["pages/c/c"]}}),
    ("json-invalid", {"files": {"pages/a/a.json": "{broken"}}),
    ("folder-unused", {"files": {"old/old.js": "", "old/old.json": "{}", "old/a.png": "x"}}),
]  # fmt: skip


def looked_at_again(facts: Facts, toolchain: Toolchain) -> Facts:
    root = facts.submission.root
    settings = json.loads((root / "project.config.json").read_text("utf-8"))
    survey = Survey(Compiler(DiskTree(root), toolchain).survey().to_json())
    submission = Submission(root, root, settings)
    return Facts(submission, survey, facts.form, facts.domains)


def contents(root: Path) -> dict[str, bytes]:
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in root.rglob("*")
        if file.is_file()
    }


def fixed(facts: Facts, code: str) -> list[Finding]:
    return [found for found in check(facts) if found.code == code and found.fix is not None]


def kinds(findings: list[Finding]) -> set[tuple[str, str]]:
    return {(found.code, found.file) for found in findings}


@pytest.mark.parametrize(
    ("code", "planted"), [case for case in cases("FAULTS") if case.values[0] in MAKERS]
)
def test_what_a_fix_was_offered_for_is_gone_afterwards_and_nothing_new_is_there(
    facts: Examine, toolchain: Toolchain, code: str, planted: Planted
) -> None:
    known = facts(**planted)
    root, before = known.submission.root, check(known)
    for finding in [found for found in before if found.code == code and found.fix is not None]:
        assert finding.fix is not None
        was = contents(root)
        steps = plan([finding.fix], reader(root))
        assert steps.left == ()
        assert tr(finding.fix.title, **finding.fix.values)
        apply(root, steps)
        changed = {name for name, data in contents(root).items() if was.get(name) != data}
        assert changed == {change.file for change in steps.files}
        assert plan([finding.fix], reader(root)).files == () or _moves_text(finding.fix)
    if any(found.code == code and found.fix for found in before):
        after = check(looked_at_again(known, toolchain))
        assert [found for found in after if found.code == code and found.fix is not None] == []
        assert kinds(after) - kinds(before) <= TOLD_NEXT.get(code, set())


def _moves_text(fix: Fix) -> bool:
    return any(isinstance(change, Replace | NewFile) for change in fix.changes)


def test_every_fix_is_offered_somewhere(facts: Examine) -> None:
    assert set(MAKERS) <= {code for _, code, _ in rows("FAULTS")}
    titled = {key for key in catalogue("en") if key.startswith("fixing.")}
    for language in languages():
        assert titled <= set(catalogue(language))


@pytest.mark.parametrize("case", MENDED, ids=lambda case: case[0])
def test_a_fix_changes_what_it_means_and_no_other_byte(
    facts: Examine, toolchain: Toolchain, case: tuple[str, Planted, str, str]
) -> None:
    code, planted, file, text = case
    known = facts(**planted)
    root = known.submission.root
    finding = fixed(known, code)[0]
    assert finding.fix is not None
    apply(root, plan([finding.fix], reader(root)))
    after = (root / file).read_bytes().decode()
    assert text in after if file in ("app.json", "project.config.json") else after == text
    assert fixed(looked_at_again(known, toolchain), code) == []


@pytest.mark.parametrize(("code", "planted"), UNFIXED)
def test_what_is_not_certain_has_no_fix(facts: Examine, code: str, planted: Planted) -> None:
    found = [finding for finding in check(facts(**planted)) if finding.code == code]
    assert found
    assert all(finding.fix is None for finding in found)


def test_many_fixes_of_one_file_are_one_change_and_what_no_longer_fits_is_left(
    facts: Examine, toolchain: Toolchain
) -> None:
    text = "debugger\nwx.getLocation({ fail() {} })\nwx.chooseAddress({ fail() {} })\ndebugger\n"
    known = facts(**script(text))
    root = known.submission.root
    offered = [found.fix for found in check(known) if found.fix is not None]
    stale = Fix("fixing.set", (Replace("pages/a/a.js", 1, 1, "nothing", ""),))
    steps = plan([*offered, *offered, stale], reader(root))
    assert steps.left == (stale,)
    assert [change.file for change in steps.files] == ["app.json", "pages/a/a.js"]
    assert [len(change.edits) for change in steps.files] == [1, 2]
    assert "-debugger\n wx.getLocation" in steps.diff
    assert "+++ b/app.json\n" in steps.diff
    apply(root, steps)
    assert [found for found in check(looked_at_again(known, toolchain)) if found.fix] == []


def test_an_edit_says_exactly_which_letters_go_and_come() -> None:
    before = 'a = 1\nroot = "😀http://a.example"\n'
    fix = Fix("fixing.secured", (Replace("a.js", 2, 11, "http", "https"),))
    (change,) = plan([fix], {"a.js": before}.get).files
    assert change.edits == (TextEdit(2, 15, 2, 15, "s"),)
    assert change.diff.splitlines()[:2] == ["--- a/a.js", "+++ b/a.js"]


def test_a_file_that_changed_is_told_and_nothing_is_written(facts: Examine) -> None:
    known = facts(**script("debugger\n", app={"lazyCodeLoading": ""}))
    root = known.submission.root
    steps = plan([found.fix for found in check(known) if found.fix], reader(root))
    (root / "pages/a/a.js").write_text("other\n", "utf-8")
    was = contents(root)
    with pytest.raises(StaleFixError, match=r"pages/a/a\.js"):
        apply(root, steps)
    assert contents(root) == was


def test_when_a_file_cannot_be_written_those_before_it_are_put_back(facts: Examine) -> None:
    root = facts(files={"x/y": "a file"}).submission.root
    changes = (NewFile("app.txt", "made\n"), NewFile("x/y/z.txt", "in a file\n"))
    was = contents(root)
    with pytest.raises(OSError):  # noqa: PT011
        apply(root, plan([Fix("fixing.files_made", changes)], reader(root)))
    assert contents(root) == was


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    root, outside = tmp_path / "app", tmp_path / "outside.json"
    root.mkdir()
    outside.write_text("{}", "utf-8")
    (root / "app.json").symlink_to(outside)
    fix = Fix("fixing.set", (SetValue("app.json", ("a",), 1),))
    assert plan([fix], reader(root)).left == (fix,)


def test_encoding_mark_and_line_endings_stay(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes('\ufeff{\r\n\t"a": "注"\r\n}\r\n'.encode("utf-16"))
    fix = Fix("fixing.set", (SetValue("a.json", ("b", "c"), value=True),))
    apply(tmp_path, plan([fix], reader(tmp_path)))
    text = (tmp_path / "a.json").read_bytes().decode("utf-16")
    assert text == '\ufeff{\r\n\t"a": "注",\r\n\t"b": {\r\n\t\t"c": true\r\n\t}\r\n}\r\n'
