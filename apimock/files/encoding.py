"""Text encodings of the file system's calls."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from apimock.files.space import FileFault

_CODECS = {
    "ascii": "latin-1",
    "binary": "latin-1",
    "latin1": "latin-1",
    "ucs2": "utf-16-le",
    "ucs-2": "utf-16-le",
    "utf16le": "utf-16-le",
    "utf-16le": "utf-16-le",
    "utf8": "utf-8",
    "utf-8": "utf-8",
}


def decode(data: bytes, encoding: str) -> str | bytes:
    """Bytes as the app asked for them; without an encoding an ArrayBuffer."""
    name = encoding.lower()
    if not name:
        return data
    if name == "base64":
        return base64.b64encode(data).decode("ascii")
    if name == "hex":
        return data.hex()
    return data.decode(_codec(name), "replace")


def encode(data: Any, encoding: str) -> bytes:
    """What an app writes, as bytes; raises FileFault for what can be no file content."""
    if isinstance(data, (bytes, bytearray)):
        return bytes(data)
    if not isinstance(data, str):
        raise FileFault(1300022, "Invalid argument, data should be String or ArrayBuffer")
    name = (encoding or "utf8").lower()
    try:
        if name == "base64":
            return base64.b64decode(data + "=" * (-len(data) % 4))
        if name == "hex":
            return bytes.fromhex(data)
    except (binascii.Error, ValueError) as error:
        raise FileFault(1300203, "base64 encode error") from error
    return data.encode(_codec(name), "replace")


def _codec(name: str) -> str:
    try:
        return _CODECS[name]
    except KeyError as error:
        raise FileFault(1300022, f'Invalid argument, unknown encoding "{name}"') from error
