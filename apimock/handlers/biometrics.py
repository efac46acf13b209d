"""SOTER: fingerprint and face, with the sheet on which a person shows theirs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from apimock import accounts
from apimock.asking import Answer, Choice
from apimock.context import Context
from apimock.registry import handles

_SUPPORT, _DENIED, _NO_MODE, _CHALLENGE, _CONTENT = 90001, 90002, 90003, 90004, 90005
_FROZEN, _NOT_ENROLLED = 90010, 90011
_NO_MATCH = 90009
_NO_FACE = 10001
_LONGEST_CHALLENGE, _LONGEST_CONTENT = 512, 42
_RECORDED = {
    _SUPPORT: "not support soter",
    _NO_MODE: "no corresponding mode",
    90007: "auth key update error",
    _FROZEN: "authenticate freeze",
    _NOT_ENROLLED: "no fingerprint enrolled",
}
_WORDS = {
    _DENIED: "not authorized",
    _CHALLENGE: "invalid challenge",
    _CONTENT: "auth_content is too long",
}


def _fails(context: Context, code: int) -> None:
    if code in _RECORDED:
        context.fail_recorded(_RECORDED[code])
    else:
        context.fail(_WORDS.get(code, ""), code=code)


@handles("checkIsSupportSoterAuthentication")
def supported(context: Context) -> None:
    """The modes the phone has a sensor for."""
    context.ok({"supportMode": list(context.device.biometrics.modes)})


@handles("checkIsSoterEnrolledInDevice")
def enrolled(context: Context) -> None:
    """Whether a finger, face or voice is enrolled."""
    state, mode = context.device.biometrics, context.text("checkAuthMode")
    if mode not in state.modes:
        context.fail("not support", code=_SUPPORT)
        return
    context.ok({"isEnrolled": mode in state.enrolled})


@handles("startSoterAuthentication")
def authenticate(context: Context) -> None:
    """Let the person show finger or face; modes without a sensor are left out first."""
    state = context.device.biometrics
    wanted = context.param("requestAuthModes")
    modes = [mode for mode in wanted or () if mode in state.modes]
    challenge = context.text("challenge")
    if not state.modes:
        _fails(context, _SUPPORT)
    elif not modes:
        _fails(context, _NO_MODE)
    elif not challenge or len(challenge.encode()) > _LONGEST_CHALLENGE:
        _fails(context, _CHALLENGE)
    elif len(context.text("authContent")) > _LONGEST_CONTENT:
        _fails(context, _CONTENT)
    elif not set(modes) & set(state.enrolled):
        _fails(context, _NOT_ENROLLED)
    elif state.frozen:
        _fails(context, _FROZEN)
    else:
        mode = next(mode for mode in modes if mode in state.enrolled)
        _show_sheet(context, mode, challenge)


def _show_sheet(context: Context, mode: str, challenge: str) -> None:
    """Ask; after too many fingers that do not match, the sensor freezes."""

    def done(answer: Answer) -> None:
        state = context.device.biometrics
        if answer.choice == "match":
            state.failures, state.counter = 0, state.counter + 1
            context.ok(_proof(context, mode, challenge))
        elif answer.choice == "cancel":
            context.fail_kind("cancel")
        elif answer.choice == "not-authorised":
            _fails(context, _DENIED)
        elif answer.choice == "key-error":
            _fails(context, 90007)
        else:
            _missed(context, mode, challenge, freeze=answer.choice == "freeze")

    choices = (
        Choice("match", "Match"),
        Choice("no-match", "No match"),
        Choice("freeze", "Too many tries"),
        Choice("cancel", "Cancel"),
        Choice("not-authorised", "Not authorised"),
        Choice("key-error", "Key out of date"),
    )
    facts = {
        "mode": mode,
        "content": context.text("authContent"),
        "left": context.device.biometrics.tries - context.device.biometrics.failures,
    }
    context.ask("biometrics", choices, done, facts=facts)


def _missed(context: Context, mode: str, challenge: str, *, freeze: bool) -> None:
    state = context.device.biometrics
    state.failures = state.tries if freeze else state.failures + 1
    if state.failures < state.tries:
        _show_sheet(context, mode, challenge)
        return
    state.frozen, state.failures = True, 0
    if context.dialect == "ios":
        context.fail("", code=_NO_MATCH)
    else:
        _fails(context, _FROZEN)


def _proof(context: Context, mode: str, challenge: str) -> Mapping[str, object]:
    """What the phone's secure hardware signs; the signature is a hash over it, not a real one."""
    number = hashlib.sha256(context.app.app_id.encode()).hexdigest()[:24]
    raw = {
        "raw": challenge,
        "fid": number,
        "counter": context.device.biometrics.counter,
        "tee_n": "TEE",
        "tee_v": "1.0",
        "fp_n": mode,
        "fp_v": "1.0",
        "cpu_id": number,
        "uid": number[:10],
    }
    text = json.dumps(raw, separators=(",", ":"))
    key = accounts.session_key(context.phone)
    return {
        "errCode": 0,
        "authMode": mode,
        "resultJSON": text,
        "resultJSONSignature": hashlib.sha256(f"{key}{text}".encode()).hexdigest(),
    }


@handles("checkIsSupportFacialRecognition")
def facial_support(context: Context) -> None:
    """Whether a face can be verified."""
    if "facial" in context.device.biometrics.modes:
        context.ok()
    else:
        context.fail("not support", code=_NO_FACE)


@handles("requestFacialVerify", note="codes of failures are undocumented; the result is local")
def facial_verify(context: Context) -> None:
    """Compare the face with the account's; the app's server asks for the true result."""
    state = context.device.biometrics
    if "facial" not in state.modes:
        context.fail("not support", code=_NO_FACE)
        return
    verify_id = context.text("verifyId")

    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.fail_kind("cancel")
            return
        passed = answer.choice == "pass"
        row = {"verifyId": verify_id, "passed": passed, "time": context.clock.now()}
        state.verifications = [*state.verifications, row]
        context.ok({"errCode": 0})

    choices = (Choice("pass", "Match"), Choice("no-match", "No match"), Choice("cancel", "Cancel"))
    context.ask("facial-verify", choices, done, facts={"verifyId": verify_id})
