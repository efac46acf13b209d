"""Generated documents say what the data says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from apimock import support
from renderer.compiler import catalogue

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS: dict[str, Callable[[], str]] = {
    "docs/wx-support.md": support.markdown,
    "docs/diagnostics.md": catalogue.markdown,
}


@pytest.mark.parametrize(("path", "generate"), DOCUMENTS.items(), ids=list(DOCUMENTS))
def test_a_generated_document_is_fresh(path: str, generate: Callable[[], str]) -> None:
    module = generate.__module__
    renew = f".venv/bin/python -c \"import {module} as m; print(m.markdown(), end='')\" > {path}"
    assert (ROOT / path).read_text(encoding="utf-8") == generate(), f"renew it: {renew}"
