"""The checks before a submission, and the package they let through."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ide.finding import Finding, Severity
from ide.submit import package, rules
from ide.submit.files import package_files
from ide.submit.history import History, Written, next_version
from ide.submit.project_facts import Form, Submission

GOOD = Form("1.2.0", "Adds the evening menu", "1.1.9")
Make = Callable[..., Submission]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A sound project with files changed, or taken away with None."""

    def build(
        files: dict[str, str | bytes | None] | None = None,
        *,
        app: dict[str, Any] | None = None,
        config: dict[str, Any] | None = None,
        form: Form = GOOD,
    ) -> Submission:
        described = {
            "pages": ["pages/a/a", "pages/b/b"],
            "lazyCodeLoading": "requiredComponents",
            **(app or {}),
        }
        content: dict[str, str | bytes | None] = {
            "app.json": json.dumps(described, indent=2),
            "app.js": "App({})\n",
        }
        for page in ("pages/a/a", "pages/b/b"):
            content |= {f"{page}.wxml": "<view/>\n", f"{page}.js": "Page({})\n"}
        for path, text in (content | (files or {})).items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if text is not None:
                file.write_bytes(text if isinstance(text, bytes) else text.encode())
        settings = {"appid": "wx0123456789abcdef", **(config or {})}
        return Submission(tmp_path, tmp_path, settings, form)

    return build


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_a_sound_project_has_nothing_to_complain_about(make: Make) -> None:
    assert rules.check(make()) == []


def test_a_missing_page_is_placed_in_app_json(make: Make) -> None:
    found = rules.check(make({"pages/b/b.wxml": None}))
    assert codes(found) == ["page-missing"]
    assert (found[0].file, found[0].line) == ("app.json", 4)
    assert found[0].severity is Severity.ERROR


def test_a_page_of_a_subpackage_counts_from_its_root(make: Make) -> None:
    sub = {"subPackages": [{"root": "more/", "pages": ["c/c"]}]}
    assert codes(rules.check(make(app=sub))) == ["page-missing"]
    files: dict[str, str | bytes | None] = {"more/c/c.wxml": "", "more/c/c.ts": ""}
    assert rules.check(make(files, app=sub)) == []


def tab_bar(icon: str) -> dict[str, Any]:
    first = {"pagePath": "pages/a/a", "iconPath": icon}
    return {"tabBar": {"list": [first, {"pagePath": "pages/b/b"}]}}


FAULTS: list[tuple[str, dict[str, Any]]] = [
    ("page-twice", {"app": {"pages": ["pages/a/a", "pages/a/a"]}}),
    ("pages-none", {"app": {"pages": []}}),
    ("app-json", {"files": {"app.json": "[]"}}),
    ("json-invalid", {"files": {"pages/a/a.json": "{broken"}}),
    ("part-too-large", {"files": {"big.wasm": b"x" * (2 * 1024 * 1024 + 1)}}),
    ("part-nearly-too-large", {"files": {"big.wasm": b"x" * (1800 * 1024)}}),
    ("picture-large", {"files": {"a.png": b"x" * (201 * 1024)}}),
    ("tab-count", {"app": {"tabBar": {"list": [{"pagePath": "pages/a/a"}]}}}),
    (
        "tab-page",
        {"app": {"tabBar": {"list": [{"pagePath": "pages/a/a"}, {"pagePath": "pages/x/x"}]}}},
    ),
    ("tab-icon-missing", {"app": tab_bar("no.png")}),
    ("tab-icon-large", {"files": {"t.png": b"x" * (41 * 1024)}, "app": tab_bar("t.png")}),
    ("version-form", {"form": Form("1.2", "Adds a menu")}),
    ("version-not-higher", {"form": Form("1.9.0", "Adds a menu", "1.10.0")}),
    ("version-not-higher", {"form": Form("1.0.0", "Adds a menu", "1.0.0")}),
    ("description-empty", {"form": Form("1.0.0", " ")}),
    ("description-vague", {"form": Form("1.0.0", "Update")}),
    ("guest-app-id", {"config": {"appid": "touristappid"}}),
    ("url-check-off", {"config": {"setting": {"urlCheck": False}}}),
    ("permission-text-long", {"app": {"permission": {"scope.userLocation": {"desc": "x" * 31}}}}),
    ("location-undeclared", {"files": {"app.js": "wx.getLocation({})"}}),
    ("plain-http", {"files": {"app.js": "const a = 'http://a.example/b'"}}),
    ("eval", {"files": {"app.js": "eval('1')"}}),
    ("debugger", {"files": {"app.js": "debugger;"}}),
    ("autoplay", {"files": {"pages/a/a.wxml": "<video src='a' autoplay></video>"}}),
    ("lazy-loading-off", {"app": {"lazyCodeLoading": ""}}),
]


@pytest.mark.parametrize(("code", "planted"), FAULTS)
def test_a_planted_fault_is_found(make: Make, code: str, planted: dict[str, Any]) -> None:
    assert code in codes(rules.check(make(**planted)))


def test_every_rule_of_the_table_has_a_planted_fault() -> None:
    planted = {code for code, _ in FAULTS} | {"page-missing", "total-too-large"}
    assert set(rules.rules()) == planted


def test_all_packages_together_have_a_limit(make: Make) -> None:
    subs = [{"root": f"s{n}", "pages": []} for n in range(16)]
    files: dict[str, str | bytes | None] = {
        f"s{n}/a.wasm": b"x" * (2 * 1024 * 1024 - 9) for n in range(16)
    }
    assert codes(rules.check(make(files, app={"subPackages": subs}))) == ["total-too-large"]


@pytest.mark.parametrize(
    "line", ["// eval('1')", "const e = medieval(1)", "wx.getLocationName()", "a.debugger = 1"]
)
def test_what_only_looks_like_a_fault_is_none(make: Make, line: str) -> None:
    assert rules.check(make({"app.js": line})) == []


def test_a_declared_location_api_is_fine(make: Make) -> None:
    declared = {"requiredPrivateInfos": ["getLocation"]}
    assert rules.check(make({"app.js": "wx.getLocation({})"}, app=declared)) == []


PACKED = {"a.png", "b.svg", "docs/c.png", "docs/d.svg", "deep/docs/e.png"}


@pytest.mark.parametrize(
    ("kind", "value", "ignored"),
    [
        ("folder", "docs", {"docs/c.png", "docs/d.svg"}),
        ("file", "a.png", {"a.png"}),
        ("suffix", ".PNG", {"a.png", "docs/c.png", "deep/docs/e.png"}),
        ("prefix", "c", {"docs/c.png"}),
        ("glob", "docs/*.png", {"docs/c.png"}),
        ("regexp", "^docs/", {"docs/c.png", "docs/d.svg"}),
        ("regexp", "(", set()),
    ],
)
def test_pack_options_ignore(tmp_path: Path, kind: str, value: str, ignored: set[str]) -> None:
    for path in PACKED:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"x")
    rule = {"type": kind, "value": value}
    found = package_files(tmp_path, {"packOptions": {"ignore": [rule]}})
    assert {file.path for file in found} == PACKED - ignored


def test_include_beats_ignore_and_the_platform_s_list(tmp_path: Path) -> None:
    for path in ("notes.md", "a.png"):
        (tmp_path / path).write_bytes(b"x")
    options = {
        "ignore": [{"type": "suffix", "value": ".png"}],
        "include": [{"type": "file", "value": "a.png"}],
    }
    assert [file.path for file in package_files(tmp_path, {"packOptions": options})] == ["a.png"]


def test_links_out_of_the_project_are_not_packed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.js"
    secret.write_text("key")
    app = tmp_path / "app"
    app.mkdir()
    (app / "link.js").symlink_to(secret)
    assert package_files(app, {}) == []


def test_the_same_files_give_the_same_bytes(make: Make) -> None:
    submission = make()
    first = package.build(submission)
    for file in submission.app_root.rglob("*.js"):
        file.touch()
    assert package.build(make()) == first


def test_the_package_holds_exactly_the_files_and_its_manifest_describes_it(
    make: Make, tmp_path: Path
) -> None:
    submission = make({"README.md": "no", "project.config.json": "{}", ".hidden.js": "no"})
    done = package.write(submission, tmp_path / "out", "My / app")
    assert done.file.name == "My-app-1.2.0.zip"
    manifest = json.loads(done.manifest.read_text("utf-8"))
    with zipfile.ZipFile(done.file) as archive:
        assert archive.namelist() == [row["path"] for row in manifest["files"]]
        assert "README.md" not in archive.namelist()
    assert manifest["sha256"] == done.sha256
    assert manifest["appid"] == "wx0123456789abcdef"


def test_a_folder_that_cannot_be_written_is_an_error(make: Make, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        package.write(make(), tmp_path / "file", "app")


def test_the_history_knows_the_last_package(tmp_path: Path) -> None:
    history = History(tmp_path / "history.json")
    assert history.last(tmp_path) is None
    for version in ("1.0.0", "1.0.1"):
        history.add(tmp_path, Written(version, "words", "a.zip", "00"))
    last = History(tmp_path / "history.json").last(tmp_path)
    assert last is not None
    assert last.version == "1.0.1"


@pytest.mark.parametrize(
    ("last", "following"), [("", "1.0.0"), ("1.0.9", "1.0.10"), ("2.3", "2.4"), ("odd", "1.0.0")]
)
def test_the_next_version(last: str, following: str) -> None:
    assert next_version(last) == following
