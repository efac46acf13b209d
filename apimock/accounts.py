"""The platform's side of identity: codes and sessions, for a server that runs beside the IDE."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from apimock import people

if TYPE_CHECKING:
    from apimock.phone import Phone

CODE_LIFE = 300_000.0
INVALID_CODE = {"errcode": 40029, "errmsg": "invalid code"}


def new_code(phone: Phone, purpose: str) -> str:
    """A one-time code that is good for five minutes."""
    user = phone.device.user
    code = f"0{phone.random.getrandbits(120):030x}"
    now = phone.clock.now()
    persona = user.current()["id"]
    entry = {"code": code, "purpose": purpose, "persona": persona, "expires": now + CODE_LIFE}
    user.codes = [*(item for item in user.codes if item["expires"] > now), entry]
    return code


def renew_session(phone: Phone) -> None:
    """Begin a new session with a new key."""
    phone.device.user.session_key = base64.b64encode(phone.random.randbytes(16)).decode("ascii")
    phone.device.user.session_valid = True
    phone.device.user.session_started = phone.clock.now()


def session_is_valid(phone: Phone) -> bool:
    """Whether the session has neither been ended nor grown too old."""
    user = phone.device.user
    if user.session_key and phone.clock.now() - user.session_started > user.session_life:
        return False
    return user.session_valid


def session_key(phone: Phone) -> str:
    """The key of the session (base64 of 16 bytes); a session begins when there was none."""
    if not phone.device.user.session_key:
        renew_session(phone)
    return phone.device.user.session_key


def number_of(persona: dict[str, Any]) -> dict[str, str]:
    """A persona's phone number as the platform tells it."""
    number = str(persona.get("phone", ""))
    country = str(persona.get("countryCode", "86"))
    shown = number if country == "86" else f"+{country}{number}"
    return {"phoneNumber": shown, "purePhoneNumber": number, "countryCode": country}


def _redeem(phone: Phone, code: str, purpose: str) -> dict[str, Any] | None:
    user, now = phone.device.user, phone.clock.now()
    found = [item for item in user.codes if item["code"] == code and item["purpose"] == purpose]
    user.codes = [item for item in user.codes if item["code"] != code]
    if not found or found[0]["expires"] <= now:
        return None
    return next((one for one in user.personas if one["id"] == found[0]["persona"]), None)


def code_to_session(phone: Phone, code: str) -> dict[str, Any]:
    """What a server gets for a login code, once: openid, unionid and session key, or an error."""
    persona = _redeem(phone, code, "login")
    if persona is None:
        return dict(INVALID_CODE)
    openid = str(persona.get("openid", ""))
    unionid = str(persona.get("unionid") or f"u{openid[1:]}")
    # Somebody else may hold the phone by now: the key is that of who got the code.
    key = people.kept(phone.device, persona["id"], "user.session_key") or session_key(phone)
    return {"openid": openid, "unionid": unionid, "session_key": key}


def code_to_phone(phone: Phone, code: str) -> dict[str, Any]:
    """What a server gets for the code of the phone number button, once."""
    persona = _redeem(phone, code, "phone")
    if persona is None:
        return dict(INVALID_CODE)
    return {"errcode": 0, "errmsg": "ok", "phone_info": number_of(persona)}
