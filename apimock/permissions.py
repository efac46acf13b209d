"""The state machine of permissions: scopes with their dialog, the system's, the privacy guide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from apimock.asking import AskMode, Choice
from apimock.spec import ApiSpec
from apimock.state.permissions import Permissions

if TYPE_CHECKING:
    from apimock.context import Context

PRIVACY_REST = 10_000.0
"""Milliseconds after a refusal in which the privacy dialog does not come again."""
ALWAYS_TRUE = ("scope.address", "scope.invoice", "scope.invoiceTitle")
_WITHOUT_DIALOG = frozenset({*ALWAYS_TRUE, "scope.userInfo"})
_METHOD_SCOPES = {
    "RecorderManager.start": "scope.record",
    "MapContext.moveToLocation": "scope.userLocation",
}
SCOPES = (
    "scope.userLocation",
    "scope.userFuzzyLocation",
    "scope.userLocationBackground",
    "scope.record",
    "scope.camera",
    "scope.bluetooth",
    "scope.writePhotosAlbum",
    "scope.addPhoneContact",
    "scope.addPhoneCalendar",
    "scope.werun",
    "scope.userInfo",
    *ALWAYS_TRUE,
)


@dataclass(frozen=True)
class Policy:
    """Who decides: ``permissions`` for permission dialogs, ``sheets`` for everything else.

    Headless, permissions are allowed unasked and sheets stay open; at the window a person decides.
    """

    permissions: AskMode = AskMode.AUTO
    sheets: AskMode = AskMode.ASK


HEADLESS = Policy(AskMode.AUTO, AskMode.ASK)
INTERACTIVE = Policy(AskMode.ASK, AskMode.ASK)
UNATTENDED = Policy(AskMode.AUTO, AskMode.AUTO)


def scope_of(spec: ApiSpec) -> str:
    """The scope an API needs the person's consent for, '' for none."""
    scope = _METHOD_SCOPES.get(spec.name, spec.scope)
    return "" if scope in _WITHOUT_DIALOG or spec.name == "RecorderManager.start" else scope


def system_allows(state: Permissions, capability: str) -> bool:
    """Whether the system lets the client use a capability; undetermined counts as yes."""
    return state.system.get(capability, "authorized") != "denied"


def request_scope(context: Context, scope: str, then: Callable[[str], None]) -> None:
    """Pass on ``allowed``, ``denied`` or ``closed``, asking when the scope was never decided."""
    known = context.device.permissions.scopes.get(scope)
    if known is not None:
        then(known)
        return

    def decided(choice: str) -> None:
        if choice != "closed":
            context.device.permissions.set_scope(scope, choice)
        then(choice)

    context.ask(
        "permission",
        (Choice("allowed", "Allow"), Choice("denied", "Reject"), Choice("closed", "Close")),
        lambda answer: decided(answer.choice),
        facts={"scope": scope, "purpose": context.app.permission_text(scope)},
        mode=context.phone.policy.permissions,
    )


def ask_privacy(context: Context, then: Callable[[bool], None]) -> None:
    """Show the client's own privacy dialog, but not again right after a refusal."""
    state = context.device.permissions
    if context.clock.now() - state.privacy_refused_at < PRIVACY_REST:
        then(False)
        return

    def decided(choice: str) -> None:
        if choice == "agree":
            state.privacy_agreed = True
        else:
            state.privacy_refused_at = context.clock.now()
        then(choice == "agree")

    context.ask(
        "privacy",
        (Choice("agree", "Agree"), Choice("disagree", "Disagree")),
        lambda answer: decided(answer.choice),
        mode=context.phone.policy.permissions,
    )


def auth_setting(state: Permissions) -> dict[str, bool]:
    """``authSetting`` of getSetting: only scopes that were asked for, three always true."""
    decided = {scope: value == "allowed" for scope, value in state.scopes.items()}
    return decided | dict.fromkeys(ALWAYS_TRUE, True)
