"""The compiler: a mini-program's sources → a manifest and the chunks of its pages."""

from __future__ import annotations

from renderer.compiler.bundle import (
    Chunk,
    ComponentUnit,
    Manifest,
    ModuleUnit,
    PageEntry,
    StyleUnit,
)
from renderer.compiler.cache import Cache, DiskCache, NoCache
from renderer.compiler.check import Report
from renderer.compiler.compiler import Compiler
from renderer.compiler.diagnostics import Diagnostic
from renderer.compiler.graph import Change, Kind
from renderer.compiler.source import DiskTree, MemoryTree, OverlayTree, SourceTree

__all__ = [
    "Cache",
    "Change",
    "Chunk",
    "Compiler",
    "ComponentUnit",
    "Diagnostic",
    "DiskCache",
    "DiskTree",
    "Kind",
    "Manifest",
    "MemoryTree",
    "ModuleUnit",
    "NoCache",
    "OverlayTree",
    "PageEntry",
    "Report",
    "SourceTree",
    "StyleUnit",
]
