"""The whole state of a phone as one JSON document, and a phone that goes on from it."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from apimock import grace
from apimock.asking import AskMode
from apimock.files.space import ROOTS
from apimock.files.tree import FileTree
from apimock.har.model import Entry
from apimock.har.reading import read_har
from apimock.har.replay import Replay
from apimock.har.writing import write_har
from apimock.jsonable import encode, of_record, record
from apimock.state.device import Device, SnapshotError

if TYPE_CHECKING:
    from apimock.phone import Phone

FORMAT = "minideck-phone-2"
_DEVICE_ONLY = "minideck-phone-1"
_OTHERS = "people"
"""The folder with the files of other persons."""
_PLACES = (*ROOTS, _OTHERS)
_HOME_DEPTH = 3
"""``people/<id>/usr``"""


@runtime_checkable
class SettableClock(Protocol):
    """A clock that can be set."""

    def install(self, time: float) -> None:
        """Set the time, ms since 1970."""
        ...


def take(phone: Phone) -> dict[str, Any]:
    """The state of a phone as JSON values.

    Not in it is what belongs to the running app, which starts afresh: open calls and questions,
    held answers, transfers, sockets, timers, manager objects. Recordings (HAR) go along, the one
    that answers with which of it is used.

    A phone that takes it over answers the calls of an app that starts there as this one would.
    """
    rules_seen, rules_used = phone.rules.counts()
    faults_seen, faults_burst = phone.faults.counts()
    document: dict[str, Any] = {
        "format": FORMAT,
        "time": phone.clock.now(),
        "device": phone.device.to_json(),
        "files": _files(phone),
        "random": encode(phone.random.getstate()),
        "rules": {
            "seed": phone.rules.seed,
            "rules": record(phone.rules.all),
            "seen": dict(rules_seen),
            "used": dict(rules_used),
        },
        "faults": {
            "seed": phone.faults.seed,
            "faults": record(phone.faults.all),
            "seen": {str(place): count for place, count in faults_seen.items()},
            "burst": {str(place): count for place, count in faults_burst.items()},
        },
        "queues": record(phone.queues.laid()),
        "latency": list(phone.latency_range),
        "asking": str(phone.asking.mode),
        "listening": sorted(phone.listening),
        "routes": list(phone.route_stack),
        "scene": phone.scene,
        "running": _plain(phone.running),
        "numbers": {name: numbers.coming for name, numbers in phone.numbers().items()},
    }
    document["wires"] = _wires(phone)
    if phone.scenario_place is not None:
        document["scenario"] = dict(phone.scenario_place())
    return document


def _all_files(phone: Phone) -> FileTree:
    """The tree with the files of every person."""
    base: FileTree | None = getattr(phone.files.tree, "base", None)
    return phone.files.tree if base is None else base


def _files(phone: Phone) -> dict[str, Any]:
    """The folders and files of the app, by their paths."""
    tree = _all_files(phone)
    found: dict[str, Any] = {"folders": {}, "files": {}}
    waiting = list(_PLACES)
    while waiting:
        path = waiting.pop()
        node = tree.node(path)
        if node is None:
            continue
        if node.folder:
            found["folders"][path] = node.modified
            waiting += [f"{path}/{name}" for name in tree.children(path)]
        else:
            data = base64.b64encode(tree.read(path)).decode("ascii")
            found["files"][path] = {"data": data, "modified": node.modified}
    return {kind: dict(sorted(paths.items())) for kind, paths in found.items()}


def _plain(running: Mapping[str, Any]) -> dict[str, Any]:
    """What goes on and is a mere value."""
    found = {}
    for name, value in running.items():
        if value is None or isinstance(value, (bool, int, float, str, dict, list)):
            try:
                found[name] = encode(value)
            except TypeError:
                continue  # it holds objects of the running app
    return found


@dataclass(frozen=True)
class _Parts:
    """A snapshot read and found sound, before anything is changed."""

    document: Mapping[str, Any]
    files: Mapping[str, tuple[bytes, float]]
    folders: Mapping[str, float]
    random: Random
    rules: Any
    faults: Any
    queues: Any
    wires: _WireParts | None
    """None in a snapshot that knows nothing of recordings: what goes on goes on."""


@dataclass(frozen=True)
class _WireParts:
    """The recording that answers and which of it is used; what is being recorded, if anything."""

    replay: Replay | None
    used: tuple[int, ...]
    recorded: tuple[Entry, ...] | None


def put_back(phone: Phone, document: Mapping[str, Any]) -> None:
    """Let a phone go on from a snapshot.

    Raises SnapshotError, nothing changed, when it is none or does not fit.
    """
    kind = document.get("format")
    if kind not in (FORMAT, _DEVICE_ONLY) or not isinstance(document.get("device"), Mapping):
        raise SnapshotError("this is no snapshot of a phone")
    if kind == _DEVICE_ONLY:
        phone.device.restore(document["device"])
        return
    parts = _read(document)
    clock = phone.clock.clock
    if isinstance(clock, SettableClock):
        clock.install(float(document["time"]))
    phone.device.restore(document["device"])
    grace.forget(phone)
    _put_files(phone, parts)
    _put_answers(phone, parts)
    phone.random.setstate(parts.random.getstate())
    low, high = document["latency"]
    phone.latency_range = (float(low), float(high))
    phone.asking.mode = AskMode(document["asking"])
    phone.listening = set(document["listening"])
    phone.route_stack = tuple(document["routes"])
    phone.scene = int(document["scene"])
    if parts.wires is not None:
        _put_wires(phone, parts.wires)
    for name in _plain(phone.running):
        del phone.running[name]
    phone.running.update(document["running"])
    for name, numbers in phone.numbers().items():
        numbers.coming = int(document["numbers"][name])


def _read(document: Mapping[str, Any]) -> _Parts:
    try:
        Device().restore(document["device"])
        version, words, gauss = document["random"]
        random = Random()
        random.setstate((version, tuple(words), gauss))
        AskMode(document["asking"])
        files = {
            _safe(path): (base64.b64decode(body["data"], validate=True), float(body["modified"]))
            for path, body in document["files"]["files"].items()
        }
        folders = {_safe(path): float(at) for path, at in document["files"]["folders"].items()}
        rules = of_record(document["rules"]["rules"])
        faults = of_record(document["faults"]["faults"])
        queues = of_record(document["queues"])
        low, high = document["latency"]
        checked = [float(low), float(high), float(document["time"]), int(document["scene"])]
        checked += [int(number) for number in document["numbers"].values()]
        wires = _wire_parts(document["wires"]) if "wires" in document else None
        names = [*document["listening"], *document["routes"], *document["running"]]
        if not all(isinstance(name, str) for name in names):
            raise ValueError("a name is no text")
    except SnapshotError:
        raise
    except KeyError as error:
        raise SnapshotError(f"the snapshot lacks “{error.args[0]}”") from error
    except (TypeError, ValueError, AttributeError, OverflowError, binascii.Error) as error:
        raise SnapshotError(f"the snapshot is damaged: {error}") from error
    return _Parts(document, files, folders, random, rules, faults, queues, wires)


def _wires(phone: Phone) -> dict[str, Any]:
    """The HAR that answers the app, how, and which of it is used; what is being recorded."""
    wires, replay = phone.wires, phone.wires.replay
    played = None
    if replay is not None:
        played = {
            "har": json.loads(write_har(replay.entries)),
            "strict": replay.strict,
            "timing": replay.timing,
            "passing": replay.passing,
            "used": list(wires.used()),
        }
    recorded = json.loads(write_har(wires.recorded())) if wires.recording else None
    return {"played": played, "recorded": recorded}


def _wire_parts(body: Mapping[str, Any]) -> _WireParts:
    played, recorded = body["played"], body["recorded"]
    replay: Replay | None = None
    used: tuple[int, ...] = ()
    if played is not None:
        ways = (bool(played[name]) for name in ("strict", "timing", "passing"))
        replay = Replay(read_har(json.dumps(played["har"]), "snapshot"), *ways)
        used = tuple(int(place) for place in played["used"])
        if not all(0 <= place < len(replay.entries) for place in used):
            raise ValueError("an answer that is used is not in the recording")
    entries = read_har(json.dumps(recorded), "snapshot") if recorded is not None else None
    return _WireParts(replay, used, entries)


def _put_wires(phone: Phone, parts: _WireParts) -> None:
    phone.wires.play(parts.replay, parts.used)
    if parts.recorded is not None:
        phone.wires.record(parts.recorded)
    elif phone.wires.recording:
        phone.wires.stop_recording()


def _safe(path: str) -> str:
    parts = path.split("/")
    if parts[0] not in _PLACES or any(part in ("", ".", "..") for part in parts) or "\0" in path:
        raise ValueError(f"“{path}” is no place for a file of the app")
    return path


def _put_files(phone: Phone, parts: _Parts) -> None:
    tree = _all_files(phone)
    for place in _PLACES:
        if tree.node(place) is not None:
            _empty(tree, place)
    for path, modified in sorted(parts.folders.items()):
        if tree.node(path) is None:
            tree.make_folder(path, modified)
    for path, (data, modified) in parts.files.items():
        tree.write(path, data, modified)


def _empty(tree: FileTree, path: str) -> None:
    """Remove what is in a folder; the folders that files of a person lie in stay."""
    for name in tree.children(path):
        inner = f"{path}/{name}"
        node = tree.node(inner)
        if node is not None and node.folder:
            _empty(tree, inner)
        parts = inner.split("/")
        if node is None or not node.folder or parts[0] != _OTHERS or len(parts) > _HOME_DEPTH:
            tree.remove(inner)


def _put_answers(phone: Phone, parts: _Parts) -> None:
    """Lay out rules, faults and queues as they were, with their counts."""
    rules, faults = parts.document["rules"], parts.document["faults"]
    phone.rules.replace(parts.rules)
    phone.rules.seed = rules["seed"]
    phone.rules.go_on(rules["seen"], rules["used"])
    phone.faults.replace(parts.faults, faults["seed"])
    seen = {int(place): count for place, count in faults["seen"].items()}
    burst = {int(place): count for place, count in faults["burst"].items()}
    phone.faults.go_on(seen, burst)
    phone.queues.lay(parts.queues)
