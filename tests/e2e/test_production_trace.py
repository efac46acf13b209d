"""An error that the engine throws in a built, small package leads back to its source line."""

from __future__ import annotations

import zipfile
from pathlib import Path

from ide.submit import package
from ide.submit.trace import Maps
from tests.e2e.conftest import minideck
from tests.unit.ide.submit.packages import make_project

PAGE = "pages/a/a"
FILES = {
    "utils/price.ts": (
        "interface Row { cents: number }\n\n"
        "export async function price(rows: Row[], currency?: string): Promise<number> {\n"
        "  let total = 0\n"
        "  for (const row of rows) total += row.cents\n\n"
        "  if (!currency) throw new Error(`no currency for ${total}`)\n"
        "  return total\n"
        "}\n"
    ),
    f"{PAGE}.js": (
        "import { price } from '../../utils/price'\n\n"
        "Page({\n"
        "  data: { stack: '' },\n\n"
        "  async onLoad() {\n"
        "    try {\n"
        "      await price([{ cents: 120 }])\n"
        "    } catch (error) {\n"
        "      this.setData({ stack: error.stack })\n"
        "    }\n"
        "  },\n"
        "})\n"
    ),
    f"{PAGE}.wxml": "<text>{{stack}}</text>\n",
}


def test_the_stack_of_a_package_in_the_engine_is_led_back(tmp_path: Path) -> None:
    config = {"setting": {"es6": True, "minified": True}}
    done = package.write(
        make_project(tmp_path / "app", FILES, config=config), tmp_path / "out", "Shop"
    )
    installed = tmp_path / "installed"
    with zipfile.ZipFile(done.file) as archive:
        archive.extractall(installed)
    stack = minideck("snapshot", installed, json_file=tmp_path / "told.json").page(PAGE)["text"]
    assert "Error: no currency for 120" in stack
    with Maps(done.maps) as maps:
        places = [frame.place for frame in maps.trace(stack) if frame.place]
    found = [(place.file, place.line, place.text.strip()) for place in places]
    thrown = "if (!currency) throw new Error(`no currency for ${total}`)"
    assert found[0] == ("utils/price.ts", 7, thrown)
    assert (f"{PAGE}.js", 8, "await price([{ cents: 120 }])") in found
