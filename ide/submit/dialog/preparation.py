"""A submission being prepared: its form with the draft on disk, the checks, the package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from ide.finding import Severity
from ide.submit import package
from ide.submit.dialog.checking import Checking
from ide.submit.dialog.subject import Subject
from ide.submit.dialog.work import GivenUp, Job, Task, Work
from ide.submit.drafts import Draft
from ide.submit.form import Form
from ide.submit.history import History, Written, next_version
from ide.submit.prefill import first_form, taken_up
from ide.submit.project_facts import Submission
from ide.submit.run_record import RunRecord
from ide.submit.version_advice import Advice, Shape, advise, shape_of
from ide.submit.version_advice import Step as Raised
from ide.survey import Survey

_QUIET_MS = 200
_KEEP_MS = 500


class Level(StrEnum):
    """How a sentence about the package is coloured."""

    ERROR = "error"
    WARNING = "warning"
    SUCCESS = "success"
    INFO = "info"


@dataclass(frozen=True)
class Standing:
    """What can be said of the package: a text of the catalogue, and whether it can be written."""

    level: Level
    key: str
    values: Mapping[str, object]
    ready: bool = False


class Preparation(QObject):
    """Knows nothing of widgets; says what changed."""

    form_changed = Signal(object)  # Form, changed by the program
    standing_changed = Signal()
    advised = Signal(object)  # Advice
    packing = Signal(int, int)  # done, of how much; 0 of 0 when nothing is written
    written = Signal(object)  # Package
    keep_failed = Signal(str)  # why the draft is not on disk

    def __init__(
        self, subject: Subject, history: History, draft: Draft, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.subject = subject
        self.draft = draft
        self._history = history
        self.package: package.Package | None = None
        self._failure: package.PackageError | None = None
        self._kept: Form | None = None
        last = history.last(subject.root)
        self.last_version = last.version if last else ""
        self.folder = Path(last.file).parent if last else subject.root.parent
        self.advice = Advice(next_version(self.last_version), Raised.UNKNOWN, "looking")
        self.restored = draft.read(self.last_version)
        self.form = self._first_form()
        draft.tidy(self.form)
        self.checking = Checking(subject, self)
        self.checking.form = self.form
        self._advising, self._packing = Work(self), Work(self)
        self._quiet, self._keeping = self._timer(_QUIET_MS), self._timer(_KEEP_MS)
        self._connect()
        self.read_files()

    @property
    def settled(self) -> bool:
        """Whether the checks have looked at all that is entered."""
        return self.checking.settled and not self._quiet.isActive()

    @property
    def standing(self) -> Standing:
        """How it stands with the package."""
        done = self.package
        if done is not None:
            return Standing(Level.SUCCESS, "submit.done", {"name": done.file.name})
        if self._failure:
            reason = {"reason": self._failure}
            return Standing(Level.ERROR, "submit.write_failed", reason, self._could_be_written)
        errors = len(self.checking.of(Severity.ERROR))
        warnings = len(self.checking.of(Severity.WARNING))
        if errors:
            return Standing(Level.ERROR, "submit.blocked", {"count": errors})
        if self.checking.stopped and not self._quiet.isActive():
            return Standing(Level.WARNING, "submit.stopped", {})
        if not self.settled:
            return Standing(Level.INFO, "submit.looking", {})
        if self.checking.unconfirmed:
            return Standing(Level.WARNING, "submit.unconfirmed", {"count": warnings})
        if self.checking.survey is None:
            return Standing(Level.WARNING, "submit.unsurveyed", {}, ready=True)
        if warnings:
            return Standing(Level.SUCCESS, "submit.warned", {"count": warnings}, ready=True)
        return Standing(Level.SUCCESS, "submit.clean", {}, ready=True)

    def enter(self, form: Form) -> None:
        """Take what the person entered; it is checked and kept in a moment."""
        if form == self.form:
            return
        if self.package is not None:
            self.package = None
            self.last_version = form.version
            form = replace(form, last_version=self.last_version)
        self._failure = None
        self.form = self.checking.form = form
        self._quiet.start()
        self._keeping.start()
        self.standing_changed.emit()

    def begin_anew(self) -> None:
        """Forget the entries; begin with what the project says."""
        self.draft.forget()
        self.restored = None
        self.form = self._kept = self._first_form()
        self.form_changed.emit(self.form)
        self.checking.check_form(self.form)

    def set_subject(self, subject: Subject) -> None:
        """Look at the project as it is now, after its files changed."""
        self.subject = self.checking.subject = subject
        self.checking.surveying = True
        self.checking.run = None
        self.read_files()
        self.check()

    def set_survey(self, survey: Survey | None) -> None:
        """Check with what the compiler knows; None when it cannot say."""
        self.checking.survey, self.checking.surveying = survey, False
        self.check()

    def set_run(self, record: RunRecord | None) -> None:
        """Check with what a run of all pages saw."""
        self.checking.run = record
        self.check()

    def check(self) -> None:
        """Run all checks."""
        self._quiet.stop()
        self.checking.form = self.form
        self.checking.check()
        self.standing_changed.emit()

    def read_files(self) -> None:
        """Find out which version fits what changed."""
        before = self.draft.packed()
        self._advising.start(_advice(self.last_version, before, self.subject.submission()))

    def write(self, folder: Path) -> None:
        """Write the package into a folder, in the background."""
        if not self.standing.ready:
            return
        self.folder, self._failure = folder, None
        submission = self.subject.submission(self.form)
        self._packing.start(_packing(self.subject, submission, folder))
        self.packing.emit(0, 1)

    def stop_writing(self) -> None:
        """Give the package up that is being written; nothing of it stays."""
        self._packing.cancel()
        self.packing.emit(0, 0)

    def keep(self) -> None:
        """Write the draft to disk when it is not there yet."""
        self._keeping.stop()
        if self.form == self._kept:
            return
        try:
            self.draft.write(self.form)
            self._kept = self.form
        except OSError as error:
            self.keep_failed.emit(error.strerror or str(error))

    def close(self) -> None:
        """Keep the draft and end what runs."""
        self._quiet.stop()
        self.keep()
        for work in (self._advising, self._packing):
            work.close()
        self.checking.close()

    @property
    def _could_be_written(self) -> bool:
        return not self.checking.of(Severity.ERROR) and not self.checking.unconfirmed

    def _first_form(self) -> Form:
        if self.restored is not None:
            return taken_up(self.restored, self.last_version, self.advice)
        form = first_form(self.subject.submission(), self.subject.name, self.advice)
        return replace(form, last_version=self.last_version)

    def _timer(self, delay: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(delay)
        return timer

    def _connect(self) -> None:
        self._quiet.timeout.connect(self._check_form)
        self._keeping.timeout.connect(self.keep)
        self.checking.checked.connect(self.standing_changed)
        self.checking.running_changed.connect(self.standing_changed)
        self._advising.finished.connect(self._on_advised)
        self._packing.progressed.connect(self.packing)
        self._packing.finished.connect(self._on_packed)

    def _check_form(self) -> None:
        self.checking.check_form(self.form)

    def _on_advised(self, advice: Advice) -> None:
        suggested, self.advice = self.advice.version, advice
        if self.form.version == suggested and advice.version != suggested:
            self.enter(replace(self.form, version=advice.version))
            self.form_changed.emit(self.form)
        self.advised.emit(advice)

    def _on_packed(self, result: tuple[package.Package, Shape] | package.PackageError) -> None:
        self.packing.emit(0, 0)
        if isinstance(result, package.PackageError):
            self._failure = result
            self.standing_changed.emit()
            return
        done, shape = result
        self.package = done
        note = Written(self.form.version, self.form.description, str(done.file), done.sha256)
        self._history.add(self.subject.root, note)
        try:
            self.draft.note_packed(shape)
        except OSError as error:
            self.keep_failed.emit(error.strerror or str(error))
        self.keep()
        self.standing_changed.emit()
        self.written.emit(done)


def _advice(last: str, before: Shape | None, submission: Submission) -> Job:
    def job(task: Task) -> Advice:
        task.tell(0, 1)
        return advise(last, before, shape_of(submission))

    return job


def _packing(subject: Subject, submission: Submission, folder: Path) -> Job:
    def job(task: Task) -> tuple[package.Package, Shape] | package.PackageError:
        task.tell(0, 1)
        shape = shape_of(submission)
        try:
            done = package.write(
                submission,
                folder,
                subject.name,
                progress=task.tell,
                cancelled=task.given_up,
                cache=subject.cache,
            )
            return done, shape
        except package.CancelledError as error:
            raise GivenUp from error
        except package.PackageError as error:
            return error

    return job
