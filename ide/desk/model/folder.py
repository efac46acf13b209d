"""The desk's folder: reads what lies in it, and adds to it so that nothing is lost (no Qt)."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from ide import atomic
from ide.desk.model import mpsub
from ide.desk.model.board import board_of
from ide.desk.model.conditions import Situation, Wish, check, check_hand_in
from ide.desk.model.events import Event, Log, MarkedPicture, read_log
from ide.desk.model.lock import locked
from ide.desk.model.process import DeskError, process
from ide.desk.model.submission import Facts, Submission
from ide.submit.form import EMPTY

MARKER = "desk.json"
SCHEMA = "minideck-desk-1"
SUBMISSIONS = "submissions"
PACKAGE = f"package{mpsub.SUFFIX}"
_EVENT = re.compile(r"\d{4}\.json")
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EACCES, errno.EMLINK, errno.EINVAL}


@dataclass(frozen=True)
class Picture:
    """A picture to keep with a decision: its PNG, and the page it shows."""

    data: bytes
    page: str = ""


@dataclass(frozen=True)
class Desk:
    """What lies in the folder. ``foreign`` names what is no submission and is left alone."""

    submissions: tuple[Submission, ...] = ()
    foreign: tuple[str, ...] = ()
    may_judge_own: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict)

    def find(self, submission_id: str) -> Submission | None:
        """Return a submission by its id."""
        return next((each for each in self.submissions if each.id == submission_id), None)


class DeskFolder:
    """A desk in a folder, on a stick or on a share; every write is whole or not at all."""

    def __init__(self, root: Path, now: Callable[[], float], *, patience_s: float = 1.0) -> None:
        """``now``: ms since 1970-01-01 UTC; ``patience_s``: how long to wait for others."""
        self.root = root
        self._now = now
        self._patience_s = patience_s
        self._read: dict[str, tuple[tuple[int, int], mpsub.Contents]] = {}
        """Packages by id, with size and time of the file they were read from."""

    @property
    def now(self) -> int:
        """The time, in milliseconds since 1970-01-01 UTC."""
        return int(self._now())

    def create(self) -> None:
        """Make the folder a desk, unless it is one. Raises DeskError."""
        with _told(self.root):
            self.root.mkdir(parents=True, exist_ok=True)
            if not (self.root / MARKER).exists():
                self._write_settings({})
            (self.root / SUBMISSIONS).mkdir(exist_ok=True)

    def set_may_judge_own(self, *, allowed: bool) -> None:
        """Let people review what they handed in, or not. Raises DeskError."""
        with _told(self.root):
            self._write_settings({**self._settings(), "may_judge_own": allowed})

    def read(self) -> Desk:
        """Read all submissions, oldest first. Raises DeskError when the desk cannot be read."""
        with _told(self.root):
            settings = self._settings()
            entries = sorted((self.root / SUBMISSIONS).iterdir())
        submissions, foreign = [], []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            found = self._submission(entry)
            if found is None:
                foreign.append(entry.name)
            else:
                submissions.append(found)
        submissions.sort(key=lambda each: (each.seq, each.id))
        own = settings.get("may_judge_own") is True
        return Desk(tuple(submissions), tuple(foreign), own, settings)

    def package(self, submission_id: str) -> Path:
        """Return the file that was handed in."""
        return self.root / SUBMISSIONS / submission_id / PACKAGE

    def contents(self, submission_id: str) -> mpsub.Contents:
        """Return what was handed in, checked. Raises DeskError when it is damaged or gone."""
        file = self.package(submission_id)
        with _told(self.root):
            stat = file.stat()
            mark = (stat.st_size, stat.st_mtime_ns)
            kept = self._read.get(submission_id)
            if kept is not None and kept[0] == mark:
                return kept[1]
            try:
                contents = mpsub.read(file)
            except mpsub.DamagedError as error:
                raise DeskError("damaged", name=submission_id, reason=error) from error
        self._read[submission_id] = (mark, contents)
        return contents

    def picture(self, submission_id: str, picture: MarkedPicture) -> bytes:
        """Return a picture of a decision. Raises DeskError when it is damaged or gone."""
        with _told(self.root):
            data = (self.root / SUBMISSIONS / submission_id / picture.file).read_bytes()
        if hashlib.sha256(data).hexdigest() != picture.sha256:
            reason = f"{picture.file} was changed after it was written"
            raise DeskError("damaged", name=submission_id, reason=reason)
        return data

    def hand_in(self, file: Path, note: str = "") -> Submission:
        """Take a copy of a ``*.mpsub`` into the folder.

        Raises:
            DeskError: the file is damaged, its version does not grow, or the folder cannot be
                written.
        """
        with _told(file):
            data = file.read_bytes()
            try:
                contents = mpsub.read(file)
            except mpsub.DamagedError as error:
                raise DeskError("damaged", name=file.name, reason=error) from error
        facts = contents.facts
        with self._writing(facts.author):
            desk = self.read()
            check_hand_in(board_of(desk.submissions, facts.app), facts)
            seq = _next_seq(desk.submissions)
            handed = {**facts.to_event(), "file": contents.sha256}
            event = Event(1, seq, self.now, facts.author, "hand_in", note, handed=handed)
            number = f"{seq:05d}-{_file_name(facts.version)}-{facts.sha256[:8]}"
            self._place(number, data, event.sealed())
        return self._again(number)

    def act(
        self, submission: Submission, wish: Wish, pictures: Sequence[Picture] = ()
    ) -> Submission:
        """Do something with a submission as it was read, and return it as it is then.

        Raises:
            DeskError: the rules do not allow it, somebody else changed the submission since it
                was read, or the folder cannot be written.
        """
        with self._writing(wish.by):
            desk = self.read()
            fresh = desk.find(submission.id)
            if fresh is None:
                raise DeskError("gone", folder=self.root)
            if not fresh.fault and len(fresh.events) != len(submission.events):
                raise _conflict(fresh)
            board = board_of(desk.submissions, fresh.facts.app)
            check(Situation(board, fresh, wish, self.now, desk.may_judge_own))
            self.contents(fresh.id)
            seq = _next_seq(desk.submissions)
            trial = board.trial
            if wish.action == "choose_trial" and trial is not None and trial.state == "trial":
                self._append(trial, Wish("end_trial", wish.by), seq, ())
                seq += 1
            try:
                self._append(fresh, wish, seq, pictures)
            except FileExistsError as error:
                raise _conflict(self._again(fresh.id)) from error
        return self._again(submission.id)

    # writing

    @contextmanager
    def _writing(self, by: str) -> Iterator[None]:
        with _told(self.root):
            self._settings()
            with locked(self.root, by, patience_s=self._patience_s):
                yield

    def _place(self, number: str, data: bytes, event: Event) -> None:
        """Put a submission into the folder: all of it appears at once."""
        parent = self.root / SUBMISSIONS
        incoming = parent / f".{uuid4().hex}.incoming"
        try:
            (incoming / "events").mkdir(parents=True)
            atomic.write_bytes(incoming / PACKAGE, data)
            atomic.write_text(incoming / "events" / "0001.json", event.to_text())
            incoming.rename(parent / number)
        except OSError:
            shutil.rmtree(incoming, ignore_errors=True)
            raise

    def _append(
        self, submission: Submission, wish: Wish, seq: int, pictures: Sequence[Picture]
    ) -> None:
        place = self.root / SUBMISSIONS / submission.id
        number, before = len(submission.events) + 1, submission.events[-1]
        # Pictures first: an event never names what is not there.
        kept = tuple(self._keep(place, number, at, each) for at, each in enumerate(pictures, 1))
        event = Event(
            number,
            seq,
            self.now,
            wish.by.strip(),
            wish.action,
            wish.text.strip(),
            wish.rules,
            kept,
            wish.percent,
            wish.target,
            previous=before.seal,
        )
        _write_new(place / "events" / f"{number:04d}.json", event.sealed().to_text())

    def _keep(self, place: Path, number: int, at: int, picture: Picture) -> MarkedPicture:
        name = f"pictures/{number:04d}-{at}.png"
        atomic.write_bytes(place / name, picture.data)
        return MarkedPicture(name, hashlib.sha256(picture.data).hexdigest(), picture.page)

    def _write_settings(self, settings: Mapping[str, Any]) -> None:
        kept = {"schema": SCHEMA, "practice": process().practice, "may_judge_own": False}
        text = json.dumps({**kept, **settings}, ensure_ascii=False, indent=1)
        atomic.write_text(self.root / MARKER, text + "\n")

    # reading

    def _again(self, submission_id: str) -> Submission:
        found = self._submission(self.root / SUBMISSIONS / submission_id)
        if found is None:
            raise DeskError("gone", folder=self.root)
        return found

    def _settings(self) -> dict[str, Any]:
        text = (self.root / MARKER).read_text(encoding="utf-8")
        try:
            value = json.loads(text)
        except ValueError as error:
            raise DeskError("unreadable", file=MARKER, reason=error) from error
        schema = value.get("schema") if isinstance(value, Mapping) else None
        if schema != SCHEMA:
            newer = isinstance(schema, str) and schema.startswith("minideck-desk-")
            raise DeskError("newer_desk" if newer else "not_a_desk", folder=self.root)
        return dict(value)

    def _submission(self, place: Path) -> Submission | None:
        """Read a folder; None when it was never a submission."""
        if not (place / "events").is_dir() and not (place / PACKAGE).exists():
            return None
        log = _log(place)
        handed = log.events[0].handed if log.events else {}
        try:
            contents = self.contents(place.name)
        except DeskError as refusal:
            fault = log.fault or str(refusal.values.get("reason") or refusal)
            facts = Facts.from_event(handed or {"name": place.name})
            return Submission(place.name, facts, EMPTY, log.events, fault)
        fault = log.fault or ("" if log.events else "events/0001.json is missing")
        if not fault and contents.sha256 != handed.get("file"):
            fault = f"{PACKAGE} is not the one that was handed in"
        return Submission(
            place.name, contents.facts, contents.form, log.events, fault, contents.report
        )


@contextmanager
def _told(place: Path) -> Iterator[None]:
    """Say as a refusal what the file system says as an error."""
    try:
        yield
    except OSError as error:
        name = "unreadable"
        if error.errno in _READ_ONLY:
            name = "read_only"
        elif error.errno in (errno.ENOSPC, errno.EDQUOT):
            name = "full"
        elif error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.EIO, errno.ESTALE):
            name = "not_a_desk" if place.is_dir() and not (place / MARKER).exists() else "gone"
        reason = error.strerror or str(error)
        raise DeskError(name, folder=place, file=place.name, reason=reason) from error


def _log(place: Path) -> Log:
    try:
        names = sorted(
            entry.name for entry in (place / "events").iterdir() if _EVENT.fullmatch(entry.name)
        )
        texts = [(n, (place / "events" / n).read_bytes().decode("utf-8", "replace")) for n in names]
    except OSError as error:
        return Log((), f"events: {error.strerror or error}")
    return read_log(texts)


def _write_new(file: Path, text: str) -> None:
    """Write a file that is not there yet, whole; FileExistsError when somebody was quicker."""
    temporary = file.with_name(f".{uuid4().hex}.tmp")
    try:
        with temporary.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        try:
            # A link is never made over a file, which a rename would replace.
            os.link(temporary, file)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            if file.exists():
                raise FileExistsError(errno.EEXIST, "", str(file)) from error
            temporary.rename(file)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _conflict(submission: Submission) -> DeskError:
    by = submission.events[-1].by if submission.events else "?"
    return DeskError("conflict", name=by, version=submission.facts.version)


def _next_seq(submissions: Sequence[Submission]) -> int:
    return max((event.seq for each in submissions for event in each.events), default=0) + 1


def _file_name(version: str) -> str:
    return re.sub(r"[^\w.-]+", "-", version)[:32].strip(".-") or "0"
