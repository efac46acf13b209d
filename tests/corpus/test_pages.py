"""Every page of the public mini-programs of ``--corpus`` opens without a crash or a timeout."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import minideck

LIMIT_S = 1800
BROKEN = {"crash", "timeout"}


def test_no_page_crashes_or_hangs(
    corpus_app: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("snapshot", corpus_app, "--all", "--out", tmp_path)
    ended = minideck(*command, json_file=tmp_path / "result.json", limit_s=LIMIT_S)
    assert ended.code in (0, 1), ended.errors
    pages = ended.result["pages"]
    clean = sum(page["status"] == "ok" for page in pages)
    with capsys.disabled():
        print(f"\n{corpus_app.name}: {clean} of {len(pages)} pages clean", end=" ")  # noqa: T201
    assert [page["page"] for page in pages if page["status"] in BROKEN] == []
