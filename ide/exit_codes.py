"""How every command ends."""

from __future__ import annotations

GOOD = 0
FINDINGS = 1
"""The command ran and found errors or failures."""
CANNOT_RUN = 2


class CannotRunError(Exception):
    """A command cannot do its work; the message is one sentence for the person."""
