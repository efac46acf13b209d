"""What of a mini-program's past can be cleared, each alone (no Qt)."""

from __future__ import annotations

from collections.abc import Callable

from apimock.files.space import ROOTS
from apimock.phone import Phone

COMPILE, NETWORK = "compile", "network"


def _storage(phone: Phone) -> None:
    own = f"{phone.app.app_id}/"
    spaces = phone.device.storage.spaces
    phone.device.storage.spaces = {k: v for k, v in spaces.items() if not k.startswith(own)}


def _files(phone: Phone) -> None:
    for root in ROOTS:
        for name in phone.files.tree.children(root):
            phone.files.remove_all(f"{root}/{name}")


def _permissions(phone: Phone) -> None:
    permissions = phone.device.permissions
    permissions.scopes = {}
    permissions.subscriptions = {}
    permissions.privacy_agreed = False


def _login(phone: Phone) -> None:
    user = phone.device.user
    user.session_key = ""
    user.session_valid = False
    user.codes = []


OF_THE_PHONE: dict[str, Callable[[Phone], None]] = {
    "storage": _storage,
    "files": _files,
    "permissions": _permissions,
    "login": _login,
}
KINDS = (*OF_THE_PHONE, NETWORK, COMPILE)
"""Everything that can be cleared: texts ``clear.kind.<name>``."""
