"""HCE: the phone as a card in front of a reader, which sends commands the app answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from apimock.calls import Event
from apimock.context import Context
from apimock.handlers.coded import fail_code
from apimock.registry import handles

if TYPE_CHECKING:
    from apimock.phone import Phone

_READER = "nfc-reader"
_CARD = "nfc-card"
_AID = re.compile(r"(?:[0-9A-Fa-f]{2}){5,16}")
_COMMAND, _GONE = 1, 2


class Reader:
    """A terminal with its commands; each answer of the app brings the next one.

    ``reason`` 0 says that the phone was taken away, 1 that another card was chosen.
    """

    def __init__(self, phone: Phone, commands: Sequence[bytes]) -> None:
        self._phone = phone
        self._commands = list(commands)
        self._asked = b""
        self.answers: list[bytes] = []

    def __call__(self) -> None:
        """The phone leaves the field without the app being told."""
        self._commands.clear()

    def ask(self) -> None:
        """Send the next command; after the last one the phone is taken away."""
        if not self._commands:
            self.leave()
            return
        self._asked = self._commands.pop(0)
        detail = {"messageType": _COMMAND, "data": self._asked, "reason": 0}
        self._phone.emit(Event("onHCEMessage", detail))

    def take(self, answer: bytes) -> None:
        """The app's answer to the command."""
        self.answers.append(answer)
        nfc = self._phone.device.nfc
        row = {"command": self._asked.hex().upper(), "answer": answer.hex().upper()}
        nfc.exchanges = [*nfc.exchanges, row]
        self._phone.clock.later(20.0, self.ask)

    def leave(self, reason: int = 0) -> None:
        """The phone is taken away."""
        if self._phone.running.pop(_READER, None) is not None:
            detail = {"messageType": _GONE, "data": b"", "reason": reason}
            self._phone.emit(Event("onHCEMessage", detail))


def hold_to_reader(phone: Phone, aid: str, commands: Sequence[bytes] = ()) -> Reader | None:
    """Hold the phone to a reader that selects ``aid`` (hex) and sends the commands.

    None when the app emulates no card with that AID: the reader finds nothing.
    """
    nfc = phone.device.nfc
    if aid.upper() not in nfc.aids or not phone.device.switches.nfc:
        return None
    name = bytes.fromhex(aid)
    select = b"\x00\xa4\x04\x00" + bytes([len(name)]) + name
    reader = Reader(phone, [select, *commands])
    nfc.exchanges = []
    phone.running[_READER] = reader
    reader.ask()
    return reader


def _state(context: Context) -> int:
    """The code that keeps the phone from being a card, 0 when nothing does."""
    nfc = context.device.nfc
    if context.dialect == "ios":
        return 13000
    if not context.device.switches.nfc:
        return 13001
    if not nfc.emulation:
        return 13002
    return 0 if nfc.default_wallet else 13004


def _fails(context: Context, code: int) -> None:
    fail_code(context, "NFCError", code)


@handles("getHCEState")
def hce_state(context: Context) -> None:
    """Whether the phone can be a card; iPhones cannot."""
    code = _state(context)
    if code:
        _fails(context, code)
    else:
        context.ok({"errCode": 0})


@handles("startHCE")
def start_hce(context: Context) -> None:
    """Register the applications the card shall have."""
    code, listed = _state(context), context.param("aid_list")
    aids = [str(one) for one in listed] if isinstance(listed, list) else []
    if not code and (not aids or not all(_AID.fullmatch(aid) for aid in aids)):
        code = 13003
    if code:
        _fails(context, code)
        return
    nfc = context.device.nfc
    nfc.aids = [aid.upper() for aid in aids]
    context.phone.running[_CARD] = lambda: setattr(nfc, "aids", [])
    context.ok({"errCode": 0})


@handles("stopHCE")
def stop_hce(context: Context) -> None:
    """Be no card any more."""
    if not context.device.nfc.aids:
        _fails(context, _state(context) or 13005)
        return
    context.device.nfc.aids = []
    context.phone.running.pop(_CARD, None)
    context.phone.running.pop(_READER, None)
    context.ok({"errCode": 0})


@handles("sendHCEMessage")
def send_hce(context: Context) -> None:
    """Answer the reader's command."""
    reader = context.phone.running.get(_READER)
    if not isinstance(reader, Reader):
        _fails(context, _state(context) or 13005)
        return
    context.ok({"errCode": 0})
    reader.take(bytes(context.param("data") or b""))
