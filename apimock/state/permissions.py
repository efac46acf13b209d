"""The three layers of permission: the app's scopes, the system's, the privacy guide."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from apimock.observable import Section

SYSTEM_PERMISSIONS = (
    "album", "bluetooth", "camera", "location", "microphone", "notification", "calendar",
)  # fmt: skip


@dataclass
class Permissions(Section):
    """What may be done.

    ``scopes`` maps ``scope.userLocation`` … to ``allowed`` or ``denied``; one that is missing was
    never asked. ``system`` maps a name of SYSTEM_PERMISSIONS to ``authorized``, ``denied`` or
    ``not determined``. ``privacy_declared`` lists the declared categories of the privacy guide
    (None: all); ``privacy_required`` says that the guide has to be agreed to before use.
    """

    title: ClassVar[str] = "permissions"

    scopes: dict[str, str] = field(default_factory=dict)
    system: dict[str, str] = field(
        default_factory=lambda: dict.fromkeys(SYSTEM_PERMISSIONS, "authorized")
    )
    privacy_declared: list[str] | None = None
    privacy_required: bool = False
    privacy_agreed: bool = False
    privacy_refused_at: float = -1e12
    """When the client's own dialog was refused last, in ms: for 10 s it is not shown again."""
    privacy_banned: list[str] = field(default_factory=list)
    subscriptions: dict[str, str] = field(default_factory=dict)
    """Remembered answers to subscribe messages by template: accept, reject, ban."""
    subscriptions_on: bool = True

    def set_scope(self, scope: str, state: str) -> None:
        """Record ``allowed`` or ``denied``; '' forgets that the scope was ever asked."""
        scopes = {name: value for name, value in self.scopes.items() if name != scope}
        self.scopes = scopes | ({scope: state} if state else {})

    def set_system(self, name: str, state: str) -> None:
        """Set what the system allows WeChat to use."""
        self.system = self.system | {name: state}
