"""What a command is given to read: a project, a form; what is wrong with it is one sentence."""

from __future__ import annotations

from pathlib import Path

from ide.exit_codes import CannotRunError
from ide.project.folder import NotAProjectError, ProjectFolder, read_folder
from ide.submit.form import Form, FormError, read_form


def given_project(command: str, folder: Path) -> ProjectFolder:
    """Read a project's folder. Raises CannotRunError when it holds no mini-program."""
    try:
        return read_folder(folder)
    except NotAProjectError as error:
        raise CannotRunError(f"{command}: {error}") from error


def given_form(command: str, file: Path) -> Form:
    """Read a ``form.json``. Raises CannotRunError when it cannot be read or is none."""
    try:
        return read_form(file.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, FormError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise CannotRunError(f"{command}: {file} cannot be read: {reason}") from error
