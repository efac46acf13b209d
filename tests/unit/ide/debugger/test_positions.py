"""The author's lines and the lines that run: one step there, one step back."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from ide.debugger.positions import (
    Place,
    SourcePlace,
    TemplateMap,
    named_source,
    place_of,
    source_of,
    url_of,
)
from renderer.compiler.compiler import Compiler
from renderer.compiler.source import MemoryTree
from renderer.toolchain.process import Toolchain

CODE = """import { total } from './price'

type Count = number
interface Item { name: string }

const at: Count =
  total(1)

export function first(items: Item[]): string {
  if (items.length === 0) return ''
  else return items[0]!.name
}

export const twice = (n: number): number => n * 2

export default class Shop {
  private open = false

  toggle(): void {
    this.open = !this.open
  }
}
"""


@pytest.fixture(scope="module")
def maps() -> Iterator[dict[str, str]]:
    toolchain = Toolchain()
    compiler = Compiler(
        MemoryTree(
            {
                "app.json": '{"pages": ["a"]}',
                "project.config.json": '{"setting": {"useCompilerPlugins": ["typescript"]}}',
                "app.ts": "App({})",
                "a.ts": "import { first } from './lib'\nPage({ first })\n",
                "a.wxml": "<wxs module='m'>\nmodule.exports = 1\n</wxs>\n<view>{{m}}</view>",
                "lib.ts": CODE,
                "price.ts": "export const total = (n: number) => n\n",
            }
        ),
        toolchain,
    )
    yield {
        "lib.ts": compiler.source_map("lib.ts") or "",
        "app.ts": compiler.source_map("app.ts") or "",
    }
    compiler.close()
    toolchain.close()


@pytest.mark.parametrize(
    ("line", "lands"),
    [(1, 1), (2, 6), (3, 6), (6, 6), (9, 9), (10, 10), (11, 11), (14, 14), (19, 19), (20, 20)],
)
def test_a_line_of_typescript_is_found_and_found_again(
    maps: dict[str, str], line: int, lands: int
) -> None:
    place = place_of("lib.ts", line, maps["lib.ts"])
    assert place is not None
    assert place.url == "wxapp://compiled/lib.ts"
    back = source_of(place, maps["lib.ts"])
    assert back is not None
    assert (back.path, back.line) == ("lib.ts", lands)


def test_behind_the_last_statement_there_is_nothing(maps: dict[str, str]) -> None:
    assert place_of("lib.ts", 99, maps["lib.ts"]) is None


def test_the_list_of_exports_belongs_to_nobody(maps: dict[str, str]) -> None:
    helpers = [
        source_of(Place("wxapp://compiled/lib.ts", row, 40), maps["lib.ts"]) for row in (1, 2, 3)
    ]
    assert helpers == [None, None, None]


def test_a_script_as_written_needs_no_map() -> None:
    assert place_of("pages/a b.js", 3, None) == Place("wxapp://source/pages/a%20b.js", 2)
    assert source_of(Place("wxapp://source/pages/a%20b.js", 2, 4), None) == SourcePlace(
        "pages/a b.js", 3, 5
    )


def test_other_code_has_no_author() -> None:
    assert source_of(Place("wxapp://app1/1/runtime/logic.js", 2), None) is None
    assert source_of(Place("wxapp://compiled/a.ts", 2), None) is None


def test_the_first_line_stands_behind_the_modules_wrapper(maps: dict[str, str]) -> None:
    place = place_of("app.ts", 1, maps["app.ts"])
    assert place is not None
    assert (place.line, place.column >= len("(function (require, module, exports) {")) == (0, True)
    assert source_of(place, maps["app.ts"]) == SourcePlace("app.ts", 1, 1)


def test_the_developer_tools_see_the_authors_address(maps: dict[str, str]) -> None:
    named = json.loads(named_source(maps["lib.ts"], "lib.ts"))
    assert named["sources"] == [url_of("lib.ts", compiled=False)]
    assert named["sourcesContent"] == [CODE]


def test_lines_of_wxs_inside_a_template() -> None:
    text = json.dumps([{"line": 12, "lines": 3, "file": "m.wxs", "fileLine": 1}])
    found = TemplateMap(text)
    assert found.generated("m.wxs", 1) == 12
    assert found.source(12) == ("m.wxs", 1)
    assert found.generated("other.wxs", 1) is None
    assert found.source(40) is None
