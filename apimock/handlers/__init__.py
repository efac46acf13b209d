"""One file a family of APIs; importing a file registers its handlers."""

from __future__ import annotations

import importlib
import pkgutil


def load() -> None:
    """Import every family, so that the registry is complete."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
