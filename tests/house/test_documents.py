"""Generated documents say what the data says; the rooms' READMEs name what exists."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from apimock import support
from ide.automation import document
from renderer.compiler import catalogue

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS: dict[str, Callable[[], str]] = {
    "docs/wx-support.md": support.markdown,
    "docs/diagnostics.md": catalogue.markdown,
    "docs/automation.md": document.markdown,
}


@pytest.mark.parametrize(("path", "generate"), DOCUMENTS.items(), ids=list(DOCUMENTS))
def test_a_generated_document_is_fresh(path: str, generate: Callable[[], str]) -> None:
    module = generate.__module__
    renew = f".venv/bin/python -c \"import {module} as m; print(m.markdown(), end='')\" > {path}"
    assert (ROOT / path).read_text(encoding="utf-8") == generate(), f"renew it: {renew}"


ROOMS = ("apimock", "bootstrap", "ide", "renderer", "resources", "tests")
FOREIGN = {"web", "fixtures", "samples"}  # built, or parts of mini-programs
READMES = [
    path
    for room in ROOMS
    for path in (ROOT / room).rglob("README.md")
    if not FOREIGN & set(path.relative_to(ROOT).parts)
]
MODULE_ROW = re.compile(r"^\| (`[^|]+`) \|", re.MULTILINE)
FILE = re.compile(r"`([\w./]+\.(?:py|ts|mjs|toml|json|sh)|[\w./]+/)`")


@pytest.mark.parametrize("path", READMES, ids=lambda path: str(path.relative_to(ROOT).parent))
def test_the_modules_a_readme_lists_exist(path: Path) -> None:
    named = [
        name for row in MODULE_ROW.findall(path.read_text("utf-8")) for name in FILE.findall(row)
    ]
    built = {"web/", "manifest.json"}  # made by the build, served by the host
    assert [n for n in named if n not in built and not (path.parent / n).exists()] == []
