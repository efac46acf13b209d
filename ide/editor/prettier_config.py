"""What a project's own Prettier configuration says about the layout of its files (no Qt)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_FILES = (".prettierrc", ".prettierrc.json")
_KINDS: Mapping[str, type] = {
    "printWidth": int,
    "semi": bool,
    "singleQuote": bool,
    "quoteProps": str,
    "trailingComma": str,
    "bracketSpacing": bool,
    "objectWrap": str,
    "arrowParens": str,
    "singleAttributePerLine": bool,
}
"""The options we hand on; the indentation is the text's own."""


def prettier_options(root: Path) -> dict[str, Any]:
    """Return the options in ``.prettierrc``, else in ``package.json``, else none.

    What is no JSON, or has another type than Prettier documents, is left out.
    """
    for name in _FILES:
        found = _read(root / name)
        if found:
            return _checked(found)
    package = _read(root / "package.json").get("prettier")
    return _checked(package) if isinstance(package, dict) else {}


def _read(file: Path) -> dict[str, Any]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _checked(options: Mapping[str, Any]) -> dict[str, Any]:
    return {name: options[name] for name, kind in _KINDS.items() if type(options.get(name)) is kind}
