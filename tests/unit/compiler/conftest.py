"""Projects in memory and the one toolchain that compiles them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pytest

from renderer.compiler import Compiler, MemoryTree
from renderer.toolchain.process import Toolchain

Files = Mapping[str, str | bytes]

PAGE = "pages/index/index"
SIMPLE: Files = {
    "app.json": '{"pages": ["pages/index/index"]}',
    "app.js": "App({})\n",
    "pages/index/index.wxml": "<view>hello</view>\n",
    "pages/index/index.js": "Page({})\n",
    "pages/index/index.json": "{}\n",
}


class RecordingToolchain:
    """The real toolchain; remembers what it was asked."""

    def __init__(self, toolchain: Toolchain) -> None:
        self._toolchain = toolchain
        self.asked: list[tuple[str, list[str]]] = []

    def request(self, op: str, items: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        self.asked.append((op, [str(item.get("path", item.get("name"))) for item in items]))
        return self._toolchain.request(op, items)

    def paths(self, op: str) -> list[str]:
        return [path for asked, paths in self.asked if asked == op for path in paths]


@pytest.fixture(scope="session")
def shared_toolchain() -> Iterator[Toolchain]:
    toolchain = Toolchain()
    yield toolchain
    toolchain.close()


@pytest.fixture
def toolchain(shared_toolchain: Toolchain) -> RecordingToolchain:
    return RecordingToolchain(shared_toolchain)


@pytest.fixture
def tree_of() -> Callable[[Files], MemoryTree]:
    """The smallest project with some files added or, with None, taken away."""

    def make(files: Mapping[str, str | bytes | None]) -> MemoryTree:
        merged = {**SIMPLE, **files}
        return MemoryTree({path: text for path, text in merged.items() if text is not None})

    return make


@pytest.fixture
def project(
    toolchain: RecordingToolchain, tree_of: Callable[[Files], MemoryTree]
) -> Callable[[Files], Compiler]:
    def make(files: Files) -> Compiler:
        return Compiler(tree_of(files), toolchain)

    return make
