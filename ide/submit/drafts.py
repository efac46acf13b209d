"""The entries of a submission as they were left, kept for each project in the profile (no Qt)."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from ide import atomic, log
from ide.keeping import folder_of
from ide.submit.form import Form, FormError, read_form, write_form
from ide.submit.version_advice import Shape

_FORM, _PACKED, _PICTURES = "form.json", "packed.json", "pictures"
_logger = log.logger("drafts")


@dataclass(frozen=True)
class Restored:
    """Entries that were found, and when they were left."""

    form: Form
    at: datetime


class Draft:
    """What was entered for one project; without a folder it lives as long as the program."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @cached_property
    def folder(self) -> Path:
        """Where the draft lies; made when it is first wanted."""
        return self._folder or Path(tempfile.mkdtemp(prefix="minideck-submission-"))

    def read(self, last_version: str) -> Restored | None:
        """Return what was entered; None when there is nothing, or nothing that can be read."""
        file = self.folder / _FORM
        try:
            form = read_form(file.read_text(encoding="utf-8"), last_version)
            left = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
        except FileNotFoundError:
            return None
        except (OSError, ValueError, FormError) as error:
            # A damaged draft is written over; the person begins with what the project says.
            _logger.warning("%s is not used: %s", file, error)
            return None
        return Restored(form, left)

    def tidy(self, form: Form) -> None:
        """Delete pictures that the form does not name; who edits the form does it, at first."""
        folder = self.folder / _PICTURES
        for file in folder.iterdir() if folder.is_dir() else ():
            if str(file) not in form.media.pics:
                file.unlink(missing_ok=True)

    def write(self, form: Form) -> None:
        """Keep what was entered.

        Raises:
            OSError: the profile cannot be written.
        """
        atomic.write_text(self.folder / _FORM, write_form(form))

    def forget(self) -> None:
        """Begin anew: no entries, no pictures."""
        (self.folder / _FORM).unlink(missing_ok=True)
        self.tidy(Form())

    def add_picture(self, data: bytes, suffix: str) -> str:
        """Keep a picture; return its path.

        Raises:
            OSError: the profile cannot be written.
        """
        folder = self.folder / _PICTURES
        number = 1
        while (file := folder / f"{number:03}{suffix}").exists():
            number += 1
        atomic.write_bytes(file, data)
        return str(file)

    def packed(self) -> Shape | None:
        """Return the shape of the project when its last package was written."""
        try:
            value = json.loads((self.folder / _PACKED).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return Shape.from_json(value) if isinstance(value, Mapping) else None

    def note_packed(self, shape: Shape) -> None:
        """Keep the shape of the project as it is in the package just written.

        Raises:
            OSError: the profile cannot be written.
        """
        atomic.write_text(self.folder / _PACKED, json.dumps(shape.to_json(), ensure_ascii=False))


def draft_of(profile: Path | None, project: Path) -> Draft:
    """Return the draft of a project, by its folder."""
    if profile is None:
        return Draft(None)
    return Draft(profile / "submissions" / folder_of(profile, project).name)
