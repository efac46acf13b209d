"""What the words of a template are, and which of them lead to files."""

from __future__ import annotations

from ide.language.service import LanguageService
from ide.language.text import SourceText
from renderer.compiler.source import MemoryTree

FILES = {
    "app.json": '{"pages": ["pages/a"], "usingComponents": {"my-tag": "/tag"}}',
    "tag.json": '{"component": true}',
    "tag.wxml": "<slot/>",
    "tag.js": "Component({})",
    "m.wxs": "module.exports = {f: function () {}}",
    "pages/a.js": """
Page({
  data: { list: [{ name: '' }] },
  go() { wx.navigateTo({ url: '/pages/a?x=1' }) },
})
""",
    "pages/a.wxss": "@import '../base.wxss';",
    "base.wxss": "",
}
TEXT = """<wxs module="m" src="/m.wxs"/>
<my-tag wx:for="{{list}}" bind:tap="go">{{item.name}} {{m.f(index)}}</my-tag>
<navigator url="/pages/a?x={{1}}"/><import src="gone.wxml"/>
"""


def service() -> LanguageService:
    return LanguageService(MemoryTree({**FILES, "pages/a.wxml": TEXT}))


def words(path: str, text: str, rows: list[dict[str, dict[str, int]]]) -> list[str]:
    source = SourceText(text)
    found = []
    for row in rows:
        place = row["range"]
        start = source.offset(place["line"], place["column"])
        found.append(source.text[start : source.offset(place["endLine"], place["endColumn"])])
    return found


def test_words_of_a_template_have_kinds() -> None:
    rows = service().tokens("pages/a.wxml")
    said = dict(zip(words("pages/a.wxml", TEXT, rows), (row["kind"] for row in rows), strict=True))
    assert said == {
        "my-tag": "class",
        "wx:for": "keyword",
        "list": "variable",
        "bind:tap": "event",
        "go": "method",
        "item": "parameter",
        "name": "property",
        "m": "namespace",
        "f": "property",
        "index": "parameter",
    }


def test_other_files_have_none() -> None:
    assert service().tokens("pages/a.js") == []
    assert service().tokens("none.wxml") == []


def test_words_that_name_files_lead_to_them() -> None:
    for path, found in (
        ("pages/a.wxml", {"/m.wxs": "m.wxs"}),
        ("pages/a.wxss", {"../base.wxss": "base.wxss"}),
        ("pages/a.js", {"/pages/a?x=1": "pages/a.wxml"}),
        ("app.json", {"pages/a": "pages/a.wxml", "/tag": "tag.js"}),
    ):
        asked = service()
        rows = asked.links(path)
        text = {**FILES, "pages/a.wxml": TEXT}[path]
        targets = [row["path"] for row in rows]
        assert dict(zip(words(path, text, rows), targets, strict=True)) == found
