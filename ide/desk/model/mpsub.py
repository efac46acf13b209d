"""The file that is handed in: ``*.mpsub``, a zip that names the sum of everything in it (no Qt)."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from ide import atomic
from ide.desk.model.process import process
from ide.desk.model.submission import Facts
from ide.submit.files import sub_package_roots
from ide.submit.form import Form, FormError, read_form, write_form
from ide.version import VERSION

SCHEMA = "minideck-submission-1"
SUFFIX = ".mpsub"
PACKAGE, SHOTS, MEDIA = "package/", "shots/", "media/"
CONFIG = "project.config.json"
_SUMS = "signature.sha256"
_DATE = (1980, 1, 1, 0, 0, 0)
_MODE = 0o644 << 16
_MOST_BYTES = 256 * 1024 * 1024
_MOST_FILES = 20_000


class DamagedError(ValueError):
    """A file is no intact submission: the sentence says what is wrong with it."""


@dataclass(frozen=True)
class Handed:
    """What goes into the file. ``package``: the app's files by path, ``config``: its
    project.config.json, ``shots`` and ``media``: pictures by name, ``report``: the checks' JSON."""

    name: str
    app_id: str
    author: str
    form: Form
    package: Mapping[str, bytes]
    config: Mapping[str, Any] = field(default_factory=dict)
    report: Mapping[str, Any] = field(default_factory=dict)
    shots: Mapping[str, bytes] = field(default_factory=dict)
    media: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Contents:
    """What an intact file says without its package."""

    facts: Facts
    form: Form
    report: Mapping[str, Any]
    config: Mapping[str, Any]
    app: Mapping[str, Any]
    """app.json."""
    sizes: Mapping[str, tuple[int, str]]
    """Bytes and sum of each file of the package, by its path there."""
    shots: tuple[str, ...]
    media: tuple[str, ...]
    sha256: str = ""
    """Sum of the whole file."""


def write(file: Path, handed: Handed) -> Facts:
    """Write a submission; the same things give the same bytes. Raises OSError."""
    facts = _facts(handed)
    members = {
        "manifest.json": _json(_manifest(facts)),
        "form.json": write_form(handed.form).encode(),
        "report.json": _json(handed.report),
        CONFIG: _json(handed.config),
        **{PACKAGE + path: data for path, data in handed.package.items()},
        **{SHOTS + name: data for name, data in handed.shots.items()},
        **{MEDIA + name: data for name, data in handed.media.items()},
    }
    sums = [f"{_sum(data)}  {path}\n" for path, data in sorted(members.items())]
    members[_SUMS] = "".join(sums).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in sorted(members.items()):
            entry = zipfile.ZipInfo(path, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _MODE
            entry.create_system = 3
            archive.writestr(entry, data)
    atomic.write_bytes(file, buffer.getvalue())
    return facts


def pictures_named(pictures: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """Return pictures by name; those with the same name get a number."""
    found: dict[str, bytes] = {}
    for number, (name, data) in enumerate(pictures, 1):
        found[f"{number}-{name}" if name in found else name] = data
    return found


def pages_of(app: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the routes of app.json's pages, those of sub-packages too."""
    pages = [str(page).strip("/") for page in _rows(app.get("pages"))]
    for name in ("subPackages", "subpackages"):
        for row in _rows(app.get(name)):
            if isinstance(row, Mapping):
                root = str(row.get("root", "")).strip("/")
                pages += [f"{root}/{str(page).strip('/')}" for page in _rows(row.get("pages"))]
    return tuple(dict.fromkeys(pages))


def parts_of(app: Mapping[str, Any], sizes: Mapping[str, int]) -> dict[str, int]:
    """Return the bytes of the main package (``main``) and of each sub-package."""
    roots = sub_package_roots(app)
    parts = dict.fromkeys(("main", *roots), 0)
    for path, size in sizes.items():
        parts[next((root for root in roots if path.startswith(f"{root}/")), "main")] += size
    return parts


def read(file: Path) -> Contents:
    """Read a submission and check every file in it.

    Raises:
        DamagedError: it is none, or not as it was written.
        OSError: the file cannot be read.
    """
    data = file.read_bytes()
    with _opened(io.BytesIO(data)) as archive:
        members = _checked(archive)
        try:
            manifest = _object(members, "manifest.json")
            form = read_form(members["form.json"].decode())
            report, config = _object(members, "report.json"), _object(members, CONFIG)
        except (KeyError, FormError, UnicodeDecodeError) as error:
            raise DamagedError(f"form.json or manifest.json: {error}") from error
    if manifest.get("schema") != SCHEMA:
        raise DamagedError(f"manifest.json: “{manifest.get('schema')}” is not known")
    package = {p[len(PACKAGE) :]: data for p, data in members.items() if p.startswith(PACKAGE)}
    app = _app(package)
    facts = Facts(
        name=str(manifest.get("name", "")),
        app_id=str(manifest.get("appid", "")),
        version=str(manifest.get("version", "")),
        description=str(manifest.get("description", "")),
        author=str(manifest.get("author", "")),
        sha256=_package_sum(package),
        size=sum(map(len, package.values())),
        pages=pages_of(app),
    )
    if facts.sha256 != manifest.get("sha256") or facts.version != form.version:
        raise DamagedError("manifest.json does not fit the package")
    return Contents(
        facts,
        form,
        report,
        config,
        app,
        sizes={path: (len(data), _sum(data)) for path, data in package.items()},
        shots=_names(members, SHOTS),
        media=_names(members, MEDIA),
        sha256=_sum(data),
    )


def picture(file: Path, name: str) -> bytes:
    """Return a picture of ``shots/`` or ``media/``. Raises as :func:`read`."""
    with _opened(file) as archive:
        try:
            return archive.read(name)
        except (KeyError, zipfile.BadZipFile, zlib.error) as error:
            raise DamagedError(f"{name}: {error}") from error


def package_files(file: Path) -> dict[str, bytes]:
    """Return the files of an intact submission's app by path, its settings as
    project.config.json. Raises as :func:`read`."""
    with _opened(file) as archive:
        members = _checked(archive)
    manifest = _object(members, "manifest.json")
    config = {**_object(members, CONFIG), "projectname": manifest.get("name", "")}
    for name in ("miniprogramRoot", "packOptions"):
        config.pop(name, None)
    found = {path[len(PACKAGE) :]: d for path, d in members.items() if path.startswith(PACKAGE)}
    return {**found, CONFIG: _json(config)}


def _opened(file: Path | io.BytesIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except zipfile.BadZipFile as error:
        raise DamagedError(f"no zip: {error}") from error


def _checked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Return all members, after their names, sizes and sums were found to be right."""
    rows = [row for row in archive.infolist() if not row.is_dir()]
    if len(rows) > _MOST_FILES or sum(row.file_size for row in rows) > _MOST_BYTES:
        raise DamagedError("it is larger than any mini-program")
    if len({row.filename for row in rows}) != len(rows):
        raise DamagedError("a name is there twice")
    members: dict[str, bytes] = {}
    for row in rows:
        _check_name(row.filename)
        try:
            members[row.filename] = archive.read(row)
        except (zipfile.BadZipFile, zlib.error, RuntimeError) as error:
            raise DamagedError(f"{row.filename}: {error}") from error
    sums = _sums(members.pop(_SUMS, b""))
    for path in sorted({*sums, *members}):
        if path not in members:
            raise DamagedError(f"{path} is missing")
        if sums.get(path) != _sum(members[path]):
            raise DamagedError(f"{path} was changed after it was handed in")
    return members


def _check_name(name: str) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\0" in name:
        raise DamagedError(f"{name} leads out of the package")


def _sums(text: bytes) -> dict[str, str]:
    try:
        rows = [line.split("  ", 1) for line in text.decode().splitlines()]
    except UnicodeDecodeError as error:
        raise DamagedError(f"{_SUMS}: {error}") from error
    if not rows or any(len(row) != 2 for row in rows):
        raise DamagedError(f"{_SUMS} is missing or no list of sums")
    return {path: digest for digest, path in rows}


def _facts(handed: Handed) -> Facts:
    form = handed.form
    return Facts(
        handed.name,
        handed.app_id,
        form.version,
        form.description,
        handed.author,
        _package_sum(handed.package),
        sum(map(len, handed.package.values())),
        pages_of(_app(handed.package)),
    )


def _manifest(facts: Facts) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "practice": process().practice,
        "tool": VERSION,
        "name": facts.name,
        "appid": facts.app_id,
        "version": facts.version,
        "description": facts.description,
        "author": facts.author,
        "sha256": facts.sha256,
        "bytes": facts.size,
    }


def _package_sum(package: Mapping[str, bytes]) -> str:
    """Return the sum of the app alone: the same app has the same, whatever the form says."""
    rows = [f"{_sum(data)}  {path}\n" for path, data in sorted(package.items())]
    return _sum("".join(rows).encode())


def _app(package: Mapping[str, bytes]) -> Mapping[str, Any]:
    try:
        value = json.loads(package["app.json"].decode("utf-8-sig"))
    except (KeyError, ValueError) as error:
        raise DamagedError(f"package/app.json: {error}") from error
    return value if isinstance(value, Mapping) else {}


def _object(members: Mapping[str, bytes], name: str) -> Mapping[str, Any]:
    try:
        value = json.loads(members[name].decode())
    except (KeyError, ValueError) as error:
        raise DamagedError(f"{name}: {error}") from error
    if not isinstance(value, Mapping):
        raise DamagedError(f"{name}: an object is expected")
    return value


def _names(members: Mapping[str, bytes], folder: str) -> tuple[str, ...]:
    return tuple(sorted(path for path in members if path.startswith(folder)))


def _rows(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
