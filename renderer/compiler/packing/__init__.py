"""What an upload holds: which files of a project, and what becomes of each."""

from __future__ import annotations

from renderer.compiler.packing.build import BuiltFile, Packing, UnbuildableError
from renderer.compiler.packing.choice import Choice, Reason
from renderer.compiler.packing.options import BuildOptions
from renderer.compiler.packing.rules import PackRules

__all__ = [
    "BuildOptions",
    "BuiltFile",
    "Choice",
    "PackRules",
    "Packing",
    "Reason",
    "UnbuildableError",
]
