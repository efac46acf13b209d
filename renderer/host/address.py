"""Addresses of the scheme: ``wxapp://<instance>/<generation>/<kind>/<name>``."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

SCHEME = "wxapp"


@dataclass(frozen=True)
class Address:
    """A path of the scheme, decoded. ``kind`` is its first word, ``name`` the rest."""

    generation: int
    kind: str
    name: str = ""


def base_url(instance: str, generation: int) -> str:
    """Return the address every path of one generation of an instance starts with."""
    return f"{SCHEME}://{instance}/{generation}/"


def parse_path(encoded: str) -> Address | None:
    """Read a percent-encoded URL path, or return None when it is none of ours.

    Segments that could leave a folder are refused after decoding, so no way of writing them
    gets through: ``..``, ``%2e%2e``, an encoded slash, a backslash, NUL.
    """
    segments: list[str] = []
    for part in encoded.split("/"):
        try:
            segment = unquote_to_bytes(part).decode()
        except UnicodeDecodeError:
            return None
        if segment in {"..", "."} or any(character in segment for character in "/\\\0"):
            return None
        if segment:
            segments.append(segment)
    if len(segments) < 2 or not (segments[0].isascii() and segments[0].isdigit()):
        return None
    return Address(int(segments[0]), segments[1], "/".join(segments[2:]))
