"""The files ``--json`` and its like name: what a command found, for other tools."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ide.exit_codes import CannotRunError


def write_document(command: str, path: Path, document: Mapping[str, Any]) -> None:
    """Write the result of ``command`` as JSON; folders on the way are made.

    Raises:
        CannotRunError: the file cannot be written.
    """
    write_text(command, path, json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def write_text(command: str, path: Path, text: str) -> None:
    """Write a text that ``command`` has made; folders on the way are made.

    Raises:
        CannotRunError: the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A name on disk may hold half a character, which no encoding takes.
        path.write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        raise CannotRunError(f"{command}: {path} cannot be written: {error.strerror}.") from error
