"""Which servers an app may talk to: the domain list of the project."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

_SCHEMES = {"request": "https", "upload": "https", "download": "https", "socket": "wss"}
_OPEN_SCHEMES = {"http", "https", "ws", "wss"}


def parse(url: str) -> tuple[str, str, int | None] | None:
    """Scheme, host and port of a URL, or None when it is no absolute URL."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in _OPEN_SCHEMES or not parts.hostname:
        return None
    return parts.scheme.lower(), parts.hostname.lower(), port


def listed(url: str, kind: str, origins: Iterable[str]) -> bool:
    """Whether the list allows a URL; ``kind`` is request, upload, download or socket.

    Only encrypted schemes pass; host and port have to be listed exactly, the default port may be
    left out.
    """
    wanted = parse(url)
    if wanted is None or wanted[0] != _SCHEMES[kind]:
        return False
    scheme, host, port = wanted
    for origin in origins:
        entry = parse(origin if "://" in origin else f"{scheme}://{origin}")
        if entry is not None and entry[1] == host and (entry[2] or 443) == (port or 443):
            return True
    return False
