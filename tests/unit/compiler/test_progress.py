"""A check tells how far it is, and the answer comes last."""

from __future__ import annotations

import io
import json
from pathlib import Path

from renderer.compiler.server import serve


def test_a_check_tells_how_many_files_are_done(tmp_path: Path) -> None:
    pages = [f"p{number}" for number in range(30)]
    (tmp_path / "app.json").write_text(json.dumps({"pages": pages}))
    (tmp_path / "app.js").write_text("App({})")
    for page in pages:
        (tmp_path / f"{page}.wxml").write_text(f"<view>{page}</view>")
        (tmp_path / f"{page}.js").write_text("Page({})")
    asked = [{"id": 1, "op": "open", "root": str(tmp_path)}, {"id": 2, "op": "check"}]
    output = io.BytesIO()
    serve([json.dumps(line).encode() for line in asked], output)
    told = [json.loads(line) for line in output.getvalue().splitlines()]
    steps = [line["progress"] for line in told if "progress" in line]
    assert steps == sorted(steps)
    assert steps[-1][0] > 30
    assert {total for _, total in steps} == {61}
    assert "result" in told[-1]
    assert told[-1]["id"] == 2
