"""Parts by others with and without a licence, and what only looks like one."""

from __future__ import annotations

import base64
import struct
import zlib

from tests.unit.ide.submit.sound import Planted

MIT = "Permission is hereby granted, free of charge, to any person"
GPL = "GNU GENERAL PUBLIC LICENSE Version 3"


def font(**texts: str) -> bytes:
    """Return a font that has nothing but its ``name`` table; ``n13`` is the text number 13."""
    rows, raw = b"", b""
    for name, text in texts.items():
        data = text.encode("utf-16-be")
        rows += struct.pack(">HHHHHH", 3, 1, 0x409, int(name[1:]), len(data), len(raw))
        raw += data
    table = struct.pack(">HHH", 0, len(texts), 6 + len(rows)) + rows + raw
    head = b"\x00\x01\x00\x00" + struct.pack(">HHHH", 1, 0, 0, 0)
    return head + struct.pack(">4sLLL", b"name", 0, 28, len(table)) + table


def packed(font: bytes) -> bytes:
    """Return the same font as WOFF."""
    table = zlib.compress(font[28:])
    row = struct.pack(">4sLLLL", b"name", 64, len(table), len(font) - 28, 0)
    return b"wOFF" + bytes(8) + struct.pack(">H", 1) + bytes(30) + row + table


def face(data: bytes) -> Planted:
    """Return an app style that carries a font."""
    source = f"url('data:font/ttf;charset=utf-8;base64,{base64.b64encode(data).decode()}')"
    return {"files": {"app.wxss": f"@font-face {{ font-family: f; src: {source} }}"}}


FREE = font(n4="Fine Sans", n13="This Font is licensed under the SIL Open Font License")

FAULTS: list[tuple[str, Planted]] = [
    ("licence-listed", {"files": {"lib/LICENSE": MIT, "lib/a.js": ""}}),
    (
        "licence-listed",
        {
            "files": {
                "node_modules/far/package.json": '{"license": "ISC"}',
                "miniprogram_npm/far/index.js": "",
            }
        },
    ),
    ("licence-listed", {"files": {"lib/a.js": "/*! a v1 | MIT License */"}}),
    ("licence-listed", face(FREE)),
    ("licence-listed", face(packed(FREE))),
    ("licence-unknown", {"files": {"miniprogram_npm/far/index.js": ""}}),
    ("licence-unknown", {"files": {"lib/package.json": '{"name": "lib"}', "lib/a.js": ""}}),
    ("licence-unknown", {"files": {"lib/a.js": "/* Copyright (c) 2020 Somebody */"}}),
    ("licence-unknown", face(font(n4="Fine Sans", n0="Somebody"))),
    ("licence-unknown", face(b"\x00\x01\x00\x00\x00\x09")),
    ("licence-unknown", face(b"wOFF")),
    ("licence-strict", {"files": {"lib/LICENSE.txt": GPL, "lib/a.js": ""}}),
]

SOUND: list[tuple[str, Planted]] = [
    ("licence-unknown", {"files": {"LICENSE": MIT, "package.json": '{"name": "my-app"}'}}),
    ("licence-unknown", {"files": {"pages/a/a.js": "const says = 'Copyright 2020'\nPage({})"}}),
    ("licence-unknown", {"files": {"lib/LICENSE": MIT, "lib/in/a.js": ""}}),
    (
        "licence-unknown",
        {
            "files": {"cloud/login/package.json": "{}", "cloud/login/index.js": ""},
            "config": {"cloudfunctionRoot": "cloud/"},
        },
    ),
    ("licence-unknown", {"files": {"notice/notice.js": "", "notice/notice.wxml": ""}}),
    ("licence-unknown", face(FREE)),
    (
        "licence-unknown",
        {"files": {"app.wxss": ".a { background: url(data:image/png;base64,AA==) }"}},
    ),
    ("licence-strict", {"files": {"lib/a.js": "/* Apache License 2.0, not the GPL */"}}),
]
