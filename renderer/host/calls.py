"""Calls on the wire: request headers to :class:`Call`, :class:`Reply` to JSON."""

from __future__ import annotations

import base64
import binascii
import json
import math
from collections.abc import Mapping
from typing import Any

from renderer.api import Call, Reply

CALL_HEADER = b"x-md-call"
PART_HEADER = b"x-md-part"
UPLOAD_HEADER = b"x-md-upload"
LOAD_HEADER = b"x-md-load"
PART_CALL = "$part"
_MAX_PARTS = 4096


class BadCallError(ValueError):
    """A request that is no call: the runtime and the host disagree."""


class Uploads:
    """Collects the parts of calls too large for one header."""

    def __init__(self) -> None:
        self._parts: dict[str, dict[int, bytes]] = {}
        self._counts: dict[str, int] = {}

    def add(self, label: bytes, part: bytes) -> None:
        """Keep a part labelled ``<upload>/<index>/<count>``.

        Raises:
            BadCallError: the label is malformed.
        """
        try:
            upload, index_text, count_text = label.decode("ascii").split("/")
            index, count = int(index_text), int(count_text)
        except (UnicodeDecodeError, ValueError) as error:
            raise BadCallError(f"malformed part label {label!r}") from error
        if not 0 <= index < count <= _MAX_PARTS:
            raise BadCallError(f"part {index} of {count} is out of range")
        self._parts.setdefault(upload, {})[index] = part
        self._counts[upload] = count

    def take(self, upload: bytes) -> bytes:
        """Return the whole text of an upload and forget it.

        Raises:
            BadCallError: parts are missing.
        """
        name = upload.decode("ascii", "replace")
        parts = self._parts.pop(name, {})
        count = self._counts.pop(name, 0)
        if not count or len(parts) != count:
            raise BadCallError(f"upload {name!r} has {len(parts)} of {count} parts")
        return b"".join(parts[index] for index in range(count))


def decode_call(name: str, headers: Mapping[bytes, bytes], uploads: Uploads) -> Call:
    """Read a call from the headers of its request (names in lower case).

    Raises:
        BadCallError: a header is missing or is no base64 of a JSON object.
    """
    upload = headers.get(UPLOAD_HEADER)
    text = uploads.take(upload) if upload is not None else headers.get(CALL_HEADER)
    if text is None:
        raise BadCallError(f"{name}: neither {CALL_HEADER.decode()} nor {UPLOAD_HEADER.decode()}")
    try:
        fields = json.loads(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError) as error:
        raise BadCallError(f"{name}: {error}") from error
    if not isinstance(fields, dict):
        raise BadCallError(f"{name}: a call is a JSON object")
    params = from_wire(fields.get("params"))
    return Call(
        name=name,
        params=params if isinstance(params, dict) else {},
        sync=bool(fields.get("sync")),
        page=str(fields.get("page") or ""),
        target=int(fields.get("target") or 0),
        gesture=bool(fields.get("gesture")),
        id=int(fields.get("id") or 0),
    )


def encode_reply(reply: Reply) -> bytes:
    """Return the JSON body that answers a call."""
    return json.dumps(
        {
            "outcome": reply.outcome.value,
            "result": to_wire(reply.result),
            "value": to_wire(reply.value),
            "simulated": reply.simulated,
        },
        ensure_ascii=False,
        allow_nan=False,
    ).encode()


def to_wire(value: Any) -> Any:
    """Return JSON for a value of the phone; bytes become ``{"$buffer": base64}``."""
    if isinstance(value, bytes | bytearray | memoryview):
        return {"$buffer": base64.b64encode(value).decode("ascii")}
    if isinstance(value, Mapping):
        return {str(key): to_wire(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [to_wire(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def from_wire(value: Any) -> Any:
    """Return a wire value with every ``{"$buffer": base64}`` turned into bytes.

    Raises:
        BadCallError: a buffer is no base64.
    """
    if isinstance(value, dict):
        if len(value) == 1 and isinstance(value.get("$buffer"), str):
            try:
                return base64.b64decode(value["$buffer"], validate=True)
            except binascii.Error as error:
                raise BadCallError(f"malformed $buffer: {error}") from error
        return {key: from_wire(item) for key, item in value.items()}
    if isinstance(value, list):
        return [from_wire(item) for item in value]
    return value
