"""Checks of what packages weigh, and what makes them heavy (no Qt)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from ide.submit.files import MAIN, PackageFile, package_parts, walk
from ide.submit.project_facts import limit
from ide.submit.rules.flaws import Facts, Flaw, Flaws
from ide.survey import Spot
from renderer.compiler.packing.choice import CODE, format_of, packed_formats
from renderer.compiler.packing.options import BuildOptions

_NEAR = 0.75
_HEAVY = 200 * 1024
"""What the code quality report of the platform's tool allows media, and a plugin."""
_MEDIA = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".mp3", ".m4a", ".aac", ".wav", ".ogg"}
)


def limits(facts: Facts) -> Flaws:
    """P03: what each package and all of them may weigh; certain is what building leaves as it is.

    The package itself is measured as built when it is written.
    """
    submission, most = facts.submission, limit("package.single")
    setting = submission.config.get("setting")
    options = BuildOptions.of(setting if isinstance(setting, Mapping) else {})
    lasting = [file for file in submission.files if not _is_built(file, options)]
    fixed = package_parts(lasting, submission.app)
    least = {part.name: part.size for part in fixed}
    for part in submission.parts:
        if part.size > most:
            sure = least[part.name] > most
            code = "part-too-large" if sure else "part-perhaps-too-large"
            yield Flaw(code, values=_sizes(part.size, most, name=part.name))
    total, most = sum(part.size for part in submission.parts), limit("package.total")
    if total > most:
        code = "total-too-large" if sum(least.values()) > most else "total-perhaps-too-large"
        yield Flaw(code, values=_sizes(total, most))


def _is_built(file: PackageFile, options: BuildOptions) -> bool:
    """Whether a file has another size in the package, or none."""
    ending, kind = file.path.rpartition(".")[2].lower(), format_of(file.path)
    small = {
        "js": options.minify_scripts or options.lower,
        "wxml": options.minify_templates,
        "wxss": options.minify_styles,
    }
    return ending != kind or small.get(kind, False) or (options.drop_unused and kind in CODE)


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
