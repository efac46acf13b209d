"""Faults of files and settings, and what only looks like one."""

from __future__ import annotations

from typing import Any

from tests.unit.ide.submit.sound import Planted, page, script


def tab_bar(icon: str) -> dict[str, Any]:
    first = {"pagePath": "pages/a/a", "iconPath": icon}
    return {"tabBar": {"list": [first, {"pagePath": "pages/b/b"}]}}


SPLIT = {"subPackages": [{"root": f"s{n}", "pages": []} for n in range(16)]}
HEAVY = {f"s{n}/a.wasm": b"x" * (2 * 1024 * 1024 - 9) for n in range(16)}
LONG = "// " + "x" * (2 * 1024 * 1024)
"""A script that is short once it is built."""
LONG_PARTS = {f"s{n}/a.js": LONG[: 2 * 1024 * 1024 - 9] for n in range(16)}

FAULTS: list[tuple[str, Planted]] = [
    ("app-json", {"files": {"app.json": "[]"}}),
    ("json-invalid", {"files": {"pages/a/a.json": "{broken"}}),
    ("pages-none", {"app": {"pages": []}}),
    ("page-missing", {"app": {"pages": ["pages/a/a", "pages/c/c"]}}),
    ("page-twice", {"app": {"pages": ["pages/a/a", "pages/a/a"]}}),
    ("script-syntax", script("Page({")),
    ("wxml-missing-end-tag", page("<view>")),
    ("part-too-large", {"files": {"big.wasm": b"x" * (2 * 1024 * 1024 + 1)}}),
    ("part-perhaps-too-large", {"files": {"long.js": LONG}}),
    ("total-perhaps-too-large", {"files": LONG_PARTS, "app": SPLIT}),
    ("total-too-large", {"files": HEAVY, "app": SPLIT}),
    ("tab-count", {"app": {"tabBar": {"list": [{"pagePath": "pages/a/a"}]}}}),
    ("tab-page", {"app": {"tabBar": {"list": [{"pagePath": "pages/a/a"}, {"pagePath": "x"}]}}}),
    ("tab-icon-missing", {"app": tab_bar("no.png")}),
    ("tab-icon-large", {"files": {"t.png": b"x" * (41 * 1024)}, "app": tab_bar("t.png")}),
]

SOUND: list[tuple[str, Planted]] = [
    ("part-too-large", {"files": {"long.js": LONG}}),
    ("total-too-large", {"files": LONG_PARTS, "app": SPLIT}),
    ("json-invalid", {"files": {"data/rows.json": "{}\n{}\n", "pages/a/a.js": "const x = 1"}}),
    ("page-missing", {"files": {"pages/b/b.js": None, "pages/b/b.ts": "Page({})"}}),
    (
        "tab-icon-missing",
        {
            "files": {
                "t.png": b"x",
                "theme.json": '{"light": {"i": "t.png"}, "dark": {"i": "t.png"}}',
            },
            "app": {**tab_bar("@i"), "themeLocation": "theme.json"},
        },
    ),
]
