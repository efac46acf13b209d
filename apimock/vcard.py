"""Contacts as vCard 3.0: written from the phone's address book, read into it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

LIMIT = 5000
"""Contacts taken from one file."""
_PHONES = (
    ("mobilePhoneNumber", "CELL"),
    ("phoneNumber", "CELL"),
    ("workPhoneNumber", "WORK,VOICE"),
    ("homePhoneNumber", "HOME,VOICE"),
    ("hostNumber", "MAIN"),
    ("workFaxNumber", "WORK,FAX"),
    ("homeFaxNumber", "HOME,FAX"),
)
_ADDRESSES = (("address", "POSTAL"), ("workAddress", "WORK"), ("homeAddress", "HOME"))
_PARTS = ("Street", "City", "State", "PostalCode", "Country")
_PLAIN = {
    "nickName": "NICKNAME",
    "organization": "ORG",
    "title": "TITLE",
    "email": "EMAIL",
    "url": "URL",
    "remark": "NOTE",
    "weChatNumber": "X-WECHAT",
}
_WIDTH = 75


class VCardError(ValueError):
    """A file that holds no contacts; the message names file, line and remedy."""


def write_vcards(contacts: Iterable[Mapping[str, Any]]) -> str:
    """The contacts as one file, a card each."""
    lines = [line for contact in contacts for line in _card(contact)]
    return "".join(f"{fold(line)}\r\n" for line in lines)


def _card(contact: Mapping[str, Any]) -> list[str]:
    def said(name: str) -> str:
        return escaped(str(contact.get(name) or ""))

    names = [said(name) for name in ("lastName", "firstName", "middleName")]
    lines = ["BEGIN:VCARD", "VERSION:3.0"]
    lines.append(f"N:{';'.join(names)};;" if any(names) else f"N:{said('displayName')};;;;")
    lines.append(f"FN:{said('displayName') or ''.join((names[1], names[0]))}")
    told: set[str] = set()
    for name, kind in _PHONES:
        number = said(name)
        if number and number not in told:
            told.add(number)
            lines.append(f"TEL;TYPE={kind}:{number}")
    for prefix, kind in _ADDRESSES:
        parts = [said(prefix + part) for part in _PARTS]
        if any(parts):
            lines.append(f"ADR;TYPE={kind}:;;{';'.join(parts)}")
    lines += [f"{key}:{said(name)}" for name, key in _PLAIN.items() if said(name)]
    return [*lines, "END:VCARD"]


def escaped(text: str) -> str:
    """Text as vCard and iCalendar write it."""
    for plain, written in (("\\", "\\\\"), ("\n", "\\n"), (";", "\\;"), (",", "\\,")):
        text = text.replace(plain, written)
    return text.replace("\r", "")


def fold(line: str) -> str:
    """A long line on several, none longer than 75 bytes, no character torn apart."""
    pieces: list[str] = []
    piece = ""
    for character in line:
        if len((piece + character).encode()) > _WIDTH - (1 if pieces else 0):
            pieces.append(piece)
            piece = ""
        piece += character
    return "\r\n ".join([*pieces, piece])


def read_vcards(text: str, name: str) -> list[dict[str, Any]]:
    """The contacts of a file. Raises VCardError."""
    contacts: list[dict[str, Any]] = []
    card: dict[str, Any] | None = None
    for number, line in _unfolded(text):
        key, colon, value = line.partition(":")
        if not colon:
            raise VCardError(f"{name}, line {number}: “{line[:30]}” is no KEY:value; remove it")
        kind, *parameters = key.upper().split(";")
        kind = kind.rpartition(".")[2]
        if kind == "BEGIN":
            card = {}
        elif card is None:
            raise VCardError(f"{name}, line {number}: it is outside a card; add BEGIN:VCARD")
        elif kind == "END":
            contacts.append(_contact(card))
            card = None
            if len(contacts) > LIMIT:
                raise VCardError(f"{name}: it holds more than {LIMIT} contacts; cut it into parts")
        else:
            _take(card, kind, ";".join(parameters), value)
    if card is not None or not contacts:
        raise VCardError(f"{name}: it holds no whole card; end each with END:VCARD")
    return contacts


def _unfolded(text: str) -> list[tuple[int, str]]:
    lines: list[tuple[int, str]] = []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        if line[:1] in {" ", "\t"} and lines:
            lines[-1] = (lines[-1][0], lines[-1][1] + line[1:])
        elif line.strip():
            lines.append((number, line))
    return lines


def _split(value: str) -> list[str]:
    parts = re.split(r"(?<!\\);", value)
    return [re.sub(r"\\([\\;,])", r"\1", part.replace("\\n", "\n")).strip() for part in parts]


def _take(card: dict[str, Any], kind: str, parameters: str, value: str) -> None:
    parts = _split(value)
    if kind == "N":
        for name, part in zip(("lastName", "firstName", "middleName"), parts, strict=False):
            if part:
                card[name] = part
    elif kind == "FN":
        card["displayName"] = parts[0]
    elif kind == "TEL" and parts[0]:
        card.setdefault("phoneNumberList", []).append(parts[0])
        fax, work = "FAX" in parameters, "WORK" in parameters
        place = "work" if work else "home" if "HOME" in parameters else ""
        name = f"{place}{'Fax' if fax else 'Phone'}Number" if place else "mobilePhoneNumber"
        card.setdefault(name, parts[0])
    elif kind in _PLAIN.values():
        name = next(field for field, key in _PLAIN.items() if key == kind)
        card.setdefault(name, parts[0])


def _contact(card: dict[str, Any]) -> dict[str, Any]:
    names = f"{card.get('firstName', '')} {card.get('lastName', '')}".strip()
    numbers = card.get("phoneNumberList", [])
    number = card.get("mobilePhoneNumber") or (numbers[0] if numbers else "")
    return {**card, "displayName": card.get("displayName") or names, "phoneNumber": number}
