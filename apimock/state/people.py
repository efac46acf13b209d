"""The person who holds the phone: personas, sessions, address book, clipboard."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from apimock.observable import Section
from apimock.state.defaults import entries


@dataclass
class User(Section):
    """Who holds the phone and is logged in; ``codes`` are those given out and not yet used.

    A persona is ``{"id", "nickName", "openid", "unionid", "phone", "gender", "avatar"?, "roles",
    "own"?}``; ``own`` holds first values of personal fields (``personal`` in ``data/phone.toml``),
    ``login_blocked`` and ``phone_blocked`` make the platform refuse them. Assigning ``persona``
    hands the phone over: ``kept`` holds what belongs to the others meanwhile.

    Since 2022 clients hand out only an anonymous profile: ``real_profile`` switches the old
    behaviour on.
    """

    title: ClassVar[str] = "user"

    personas: list[dict[str, Any]] = field(default_factory=entries("personas"))
    persona: str = "anna"
    session_valid: bool = True
    session_key: str = ""
    session_started: float = 0.0
    session_life: float = 259_200_000.0
    """Milliseconds a session lives after it was last renewed."""
    real_profile: bool = False
    codes: list[dict[str, Any]] = field(default_factory=list)
    phone_quota: bool = True
    inbox: list[dict[str, Any]] = field(default_factory=list)
    steps: list[int] = field(default_factory=lambda: [6000 + 137 * day % 4000 for day in range(31)])
    steps_open: bool = True
    kept: dict[str, dict[str, Any]] = field(default_factory=dict)

    def current(self) -> dict[str, Any]:
        """The persona in use; the first when the chosen one is gone."""
        for persona in self.personas:
            if persona["id"] == self.persona:
                return persona
        return self.personas[0] if self.personas else {"id": "", "nickName": "", "openid": ""}


@dataclass
class Address(Section):
    """Contacts, postal addresses, invoice titles, calendar, calls and messages sent."""

    title: ClassVar[str] = "address"

    contacts: list[dict[str, Any]] = field(default_factory=entries("contacts"))
    postal: list[dict[str, Any]] = field(default_factory=entries("postal"))
    invoices: list[dict[str, Any]] = field(default_factory=entries("invoices"))
    """Titles for invoices (chooseInvoiceTitle)."""
    receipts: list[dict[str, Any]] = field(default_factory=entries("receipts"))
    """Electronic invoices in the card holder (chooseInvoice)."""
    plates: list[str] = field(default_factory=lambda: ["粤A12345"])
    calendar: list[dict[str, Any]] = field(default_factory=list)
    calls: list[dict[str, Any]] = field(default_factory=list)
    messages: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Clipboard(Section):
    """The text on the clipboard and what was there before, newest first."""

    title: ClassVar[str] = "clipboard"

    text: str = ""
    history: list[str] = field(default_factory=list)
