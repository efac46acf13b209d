"""An editor works on public mini-programs of ``--corpus`` through `main.py lsp`."""

from __future__ import annotations

import asyncio
import re
import shutil
import statistics
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from renderer.compiler import Compiler, DiskTree
from renderer.toolchain.process import Toolchain
from tests.driving.editor import Editor, editing
from tests.unit.ide.lsp.edits import carry_out

APPS = ("official-demo", "tdesign-retail")
FOREIGN = {"node_modules", "miniprogram_npm"}
HANDLER = re.compile(r"bind:?tap=\"(\w+)\"")


def errors(root: Path) -> list[tuple[str, str]]:
    with Toolchain() as toolchain:
        report = Compiler(DiskTree(root), toolchain).check()
    return [(item.file, item.code) for item in report.diagnostics]


def position(text: str, offset: int) -> types.Position:
    row = text[text.rfind("\n", 0, offset) + 1 : offset]
    return types.Position(text.count("\n", 0, offset), len(row.encode("utf-16-le")) // 2)


async def median_ms(ask: Callable[[int], Awaitable[Any]], offsets: list[int]) -> float:
    times = []
    for offset in offsets:
        started = time.perf_counter()
        assert await ask(offset) is not None
        times.append((time.perf_counter() - started) * 1000)
    return round(statistics.median(times), 1)


async def renamed(editor: Editor, templates: list[Path]) -> str:
    """Rename the first handler whose uses are all known; return its old name."""
    for file in templates:
        text = file.read_text("utf-8")
        found = HANDLER.search(text)
        if found is None:
            continue
        document = types.TextDocumentIdentifier(editor.open(file))
        place = position(text, found.start(1) + 1)
        offered = await editor.text_document_prepare_rename_async(
            types.PrepareRenameParams(document, place)
        )
        if offered is None:
            continue
        edit = await editor.text_document_rename_async(
            types.RenameParams(document, place, "renamedByTest")
        )
        assert edit is not None
        assert carry_out(edit) >= 2
        return found[1]
    raise AssertionError("no handler of the app can be renamed")


@pytest.mark.parametrize("app", APPS)
def test_questions_and_a_rename_leave_an_app_as_clean_as_it_was(
    corpus_folder: Path,
    app: str,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    root = Path(shutil.copytree(corpus_folder / app, tmp_path / app, symlinks=True))
    before = errors(root)
    templates = sorted(
        (file for file in root.rglob("*.wxml") if not FOREIGN & set(file.parts)),
        key=lambda file: (-file.read_text("utf-8").count("<view"), file),
    )

    async def work() -> None:
        async with editing(root) as editor:
            text = templates[0].read_text("utf-8")
            document = types.TextDocumentIdentifier(editor.open(templates[0]))
            tags = [match.start() + 2 for match in re.finditer(r"<view", text)][:20]

            async def complete(offset: int) -> Any:
                params = types.CompletionParams(document, position(text, offset))
                return await editor.text_document_completion_async(params)

            async def hover(offset: int) -> Any:
                params = types.HoverParams(document, position(text, offset))
                return await editor.text_document_hover_async(params)

            record_property("completion_ms", await median_ms(complete, tags))
            record_property("hover_ms", await median_ms(hover, tags))
            started = time.perf_counter()
            await renamed(editor, templates)
            record_property("rename_ms", round((time.perf_counter() - started) * 1000, 1))
            assert editor.logged == []

    asyncio.run(work())
    assert errors(root) == before
