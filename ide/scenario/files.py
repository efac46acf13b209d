"""Scenario files of a project: which there are, and how a recording is written (no Qt)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ide import atomic

FOLDER = "mock"
ENDINGS = (".scenario.yaml", ".scenario.yml", ".scenario.json")
_NAME = re.compile(r"[^\\/:*?\"<>|\x00-\x1f]+")
_PLAIN = re.compile(r"[A-Za-z]\w*")
_SPECIAL = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_LAST = ("log", "reply")
"""Tracks for comparison: the longest, and the ones nobody edits."""


def scenarios_among(paths: Iterable[str]) -> list[str]:
    """The scenario files among paths of a project."""
    return sorted(path for path in paths if path.endswith(ENDINGS))


def is_name(name: str) -> bool:
    """Whether a recording can be called that on every system."""
    return bool(_NAME.fullmatch(name)) and name == name.strip(" .") and len(name) <= 80


def file_of(name: str) -> str:
    """The path of a recording of this name, from the project's root."""
    return f"{FOLDER}/{name}{ENDINGS[0]}"


def free_name(root: Path, stem: str) -> str:
    """The first of ``stem``, ``stem-2``, … that no scenario has."""
    number = 1
    name = stem
    while (root / file_of(name)).exists():
        number += 1
        name = f"{stem}-{number}"
    return name


def picture_name(name: str, number: int) -> str:
    """The file of a picture that a recording of this name expects."""
    return f"{name}.{number}.png"


def write_recording(
    root: Path, name: str, document: Mapping[str, Any], pictures: Mapping[str, bytes] | None = None
) -> str:
    """Write a recording and, beside it, the phone it begins with; returns the scenario's path.

    ``pictures`` are those it expects, as PNG, by the names they have in it so far.

    Raises:
        OSError: it cannot be written.
    """
    path = file_of(name)
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    phone = file.with_name(f"{name}.phone.json")
    atomic.write_text(phone, json.dumps(document["start"], ensure_ascii=False))
    named = {old: picture_name(name, at) for at, old in enumerate(pictures or {}, 1)}
    for old, data in (pictures or {}).items():
        atomic.write_bytes(file.with_name(named[old]), data)
    tracks = [_with_pictures(track, named) for track in document["tracks"]]
    told = {**document, "start": phone.name, "tracks": tracks}
    atomic.write_text(file, recording_text(told, name))
    return path


def _with_pictures(track: Mapping[str, Any], named: Mapping[str, str]) -> Mapping[str, Any]:
    if track["channel"] != "expect":
        return track
    keys = [
        {**key, "picture": named[key["picture"]]} if key.get("picture") in named else key
        for key in track["keys"]
    ]
    return {**track, "keys": keys}


def recording_text(document: Mapping[str, Any], title: str) -> str:
    """A recording as YAML, a key a line, what people edit before what is compared."""
    lines = []
    told = {**document, "title": {"en": title}}
    for name, value in told.items():
        if name not in ("$schema", "tracks"):
            lines.append(f"{name}: {_flow(value)}")
    lines.append("tracks:")
    for track in sorted(document["tracks"], key=lambda track: track["channel"] in _LAST):
        lines.append(f"  - channel: {_flow(track['channel'])}")
        lines.append("    keys:" if track["keys"] else "    keys: []")
        lines += [f"      - {_flow(key)}" for key in track["keys"]]
    return "\n".join(lines) + "\n"


def _flow(value: Any) -> str:
    """A value on one line; the names of a mapping without quotes where they need none."""
    if isinstance(value, Mapping):
        pairs = (f"{_name(str(name))}: {_json(each)}" for name, each in value.items())
        return f"{{{', '.join(pairs)}}}"
    return _json(value)


def _name(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else _json(name)


def _json(value: Any) -> str:
    """JSON that YAML reads alike: characters it takes for the end of a line are written out."""
    text = json.dumps(value, ensure_ascii=False)
    return _SPECIAL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
