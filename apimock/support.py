"""How true each documented API is to a phone: the data of docs/wx-support."""

from __future__ import annotations

from dataclasses import dataclass

from apimock import handlers
from apimock.registry import Level, registry
from apimock.spec import apis, homes

SENT_EVENTS = frozenset(
    {
        "onAccelerometerChange",
        "onAppHide",
        "onAppRoute",
        "onAppRouteDone",
        "onAppShow",
        "onAudioInterruptionBegin",
        "onAudioInterruptionEnd",
        "onBackgroundAudioPause",
        "onBackgroundAudioPlay",
        "onBackgroundAudioStop",
        "onBatteryInfoChange",
        "onBeforeAppRoute",
        "onBluetoothAdapterStateChange",
        "onCompassChange",
        "onCopyUrl",
        "onDeviceMotionChange",
        "onError",
        "onGetWifiList",
        "onGyroscopeChange",
        "onKeyboardHeightChange",
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


@dataclass(frozen=True)
class Support:
    """One API: its level, who carries it out (phone, runtime, worker), what differs."""

    name: str
    category: str
    level: Level
    home: str
    note: str = ""


def table() -> tuple[Support, ...]:
    """Every documented API and manager method, sorted by name."""
    handlers.load()
    return tuple(_row(name) for name in sorted(apis()))


def _row(name: str) -> Support:
    spec = apis()[name]
    home = next((who for who in ("worker", "runtime") if name in homes()[who]), "phone")
    entry = registry.entries.get(name)
    if home != "phone":
        return Support(name, spec.category, Level.STATEFUL, home)
    if entry is not None:
        return Support(name, spec.category, entry.level, home, entry.note)
    if spec.kind in {"event-on", "event-off"}:
        level = _event_level(name)
        return Support(
            name, spec.category, level, home, "" if level is Level.STATEFUL else "never sent"
        )
    return Support(name, spec.category, Level.NOTICE, home, "documented shape only")


def _event_level(name: str) -> Level:
    event = "on" + name.removeprefix("off").removeprefix("on")
    return Level.STATEFUL if event in SENT_EVENTS else Level.NOTICE


def markdown() -> str:
    """The table as a page of documentation: functions of wx first, then methods of objects."""
    rows = table()
    functions = [row for row in rows if "." not in row.name]
    methods = [row for row in rows if "." in row.name]
    lines = ["# What the phone simulates", "", _counts(functions), ""]
    for title, part in (("Functions of wx", functions), ("Methods of objects", methods)):
        lines += [f"## {title}", "", "| API | level | carried out by | differs from a phone |"]
        lines += ["|---|---|---|---|"]
        lines += [f"| {r.name} | {r.level.value} | {r.home} | {r.note} |" for r in part]
        lines.append("")
    return "\n".join(lines)


def _counts(rows: list[Support]) -> str:
    counts = {level: sum(row.level is level for row in rows) for level in Level}
    parts = [f"{count} {level.value}" for level, count in counts.items()]
    return f"{len(rows)} functions: {', '.join(parts)}."
