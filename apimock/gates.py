"""The gates a call has to pass before anything answers it; each passes on or fails the call."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from apimock import params, permissions, wording
from apimock.calls import Event
from apimock.context import Context
from apimock.spec import ApiSpec, version

Proceed = Callable[[], None]


@cache
def _table() -> dict[str, Any]:
    text = (files("apimock") / "data" / "privacy.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def privacy_category(api: str) -> str:
    """The category of personal data an API touches, '' for none."""
    found = (name for name, apis in _table()["categories"].items() if api in apis)
    return next(found, "")


@cache
def system_capability(api: str) -> str:
    """The permission the client itself needs for an API, '' for none."""
    found = (name for name, apis in _table()["system"].items() if api in apis)
    return next(found, "")


def can_i_use(context: Context, spec: ApiSpec, proceed: Proceed) -> None:
    """Fail what is newer than the base library."""
    if spec.since and version(spec.since) > version(context.device.system.library):
        context.fail_kind("unsupported")
    else:
        proceed()


def parameters(context: Context, spec: ApiSpec, proceed: Proceed) -> None:
    """Fail wrong parameters in the client's words."""
    wrong = params.check(spec, context.call.params)
    if wrong is None:
        proceed()
    else:
        context.fail(wrong, errno=1001)


def gesture(context: Context, spec: ApiSpec, proceed: Proceed) -> None:
    """Fail what only a tap may start."""
    if spec.requires_tap and not context.call.gesture:
        context.fail_kind("gesture")
    else:
        proceed()


def privacy(context: Context, spec: ApiSpec, proceed: Proceed) -> None:
    """Fail what the privacy guide does not cover; ask when it has not been agreed to."""
    category = privacy_category(spec.name)
    state = context.device.permissions
    if not category:
        proceed()
    elif spec.name in state.privacy_banned:
        context.fail_kind("banned")
    elif state.privacy_declared is not None and category not in state.privacy_declared:
        context.fail_with(wording.failure(spec.name, "undeclared", context.dialect))
    elif not state.privacy_required or state.privacy_agreed:
        proceed()
    else:
        _ask_privacy(context, proceed)


def _ask_privacy(context: Context, proceed: Proceed) -> None:
    def decided(agreed: bool) -> None:
        if context.answered:
            return
        if agreed:
            proceed()
        else:
            context.fail_kind("privacy")

    phone = context.phone
    if "onNeedPrivacyAuthorization" in phone.listening:
        phone.privacy_waiting.append(decided)
        phone.log.change(context.number, waiting=True)
        phone.emit(Event("onNeedPrivacyAuthorization", {"referrer": context.name}))
    else:
        permissions.ask_privacy(context, decided)


def declaration(context: Context, spec: ApiSpec, proceed: Proceed) -> None:
    """Fail what app.json has to declare and does not."""
    app = context.app
    private = spec.name in _table()["declared"]["private"]
    explained = spec.scope in _table()["declared"]["explained"]
    declared = app.declares_private(spec.name) and (not explained or app.explains(spec.scope))
    if private and not declared:
        context.fail_kind("declaration")
    elif spec.name == "startLocationUpdateBackground" and not app.background_mode("location"):
        context.fail("requiredBackgroundModes in app.json does not contain location")
    else:
        proceed()


def system_permission(context: Context, spec: ApiSpec, proceed: Proceed) -> None:
    """Fail what the system does not let the client use."""
    capability = system_capability(spec.name)
    if not capability or permissions.system_allows(context.device.permissions, capability):
        proceed()
    else:
        context.fail_kind("system")


def scope_permission(context: Context, spec: ApiSpec, proceed: Proceed) -> None:
    """Ask for the scope the first time, fail when it is denied."""
    scope = permissions.scope_of(spec)
    if not scope:
        proceed()
        return

    def decided(verdict: str) -> None:
        if verdict == "allowed":
            proceed()
        else:
            context.fail_kind("close" if verdict == "closed" else "deny")

    permissions.request_scope(context, scope, decided)
