"""Content types by file extension, the same on every machine."""

from __future__ import annotations

from pathlib import PurePosixPath

JSON = "application/json"
HTML = "text/html"
BINARY = "application/octet-stream"

_TYPES = {
    "html": HTML,
    "js": "text/javascript",
    "mjs": "text/javascript",
    "css": "text/css",
    "json": JSON,
    "map": JSON,
    "wasm": "application/wasm",
    "txt": "text/plain",
    "xml": "text/xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "svg": "image/svg+xml",
    "bmp": "image/bmp",
    "ico": "image/x-icon",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "aac": "audio/aac",
    "wav": "audio/wav",
    "ogg": "audio/ogg",
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "mov": "video/quicktime",
    "webm": "video/webm",
    "pdf": "application/pdf",
}

_SIGNATURES = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"wOFF", "font/woff"),
    (b"wOF2", "font/woff2"),
)


def content_type(path: str, content: bytes = b"") -> str:
    """Return the type of a file; the first bytes decide where the name says nothing.

    Real packages hold pictures named ``.image`` or ``.tmp`` and JPEGs named ``.png``.
    """
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return kind
    if content[8:12] == b"WEBP":
        return "image/webp"
    extension = PurePosixPath(path).suffix[1:].lower()
    return _TYPES.get(extension, BINARY)
