"""The folder of a contact sheet: pictures by what is in them, a run's journal, and the swap.

A run only adds files whose names tell their content. The sheet that was there stays whole until
its first page is replaced at the very end; what nobody shows any more goes after that. (no Qt)
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from ide.atomic import write_bytes
from ide.exit_codes import CannotRunError
from ide.matrix.record import Record, RecordError, Shot

SCHEMA = "minideck-matrix-1"
RESULTS = "results.json"
RUN = "run.json"
INDEX = "index.html"
PICTURES, THUMBNAILS, DIFFERENCES, PARTS = "pictures", "thumbs", "differences", "sheet"
_JOURNAL = ".journal.jsonl"
_FOLDERS = (PICTURES, THUMBNAILS, DIFFERENCES, PARTS)


@dataclass
class Last:
    """The results of an earlier run and the folder with its pictures."""

    folder: Path
    document: Mapping[str, Any]
    cells: Mapping[str, Record] = field(default_factory=dict)


class Store:
    """What a run keeps in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pictures = folder / PICTURES
        self.thumbnails = folder / THUMBNAILS
        self.differences = folder / DIFFERENCES
        self._journal: IO[str] | None = None

    def prepare(self, digest: str, *, resume: bool) -> dict[str, Shot]:
        """Make the folder ready; returns the cells that a broken-off run has already drawn.

        ``digest`` tells whether that run was to draw the same pictures.

        Raises:
            CannotRunError: the folder cannot be written.
        """
        try:
            for name in _FOLDERS:
                (self.folder / name).mkdir(parents=True, exist_ok=True)
            known = self._read_journal(digest) if resume else {}
            # What is known stays where it is, whatever happens to this run.
            self._journal = (self.folder / _JOURNAL).open("a" if known else "w", encoding="utf-8")
        except OSError as error:
            raise CannotRunError(
                f"matrix: {self.folder} cannot be written: {error.strerror}."
            ) from error
        if known:
            self._journal.write("\n")  # the last line may be half a one
        else:
            self._write_line({"digest": digest})
        return known

    def note(self, key: str, shot: Shot) -> None:
        """Remember a cell, in case the run is broken off."""
        told = {"key": key, "record": shot.record.to_json(), "ms": shot.ms, "tries": shot.tries}
        self._write_line(told)

    def close(self) -> None:
        """Let go of the journal; it stays for ``--resume``."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    def keep_picture(self, name: str, content: bytes) -> None:
        """Put a picture in its place."""
        target = self.pictures / f"{name}.png"
        if not target.exists():
            write_bytes(target, content)

    def adopt_picture(self, name: str, last: Last) -> bool:
        """Take the picture of an earlier run over; False when it has gone."""
        target = self.pictures / f"{name}.png"
        source = last.folder / PICTURES / f"{name}.png"
        if not target.exists() and source.is_file():
            write_bytes(target, source.read_bytes())
        return target.is_file()

    def publish(
        self, results: Mapping[str, Any], run: Mapping[str, Any], sheet: Mapping[str, bytes]
    ) -> None:
        """Show a run: its parts first, then the page that names them, then what tools read.

        ``sheet`` holds the files of the sheet by name, the page under ``index.html``.
        """
        for name, content in sheet.items():
            if name != INDEX:
                write_bytes(self.folder / name, content)
        write_bytes(self.folder / INDEX, sheet[INDEX])
        write_bytes(self.folder / RUN, _text(run))
        write_bytes(self.folder / RESULTS, _text(results))
        self.close()
        (self.folder / _JOURNAL).unlink(missing_ok=True)
        self._sweep(_named(results) | {Path(name).name for name in sheet})

    def _sweep(self, kept: set[str]) -> None:
        """Remove what the sheet does not show."""
        for name in _FOLDERS:
            for file in (self.folder / name).iterdir():
                if file.is_dir():
                    shutil.rmtree(file)
                elif file.name not in kept:
                    file.unlink()

    def _read_journal(self, digest: str) -> dict[str, Shot]:
        file = self.folder / _JOURNAL
        if not file.is_file():
            return {}
        found: dict[str, Shot] = {}
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        if not lines or _value(lines[0]).get("digest") != digest:
            return {}
        for value in map(_value, lines[1:]):
            try:
                record = Record.from_json(value.get("record"))
            except RecordError:
                continue  # the line was being written when the run broke off
            there = not record.picture or (self.pictures / f"{record.picture}.png").is_file()
            if there and record.status != "lost":
                found[str(value["key"])] = Shot(record, value["ms"], value["tries"])
        return found

    def _write_line(self, value: Mapping[str, Any]) -> None:
        assert self._journal is not None
        self._journal.write(json.dumps(value) + "\n")
        self._journal.flush()


def refuse_foreign(folder: Path) -> None:
    """Raise CannotRunError when a folder holds something that is no contact sheet."""
    if folder.exists() and not folder.is_dir():
        raise CannotRunError(f"matrix: {folder} is a file, not a folder for the sheet.")
    if not folder.is_dir() or not any(folder.iterdir()):
        return
    ours = {RESULTS, _JOURNAL}
    if not any((folder / name).is_file() for name in ours):
        raise CannotRunError(
            f"matrix: {folder} holds other files. Name an empty or a new folder with --out, or "
            "one with a sheet."
        )


def read_last(folder: Path) -> Last | None:
    """Return the results of the run that a folder shows, None when it shows none.

    Raises:
        CannotRunError: there is a file, but not one of ours.
    """
    file = folder / RESULTS
    if not file.is_file():
        return None
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(document, dict) or document.get("schema") != SCHEMA:
            raise RecordError(f"its schema is not {SCHEMA}")
        cells = {str(row["key"]): Record.from_json(row["record"]) for row in document["cells"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CannotRunError(f"matrix: {file} holds no results of a run: {error}.") from error
    return Last(folder, document, cells)


def _named(results: Mapping[str, Any]) -> set[str]:
    """The names of all pictures that a run shows."""
    shown: set[str] = set()
    for row in results["cells"]:
        shown |= _files(str(row["record"]["picture"]))
        change = row["change"]
        shown |= _files(str(change["before"]))
        if change["difference"]:
            shown.add(f"{change['difference']}.png")
    for row in results["gone"]:
        shown |= _files(str(row["picture"]))
    return shown


def _files(picture: str) -> set[str]:
    return {f"{picture}.png", f"{picture}.webp"} if picture else set()


def _value(line: str) -> Mapping[str, Any]:
    try:
        value = json.loads(line)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _text(value: Mapping[str, Any]) -> bytes:
    # A page may show half a character, which no encoding takes.
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
