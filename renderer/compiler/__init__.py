"""The compiler: a mini-program's sources → a manifest and the chunks of its pages."""

from __future__ import annotations

from .bundle import Chunk, ComponentUnit, Manifest, ModuleUnit, PageEntry, StyleUnit
from .cache import Cache, DiskCache, NoCache
from .check import Report
from .compiler import Compiler
from .diagnostics import Diagnostic
from .graph import Change, Kind
from .source import DiskTree, MemoryTree, OverlayTree, SourceTree

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
