"""Calls that only report or switch something no app can observe: on a phone they do no more."""

from __future__ import annotations

import json
from typing import Any

from apimock.context import Context
from apimock.registry import Level, handles

KEPT = 500


@handles("reportEvent", "reportMonitor", "reportAnalytics")
def report(context: Context) -> None:
    """Statistics for the platform; the panel shows what was reported."""
    apps = context.device.apps
    entry: dict[str, Any] = {"api": context.name, **context.call.params}
    apps.reports = [*apps.reports, entry][-KEPT:]
    context.ok()


@handles("getExptInfoSync")
def experiments(context: Context) -> None:
    """Values of experiments, as entered for this phone."""
    values = context.device.apps.experiments
    keys = context.param("keys")
    wanted = keys if isinstance(keys, list) else list(values)
    context.ok(value={str(key): values[key] for key in wanted if key in values})


@handles("getCommonConfig")
def common_config(context: Context) -> None:
    """Configured values, as entered for this phone."""
    context.ok({"conf": json.dumps(context.device.apps.config, ensure_ascii=False)})


_HINTS = (
    "preloadWebview",
    "preloadSkylineView",
    "preloadAssets",
)


@handles(*_HINTS)
def hint(context: Context) -> None:
    """Advice to the client, without an effect an app could see."""
    context.ok()


@handles("checkDeviceSupportHevc", level=Level.CANNED)
def hevc(context: Context) -> None:
    """The phone decodes no HEVC."""
    context.ok({"decodeSupport": False, "hardwareSupport": False})


@handles("checkIsPictureInPictureActive", level=Level.CANNED)
def picture_in_picture(context: Context) -> None:
    """No picture-in-picture window is shown."""
    context.ok(value=False)


@handles("isVKSupport", level=Level.CANNED)
def vision(context: Context) -> None:
    """There is no vision engine."""
    context.ok(value=False)


@handles("getShowSplashAdStatus", level=Level.CANNED)
def splash_ad(context: Context) -> None:
    """No advertisement is shown."""
    context.ok({"status": "fail", "code": 0})
