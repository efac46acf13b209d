"""The same artefacts in the report of pytest-html, for those who have that one already."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pytest_html import extras  # type: ignore[import-untyped]


def extras_of(told: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what pytest-html shows of a test that failed."""
    for one in told["artefacts"]:
        kind = one["kind"]
        if "png" in one:
            yield extras.png(one["png"], name=kind)
        else:
            rows = [row["line"] for row in one.get("rows", ())]
            yield extras.text(one.get("text") or one.get("trouble") or "\n".join(rows), name=kind)
    yield extras.text(json.dumps(told["steps"], ensure_ascii=False, indent=1), name="steps")
    for picture in told["pictures"]:
        for part in ("expected", "actual", "marked"):
            if picture["outcome"] == "different" and picture[part]:
                yield extras.png(picture[part], name=f"{picture['name']} {part}")
