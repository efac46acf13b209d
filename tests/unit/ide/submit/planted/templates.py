"""Faults of templates, and what only looks like one."""

from __future__ import annotations

from tests.unit.ide.submit.sound import Planted, page

FAULTS: list[tuple[str, Planted]] = [
    ("autoplay", page('<video src="a" autoplay></video>')),
    ("autoplay-maybe", page('<video src="a" autoplay="{{on}}"></video>')),
    ("autoplay-maybe", page('<video src="{{film}}" autoplay></video>')),
    ("too-simple", {"files": {"pages/a/a.wxml": "<view/>"}, "app": {"pages": ["pages/a/a"]}}),
]

SOUND: list[tuple[str, Planted]] = [
    ("autoplay", page('<video src="a" autoplay="{{false}}"/><swiper autoplay/>')),
    ("autoplay", page('<video src="{{film}}" autoplay></video>')),
    (
        "too-simple",
        {"files": {"pages/a/a.wxml": "<button/><input/>"}, "app": {"pages": ["pages/a/a"]}},
    ),
]
