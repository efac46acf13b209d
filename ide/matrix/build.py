"""The project compiled once for all workers: a folder with its manifest and its chunks (no Qt)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from ide.exit_codes import CannotRunError
from renderer.compiler.cache import DiskCache, NoCache
from renderer.compiler.compiler import Compiler
from renderer.compiler.source import DiskTree
from renderer.toolchain.process import Toolchain, ToolchainError

MANIFEST = "manifest.json"
CHUNKS = "chunks.json"
"""Which file holds which chunk."""

Choose = Callable[[Mapping[str, Any]], Sequence[str]]


@dataclass(frozen=True)
class Build:
    """A compiled app; ``digest`` is the same for the same sources."""

    folder: Path
    manifest: Mapping[str, Any]
    digest: str
    name: str
    """The project's, or its folder's."""


def compile_project(root: Path, folder: Path, cache: Path | None, choose: Choose) -> Build:
    """Compile the pages that ``choose`` picks from the manifest, and write them to ``folder``.

    Raises:
        CannotRunError: the folder holds no mini-program that can run; or ``choose`` says so.
    """
    toolchain = Toolchain()
    compiler = Compiler(DiskTree(root), toolchain, DiskCache(cache) if cache else NoCache())
    try:
        manifest = compiler.manifest().to_json()
        routes = choose(manifest)
        chunks = [compiler.chunk(name).to_json() for name in _names(manifest, routes)]
    except ToolchainError as error:
        raise CannotRunError(f"{root} cannot be compiled: {error}") from error
    finally:
        compiler.close()
        toolchain.close()
    name = unquote(str(manifest.get("projectName") or "")) or root.name
    return Build(folder, manifest, _write(folder, manifest, chunks), name)


def _names(manifest: Mapping[str, Any], routes: Sequence[str]) -> list[str]:
    names = ["app", *(f"page/{route}" for route in dict.fromkeys(routes))]
    bar = manifest.get("customTabBar")
    return [*names, f"component/{bar}"] if bar else names


def _write(folder: Path, manifest: Mapping[str, Any], chunks: Sequence[Mapping[str, Any]]) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(_text(manifest))
    files: dict[str, str] = {}
    for number, chunk in enumerate(chunks):
        content = _text(chunk)
        digest.update(content)
        files[str(chunk["name"])] = f"{number}.json"
        (folder / f"{number}.json").write_bytes(content)
    (folder / MANIFEST).write_bytes(_text(manifest))
    (folder / CHUNKS).write_bytes(_text(files))
    return digest.hexdigest()


def _text(value: object) -> bytes:
    return json.dumps(value, sort_keys=True).encode("ascii")
