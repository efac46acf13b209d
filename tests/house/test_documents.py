"""Generated documents say what the data says."""

from __future__ import annotations

from pathlib import Path

from apimock import support

ROOT = Path(__file__).resolve().parents[2]
RENEW = ".venv/bin/python -c \"from apimock import support; print(support.markdown(), end='')\""


def test_the_table_of_supported_apis_is_fresh() -> None:
    written = (ROOT / "docs" / "wx-support.md").read_text(encoding="utf-8")
    assert written == support.markdown(), f"renew it: {RENEW} > docs/wx-support.md"
