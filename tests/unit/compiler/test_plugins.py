"""Plugins: those in the project work, published ones are noticed and break nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from renderer.compiler import Compiler

Project = Callable[[Mapping[str, str | bytes | None]], Compiler]


def plugin_project(provider: str = "wxother", version: str = "dev") -> dict[str, str | None]:
    return {
        **dict.fromkeys(("app.js", "app.json", "pages/index/index.wxml", "pages/index/index.js")),
        "miniprogram/app.json": json.dumps(
            {
                "pages": ["pages/index/index"],
                "plugins": {"cal": {"version": version, "provider": provider}},
            }
        ),
        "miniprogram/app.js": "requirePlugin('cal')",
        "miniprogram/pages/index/index.json": '{"usingComponents": {"x-cal": "plugin://cal/month"}}',
        "miniprogram/pages/index/index.wxml": "<x-cal/>",
        "miniprogram/pages/index/index.js": "Page({})",
        "plugin/plugin.json": json.dumps(
            {
                "publicComponents": {"month": "components/month"},
                "pages": {"day": "pages/day"},
                "main": "index.js",
            }
        ),
        "plugin/index.js": "module.exports = require('/api/data')",
        "plugin/api/data.js": "",
        "plugin/components/month.json": '{"usingComponents": {"x-day": "/components/day"}}',
        "plugin/components/month.wxml": "<x-day/>",
        "plugin/components/month.js": "require('../api/data')",
        "plugin/components/day.json": '{"component": true}',
        "plugin/components/day.wxml": "<text/>",
        "plugin/components/day.js": "",
        "plugin/pages/day.wxml": "<view/>",
        "plugin/pages/day.js": "Page({})",
    }


def test_a_plugin_whose_source_is_in_the_project_works(project: Project) -> None:
    compiler = project(plugin_project())
    chunk = compiler.chunk("page/pages/index/index")
    assert chunk.components["pages/index/index"].using == {
        "x-cal": "__plugin__/cal/components/month"
    }
    assert "__plugin__/cal/components/day" in chunk.components
    assert chunk.modules["__plugin__/cal/components/month.js"].requires == {
        "../api/data": "__plugin__/cal/api/data.js"
    }
    assert chunk.diagnostics == ()


def test_the_manifest_and_the_app_chunk_bring_the_plugin_s_main_and_pages(project: Project) -> None:
    compiler = project(plugin_project())
    entry = compiler.manifest().plugins["cal"]
    assert entry.main == "__plugin__/cal/index.js"
    assert entry.pages == {"day": "__plugin__/cal/pages/day"}
    assert {"__plugin__/cal/index.js", "__plugin__/cal/api/data.js"} <= compiler.chunk(
        "app"
    ).modules.keys()
    assert "__plugin__/cal/pages/day" in compiler.chunk("page/__plugin__/cal/pages/day").components


def test_findings_in_a_plugin_name_its_source(project: Project) -> None:
    files = {**plugin_project(), "plugin/components/day.js": "let ="}
    chunk = project(files).chunk("page/pages/index/index")
    assert [note.file for note in chunk.diagnostics] == ["plugin/components/day.js"]


def test_an_edit_of_a_plugin_s_source_makes_its_users_stale(project: Project) -> None:
    compiler = project(plugin_project())
    compiler.chunk("page/pages/index/index")
    tree = compiler._tree
    tree.write("plugin/components/day.wxml", "<text>new</text>")  # type: ignore[attr-defined]
    change = compiler.changed(["plugin/components/day.wxml"])
    assert (change.kind.word, change.stale) == ("template", ("page/pages/index/index",))


def test_a_published_plugin_is_noticed_and_breaks_nothing(project: Project) -> None:
    compiler = project(plugin_project(version="1.2.3"))
    chunk = compiler.chunk("page/pages/index/index")
    assert [(note.code, note.severity) for note in chunk.diagnostics] == [
        ("component-published", "info")
    ]
    assert chunk.components["pages/index/index"].missing == {}
    assert [note.code for note in compiler.manifest().diagnostics] == ["plugin-published"]


def test_an_own_plugin_is_used_by_its_appid_whatever_its_version(project: Project) -> None:
    files = {**plugin_project("wxmine", "1.0.0"), "project.config.json": '{"appid": "wxmine"}'}
    assert "cal" in project(files).manifest().plugins


def test_a_component_that_the_plugin_does_not_publish_is_missing(project: Project) -> None:
    files = {
        **plugin_project(),
        "miniprogram/pages/index/index.json": '{"usingComponents": {"x-cal": "plugin://cal/none"}}',
    }
    chunk = project(files).chunk("page/pages/index/index")
    assert [(note.code, note.severity) for note in chunk.diagnostics] == [
        ("component-missing", "error")
    ]
