"""The words of failures: errMsg, errCode and errno as the client of each platform spells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from apimock.spec import reference


@dataclass(frozen=True)
class Failure:
    """What ``fail`` receives."""

    message: str
    errno: int | None = None
    code: int | None = None

    def as_result(self) -> dict[str, Any]:
        """The members of the result object; codes only where they are known."""
        result: dict[str, Any] = {"errMsg": self.message}
        if self.code is not None:
            result["errCode"] = self.code
        if self.errno is not None:
            result["errno"] = self.errno
        return result


_GENERAL: Mapping[str, tuple[str, int | None]] = {
    "cancel": (" cancel", None),
    "deny": (" auth deny", 103),
    "close": (" authorize no response", 104),
    "system": (" system permission denied", 3),
    "gesture": (" can only be invoked by user TAP gesture.", None),
    "privacy": (" privacy permission is not authorized", 101102),
    "undeclared": (" api scope is not declared in the privacy agreement", 112),
    "banned": (" appid privacy api banned", 1025),
    "account": (" jsapi has no permission", 102),
    "unsupported": (" jsapi not supported", 100),
    "timeout": (" timeout", 5),
    "declaration": (
        " the api need to be declared in the requiredPrivateInfos field in app.json/ext.json",
        None,
    ),
}
_IOS: Mapping[str, str] = {"deny": ":auth denied", "system": ":system permission denied"}
_DEFAULT_ERRNO = {kind: errno for kind, (_, errno) in _GENERAL.items() if errno is not None}


@cache
def rows(api: str) -> tuple[Mapping[str, Any], ...]:
    """The failures recorded for an API, in the order of the reference."""
    return tuple(reference("errors")["api"].get(api, ()))


def _matches(row: Mapping[str, Any], kind: str) -> bool:
    if kind == "timeout":
        return "timeout" in row["errMsg"] or "time out" in row["errMsg"]
    closing = "no response" in row["errMsg"] or "canceled" in row["errMsg"]
    if kind == "close":
        return row["kind"] == "deny" and "no response" in row["errMsg"]
    if kind == "deny" and closing:
        return False
    return row["kind"] == kind and "note" not in row


@cache
def failure(api: str, kind: str, dialect: str) -> Failure:
    """The failure of this kind: the recorded row of the dialect, else the general wording.

    Kinds: cancel, deny, close (dialog closed unanswered), system, gesture, privacy, undeclared,
    banned, account, declaration, unsupported, timeout. The developer tool spells like Android.
    """
    spelling = "ios" if dialect == "ios" else "android"
    fitting = [row for row in rows(api) if _matches(row, kind)]
    fitting.sort(key=lambda row: not row["errMsg"].endswith(":fail timeout"))
    exact = [row for row in fitting if row.get("dialect") == spelling]
    plain = [row for row in fitting if row.get("dialect") is None]
    for row in (*exact, *plain):
        errno = row.get("errno", _DEFAULT_ERRNO.get(kind))
        return Failure(row["errMsg"], errno, row.get("errCode"))
    text, errno = _GENERAL[kind]
    if spelling == "ios":
        text = _IOS.get(kind, text)
    return Failure(f"{api}:fail{text}", errno)


def recorded(api: str, fragment: str) -> Failure:
    """The recorded failure of an API whose message contains ``fragment``.

    Raises LookupError when the reference holds none: the fragment in our code is then wrong.
    """
    for row in rows(api):
        if fragment in row["errMsg"]:
            return Failure(row["errMsg"], row.get("errno"), row.get("errCode"))
    raise LookupError(f"no recorded failure of {api} contains “{fragment}”")


def outcomes(api: str) -> tuple[Failure, ...]:
    """Every failure recorded for an API, for a picker of outcomes."""
    return tuple(Failure(r["errMsg"], r.get("errno"), r.get("errCode")) for r in rows(api))


def code_text(family: str, code: int) -> str:
    """The message of a code in a code family (``BluetoothError``, ``WifiError``, …)."""
    table: Mapping[str, str] = reference("errors")["families"][family]
    return table[str(code)]


def errno_text(errno: int) -> str:
    """The documented message of an errno."""
    table: Mapping[str, str] = reference("errors")["errno"]
    return table[str(errno)]
