"""Mini-programs as frameworks, build tools and several eras write them open cleanly."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests" / "fixtures" / "frameworks"
LIMIT_S = 300
# Texts a page has to show, by project and route; a page without an entry only has to be clean.
EXPECTED = json.loads((FIXTURES / "expected.json").read_text(encoding="utf-8"))
PAGES = [(project, page) for project, pages in EXPECTED.items() for page in pages]


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The records of all pages of all projects, by project and route."""
    out = tmp_path_factory.mktemp("frameworks")
    found: dict[str, dict[str, Any]] = {}
    for project in EXPECTED:
        result = out / f"{project}.json"
        command = [sys.executable, "-m", "ide.cli", "snapshot", str(FIXTURES / project), "--all"]
        command += ["--json", str(result)]
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=LIMIT_S, check=False
        )
        assert result.exists(), done.stderr
        pages = json.loads(result.read_text(encoding="utf-8"))["pages"]
        found[project] = {record["page"]: record for record in pages}
    return found


@pytest.mark.parametrize(("project", "page"), PAGES)
def test_a_page_opens_cleanly_with_its_texts(
    project: str, page: str, records: dict[str, dict[str, Any]]
) -> None:
    record = records[project][page]
    assert record["errors"] == []
    assert record["status"] == "ok"
    shown = " ".join(record["text"].split())
    assert [text for text in EXPECTED[project][page] if text not in shown] == []


def test_every_page_of_every_project_is_looked_at(records: dict[str, dict[str, Any]]) -> None:
    assert sorted(path.name for path in FIXTURES.iterdir() if path.is_dir()) == sorted(EXPECTED)
    assert {project: sorted(pages) for project, pages in records.items()} == {
        project: sorted(pages) for project, pages in EXPECTED.items()
    }
