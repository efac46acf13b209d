"""Checks of payment parameters and signatures, and the ways a payment can end."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from apimock.asking import Choice

PAY = Choice("ok", "Pay")
_SIGN_TYPES = ("MD5", "HMAC-SHA256", "RSA")
_SIGNATURES = {
    "MD5": (r"[0-9A-Fa-f]{32}", "32 hexadecimal digits"),
    "HMAC-SHA256": (r"[0-9A-Fa-f]{64}", "64 hexadecimal digits"),
}
_RSA_BYTES = 128


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("apimock") / "data" / "payments.toml").read_text("utf-8"))


def outcome(name: str) -> Mapping[str, Any]:
    """How a way to end answers the call."""
    found: Mapping[str, Any] = _table()["outcome"][name]
    return found


def choices(api: str) -> tuple[Choice, ...]:
    """What the sheet of a payment API offers; paying comes first."""
    offered = _table()["offers"][api]
    return (PAY, *(Choice(name, _table()["outcome"][name]["label"]) for name in offered))


def virtual_text(code: int) -> str:
    """The meaning of an errCode of requestVirtualPayment."""
    return str(_table()["virtual"].get(str(code), _table()["virtual"]["-1"]))


def virtual_codes() -> tuple[int, ...]:
    """The errCodes of requestVirtualPayment."""
    return tuple(int(code) for code in _table()["virtual"])


def warnings(params: Mapping[str, Any], app_id: str = "", key: str = "") -> tuple[str, ...]:
    """What the payment service would refuse, a sentence each; with a merchant's ``key`` also a
    signature that does not fit."""
    found = []
    if not str(params.get("package", "")).startswith("prepay_id="):
        found.append("“package” should begin with prepay_id=")
    if not 0 < len(str(params.get("nonceStr", ""))) <= 32:
        found.append("“nonceStr” should have 1 to 32 characters")
    if not re.fullmatch(r"\d{10}", str(params.get("timeStamp", ""))):
        found.append("“timeStamp” should be seconds since 1970, ten digits")
    kind = str(params.get("signType") or "MD5")
    if kind not in _SIGN_TYPES:
        found.append("“signType” should be MD5, HMAC-SHA256 or RSA")
        return tuple(found)
    wrong = _signature_format(kind, str(params.get("paySign", "")))
    if wrong:
        found.append(wrong)
    elif key and kind in _SIGNATURES and not _fits(params, kind, app_id, key):
        found.append("“paySign” does not fit the parameters and the merchant's key")
    return tuple(found)


def _signature_format(kind: str, signature: str) -> str:
    if kind in _SIGNATURES:
        pattern, words = _SIGNATURES[kind]
        return "" if re.fullmatch(pattern, signature) else f"“paySign” ({kind}) should be {words}"
    try:
        data = base64.b64decode(signature, validate=True)
    except binascii.Error:
        data = b""
    return "" if len(data) >= _RSA_BYTES else "“paySign” (RSA) should be a signature in base64"


def _fits(params: Mapping[str, Any], kind: str, app_id: str, key: str) -> bool:
    return sign(params, kind, app_id, key).lower() == str(params.get("paySign", "")).lower()


def sign(params: Mapping[str, Any], kind: str, app_id: str, key: str) -> str:
    """The signature (MD5 or HMAC-SHA256) of parameters for requestPayment."""
    fields = {name: params.get(name, "") for name in ("timeStamp", "nonceStr", "package")}
    fields |= {"appId": app_id, "signType": params.get("signType") or "MD5"}
    text = "&".join(f"{name}={fields[name]}" for name in sorted(fields)) + f"&key={key}"
    if kind == "MD5":
        return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest().upper()
    return hmac.new(key.encode(), text.encode(), "sha256").hexdigest().upper()


def virtual_signature(text: str, key: str) -> str:
    """A signature of requestVirtualPayment: HMAC-SHA256 as hexadecimal digits."""
    return hmac.new(key.encode(), text.encode(), "sha256").hexdigest()
