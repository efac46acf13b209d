"""The lexers lose nothing, mark nothing as an error, and name what matters."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.token import Error, Keyword, Name, Number, String

from ide.highlight.languages import lexer_of

ROOT = Path(__file__).resolve().parents[4]
OURS = ("a.wxml", "a.wxss", "a.wxs")
SAMPLES = sorted(
    file
    for folder in ("tests/fixtures", "tests/samples")
    for file in (ROOT / folder).rglob("*")
    if file.suffix in (".wxml", ".wxss", ".wxs")
)
TAGS = ["<view", "<wxs>", "</wxs>", "</", "/>", ">", "<!--", "-->", "{{", "}}"]
SIGNS = ['"', "'", "`", "{", "}", ":", ";", "/*", "*/", "//", "\\", "\n", " "]
pieces = st.sampled_from([*TAGS, *SIGNS, "a", "12rpx", "@import", "#fff", "中"])


def tokens(path: str, text: str) -> list[tuple[object, str]]:
    return list(lexer_of(path).get_tokens(text))


@pytest.mark.parametrize("path", OURS)
@given(text=st.lists(pieces, max_size=30).map("".join) | st.text(max_size=40))
def test_every_character_comes_back_and_none_is_an_error(path: str, text: str) -> None:
    found = tokens(path, text)
    expected = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    assert "".join(value for _, value in found) == expected
    assert Error not in {kind for kind, _ in found}


def test_the_samples_come_back() -> None:
    assert len(SAMPLES) > 50
    for file in SAMPLES:
        text = file.read_bytes().decode("utf-8", "replace")
        found = tokens(file.name, text)
        plain = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
        assert "".join(value for _, value in found) == plain, file
        assert Error not in {kind for kind, _ in found}, file


def test_wxml_tells_tags_directives_events_and_expressions_apart() -> None:
    found = tokens("a.wxml", '<view wx:if="{{ok > 1}}" bind:tap="go" id="x">{{name}}</view>')
    assert (Name.Tag, "view") in found
    assert (Keyword, "wx:if") in found
    assert (Name.Function, "bind:tap") in found
    assert (Name.Attribute, "id") in found
    assert (Name.Variable, "name") in found
    assert (Number, "1") in found
    assert (String.Interpol, "{{") in found


def test_a_script_inside_wxml_is_a_script() -> None:
    found = tokens("a.wxml", "<wxs module='m'>var a = 'b'\nmodule.exports = a</wxs><view/>")
    assert (Keyword.Declaration, "var") in found
    assert (Name.Builtin, "module") in found
    assert (Name.Tag, "view") in found


def test_wxss_knows_rpx_and_tells_selectors_from_declarations() -> None:
    source = '@import "a.wxss";\n@media print { a:hover { width: 10rpx; --x: #fff } }'
    found = tokens("a.wxss", source)
    assert (Keyword, "@import") in found
    assert (Keyword.Type, "rpx") in found
    assert (Name.Decorator, "hover") in found
    assert (Name.Property, "width") in found
    assert (Name.Variable, "--x") in found
    assert (Number.Hex, "#fff") in found
