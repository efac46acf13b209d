"""What apps keep in wx.setStorage, one space an app and person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from apimock.observable import Section


@dataclass
class Storage(Section):
    """``spaces`` maps ``<app id>/<persona>`` to its keys; an encrypted key has the prefix ``\\0``.

    An entry is ``{"data": value, "size": bytes}``. Entries are replaced space by space.
    """

    title: ClassVar[str] = "storage"

    spaces: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
