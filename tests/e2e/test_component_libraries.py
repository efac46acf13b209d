"""Three component libraries of npm open without an error on pages of our own."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIXTURE = ROOT / "tests" / "fixtures" / "libraries"
LIBRARIES = {
    "vant": "@vant/weapp",
    "tdesign": "tdesign-miniprogram",
    "weui": "weui-miniprogram",
}
PAGES = [str(p.parent.name) for p in sorted(FIXTURE.glob("pages/*/index.json"))]
TEXT = re.compile(
    r">([^<>{}]+)</(?:view|text|van-|t-|mp-)|(?:title|content|label|text)=\"([A-Z][^\"{}]+)\""
)
OPENS_LATER = re.compile(
    r"(Popup|Dialog|Sheet|Date|Picker|Tip|Delete|Half|Second content|Act|Never mind)"
)
AT_LEAST = 20


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture with its npm packages beside it, as after `npm install`."""
    folder = tmp_path_factory.mktemp("libraries") / "project"
    shutil.copytree(FIXTURE, folder)
    for package in LIBRARIES.values():
        shutil.copytree(ROOT / "node_modules" / package, folder / "node_modules" / package)
    return folder


@pytest.fixture(scope="module")
def records(project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    out = tmp_path_factory.mktemp("out")
    command = [sys.executable, "-m", "ide.cli", "snapshot", str(project), "--all"]
    command += ["--out", str(out), "--json", str(out / "result.json")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (out / "result.json").exists(), done.stderr
    pages = json.loads((out / "result.json").read_text(encoding="utf-8"))["pages"]
    return {record["page"].split("/")[1]: record for record in pages}


def used_components(prefix: str) -> set[str]:
    found: set[str] = set()
    for page in PAGES:
        if page.startswith(prefix):
            markup = (FIXTURE / "pages" / page / "index.wxml").read_text(encoding="utf-8")
            using = json.loads((FIXTURE / "pages" / page / "index.json").read_text("utf-8"))
            found |= {tag for tag in using["usingComponents"] if f"<{tag}" in markup}
    return found


def first_texts(page: str) -> list[str]:
    """The literal texts of a page's template that are visible when it opens."""
    markup = (FIXTURE / "pages" / page / "index.wxml").read_text(encoding="utf-8")
    texts = [(body or attribute).strip() for body, attribute in TEXT.findall(markup)]
    return [text for text in texts if text and not OPENS_LATER.search(text)]


@pytest.mark.parametrize("prefix", LIBRARIES)
def test_at_least_twenty_components_of_each_library_are_used(prefix: str) -> None:
    assert len(used_components(prefix)) >= AT_LEAST


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_library_components_opens_cleanly(
    page: str, records: dict[str, dict[str, Any]]
) -> None:
    record = records[page]
    assert record["errors"] == []
    assert record["status"] == "ok"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_library_components_shows_its_texts(
    page: str, records: dict[str, dict[str, Any]]
) -> None:
    shown = records[page]["text"]
    assert [text for text in first_texts(page) if text not in shown] == []
