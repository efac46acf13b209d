"""How true each documented API is to a phone: the data of docs/wx-support."""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from apimock import handlers
from apimock.registry import Level, registry
from apimock.spec import apis, homes

SENT_EVENTS = frozenset(
    {
        "onAccelerometerChange",
        "onAfterPageLoad",
        "onAfterPageUnload",
        "onApiCategoryChange",
        "onAppHide",
        "onAppRoute",
        "onAppRouteDone",
        "onAppShow",
        "onAudioInterruptionBegin",
        "onAudioInterruptionEnd",
        "onBLECharacteristicValueChange",
        "onBLEConnectionStateChange",
        "onBLEMTUChange",
        "onBLEPeripheralConnectionStateChanged",
        "onBackgroundAudioPause",
        "onBackgroundAudioPlay",
        "onBackgroundAudioStop",
        "onBackgroundFetchData",
        "onBatteryInfoChange",
        "onBeaconServiceChange",
        "onBeaconUpdate",
        "onBeforeAppRoute",
        "onBeforePageLoad",
        "onBeforePageUnload",
        "onBluetoothAdapterStateChange",
        "onBluetoothDeviceFound",
        "onCompassChange",
        "onCopyUrl",
        "onDeviceMotionChange",
        "onError",
        "onGetWifiList",
        "onGyroscopeChange",
        "onHCEMessage",
        "onKeyDown",
        "onKeyUp",
        "onKeyboardHeightChange",
        "onLocalServiceDiscoveryStop",
        "onLocalServiceFound",
        "onLocalServiceLost",
        "onLocalServiceResolveFail",
        "onLocationChange",
        "onLocationChangeError",
        "onMemoryWarning",
        "onNeedPrivacyAuthorization",
        "onNetworkStatusChange",
        "onNetworkWeakChange",
        "onPageNotFound",
        "onScreenRecordingStateChanged",
        "onSocketClose",
        "onSocketError",
        "onSocketMessage",
        "onSocketOpen",
        "onThemeChange",
        "onUnhandledRejection",
        "onUserCaptureScreen",
        "onWifiConnected",
        "onWifiConnectedWithPartialInfo",
        "onWindowResize",
    }
)
"""Events the phone or the runtime really sends."""


EVENT_KINDS = frozenset(("event-on", "event-off"))


@dataclass(frozen=True)
class Support:
    """One API: its level, who carries it out (phone, runtime, worker, page), what differs."""

    name: str
    category: str
    level: Level
    home: str
    note: str = ""


@cache
def _facts() -> dict[str, Any]:
    return tomllib.loads((files("apimock") / "data" / "support.toml").read_text("utf-8"))


def table() -> tuple[Support, ...]:
    """Every documented API and manager method, sorted by name."""
    handlers.load()
    return tuple(_row(name) for name in sorted(apis()))


def _row(name: str) -> Support:
    level, home, note = _judged(name)
    if level is not Level.NOTICE and not note:
        note = _facts()["differs"].get(name, "")
    return Support(name, apis()[name].category, level, home, note)


def _judged(name: str) -> tuple[Level, str, str]:
    """Level, home and what the code itself says of an API."""
    home = next((who for who in ("worker", "runtime") if name in homes()[who]), "")
    if home:
        return Level.STATEFUL, home, ""
    entry = registry.entries.get(name)
    if entry is not None:
        return entry.level, "phone", entry.note
    owner = name.partition(".")[0]
    for group in _facts()["objects"]:
        if owner in group["names"]:
            if name in group["missing"]:
                return Level.NOTICE, group["home"], "has no effect"
            return Level.STATEFUL, group["home"], ""
    if apis()[name].kind in EVENT_KINDS:
        sent = _is_sent(name)
        return (Level.STATEFUL, "phone", "") if sent else (Level.NOTICE, "phone", "never sent")
    return Level.NOTICE, "phone", "documented shape only"


def _is_sent(name: str) -> bool:
    """Whether a listener is ever called: of an object, when the phone has that object."""
    owner, dot, event = name.rpartition(".")
    if dot:
        has_object = any(known.startswith(f"{owner}.") for known in registry.entries)
        return has_object and name not in _facts()["silent"]["events"]
    return "on" + event.removeprefix("off").removeprefix("on") in SENT_EVENTS


def markdown() -> str:
    """The table as a page of documentation: functions of wx first, then methods of objects."""
    rows = table()
    functions = [row for row in rows if "." not in row.name]
    methods = [row for row in rows if "." in row.name]
    lines = [
        "# What the phone simulates",
        "",
        "`stateful`: another API, an event or the panel observes what it does. `canned`: it",
        "answers with fixed or entered values. `notice`: right in shape, nothing behind it; the",
        "app's first call is noted, and a rule can answer. `phone` is the mocked phone, `runtime`",
        "and `worker` the runtime, `page` a component.",
        "",
        "Renewed by `python -m apimock.support docs/wx-support.md`.",
        "",
    ]
    for title, part in (("Functions of wx", functions), ("Methods of objects", methods)):
        lines += [f"## {title}", "", _counts(part), ""]
        lines += ["| API | level | carried out by | differs from a phone |", "|---|---|---|---|"]
        lines += [f"| {r.name} | {r.level.value} | {r.home} | {r.note} |" for r in part]
        lines.append("")
    return "\n".join(lines)


def _counts(rows: list[Support]) -> str:
    counts = {level: sum(row.level is level for row in rows) for level in Level}
    parts = [f"{count} {level.value}" for level, count in counts.items()]
    return f"{len(rows)}: {', '.join(parts)}."


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m apimock.support FILE")
    Path(sys.argv[1]).write_text(markdown(), encoding="utf-8")
