"""The checks before a submission: pure functions from a project to findings (no Qt)."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from ide.finding import Finding, Severity
from ide.i18n import tr
from ide.submit.files import MAIN
from ide.submit.project_facts import Submission, limit

_NEAR = 0.75
_PICTURE_BYTES = 200 * 1024
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".mp3", ".m4a", ".wav"})
_SCRIPTS = frozenset({".js", ".ts"})
_VERSION = re.compile(r"\d{1,9}\.\d{1,9}\.\d{1,9}")
_VAGUE = frozenset({"update", "test", "fix", "bug", "更新", "测试", "修复", "1", "-"})
_LINE_COMMENT = re.compile(r"^\s*(//|\*|/\*)")


@dataclass(frozen=True)
class Rule:
    """A row of rules.toml."""

    id: str
    severity: Severity
    basis: str


@dataclass(frozen=True)
class Place:
    """Where a rule is broken; ``file`` counts from the folder of app.json."""

    file: str = ""
    line: int = 0
    column: int = 0


Broken = tuple[str, Place, Mapping[str, object]]
"""Rule id, place, and the values of its text."""
Check = Callable[[Submission], Iterator[Broken]]


@cache
def rules() -> Mapping[str, Rule]:
    """Return every rule by its id."""
    text = Path(__file__).with_name("rules.toml").read_text(encoding="utf-8")
    return {
        name: Rule(name, Severity(row["severity"]), row["basis"])
        for name, row in tomllib.loads(text).items()
    }


def check(submission: Submission) -> list[Finding]:
    """Run every check; errors first, then by place."""
    order = list(Severity)
    found = [_finding(submission, broken) for run in _CHECKS for broken in run(submission)]
    return sorted(found, key=lambda item: (order.index(item.severity), item.file, item.line))


def _finding(submission: Submission, broken: Broken) -> Finding:
    name, place, values = broken
    rule = rules()[name]
    return Finding(
        severity=rule.severity,
        message=tr(f"rule.{name}", **values),
        file=submission.project_path(place.file) if place.file else "",
        line=place.line,
        column=place.column,
        end_line=place.line,
        end_column=place.column,
        code=name,
        hint=rule.basis,
    )


def _in_app(submission: Submission, *path: str | int) -> Place:
    span = submission.document.place(*path)
    return Place("app.json", span.line, span.column)


def _app_json(submission: Submission) -> Iterator[Broken]:
    if not submission.app:
        yield "app-json", Place("app.json", 1, 1), {}


def _json_files(submission: Submission) -> Iterator[Broken]:
    for path in sorted(submission.paths):
        if path.endswith(".json"):
            for row in submission.json(path).diagnostics:
                yield "json-invalid", Place(path, row.line, row.column), {"reason": row.message}


def _pages(submission: Submission) -> Iterator[Broken]:
    pages = list(submission.pages())
    if not pages:
        yield "pages-none", Place("app.json", 1, 1), {}
    counts = Counter(route for route, _ in pages)
    for route, place in pages:
        missing = [f"{route}.wxml"] if f"{route}.wxml" not in submission.paths else []
        if not {f"{route}.js", f"{route}.ts"} & submission.paths:
            missing.append(f"{route}.js")
        if missing:
            values = {"page": route, "files": ", ".join(missing)}
            yield "page-missing", _in_app(submission, *place), values
        if counts[route] > 1:
            yield "page-twice", _in_app(submission, *place), {"page": route}
            counts[route] = 0


def _sizes(submission: Submission) -> Iterator[Broken]:
    most = limit("package.single")
    for part in submission.parts:
        values = {"name": part.name, "size": _megabytes(part.size), "limit": _megabytes(most)}
        if part.size > most:
            yield "part-too-large", Place(), values
        elif part.name == MAIN and part.size > most * _NEAR:
            yield "part-nearly-too-large", Place(), values
    total, most = sum(part.size for part in submission.parts), limit("package.total")
    if total > most:
        yield "total-too-large", Place(), {"size": _megabytes(total), "limit": _megabytes(most)}
    for file in submission.files:
        if PurePosixPath(file.path).suffix.lower() in _PICTURES and file.size > _PICTURE_BYTES:
            yield "picture-large", Place(file.path), {"size": f"{file.size // 1024} KB"}


def _tab_bar(submission: Submission) -> Iterator[Broken]:
    bar = submission.app.get("tabBar")
    rows = bar.get("list") if isinstance(bar, Mapping) else None
    if not isinstance(rows, list):
        return
    least, most = limit("tabBar.minItems"), limit("tabBar.maxItems")
    if not least <= len(rows) <= most:
        values = {"count": len(rows), "least": least, "most": most}
        yield "tab-count", _in_app(submission, "tabBar", "list"), values
    main_pages = submission.app.get("pages")
    for number, row in enumerate(rows):
        if not isinstance(row, Mapping):
            continue
        route = str(row.get("pagePath", ""))
        if isinstance(main_pages, list) and route not in main_pages:
            yield "tab-page", _in_app(submission, "tabBar", "list", number), {"page": route}
        yield from _tab_icons(submission, row, number)


def _tab_icons(submission: Submission, row: Mapping[str, object], number: int) -> Iterator[Broken]:
    sizes = {file.path: file.size for file in submission.files}
    for key in ("iconPath", "selectedIconPath"):
        icon = str(row.get(key) or "").lstrip("./")
        if not icon:
            continue
        place = _in_app(submission, "tabBar", "list", number, key)
        if icon not in sizes:
            yield "tab-icon-missing", place, {"icon": icon}
        elif sizes[icon] > limit("tabBar.iconSize"):
            yield "tab-icon-large", place, {"icon": icon, "size": f"{sizes[icon] // 1024} KB"}


def _form(submission: Submission) -> Iterator[Broken]:
    form = submission.form
    if not _VERSION.fullmatch(form.version):
        yield "version-form", Place(), {"version": form.version or "–"}
    elif form.last_version and _parts(form.version) <= _parts(form.last_version):
        values = {"version": form.version, "last": form.last_version}
        yield "version-not-higher", Place(), values
    description = form.description.strip()
    if not description:
        yield "description-empty", Place(), {}
    elif description.lower() in _VAGUE:
        yield "description-vague", Place(), {"text": description}


def _declarations(submission: Submission) -> Iterator[Broken]:
    permission = submission.app.get("permission")
    most = limit("permission.desc")
    for scope, row in permission.items() if isinstance(permission, Mapping) else ():
        text = str(row.get("desc", "")) if isinstance(row, Mapping) else ""
        if len(text) > most:
            place = _in_app(submission, "permission", scope, "desc")
            yield "permission-text-long", place, {"scope": scope, "limit": most}
    if submission.app.get("lazyCodeLoading") != "requiredComponents":
        yield "lazy-loading-off", Place("app.json", 1, 1), {}


def _project(submission: Submission) -> Iterator[Broken]:
    if str(submission.config.get("appid") or "touristappid") == "touristappid":
        yield "guest-app-id", Place(), {}
    setting = submission.config.get("setting")
    if isinstance(setting, Mapping) and setting.get("urlCheck") is False:
        yield "url-check-off", Place(), {}


_LOCATION_APIS = (
    "getFuzzyLocation", "getLocation", "onLocationChange", "startLocationUpdate",
    "startLocationUpdateBackground", "chooseLocation", "choosePoi", "chooseAddress",
)  # fmt: skip
_LOCATION_CALL = re.compile(rf"\bwx\.({'|'.join(_LOCATION_APIS)})\b")
_PATTERNS = (
    ("plain-http", re.compile(r"""["'`](http://(?!localhost\b)[^"'`\s]+)"""), _SCRIPTS),
    ("eval", re.compile(r"(?<![\w.$])(eval\(|new Function\()"), _SCRIPTS),
    ("debugger", re.compile(r"(?<![\w.$])(debugger)\s*(?:;|$)"), _SCRIPTS),
    ("autoplay", re.compile(r"<(?:video|audio|live-player)\b[^>]*\s(autoplay)\b"), {".wxml"}),
)


def _sources(submission: Submission) -> Iterator[Broken]:
    declared = submission.app.get("requiredPrivateInfos")
    known = set(declared) if isinstance(declared, list) else set()
    for path in sorted(submission.paths):
        suffix = PurePosixPath(path).suffix
        if suffix not in {*_SCRIPTS, ".wxml"} or "miniprogram_npm/" in path:
            continue
        for number, line in enumerate(submission.text(path).splitlines(), 1):
            if not _LINE_COMMENT.match(line):
                yield from _in_line(path, suffix, number, line, known)


def _in_line(
    path: str, suffix: str, number: int, line: str, declared: set[str]
) -> Iterator[Broken]:
    for name, pattern, suffixes in _PATTERNS:
        match = pattern.search(line) if suffix in suffixes else None
        if match:
            place = Place(path, number, match.start(1) + 1)
            yield name, place, {"found": match[1][:80]}
    match = _LOCATION_CALL.search(line) if suffix in _SCRIPTS else None
    if match and match[1] not in declared:
        yield "location-undeclared", Place(path, number, match.start() + 1), {"api": match[1]}


_CHECKS: tuple[Check, ...] = (
    _app_json,
    _json_files,
    _pages,
    _sizes,
    _tab_bar,
    _form,
    _declarations,
    _project,
    _sources,
)


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.2f} MB"
