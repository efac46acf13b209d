"""From what the runtime says of a page to places of the project's sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ide.headless.page_facts import Places
from ide.survey import Spot

PAGES = 90


@pytest.fixture
def places(tmp_path: Path) -> Places:
    for number in range(PAGES):
        file = tmp_path / "app" / f"pages/p{number}.wxml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("<view>\n  <text>a</text>\n</view>\n", "utf-8")
    library = tmp_path / "app/miniprogram_npm/ui/icon.wxml"
    library.parent.mkdir(parents=True)
    library.write_text("<view></view>", "utf-8")
    return Places(tmp_path, tmp_path / "app")


def at(component: str, *steps: int) -> dict[str, Any]:
    return {"component": component, "steps": [[step, "*"] for step in steps]}


def test_an_element_is_found_with_the_end_of_its_name(places: Places) -> None:
    found = places.of_node([at("pages/p0", 0, 0)], "pages/p0")
    assert found == Spot("app/pages/p0.wxml", 2, 3, 2, 8)


def test_a_part_of_a_library_is_where_the_author_uses_it(places: Places) -> None:
    chain = [at("miniprogram_npm/ui/icon", 0), at("pages/p1", 0)]
    assert places.of_node(chain, "pages/p1") == Spot("app/pages/p1.wxml", 1, 1, 1, 6)
    assert places.of_node([at("pages/p1", 7)], "pages/p1") == Spot("app/pages/p1.wxml")


def test_the_last_of_many_pages_is_found_as_well(places: Places) -> None:
    for number in range(PAGES):
        places.turn_page()
        assert places.of_node([at(f"pages/p{number}", 0)], f"pages/p{number}").line == 1
