"""Renaming and making files: everything that named them still does, and nothing else changes."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ide.refactor.app_pages import routes, with_page, without_pages
from ide.refactor.json_strings import json_strings
from ide.refactor.naming import moved_path
from ide.refactor.references import edits, uses
from ide.refactor.units import BadNameError, habits, members, new_unit
from ide.search.matching import replace

PROJECT = {
    "app.json": json.dumps(
        {
            "pages": ["pages/home/home", "pages/about/about"],
            "subPackages": [{"root": "shop", "pages": ["list/list", "cart/cart"]}],
            "tabBar": {"list": [{"pagePath": "pages/home/home", "iconPath": "images/home.png"}]},
            "usingComponents": {"tag": "/components/tag/index"},
            "preloadRule": {"pages/home/home": {"packages": ["shop"]}},
        },
        indent=2,
    ),
    "app.js": "const { day } = require('./lib/time')\nconst other = require('lib/time.js')\n",
    "app.wxss": '@import "styles/base.wxss";\n.a { background: url(images/home.png) }\n',
    "styles/base.wxss": "view {}\n",
    "lib/time.js": "import { pad } from '../lib/pad'\nexport const day = pad\n",
    "lib/pad.js": "exports.pad = 1\n",
    "images/home.png": "",
    "components/tag/index.js": "Component({})\n",
    "components/tag/index.json": '{"component": true}',
    "components/tag/index.wxml": "<view/>\n",
    "pages/home/home.js": (
        "// './home' in a comment\n"
        "const t = require('../../lib/time')\n"
        "wx.navigateTo({ url: '/pages/about/about?id=1' })\n"
        "wx.navigateTo({ url: `/shop/list/list?a=${t}` })\n"
        "wx.switchTab({ url: '../home/home' })\n"
        "const text = 'pages', word = 'home'\n"
    ),
    "pages/home/home.json": '{"usingComponents": {"card": "../../components/tag/index"}}',
    "pages/home/home.wxml": (
        '<import src="../about/parts.wxml"/>\n'
        '<!-- <image src="../../images/home.png"/> -->\n'
        '<image src="/images/home.png" class="home"/>\n'
        "<image src=\"{{on ? '../../images/home.png' : url}}\"/>\n"
        '<navigator url="/pages/about/about?x=2">about</navigator>\n'
        '<wxs module="m" src="./tools.wxs"/>\n'
    ),
    "pages/home/home.wxss": '@import "../../styles/base.wxss";\n',
    "pages/home/tools.wxs": "module.exports = {}\n",
    "pages/about/about.js": "Page({})\n",
    "pages/about/about.wxml": "<view>pages/home/home</view>\n",
    "pages/about/parts.wxml": '<template name="x"/>\n',
    "shop/list/list.js": "Page({})\n",
    "shop/list/list.wxml": "<view/>\n",
    "shop/cart/cart.js": "Page({})\n",
    "shop/cart/cart.wxml": "<view/>\n",
}


def after(moves: Mapping[str, str], project: Mapping[str, str] = PROJECT) -> dict[str, str]:
    """The project once its references are rewritten and its files moved."""
    texts = dict(project)
    for path, matches in edits(list(project), "", project.get, moves):
        texts[path] = replace(texts[path], matches)
    return {moved_path(path, moves): text for path, text in texts.items()}


def test_a_moved_page_is_named_by_its_new_path_everywhere() -> None:
    moves = {"pages/about": "pages/info/about"}
    found = after(moves)
    app = json.loads(found["app.json"])
    assert app["pages"] == ["pages/home/home", "pages/info/about/about"]
    script = found["pages/home/home.js"]
    assert "url: '/pages/info/about/about?id=1'" in script
    template = found["pages/home/home.wxml"]
    assert '<import src="../info/about/parts.wxml"/>' in template
    assert 'url="/pages/info/about/about?x=2"' in template
    assert found["pages/info/about/about.wxml"] == PROJECT["pages/about/about.wxml"]


def test_a_page_that_moves_deeper_finds_what_it_names() -> None:
    found = after({"pages/home": "pages/main/start"})
    assert "require('../../../lib/time')" in found["pages/main/start/home.js"]
    assert "switchTab({ url: './home' })" in found["pages/main/start/home.js"]
    assert "// './home' in a comment" in found["pages/main/start/home.js"]
    template = found["pages/main/start/home.wxml"]
    assert '<import src="../../about/parts.wxml"/>' in template
    assert "'../../../images/home.png'" in template
    assert '<!-- <image src="../../images/home.png"/> -->' in template
    assert '"./tools.wxs"' in template
    assert json.loads(found["pages/main/start/home.json"]) == {
        "usingComponents": {"card": "../../../components/tag/index"}
    }
    app = json.loads(found["app.json"])
    assert app["pages"][0] == "pages/main/start/home"
    assert app["tabBar"]["list"][0]["pagePath"] == "pages/main/start/home"
    assert list(app["preloadRule"]) == ["pages/main/start/home"]


def test_every_form_of_a_module_is_kept() -> None:
    found = after({"lib/time.js": "tools/clock.js"})
    assert found["app.js"] == (
        "const { day } = require('./tools/clock')\nconst other = require('tools/clock.js')\n"
    )
    assert "from '../lib/pad'" in found["tools/clock.js"]


def test_pictures_and_sheets_follow() -> None:
    found = after({"images": "assets/icons", "styles/base.wxss": "styles/reset.wxss"})
    assert found["app.wxss"] == (
        '@import "styles/reset.wxss";\n.a { background: url(assets/icons/home.png) }\n'
    )
    assert '<image src="/assets/icons/home.png" class="home"/>' in found["pages/home/home.wxml"]
    assert json.loads(found["app.json"])["tabBar"]["list"][0]["iconPath"] == "assets/icons/home.png"


def test_a_page_of_a_subpackage_stays_below_its_root() -> None:
    app = json.loads(after({"shop/list": "shop/goods"})["app.json"])
    assert app["subPackages"] == [{"root": "shop", "pages": ["goods/list", "cart/cart"]}]
    script = after({"shop/list": "shop/goods"})["pages/home/home.js"]
    assert "`/shop/goods/list?a=${t}`" in script


def test_a_component_named_by_its_folder_keeps_that_form() -> None:
    project = {
        "app.json": '{"pages": ["a"], "usingComponents": {"t": "./parts/tag"}}',
        "a.wxml": "",
        "parts/tag/index.wxml": "",
        "parts/tag/index.js": "",
    }
    assert '"./parts/label"' in after({"parts/tag": "parts/label"}, project)["app.json"]


@pytest.mark.parametrize("package", ["miniprogram", "src/app"])
def test_a_package_below_the_project_counts_from_its_own_root(package: str) -> None:
    project = {f"{package}/{path}": text for path, text in PROJECT.items()}
    moves = {f"{package}/pages/about": f"{package}/pages/info"}
    texts = {
        path: replace(project[path], matches)
        for path, matches in edits(list(project), package, project.get, moves)
    }
    assert '"pages/info/about"' in texts[f"{package}/app.json"]
    assert "'/pages/info/about?id=1'" in texts[f"{package}/pages/home/home.js"]


def test_uses_of_a_file_are_found_and_its_own_are_not() -> None:
    targets = members("pages/about/about.wxml", PROJECT)
    found = dict(uses(list(PROJECT), "", PROJECT.get, targets))
    assert {path: [match.text for match in matches] for path, matches in found.items()} == {
        "app.json": ["pages/about/about"],
        "pages/home/home.js": ["/pages/about/about?id=1"],
        "pages/home/home.wxml": ["/pages/about/about?x=2"],
    }


_PARTS = st.sampled_from(["a", "b", "deep/er", "x/y/z", "pages", "lib2"])


@given(st.sampled_from(["pages/home", "pages/about", "lib", "components/tag", "images"]), _PARTS)
def test_moving_there_and_back_changes_nothing(folder: str, parent: str) -> None:
    there = posixpath.join("moved", parent, posixpath.basename(folder))
    middle = after({folder: there})
    assert after({there: folder}, middle) == {**PROJECT}


def test_places_of_json_strings_are_those_of_their_letters() -> None:
    text = '{ // "no": "x"\n "a": ["b", {"c": "d"}], \'e\': "f\\n", "g": "h" }'
    found = [(s.path, s.value, s.is_key) for s in json_strings(text)]
    assert found == [
        (("a",), "a", True),
        (("a", 0), "b", False),
        (("a", 1, "c"), "c", True),
        (("a", 1, "c"), "d", False),
        (("e",), "e", True),
        (("g",), "g", True),
        (("g",), "h", False),
    ]
    assert all(text[s.start : s.start + len(s.value)] == s.value for s in json_strings(text))


@given(st.text(alphabet="{}[]:,\"'/*\\ab\n", max_size=60))
def test_any_text_is_read_as_json_without_an_error(text: str) -> None:
    assert all(text[s.start : s.start + len(s.value)] == s.value for s in json_strings(text))


@pytest.mark.parametrize(
    ("text", "route", "expected"),
    [
        ('{"pages": ["a/a"]}', "b/b", '{"pages": ["a/a","b/b"]}'),
        (
            '{\n  "pages": [\n    "a/a"\n  ]\n}',
            "b/b",
            '{\n  "pages": [\n    "a/a",\n    "b/b"\n  ]\n}',
        ),
        ('{"pages": []}', "b/b", '{"pages": [\n    "b/b"\n  ]}'),
        ('{"pages": ["a/a"]}', "a/a", '{"pages": ["a/a"]}'),
        (
            '{"pages": ["a/a"], "subpackages": [{"root": "s/", "pages": ["x/x"]}]}',
            "s/y/y",
            '{"pages": ["a/a"], "subpackages": [{"root": "s/", "pages": ["x/x","y/y"]}]}',
        ),
    ],
)
def test_a_page_is_added_in_the_way_the_others_are_written(
    text: str, route: str, expected: str
) -> None:
    assert with_page(text, route) == expected


@given(
    st.lists(st.sampled_from(["a/a", "b/b", "c/c", "d/d"]), min_size=1, max_size=4, unique=True),
    st.sets(st.sampled_from(["a/a", "b/b", "c/c", "d/d"])),
    st.sampled_from([None, 2]),
)
def test_pages_taken_out_leave_valid_json(
    pages: list[str], gone: set[str], indent: int | None
) -> None:
    text = json.dumps({"pages": pages, "window": {}}, indent=indent)
    left = without_pages(text, gone)
    assert json.loads(left) == {"pages": [p for p in pages if p not in gone], "window": {}}
    assert routes(left) == [p for p in pages if p not in gone]


def test_new_files_follow_the_habits_of_the_project() -> None:
    files = {"pages/a/a.wxml", "pages/a/a.ts", "pages/a/a.scss", "pages/a/a.json"}
    assert habits(files) == (".ts", ".scss")
    texts = new_unit("component", "parts/tag/tag", files)
    assert sorted(texts) == [f"parts/tag/tag{s}" for s in (".json", ".scss", ".ts", ".wxml")]
    assert json.loads(texts["parts/tag/tag.json"])["component"] is True
    assert 'class="tag"' in texts["parts/tag/tag.wxml"]


@pytest.mark.parametrize("place", ["", "a b", "../x", "页", "a//b", "/a"])
def test_a_bad_name_is_refused(place: str) -> None:
    with pytest.raises(BadNameError, match=r"files\.bad_name"):
        new_unit("page", place, ())


def test_existing_files_are_not_written_over() -> None:
    with pytest.raises(BadNameError, match=r"files\.exists"):
        new_unit("page", "pages/home/home", PROJECT)
