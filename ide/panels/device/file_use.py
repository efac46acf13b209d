"""What a person's file is used for may fail: then they are told why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from apimock.mendable import MendableError
from ide.i18n import tr

_Made = TypeVar("_Made")


def use_file(file: Path, use: Callable[[], _Made], refuse: Callable[[str], object]) -> _Made | None:
    """Return what ``use`` makes of the file; None when it cannot, after ``refuse`` is told why.

    ``use`` may raise MendableError for what is in the file and OSError for what keeps it shut.
    """
    try:
        return use()
    except MendableError as error:
        refuse(str(error))
    except OSError as error:
        reason = error.strerror or str(error)
        refuse(tr("device.file_failed", file=file.name, reason=reason))
    return None
