"""Writes the package of a submission: the same files give the same bytes (no Qt)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from ide.i18n import tr
from ide.submit import handoff, project_file
from ide.submit.archive import Archive, digest_of, pieces_of
from ide.submit.disk import Links, links_of, same_but_for_case, unportable
from ide.submit.files import PackageFile, package_parts
from ide.submit.form import Form
from ide.submit.manifest import FileRow, Manifest, PartRow
from ide.submit.maps import MapsWriter
from ide.submit.outputs import Outputs
from ide.submit.project_facts import Submission, limit
from renderer.compiler import Compiler, DiskCache, DiskTree, NoCache
from renderer.compiler.packing import BuildOptions, BuiltFile, Packing, UnbuildableError
from renderer.toolchain.process import Toolchain, ToolchainError

Progress = Callable[[int, int], None]
"""Hears how many of how many files are done; 0 of 1 while the project is looked through."""

_SHOWN = 5
_OPTIONS = {
    "es6": "lower",
    "minified": "minify_scripts",
    "minifyWXML": "minify_templates",
    "minifyWXSS": "minify_styles",
    "ignoreUploadUnusedFiles": "drop_unused",
}


class PackageError(Exception):
    """No package can be written; as a text it is a sentence in the language in use then."""

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key)
        self._key, self._values = key, values

    def __str__(self) -> str:
        return tr(self._key, **self._values)


class UnpackableError(PackageError):
    """The project itself forbids a package: a finding, not a failure."""


class CancelledError(Exception):
    """The person gave up; nothing new is left in the folder."""


@dataclass(frozen=True)
class Package:
    """A written package and what was written beside it."""

    file: Path
    manifest: Path
    sha256: str
    size: int
    maps: Path
    """Zip with the source maps, for ``ide.submit.trace``."""
    upload: Path
    """Folder with ``ci-upload.js``, ``info.json`` and what to do with them."""
    content: Manifest
    """What the package holds, its parts as built, and what was left out."""


def write(
    submission: Submission,
    folder: Path,
    name: str,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    cache: Path | None = None,
) -> Package:
    """Build the project and write its package with all that lies beside it: all of it or nothing.

    May run on any thread, or in a process of its own; ``progress`` and ``cancelled`` are called on
    that one, often. ``cache`` is the folder with what the compiler knows from earlier runs.

    Raises:
        UnpackableError: the project cannot be built or packed.
        PackageError: a file cannot be read, or the folder not be written.
        CancelledError: ``cancelled`` returned True.
    """
    if folder.resolve().is_relative_to(submission.app_root.resolve()):
        raise PackageError("package.folder_inside", folder=folder)
    if submission.config.get("compileType") == "plugin":
        raise UnpackableError("package.plugin")
    watch = _Watch(progress or _silent, cancelled or _never)
    watch.at(0, 1)
    toolchain = Toolchain()
    store = DiskCache(cache) if cache is not None else NoCache()
    try:
        links = links_of(submission.app_root, submission.root)
        compiler = Compiler(DiskTree(submission.root), toolchain, store)
        packing = compiler.packing(lambda _count: watch.at(0, 1))
        with Outputs(folder) as outputs:
            return _Run(submission, name, packing, links, watch).write(outputs, folder)
    except UnbuildableError as error:
        note = error.diagnostic
        place = f"{note.file}:{note.line}"
        raise UnpackableError("package.unbuilt", place=place, reason=note.message) from error
    except OSError as error:
        reason = error.strerror or str(error)
        where = str(error.filename or folder)
        raise PackageError("package.not_written", file=where, reason=reason) from error
    except ToolchainError as error:
        raise PackageError("package.toolchain", reason=error) from error
    finally:
        toolchain.close()
        store.close()


@dataclass(frozen=True)
class _Watch:
    """Who follows the work, and may end it."""

    progress: Progress
    cancelled: Callable[[], bool]

    def at(self, done: int, total: int) -> None:
        self.check()
        self.progress(done, total)

    def check(self) -> None:
        if self.cancelled():
            raise CancelledError


class _Run:
    """One package in the making."""

    def __init__(
        self, submission: Submission, name: str, packing: Packing, links: Links, watch: _Watch
    ) -> None:
        self._submission = submission
        self._name = name
        self._packing = packing
        self._links = links
        self._watch = watch
        self._stem = f"{file_name(name)}-{file_name(submission.form.version, '0')}"

    def write(self, outputs: Outputs, folder: Path) -> Package:
        _refuse(self._packing)
        stem, maps = self._stem, f"{self._stem}.maps.zip"
        file = outputs.open(f"{stem}.zip")
        with MapsWriter(outputs.open(maps)) as writer:
            rows = self._fill(file, writer)
            digest, size = digest_of(file)
            writer.finish(
                {"package": f"{stem}.zip", "sha256": digest, "version": self._form.version}
            )
        manifest = self._manifest(rows, digest, size, maps)
        _refuse_sizes(manifest.parts)
        outputs.write(f"{stem}.json", manifest.to_text().encode("utf-8", "replace"))
        setting = self._submission.config.get("setting")
        texts = handoff.files(
            manifest, f"{stem}.zip", setting if isinstance(setting, Mapping) else {}
        )
        for path, text in texts.items():
            outputs.write(f"{stem}-upload/{path}", text.encode())
        self._watch.check()
        outputs.commit()
        paths = (folder / f"{stem}.zip", folder / f"{stem}.json")
        return Package(*paths, digest, size, folder / maps, folder / f"{stem}-upload", manifest)

    @property
    def _form(self) -> Form:
        return self._submission.form

    def _fill(self, file: IO[bytes], maps: MapsWriter) -> list[FileRow]:
        rows: list[FileRow] = []
        total = len(self._packing.choice.files) + 1
        with Archive(file) as archive:
            for number, built in enumerate(self._files()):
                self._watch.at(number, total)
                rows.append(self._add(archive, built))
                if built.path.endswith(".js"):
                    maps.add(built.path, built.source, built.source_map, partial(self._text, built))
        self._watch.at(total, total)
        return rows

    def _files(self) -> Iterator[BuiltFile]:
        """The built files with the project's own among them, by path."""
        data = project_file.project_file(self._submission.config, self._name)
        own: BuiltFile | None = BuiltFile(project_file.NAME, "", data)
        for built in self._packing.files():
            if own is not None and built.path > own.path:
                yield own
                own = None
            yield built
        if own is not None:
            yield own

    def _add(self, archive: Archive, built: BuiltFile) -> FileRow:
        if built.data is not None:
            digest, size = archive.add(built.path, [built.data], len(built.data))
            return FileRow(built.path, size, digest)
        assert built.location is not None
        with built.location.open("rb") as source:
            most = built.location.stat().st_size
            digest, size = archive.add(built.path, pieces_of(source, self._watch.check), most)
        return FileRow(built.path, size, digest)

    def _text(self, built: BuiltFile) -> str:
        """The author's text of a script; what an npm package was packed from has none."""
        try:
            return (self._submission.root / built.source).read_text("utf-8-sig", "replace")
        except OSError:
            return ""

    def _manifest(self, rows: list[FileRow], digest: str, size: int, maps: str) -> Manifest:
        sizes = [PackageFile(row.path, row.size) for row in rows if row.path != project_file.NAME]
        parts = package_parts(sizes, self._submission.app)
        left_out = {path: str(why) for path, why in self._packing.choice.left_out.items()}
        left_out |= dict.fromkeys(self._links.outside, "link-outside")
        left_out |= dict.fromkeys(self._links.broken, "link-broken")
        return Manifest(
            name=self._name,
            app_id=str(self._submission.config.get("appid") or "touristappid"),
            version=self._form.version,
            description=self._form.description,
            sha256=digest,
            size=size,
            files=tuple(rows),
            parts=tuple(PartRow(part.name, part.size, part.files) for part in parts),
            built=_switches(self._packing.options),
            left_out=left_out,
            maps=maps,
        )


def _refuse(packing: Packing) -> None:
    """Raise UnpackableError when the app would not run, or not be unpacked everywhere."""
    choice = packing.choice
    if choice.needed:
        path = choice.needed[0]
        why = tr(f"left_out.{choice.left_out[path]}")
        raise UnpackableError("package.needed", count=len(choice.needed), file=path, reason=why)
    strange = [path for path in choice.files if unportable(path)]
    if strange:
        files = ", ".join(map(_shown, strange[:_SHOWN]))
        raise UnpackableError("package.unportable", count=len(strange), files=files)
    pairs = same_but_for_case(choice.files)
    if pairs:
        first, second = pairs[0]
        raise UnpackableError("package.case", count=len(pairs), first=first, second=second)


def _refuse_sizes(parts: tuple[PartRow, ...]) -> None:
    most = limit("package.single")
    for part in parts:
        if part.size > most:
            name = tr("submit.main_package") if part.name == "main" else part.name
            sizes = {"size": _megabytes(part.size), "limit": _megabytes(most)}
            raise UnpackableError("package.too_large", part=name, **sizes)
    total, most = sum(part.size for part in parts), limit("package.total")
    if total > most:
        sizes = {"size": _megabytes(total), "limit": _megabytes(most)}
        raise UnpackableError("package.total_too_large", **sizes)


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.2f} MB"


def _shown(path: str) -> str:
    """A path that any terminal and file can take."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def _switches(options: BuildOptions) -> dict[str, bool]:
    return {name: bool(getattr(options, field)) for name, field in _OPTIONS.items()}


def file_name(name: str, fallback: str = "mini-program") -> str:
    """Return a name as a file may have it on every system."""
    return re.sub(r'[\\/:*?"<>|\s\x00-\x1f]+', "-", name).strip("-.") or fallback


def _silent(_done: int, _all: int) -> None:
    return None


def _never() -> bool:
    return False
