"""Small pictures, records and results to make contact sheets of."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image

from ide.matrix.build import Build
from ide.matrix.compare import compare
from ide.matrix.plan import Cell, Page, Plan
from ide.matrix.record import Record
from ide.matrix.store import Last, Store, read_last
from ide.matrix.summary import results

FACTS = {"ended": "2026-01-01T00:00:00+00:00", "tool": "1", "seconds": 1.0, "cells": []}


def keep_square(store: Store, side: int, size: tuple[int, int] = (40, 60)) -> str:
    """Put a picture with a black square into a store; returns its name."""
    image = Image.new("RGB", size, "white")
    image.paste("black", (0, 0, side, side))
    file = store.folder / "drawn.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    image.save(file)
    content = file.read_bytes()
    file.unlink()
    name = hashlib.sha256(content).hexdigest()
    store.pictures.mkdir(exist_ok=True)
    store.differences.mkdir(exist_ok=True)
    store.keep_picture(name, content)
    return name


def document(
    store: Store, records: Mapping[str, Record], last: Last | None = None, *, name: str = "app"
) -> dict[str, Any]:
    """Return the results of a run with one cell a page."""
    pages = [Page.parse(page) for page in records]
    plan = Plan(pages, ["iphone-15"], ["light"], ["zh_CN"], whole=True)
    rows = [
        (cell, record, compare(cell.key, record, last, store, 0.0))
        for cell, record in zip(plan.cells(), records.values(), strict=True)
    ]
    manifest = {"pages": [{"route": page.route} for page in pages]}
    return results(Build(Path(), manifest, "digest", name), plan, rows, last, 0.0)


def key(page: str) -> str:
    """Return the key of a page's cell."""
    return Cell(Page.parse(page), "iphone-15", "light", "zh_CN").key


def last_of(folder: Path) -> Last:
    """Return the results that a folder shows."""
    last = read_last(folder)
    assert last is not None
    return last
