"""The plan of a contact sheet: its cells, their keys, how they are divided among workers."""

from __future__ import annotations

from itertools import chain

import pytest

from ide.matrix.plan import Cell, Page, Plan, batches

PLAN = Plan(
    [Page("pages/a/a"), Page("pages/b/b", "id=1|2")],
    ["iphone-15", "pixel-8"],
    ["light", "dark"],
    ["zh_CN", "en"],
    {"": None, "rain": {"device": {}}},
)


def test_every_page_meets_every_device_theme_language_and_scenario_once() -> None:
    cells = list(PLAN.cells())
    assert len(cells) == PLAN.count == 2 * 2 * 2 * 2 * 2
    assert len({cell.key for cell in cells}) == len(cells)
    assert [cell.page for cell in cells[:16]] == [Page("pages/a/a")] * 16


def test_a_cell_is_the_same_after_its_way_to_a_worker() -> None:
    assert [Cell.from_json(cell.to_json()) for cell in PLAN.cells()] == list(PLAN.cells())


def test_a_page_is_read_as_it_is_written_in_a_url() -> None:
    assert Page.parse("/pages/b/b?id=1") == Page("pages/b/b", "id=1")
    assert Page.parse("pages/b/b?id=1").name == "pages/b/b?id=1"


@pytest.mark.parametrize("workers", [1, 2, 7, 100])
def test_batches_hold_every_cell_once_and_one_phone_each(workers: int) -> None:
    cells = list(PLAN.cells())
    groups = batches(cells, workers)
    assert sorted(cell.key for cell in chain(*groups)) == sorted(cell.key for cell in cells)
    assert all(len({(one.device, one.scenario) for one in group}) == 1 for group in groups)
    assert all(groups)


def test_the_digest_tells_runs_apart_that_draw_other_pictures() -> None:
    pages, devices, themes, languages = PLAN.pages, PLAN.devices, PLAN.themes, PLAN.languages
    other = Plan(pages, devices, themes, languages, {"": None, "rain": {"device": {"x": 1}}})
    assert PLAN.digest("a") == PLAN.digest("a")
    assert len({PLAN.digest("a"), PLAN.digest("b"), other.digest("a")}) == 3
