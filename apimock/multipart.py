"""The body of a file upload."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping


def _escape(text: str) -> str:
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def multipart(
    fields: Mapping[str, str], name: str, file_name: str, content: bytes, boundary: str
) -> bytes:
    """A multipart/form-data body: the fields, then the file."""
    parts = []
    for key, value in fields.items():
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{_escape(key)}"\r\n\r\n'
        parts.append(head.encode() + value.encode() + b"\r\n")
    kind = mimetypes.guess_type(file_name)[0] or "application/octet-stream"
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="{_escape(name)}"; '
        f'filename="{_escape(file_name)}"\r\nContent-Type: {kind}\r\n\r\n'
    )
    parts.append(head.encode() + content + b"\r\n")
    return b"".join(parts) + f"--{boundary}--\r\n".encode()
