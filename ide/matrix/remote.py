"""What a computer of a cluster does: unpack the project, draw a batch, hand it back (no Qt)."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ide.matrix.archive import BUILD, PROJECT, unpack
from ide.matrix.crew import Crew, Order
from ide.matrix.plan import Cell
from ide.version import VERSION

_DIGITS = 24


class OtherVersionError(RuntimeError):
    """This computer has another Minideck than the one that asks."""


def hold(archive: bytes) -> bytes:
    """Keep the archive in the cluster; computed again where the computer that had it is gone."""
    return archive


@dataclass(frozen=True)
class Batch:
    """What a computer is to draw."""

    digest: str
    """Of the archive."""
    version: str
    """Of the Minideck that asks."""
    states: Mapping[str, Any]
    timeout_s: float
    cells: Sequence[Cell]


def draw(archive: bytes, batch: Batch) -> dict[str, Any]:
    """Draw a batch: ``{"cells": [[place, record, ms, tries]…], "pictures": {digest: PNG}}``.

    Raises:
        OtherVersionError: pictures of another version would not be the same.
    """
    if batch.version != VERSION:
        raise OtherVersionError(f"a worker has Minideck {VERSION}, this is {batch.version}")
    base = _folder()
    project = unpack(archive, batch.digest, base / f"minideck-{batch.digest[:_DIGITS]}")
    with tempfile.TemporaryDirectory(prefix="minideck-pictures-", dir=base) as folder:
        pictures = Path(folder)
        order = Order(project / PROJECT, project / BUILD, pictures, batch.states, batch.timeout_s)
        with Crew(order, 1) as crew:
            shots = list(crew.run(batch.cells))
        drawn = {file.stem: file.read_bytes() for file in sorted(pictures.glob("*.png"))}
    rows = [[place, shot.record.to_json(), shot.ms, shot.tries] for place, shot in shots]
    return {"cells": rows, "pictures": drawn}


def _folder() -> Path:
    """The cluster's own scratch folder on this computer, which it clears away."""
    from distributed import get_worker  # noqa: PLC0415 - an optional library

    folder = Path(get_worker().local_directory)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
