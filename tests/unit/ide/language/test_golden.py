"""Golden completions, jumps and hovers of the project in tests/fixtures/language."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from ide.language.service import LanguageService
from ide.language.text import SourceText
from renderer.compiler.source import DiskTree

FOLDER = Path(__file__).parents[3] / "fixtures" / "language"
CURSOR = "▮"


def rows(name: str, table: str) -> list[Any]:
    found = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))[table]
    return [pytest.param(row, id=f"{row['file']} {row.get('at') or row['text']}") for row in found]


@pytest.fixture
def service() -> LanguageService:
    made = LanguageService(DiskTree(FOLDER))
    made.use_language("en")
    return made


def place(row: dict[str, Any]) -> int:
    text = (FOLDER / row["file"]).read_text("utf-8")
    before, _, after = row["at"].partition(CURSOR)
    assert text.count(before + after) == 1, row["at"]
    return text.index(before + after) + len(before)


@pytest.mark.parametrize("row", rows("completions", "case"))
def test_what_is_offered(service: LanguageService, row: dict[str, Any]) -> None:
    before, _, after = row["text"].partition(CURSOR)
    service.put_text(row["file"], before + after)
    items = service.complete(row["file"], len(before))["items"]
    labels = [item["label"] for item in items]
    assert set(row["has"]) <= set(labels)
    assert set(row.get("lacks", ())).isdisjoint(labels)
    assert len(labels) == len(set(labels))
    if "first" in row:
        assert min(items, key=lambda item: (item["rank"], item["label"]))["label"] == row["first"]
    if "insert" in row:
        chosen = next(item for item in items if item["label"] == row["has"][0])
        assert chosen["insert"] == row["insert"]


@pytest.mark.parametrize("row", rows("jumps", "jump"))
def test_where_a_definition_is(service: LanguageService, row: dict[str, Any]) -> None:
    found = service.definition(row["file"], place(row))
    path, words = row["to"]
    text = (FOLDER / path).read_text("utf-8")
    target = found["targets"][0]
    assert target["path"] == path
    start = SourceText(text).offset(target["range"]["line"], target["range"]["column"])
    assert text[start:].startswith(words)


@pytest.mark.parametrize("row", rows("hovers", "hover"))
def test_what_a_hover_says(service: LanguageService, row: dict[str, Any]) -> None:
    text = service.hover(row["file"], place(row))["text"]
    assert [part for part in row["says"] if part not in text.replace("\\", "")] == []


@pytest.mark.parametrize("language", ["en", "zh", "de"])
def test_hovers_are_worded_in_every_language(language: str) -> None:
    service = LanguageService(DiskTree(FOLDER))
    service.use_language(language)
    for row in tomllib.loads((FOLDER / "hovers.toml").read_text("utf-8"))["hover"]:
        assert service.hover(row["file"], place(row))["text"]
