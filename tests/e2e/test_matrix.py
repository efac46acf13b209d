"""``matrix`` as a person runs it: one sheet, compared with the last run, the same however drawn."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.e2e.conftest import Ended, minideck, write_project

PAGES = ("pages/a/a", "pages/b/b")
FILES = {
    "app.json": json.dumps({"pages": list(PAGES), "darkmode": True}),
    "pages/a/a.wxml": "<view style='color: red'>{{now}} {{theme}} {{language}} {{random}}</view>",
    "pages/a/a.wxss": (
        "@keyframes turn { to { transform: rotate(360deg) } }\nview { animation: turn 2s infinite }"
    ),
    "pages/a/a.js": (
        "Page({ data: {}, onLoad() { const { theme, language } = wx.getAppBaseInfo();\n"
        "const tick = () => this.setData({ theme, language, random: Math.random(),\n"
        "now: new Date().toString() })\n"
        "setInterval(tick, 100) } })"
    ),
    "pages/b/b.wxml": "<view>before</view>",
    "pages/b/b.js": "console.warn('careful')\nPage({ onShow() { this.missing.part } })",
}
AXES = ("--themes", "light,dark", "--languages", "en")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(tmp_path_factory.mktemp("app"), PAGES, FILES)


@pytest.fixture(scope="module")
def sheet(project: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ended]:
    out = tmp_path_factory.mktemp("sheet")
    ended = minideck("matrix", project, "--out", out, *AXES, json_file=out.parent / "first.json")
    return out, ended


def test_every_page_is_drawn_in_every_look(sheet: tuple[Path, Ended]) -> None:
    out, ended = sheet
    rows = {(row["page"], row["theme"]): row["record"] for row in ended.result["cells"]}
    assert {key: row["status"] for key, row in rows.items()} == {
        ("pages/a/a", "light"): "ok",
        ("pages/a/a", "dark"): "ok",
        ("pages/b/b", "light"): "error",
        ("pages/b/b", "dark"): "error",
    }
    assert "09:41:03 GMT+0800" in rows["pages/a/a", "light"]["text"]
    assert "dark en" in rows["pages/a/a", "dark"]["text"]
    assert rows["pages/b/b", "light"]["console"][0]["message"] == "careful"
    assert rows["pages/b/b", "light"]["errors"][0]["file"] == "pages/b/b.js"
    assert (out / "index.html").is_file()
    assert ended.code == 1
    assert "pages/s/core" in ended.output


def test_a_second_run_draws_the_same_whatever_the_number_of_workers(
    project: Path, sheet: tuple[Path, Ended], tmp_path: Path
) -> None:
    out, first = sheet
    ended = minideck(
        "matrix",
        project,
        *("--out", tmp_path / "other", "--baseline", out, "--jobs", "1"),
        *AXES,
        json_file=tmp_path / "second.json",
    )
    assert [row["record"] for row in ended.result["cells"]] == [
        row["record"] for row in first.result["cells"]
    ]
    assert ended.result["totals"]["same"] == 4
    assert ended.code == 1, "the page with an error is an error again"


def test_a_change_is_found_and_the_picture_before_is_kept(
    project: Path, sheet: tuple[Path, Ended], tmp_path: Path
) -> None:
    out, first = sheet
    changed = tmp_path / "app"
    shutil.copytree(project, changed)
    (changed / "pages/b/b.wxml").write_text("<view>after</view>", encoding="utf-8")
    (changed / "pages/b/b.js").write_text("Page({})", encoding="utf-8")
    ended = minideck(
        "matrix",
        changed,
        *("--out", out, "--pages", "pages/b/b", "--themes", "dark", "--languages", "en"),
        json_file=tmp_path / "third.json",
    )
    (row,) = ended.result["cells"]
    assert row["change"]["what"] == ["picture", "text", "status"]
    assert row["change"]["text"][:2] == ["-before", "+after"]
    before = next(one for one in first.result["cells"] if one["key"] == row["key"])
    assert row["change"]["before"] == before["record"]["picture"]
    for name in ("before", "difference"):
        folder = "pictures" if name == "before" else "differences"
        assert (out / folder / f"{row['change'][name]}.png").is_file()
    assert ended.code == 1
