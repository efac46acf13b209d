"""Projects as people have them: with and without their configuration files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pytest

from renderer.compiler import Compiler, Manifest, MemoryTree
from renderer.compiler.cache import NoCache
from renderer.compiler.config.project import ProjectConfig, load_project
from renderer.compiler.files import ProjectFiles

Project = Callable[[Mapping[str, str | bytes | None]], Compiler]
APP = '{"pages": ["pages/index/index"]}'


def load(files: Mapping[str, str]) -> ProjectConfig:
    return load_project(ProjectFiles(MemoryTree(files)))


def codes(manifest: Manifest, severity: str = "") -> list[str]:
    return [note.code for note in manifest.diagnostics if severity in ("", note.severity)]


@pytest.mark.parametrize(
    ("files", "root"),
    [
        ({"app.json": APP}, ""),
        ({"miniprogram/app.json": APP}, "miniprogram/"),
        ({"src/app.json": APP}, "src/"),
        ({"dist/build/mp-weixin/app.json": APP}, "dist/build/mp-weixin/"),
        ({"deep/er/app.json": APP, "other/app.json": '{"name": "expo"}'}, "deep/er/"),
        ({"project.config.json": '{"miniprogramRoot": "mp/"}', "mp/app.json": APP}, "mp/"),
        ({"project.config.json": '{"miniprogramRoot": "./"}', "app.json": APP}, ""),
        ({"demo/project.config.json": "{}", "demo/app.json": APP}, "demo/"),
        (
            {"demo/project.config.json": '{"miniprogramRoot": "mp"}', "demo/mp/app.json": APP},
            "demo/mp/",
        ),
        ({"project.config.json": '{"miniprogramRoot": "../x"}', "app.json": APP}, ""),
        ({"project.config.json": '{"miniprogramRoot": 3}', "app.json": APP}, ""),
    ],
)
def test_the_app_is_found(files: Mapping[str, str], root: str) -> None:
    assert load(files).package_root == root


def test_a_wrong_root_is_named_and_gone_around() -> None:
    config = load({"project.config.json": '{\n"miniprogramRoot": "dist/"}', "src/app.json": APP})
    (note,) = config.diagnostics
    assert config.package_root == "src/"
    assert (note.code, note.file, note.line) == ("root-missing", "project.config.json", 2)


@pytest.mark.parametrize(
    ("marker", "framework"),
    [("src/app.config.ts", "Taro"), ("pages.json", "uni-app"), ("src/app.mpx", "mpx")],
)
def test_sources_of_other_frameworks_are_told_to_be_built(marker: str, framework: str) -> None:
    (note,) = load({marker: ""}).diagnostics
    assert (note.code, note.severity) == ("app-unbuilt", "error")
    assert framework in note.message


def test_an_empty_folder_is_an_error_not_an_exception(toolchain: object) -> None:
    manifest = Compiler(MemoryTree({}), toolchain, NoCache()).manifest()  # type: ignore[arg-type]
    assert codes(manifest) == ["app-json-missing"]
    assert manifest.pages == ()
    assert manifest.entry_page == ""


@pytest.mark.parametrize(
    "files",
    [{"game.json": "{}"}, {"app.json": APP, "project.config.json": '{"compileType": "game"}'}],
)
def test_a_game_is_refused_in_one_sentence(files: Mapping[str, str]) -> None:
    notes = load(files).diagnostics
    assert [note.code for note in notes if note.severity == "error"] == ["game-unsupported"]


def test_the_private_file_overrides_only_what_it_may() -> None:
    config = load(
        {
            "app.json": APP,
            "project.config.json": json.dumps(
                {
                    "appid": "wx1",
                    "libVersion": "3.0.0",
                    "projectname": "shared",
                    "setting": {"urlCheck": True, "es6": True},
                }
            ),
            "project.private.config.json": json.dumps(
                {
                    "libVersion": "latest",
                    "projectname": "mine",
                    "setting": {"urlCheck": False, "es6": False},
                }
            ),
        }
    )
    assert (config.app_id, config.name, config.lib_version) == ("wx1", "mine", "3.0.0")
    assert config.setting == {"urlCheck": False, "es6": True}


def test_unknown_keys_are_kept_and_noticed() -> None:
    config = load({"app.json": APP, "project.config.json": '{"settings": {}, "x-tool": 1}'})
    assert config.values["x-tool"] == 1
    assert [(note.code, note.severity) for note in config.diagnostics] == [
        ("config-key-typo", "warning"),
        ("config-key-unknown", "info"),
    ]
    assert "setting" in config.diagnostics[0].hint


def test_broken_project_settings_do_not_stop_the_app(project: Project) -> None:
    manifest = project({"project.config.json": '{"appid": '}).manifest()
    assert codes(manifest, "error") == ["json-syntax"]
    assert manifest.entry_page == "pages/index/index"


def test_the_manifest_of_a_full_app(project: Project) -> None:
    manifest = project(
        {
            "project.config.json": '{"appid": "wx1", "projectname": "demo", "libVersion": "3.8.0"}',
            "app.json": json.dumps(
                {
                    "pages": ["/pages/index/index.wxml", "pages/b/b"],
                    "subPackages": [
                        {"root": "/sub/", "pages": ["p/p"], "independent": True},
                        {"root": "more", "pages": ["q/q"]},
                    ],
                    "subpackages": [{"root": "third", "pages": ["r/r"]}],
                    "window": {"navigationBarTitleText": "App", "backgroundColor": "@bg"},
                    "entryPagePath": "pages/b/b",
                    "darkmode": True,
                }
            ),
            "theme.json": '{"light": {"bg": "#fff"}, "dark": {"bg": "#000"}}',
            "sub/p/p.json": '{"navigationBarTitleText": "P", "usingComponents": {}, '
            '"enablePullDownRefresh": "true"}',
        }
    ).manifest()
    assert [(page.route, page.package) for page in manifest.pages] == [
        ("pages/index/index", ""),
        ("pages/b/b", ""),
        ("sub/p/p", "sub"),
        ("more/q/q", "more"),
        ("third/r/r", "third"),
    ]
    assert manifest.entry_page == "pages/b/b"
    assert manifest.pages[2].window == {
        "navigationBarTitleText": "P",
        "backgroundColor": "@bg",
        "enablePullDownRefresh": True,
    }
    assert manifest.theme["dark"] == {"bg": "#000"}
    assert (manifest.app_id, manifest.project_name, manifest.lib_version) == (
        "wx1",
        "demo",
        "3.8.0",
    )


def test_ext_json_overrides_the_app_and_its_pages(project: Project) -> None:
    manifest = project(
        {
            "app.json": '{"pages": ["pages/index/index"],'
            ' "window": {"navigationBarTitleText": "A"}}',
            "ext.json": json.dumps(
                {
                    "extEnable": True,
                    "window": {"navigationBarTitleText": "E"},
                    "extPages": {"pages/index/index": {"backgroundColor": "#123456"}},
                    "ext": {"shop": 1},
                }
            ),
        }
    ).manifest()
    assert manifest.pages[0].window == {
        "navigationBarTitleText": "E",
        "backgroundColor": "#123456",
    }


def test_an_ext_json_that_is_off_does_nothing(project: Project) -> None:
    manifest = project({"ext.json": '{"extEnable": false, "pages": []}'}).manifest()
    assert manifest.entry_page == "pages/index/index"


def test_mistakes_in_the_app_are_named_at_their_lines(project: Project) -> None:
    text = """{
  "pages": ["pages/index/index", "pages/index/index", 7],
  "entryPagePath": "pages/no/no",
  "tabBar": {"list": [{"pagePath": "pages/none/none", "text": "a", "iconPath": "no.png"}]},
  "preloadRule": {"pages/gone/gone": {"packages": ["nowhere"]}},
  "window": {"navigationBarTextStyle": "pink", "enablePullDownRefresh": "yes"}
}"""
    manifest = project({"app.json": text}).manifest()
    found = {(note.code, note.line) for note in manifest.diagnostics}
    assert found >= {
        ("page-duplicate", 2),
        ("page-entry-invalid", 2),
        ("entry-page-unknown", 3),
        ("tab-bar-count", 4),
        ("tab-bar-page", 4),
        ("tab-bar-icon", 4),
        ("preload-page-unknown", 5),
        ("preload-package-unknown", 5),
        ("config-value", 6),
        ("config-type", 6),
    }
    assert all(note.file == "app.json" for note in manifest.diagnostics)


def test_a_variable_of_the_theme_stands_for_any_value(project: Project) -> None:
    text = """{
  "pages": ["pages/index/index"], "darkmode": true, "themeLocation": "theme.json",
  "window": {"navigationBarTextStyle": "@bar", "backgroundTextStyle": "@pull"}
}"""
    colours = (
        '{"light": {"bar": "black", "pull": "dark"}, "dark": {"bar": "white", "pull": "light"}}'
    )
    manifest = project({"app.json": text, "theme.json": colours}).manifest()
    assert manifest.diagnostics == ()


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "7", "{", '{"pages": 3}', '{"pages": {}, "tabBar": []}']
)
def test_an_app_json_of_any_shape_is_no_exception(project: Project, text: str) -> None:
    manifest = project({"app.json": text}).manifest()
    assert manifest.pages == ()


@pytest.mark.parametrize("there", [True, False])
def test_a_custom_tab_bar(project: Project, there: bool) -> None:
    bar = {"custom": True, "list": [{"pagePath": "pages/index/index"}] * 2}
    app = json.dumps({"pages": ["pages/index/index"], "tabBar": bar})
    files = {"custom-tab-bar/index.wxml": "<view/>", "custom-tab-bar/index.js": ""} if there else {}
    compiler = project({"app.json": app, **files})
    manifest = compiler.manifest()
    assert manifest.custom_tab_bar == ("custom-tab-bar/index" if there else None)
    assert ("tab-bar-custom-missing" in codes(manifest)) is not there


def test_paths_of_findings_are_project_paths(project: Project) -> None:
    compiler = project(
        {
            "app.json": None,
            "miniprogram/app.json": APP,
            "miniprogram/pages/index/index.wxml": '<import src="no.wxml"/>',
            "miniprogram/pages/index/index.js": "require('./no'); Page({",
        }
    )
    chunk = compiler.chunk("page/pages/index/index")
    assert compiler.manifest().package_root == "miniprogram/"
    assert {note.file for note in chunk.diagnostics} == {
        "miniprogram/pages/index/index.wxml",
        "miniprogram/pages/index/index.js",
    }
    assert compiler.project_path("app.js") == "miniprogram/app.js"


def test_the_renderer_comes_from_page_package_or_app(project: Project) -> None:
    compiler = project(
        {
            "app.json": json.dumps(
                {
                    "pages": ["pages/index/index"],
                    "subPackages": [{"root": "s", "pages": ["p"], "renderer": "skyline"}],
                }
            ),
            "s/p.wxml": "",
        }
    )
    assert compiler.chunk("page/s/p").components["s/p"].renderer == "skyline"
    home = compiler.chunk("page/pages/index/index").components["pages/index/index"]
    assert home.renderer == "webview"


def test_assets_are_files_of_the_package_only(project: Project) -> None:
    compiler = project({"images/a.png": b"\x89PNG"})
    assert compiler.asset("images/a.png") == b"\x89PNG"
    assert compiler.asset("/images/a.png") == b"\x89PNG"
    assert compiler.asset("images/b.png") is None
    assert compiler.asset("../images/a.png") is None
    assert compiler.asset("") is None


@pytest.mark.parametrize("text", ["", "{}", '{"pages": []}'])
def test_an_app_without_pages_is_an_error(project: Project, text: str) -> None:
    assert codes(project({"app.json": text}).manifest(), "error") == ["app-no-pages"]


def test_an_empty_page_json_counts_as_an_empty_object(project: Project) -> None:
    chunk = project({"pages/index/index.json": ""}).chunk("page/pages/index/index")
    assert [(note.code, note.severity) for note in chunk.diagnostics] == [("json-empty", "warning")]
