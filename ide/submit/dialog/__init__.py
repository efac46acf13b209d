"""The window in which a submission is prepared: one page for each thing the platform asks for."""

from __future__ import annotations

from ide.submit.dialog.subject import Subject
from ide.submit.dialog.window import SubmitDialog

__all__ = ["Subject", "SubmitDialog"]
