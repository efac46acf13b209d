"""Golden projects: each folder is compiled and compared with its ``expected.json``.

``pytest --update-samples`` rewrites the expected files; read the difference before committing it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from renderer.compiler import Chunk, Compiler, DiskTree
from renderer.toolchain.process import Toolchain

ROOT = Path(__file__).parent
EXPECTED = "expected.json"
FOLDERS = sorted(path for path in ROOT.glob("*/*") if (path / "project").is_dir())


@pytest.fixture(scope="module")
def toolchain() -> Iterator[Toolchain]:
    toolchain = Toolchain()
    yield toolchain
    toolchain.close()


def chunk_facts(chunk: Chunk) -> dict[str, Any]:
    """All of a chunk but the generated code, which is the toolchain's own business."""
    facts = chunk.to_json()
    for unit in facts["modules"].values():
        del unit["hash"], unit["code"]
    for unit in facts["components"].values():
        del unit["hash"]
        unit["template"] = bool(unit["template"])
    facts["styles"] = {path: unit["parts"] for path, unit in facts["styles"].items()}
    facts["diagnostics"] = [place(note) for note in facts["diagnostics"]]
    return facts


def place(note: dict[str, Any]) -> str:
    where = f"{note['file']}:{note['line']}:{note['column']}"
    return f"{where} {note['severity']} {note['code']}: {note['message']} [{note['hint']}]"


def compiled(folder: Path, toolchain: Toolchain) -> dict[str, Any]:
    compiler = Compiler(DiskTree(folder), toolchain)
    manifest = compiler.manifest()
    names = ["app", *(f"page/{page.route}" for page in manifest.pages)]
    if manifest.custom_tab_bar:
        names.append(f"component/{manifest.custom_tab_bar}")
    facts = manifest.to_json()
    facts["diagnostics"] = [place(note) for note in facts["diagnostics"]]
    report = compiler.check().to_json()
    return {
        "manifest": facts,
        "chunks": [chunk_facts(compiler.chunk(name)) for name in names],
        "check": [place(note) for note in report["diagnostics"]],
        "packages": report["packages"],
    }


@pytest.mark.parametrize("case", FOLDERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_sample(case: Path, toolchain: Toolchain, request: pytest.FixtureRequest) -> None:
    found = compiled(case / "project", toolchain)
    file = case / EXPECTED
    if request.config.getoption("--update-samples"):
        text = json.dumps(found, indent=1, sort_keys=True, ensure_ascii=False)
        file.write_text(text + "\n", "utf-8")
    assert found == json.loads(file.read_text("utf-8"))


def test_there_are_samples() -> None:
    assert len(FOLDERS) >= 8
