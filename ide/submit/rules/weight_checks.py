"""Checks of what packages weigh, and what makes them heavy (no Qt)."""

from __future__ import annotations

from pathlib import PurePosixPath

from ide.submit.files import MAIN, walk
from ide.submit.project_facts import limit
from ide.submit.rules.flaws import Facts, Flaw, Flaws
from ide.survey import Spot
from renderer.compiler.packing.choice import format_of, packed_formats

_NEAR = 0.75
_HEAVY = 200 * 1024
"""What the code quality report of the platform's tool allows media, and a plugin."""
_MEDIA = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".mp3", ".m4a", ".aac", ".wav", ".ogg"}
)


def limits(facts: Facts) -> Flaws:
    """P03: what each package and all of them may weigh."""
    parts, most = facts.submission.parts, limit("package.single")
    for part in parts:
        if part.size > most:
            yield Flaw("part-too-large", values=_sizes(part.size, most, name=part.name))
    total, most = sum(part.size for part in parts), limit("package.total")
    if total > most:
        yield Flaw("total-too-large", values=_sizes(total, most))


def main_package(facts: Facts) -> Flaws:
    """P04: the main package, which every start waits for, is not near its limit."""
    most = limit("package.single")
    for part in facts.submission.parts:
        if part.name == MAIN and most * _NEAR < part.size <= most:
            yield Flaw("part-nearly-too-large", values=_sizes(part.size, most, name=part.name))


def media(facts: Facts) -> Flaws:
    """P04: pictures and sounds are few and small."""
    submission = facts.submission
    found = [f for f in submission.files if PurePosixPath(f.path).suffix.lower() in _MEDIA]
    total = sum(file.size for file in found)
    for file in found:
        if file.size > _HEAVY:
            values = {"size": kilobytes(file.size), "limit": kilobytes(_HEAVY)}
            yield Flaw("picture-large", Spot(submission.project_path(file.path)), values)
    if total > _HEAVY:
        heaviest = sorted(found, key=lambda file: -file.size)[:3]
        named = ", ".join(f"{file.path} ({kilobytes(file.size)})" for file in heaviest)
        sizes = {"size": kilobytes(total), "limit": kilobytes(_HEAVY), "files": named}
        yield Flaw("media-total", values={**sizes, "count": len(found)})


def plugin(facts: Facts) -> Flaws:
    """P04: a plugin of the project's own is light: it counts in the package of all who use it."""
    root = str(facts.submission.config.get("pluginRoot") or "").strip("./")
    folder = facts.submission.root / root
    if not root or not (folder / "plugin.json").is_file():
        return
    formats = packed_formats()
    size = sum(size for path, size in walk(folder) if format_of(path) in formats)
    if size > _HEAVY:
        values = {"size": kilobytes(size), "limit": kilobytes(_HEAVY)}
        yield Flaw("plugin-large", Spot(f"{root}/plugin.json"), values)


def kilobytes(size: int) -> str:
    """Return a size as texts write it."""
    return f"{size / 1024:.0f} KB"


def _sizes(size: int, most: int, **more: object) -> dict[str, object]:
    return {"size": _megabytes(size), "limit": _megabytes(most), **more}


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.2f} MB"
