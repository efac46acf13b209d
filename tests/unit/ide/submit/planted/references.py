"""Faults of what the app reaches, and what only looks like one."""

from __future__ import annotations

from tests.unit.ide.submit.sound import Planted, page, script

FAULTS: list[tuple[str, Planted]] = [
    ("component-missing", {"files": {"pages/a/a.json": '{"usingComponents": {"x": "no"}}'}}),
    ("module-missing", script("require('./no')")),
    ("image-missing", page('<image src="../no.png"/>')),
    ("path-case", page('<image src="/img/A.png"/>', **{"img/a.png": "x"})),
]

SOUND: list[tuple[str, Planted]] = [
    ("image-missing", page('<image src="/a.png?x=1"/><image src="{{b}}"/>', **{"a.png": "x"})),
    ("image-missing", page('<image src="https://a.example/a.png"/><image src="cloud://a/b.png"/>')),
]
