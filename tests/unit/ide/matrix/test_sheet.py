"""The page for a browser: no markup of strangers, nothing from elsewhere, every text there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ide.i18n import OURS, catalogue
from ide.matrix.record import Record
from ide.matrix.sheet import PREFIX, sheet_files
from ide.matrix.store import INDEX, Store
from tests.unit.ide.matrix.sheets import FACTS, document

WEB = Path(__file__).parents[4] / "ide" / "matrix" / "web"
EVIL = "</script><img src=x onerror=alert(1)>\u2028\ud800"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, bytes]:
    records = {f"pages/p{number}/p": Record("ok", text=EVIL) for number in range(450)}
    return sheet_files(document(Store(tmp_path), records, name=EVIL), FACTS)


def test_texts_of_the_app_are_no_markup(files: dict[str, bytes]) -> None:
    page = files[INDEX].decode("utf-8")
    assert "<img" not in page
    assert page.count("<script") == page.count("</script>") == page.count("<script src=")
    scripts = "".join(
        (WEB / name).read_text("utf-8") for name in ("words.js", "viewer.js", "sheet.js")
    )
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", scripts
    )


def test_the_page_names_every_file_and_nothing_from_elsewhere(files: dict[str, bytes]) -> None:
    page = files[INDEX].decode("utf-8")
    named = set(re.findall(r'(?:src|href)="([^"]+)"', page))
    assert named <= set(files)
    assert not re.search(r"https?://|//[a-z]", page)
    styles = [content for name, content in files.items() if name.endswith(".css")]
    assert not any(b"url(" in style or b"@import" in style for style in styles)


def test_details_lie_in_files_of_their_own(files: dict[str, bytes]) -> None:
    (data,) = (text for text in files.values() if text.startswith(b"globalThis.minideckData"))
    value = json.loads(data.decode("ascii").removeprefix("globalThis.minideckData = "))
    assert len(value["cells"]) == 450
    assert len(value["details"]["files"]) == 3
    assert set(value["details"]["files"]) <= set(files)


@pytest.mark.parametrize("code", sorted(OURS))
def test_every_word_of_the_sheet_is_in_the_catalogue_and_used(code: str) -> None:
    known = {key.removeprefix(PREFIX) for key in catalogue(code) if key.startswith(PREFIX)}
    sources = "".join(file.read_text("utf-8") for file in WEB.iterdir())
    said = set(re.findall(r"word\('(\w+)'", sources))
    said |= set(re.findall(r'data-(?:word|title|hint)="(\w+)"', sources))
    assert said <= known
    groups = ("theme_", "status_", "mode_", "keys_")
    listed = {"title", "own_name", "needs_script", "all", "bad", "good"}
    plain = {word for word in known - said - listed if not word.startswith(groups)}
    assert {
        word for word in plain if f"'{word}'" not in sources and f"{word}:" not in sources
    } == set()
