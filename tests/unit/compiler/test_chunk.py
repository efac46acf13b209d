"""A chunk holds exactly what a page needs; one broken page fails alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pytest

from renderer.compiler import Chunk, Compiler

Project = Callable[[Mapping[str, str | bytes | None]], Compiler]
COMPONENT = '{"component": true}'


def component(path: str, wxml: str = "<text/>", json: str = COMPONENT) -> dict[str, str]:
    return {f"{path}.json": json, f"{path}.wxml": wxml, f"{path}.js": "Component({})"}


def page(tag: str, target: str) -> dict[str, str]:
    return {
        "pages/index/index.json": json.dumps({"usingComponents": {tag: target}}),
        "pages/index/index.wxml": f"<{tag}/>",
    }


def errors(chunk: Chunk) -> list[tuple[str, str, int]]:
    return [
        (note.code, note.file, note.line) for note in chunk.diagnostics if note.severity == "error"
    ]


def test_a_simple_page(project: Project) -> None:
    chunk = project({"pages/index/index.wxss": ".a { width: 10rpx }"}).chunk(
        "page/pages/index/index"
    )
    unit = chunk.components["pages/index/index"]
    assert chunk.name == "page/pages/index/index"
    assert unit.script == "pages/index/index.js"
    assert unit.style == "pages/index/index.wxss"
    assert "hello" in unit.template
    assert list(chunk.modules) == ["pages/index/index.js"]
    assert chunk.modules["pages/index/index.js"].code == "Page({})\n"
    assert 10 in chunk.styles["pages/index/index.wxss"].parts
    assert errors(chunk) == []


def test_the_same_sources_give_the_same_bytes(project: Project) -> None:
    files = {
        **page("a-b", "/comp/a"),
        **component("comp/a", "<b/>"),
        "pages/index/index.wxss": ".a{}",
    }
    first = json.dumps(project(files).chunk("page/pages/index/index").to_json())
    reordered = dict(reversed(files.items()))
    assert json.dumps(project(reordered).chunk("page/pages/index/index").to_json()) == first


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("../../comp/a", "comp/a"),
        ("/comp/a", "comp/a"),
        ("local/a", "pages/index/local/a"),
        ("./local/a", "pages/index/local/a"),
        ("comp/a", "comp/a"),
        ("/comp/folder", "comp/folder/index"),
        ("/comp/folder/", "comp/folder/index"),
        ("lib/button", "miniprogram_npm/lib/button/index"),
        ("/miniprogram_npm/lib/button/index", "miniprogram_npm/lib/button/index"),
    ],
)
def test_component_paths_of_real_apps(project: Project, target: str, path: str) -> None:
    chunk = project({**page("x-a", target), **component(path)}).chunk("page/pages/index/index")
    assert chunk.components["pages/index/index"].using == {"x-a": path}
    assert set(chunk.components) == {"pages/index/index", path}
    assert errors(chunk) == []


def test_a_missing_component_is_an_error_of_its_page_only(project: Project) -> None:
    compiler = project(
        {
            "app.json": '{"pages": ["pages/index/index", "pages/b/b"]}',
            **page("x-a", "/comp/nothing"),
            "pages/b/b.wxml": "<view/>",
            "pages/b/b.js": "Page({})",
        }
    )
    chunk = compiler.chunk("page/pages/index/index")
    unit = chunk.components["pages/index/index"]
    assert errors(chunk) == [("component-missing", "pages/index/index.json", 1)]
    assert "/comp/nothing" in unit.missing["x-a"]
    assert unit.using == {}
    assert errors(compiler.chunk("page/pages/b/b")) == []


def test_a_missing_component_that_is_not_used_is_a_warning(project: Project) -> None:
    files = {**page("x-a", "/comp/nothing"), "pages/index/index.wxml": "<view/>"}
    chunk = project(files).chunk("page/pages/index/index")
    assert [(note.code, note.severity) for note in chunk.diagnostics] == [
        ("component-missing", "warning")
    ]
    assert chunk.components["pages/index/index"].missing == {}


def test_a_name_in_the_wrong_case_is_missing_and_hinted(project: Project) -> None:
    chunk = project({**page("x-a", "/Comp/A"), **component("comp/a")}).chunk(
        "page/pages/index/index"
    )
    (note,) = chunk.diagnostics
    assert note.code == "component-missing"
    assert "comp/a?" in note.hint


def test_components_of_the_app_are_inherited_where_a_template_uses_them(project: Project) -> None:
    chunk = project(
        {
            "app.json": json.dumps(
                {
                    "pages": ["pages/index/index"],
                    "usingComponents": {"x-a": "comp/a", "x-b": "comp/b", "x-c": "comp/none"},
                }
            ),
            "pages/index/index.wxml": "<x-a/>",
            **component("comp/a", "<x-b/>"),
            **component("comp/b"),
        }
    ).chunk("page/pages/index/index")
    assert set(chunk.components) == {"pages/index/index", "comp/a", "comp/b"}
    assert chunk.components["comp/a"].using == {"x-b": "comp/b"}
    assert errors(chunk) == []


def test_components_may_use_each_other_and_themselves(project: Project) -> None:
    using = '{"component": true, "usingComponents": {"x-a": "./a", "x-b": "./b"}}'
    chunk = project(
        {
            **page("x-a", "/comp/a"),
            **component("comp/a", "<x-b/><x-a/>", using),
            **component("comp/b", "<x-a/>", using),
        }
    ).chunk("page/pages/index/index")
    assert set(chunk.components) == {"pages/index/index", "comp/a", "comp/b"}
    assert chunk.components["comp/a"].using == {"x-a": "comp/a", "x-b": "comp/b"}


def test_generics_bring_their_values_and_defaults(project: Project) -> None:
    chunk = project(
        {
            "pages/index/index.json": json.dumps(
                {"usingComponents": {"x-list": "/comp/list", "x-row": "/comp/row"}}
            ),
            "pages/index/index.wxml": '<x-list generic:row="x-row"/>',
            **component(
                "comp/list",
                "<row/><head/>",
                json.dumps(
                    {
                        "component": True,
                        "componentGenerics": {"row": True, "head": {"default": "./head"}},
                    }
                ),
            ),
            **component("comp/row"),
            **component("comp/head"),
        }
    ).chunk("page/pages/index/index")
    assert set(chunk.components) == {"pages/index/index", "comp/list", "comp/row", "comp/head"}
    generics = chunk.components["comp/list"].json["componentGenerics"]
    assert generics == {"row": True, "head": {"default": "comp/head"}}


def test_a_placeholder_comes_with_the_component_it_stands_for(project: Project) -> None:
    chunk = project(
        {
            "pages/index/index.json": json.dumps(
                {
                    "usingComponents": {"x-a": "/comp/a", "x-wait": "/comp/wait"},
                    "componentPlaceholder": {"x-a": "x-wait"},
                }
            ),
            "pages/index/index.wxml": "<x-a/>",
            **component("comp/a"),
            **component("comp/wait"),
        }
    ).chunk("page/pages/index/index")
    assert chunk.components["pages/index/index"].using == {"x-a": "comp/a", "x-wait": "comp/wait"}


def test_tags_of_imported_and_included_templates_count(project: Project) -> None:
    files = {
        **page("x-a", "/comp/a"),
        **component("comp/a"),
        "pages/index/index.wxml": '<import src="/t/a.wxml"/><include src="../../t/b"/>',
        "t/a.wxml": '<template name="t"><x-a/></template>',
        "t/b.wxml": "<view>included</view>",
    }
    chunk = project(files).chunk("page/pages/index/index")
    assert "comp/a" in chunk.components
    assert "included" in chunk.components["pages/index/index"].template
    assert errors(chunk) == []


def test_templates_that_import_each_other_end(project: Project) -> None:
    chunk = project(
        {
            "pages/index/index.wxml": '<import src="/t/a.wxml"/><template is="a"/>',
            "t/a.wxml": '<import src="b.wxml"/><template name="a"><template is="b"/></template>',
            "t/b.wxml": '<import src="a.wxml"/><template name="b">text</template>',
        }
    ).chunk("page/pages/index/index")
    assert errors(chunk) == []


def test_a_missing_template_and_wxs_name_their_lines(project: Project) -> None:
    chunk = project(
        {
            "pages/index/index.wxml": '<view/>\n<import src="./no.wxml"/>\n'
            '<wxs src="./no.wxs" module="m"/>\n'
        }
    ).chunk("page/pages/index/index")
    assert errors(chunk) == [
        ("template-missing", "pages/index/index.wxml", 2),
        ("wxs-missing", "pages/index/index.wxml", 3),
    ]


def test_wxs_modules_come_with_what_they_require(project: Project) -> None:
    chunk = project(
        {
            "pages/index/index.wxml": '<wxs src="/w/a.wxs" module="a"/>{{a.b}}',
            "w/a.wxs": "module.exports = { b: require('./b.wxs') }",
            "w/b.wxs": "module.exports = 'from-b'",
        }
    ).chunk("page/pages/index/index")
    assert "from-b" in chunk.components["pages/index/index"].template
    assert errors(chunk) == []


def test_a_missing_style_sheet_is_an_error_with_its_line(project: Project) -> None:
    files = {"pages/index/index.wxss": '.a {}\n@import "./no.wxss";\n'}
    chunk = project(files).chunk("page/pages/index/index")
    assert errors(chunk) == [("style-missing", "pages/index/index.wxss", 2)]


@pytest.mark.parametrize("ending", ["less", "scss"])
def test_less_and_sass_work_without_being_switched_on(project: Project, ending: str) -> None:
    files = {f"pages/index/index.{ending}": ".a { .b { top: 4rpx } }"}
    unit = project(files).chunk("page/pages/index/index")
    assert unit.components["pages/index/index"].style == "pages/index/index.wxss"
    assert 4 in unit.styles["pages/index/index.wxss"].parts


def test_with_compiler_plugins_the_written_source_wins(project: Project) -> None:
    settings = '{"setting": {"useCompilerPlugins": ["typescript", "less"]}}'
    chunk = project(
        {
            "project.config.json": settings,
            "pages/index/index.ts": "Page({} as any)",
            "pages/index/index.less": ".a { top: 7rpx }",
            "pages/index/index.wxss": ".a { top: 8rpx }",
        }
    ).chunk("page/pages/index/index")
    assert chunk.components["pages/index/index"].script == "pages/index/index.ts"
    assert 7 in chunk.styles["pages/index/index.wxss"].parts


@pytest.mark.parametrize(
    ("gone", "codes"),
    [
        (["wxml", "js", "json"], ["page-missing"]),
        (["wxml"], ["wxml-missing"]),
        (["json"], []),
        (["js"], []),
    ],
)
def test_files_that_a_page_lacks(project: Project, gone: list[str], codes: list[str]) -> None:
    files = dict.fromkeys((f"pages/index/index.{ending}" for ending in gone), None)
    chunk = project(files).chunk("page/pages/index/index")
    assert [note[0] for note in errors(chunk)] == codes


@pytest.mark.parametrize(
    "name",
    ["", "page", "page/", "nonsense/x", "app/x", "page/../../x", "module/none.js", "worker/none"],
)
def test_a_chunk_of_nothing_is_empty_but_for_an_error(project: Project, name: str) -> None:
    chunk = project({}).chunk(name)
    assert chunk.components == {}
    assert len(errors(chunk)) == 1


def test_one_broken_page_fails_alone(project: Project) -> None:
    compiler = project(
        {
            "app.json": '{"pages": ["pages/index/index", "pages/bad/bad"]}',
            "pages/bad/bad.wxml": "<view>{{",
            "pages/bad/bad.js": "Page({",
            "pages/bad/bad.json": "{",
            "pages/bad/bad.wxss": ".a {",
        }
    )
    bad = {code for code, _, _ in errors(compiler.chunk("page/pages/bad/bad"))}
    assert "script-syntax" in bad
    assert "json-unclosed" in bad
    assert errors(compiler.chunk("page/pages/index/index")) == []
    assert errors(compiler.chunk("app")) == []


def test_only_what_is_asked_for_is_compiled(project: Project, toolchain: object) -> None:
    compiler = project(
        {
            "app.json": '{"pages": ["pages/index/index", "pages/b/b"]}',
            "pages/b/b.wxml": "<view/>",
            "pages/b/b.js": "Page({})",
        }
    )
    compiler.manifest()
    assert toolchain.asked == []  # type: ignore[attr-defined]
    compiler.chunk("page/pages/index/index")
    assert toolchain.paths("script.compile") == ["pages/index/index.js"]  # type: ignore[attr-defined]


PACKAGES = json.dumps(
    {
        "pages": ["pages/index/index"],
        "subPackages": [
            {"root": "one", "pages": ["p"]},
            {"root": "two", "pages": ["p"]},
            {"root": "alone", "pages": ["p"], "independent": True},
        ],
    }
)


@pytest.mark.parametrize(
    ("origin", "target", "warned"),
    [
        ("one", "one/x", False),
        ("one", "x", False),
        ("one", "two/x", True),
        ("one", "onerous/x", False),
        ("alone", "x", True),
        ("alone", "alone/x", False),
    ],
)
def test_what_lies_in_a_package_that_may_not_be_loaded_is_warned_of(
    project: Project, origin: str, target: str, warned: bool
) -> None:
    files = {
        "app.json": PACKAGES,
        f"{origin}/p.json": json.dumps({"usingComponents": {"x-a": f"/{target}"}}),
        f"{origin}/p.wxml": "<x-a/>",
        f"{origin}/p.js": f"require('/{target}')",
        **component(target),
    }
    chunk = project(files).chunk(f"page/{origin}/p")
    expected = ["module-other-package", "component-other-package"] if warned else []
    assert sorted(note.code for note in chunk.diagnostics) == sorted(expected)
    assert target in chunk.components


def test_a_placeholder_allows_a_component_of_another_package(project: Project) -> None:
    files = {
        "app.json": PACKAGES,
        "pages/index/index.json": json.dumps(
            {"usingComponents": {"x-a": "/one/x"}, "componentPlaceholder": {"x-a": "view"}}
        ),
        "pages/index/index.wxml": "<x-a/>",
        **component("one/x"),
    }
    assert project(files).chunk("page/pages/index/index").diagnostics == ()


def test_a_component_without_a_template_shows_nothing(project: Project) -> None:
    files = {**page("x-a", "/comp/a"), "comp/a.json": COMPONENT, "comp/a.js": "Component({})"}
    chunk = project(files).chunk("page/pages/index/index")
    assert [(note.code, note.severity) for note in chunk.diagnostics] == [
        ("component-wxml-missing", "warning")
    ]
    assert chunk.components["comp/a"].template


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("../../styles/a", "styles/_a.scss"),
        ("../../styles", "styles/_index.scss"),
        ("styles/a.scss", "styles/a.scss"),
        ("./b.css", "pages/index/b.css"),
        ("kit/index", "miniprogram_npm/kit/index.wxss"),
        ("/kit/a.wxss", "kit/a.wxss"),
    ],
)
def test_style_paths_of_real_apps(project: Project, written: str, path: str) -> None:
    files = {"pages/index/index.scss": f'@import "{written}";', path: ".found { top: 5rpx }"}
    chunk = project(files).chunk("page/pages/index/index")
    assert errors(chunk) == []
    assert 5 in chunk.styles["pages/index/index.wxss"].parts
