"""The samples: whatever their scenarios say comes true, in a copy as a person makes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ide.start.templates import NewProject, create, templates
from tests.e2e.conftest import LIMIT_S, minideck

SAMPLES = [one.id for one in templates().values() if one.folder.parent.name == "samples"]


@pytest.mark.parametrize(("sample", "language"), list(zip(SAMPLES, ("de", "en"), strict=True)))
def test_every_scenario_of_a_sample_comes_true(sample: str, language: str, tmp_path: Path) -> None:
    root = create(NewProject(sample, tmp_path / "app", sample, language), "3.17.0")
    files = sorted((root / "scenarios").glob("*.scenario.yaml"))
    command = ("scenario", "run", *files, "--project", root)
    ended = minideck(*command, json_file=tmp_path / "result.json", limit_s=2 * LIMIT_S)
    failed = [
        (entry["title"], case["name"], case["message"])
        for entry in ended.result["scenarios"]
        for case in entry["cases"]
        if not case["ok"]
    ]
    assert failed == [], ended.errors
    assert ended.code == 0
    assert len(ended.result["scenarios"]) == len(files) > 0
