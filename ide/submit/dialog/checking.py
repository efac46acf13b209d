"""Runs the checks away from the window's thread: all of them, or those that look at the form."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from ide.finding import Finding, Severity
from ide.submit.dialog.subject import Subject
from ide.submit.dialog.work import Job, Task, Work
from ide.submit.form import EMPTY, Form
from ide.submit.picture_reader import PictureReader
from ide.submit.project_facts import Submission
from ide.submit.rules import Facts, Verdict, rules, verdicts
from ide.submit.run_record import RunRecord
from ide.submit.score import score
from ide.survey import Survey


class Checking(QObject):
    """Keeps the verdicts about a project and a form."""

    checked = Signal()
    progressed = Signal(int, int)  # rules done, of how many
    running_changed = Signal(bool)

    def __init__(self, subject: Subject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.subject = subject
        self.survey: Survey | None = None
        self.surveying = True
        """Whether the compiler is still to say what it knows."""
        self.form = EMPTY
        self.verdicts: tuple[Verdict, ...] = ()
        self.submission: Submission | None = None
        """The project with its files as all checks saw them the last time."""
        self.run: RunRecord | None = None
        """What a run of all pages saw, as long as the files are those it ran."""
        self._whole = False
        self._stale = True
        self._work = Work(self)
        self._work.progressed.connect(self.progressed)
        self._work.finished.connect(self._on_finished)
        self._work.running_changed.connect(self.running_changed)

    @property
    def settled(self) -> bool:
        """Whether the verdicts are those of the project and the form as they are."""
        return not self._stale and not self.surveying

    @property
    def stopped(self) -> bool:
        """Whether the last checks were given up."""
        return self._stale and not self._work.running and not self.surveying

    @property
    def findings(self) -> list[Finding]:
        """All that was found, errors first, then by place."""
        order = list(Severity)
        found = [finding for verdict in self.verdicts for finding in verdict.findings]
        return sorted(found, key=lambda item: (order.index(item.severity), item.file, item.line))

    def of(self, severity: Severity) -> list[Finding]:
        """Return what was found of one severity."""
        return [finding for finding in self.findings if finding.severity is severity]

    @property
    def unconfirmed(self) -> frozenset[str]:
        """Codes of the warnings that the person has not taken yet."""
        return frozenset(each.code for each in self.of(Severity.WARNING)) - self.form.confirmed

    @property
    def score(self) -> int | None:
        """What WeChat's own audit would give, None without a run."""
        facts = Facts(self.subject.submission(self.form), run=self.run)
        found = score(facts, self.verdicts)
        return None if found is None else found.groups["total"]

    def check(self) -> None:
        """Run all checks."""
        self._start(rules())

    def check_form(self, form: Form) -> None:
        """Run the checks that look at the form, which is ``form`` now."""
        self.form = form
        if self._whole or self._stale:
            self.check()
        else:
            self._start(name for name, rule in rules().items() if "form" in rule.needs)

    def cancel(self) -> None:
        """Give the checks up that are running; what was found before stays."""
        self._work.cancel()

    def close(self) -> None:
        """End the thread."""
        self._work.close()

    def _start(self, names: Iterable[str]) -> None:
        wanted = frozenset(names)
        self._whole = len(wanted) == len(rules())
        self._stale = True
        subject = self.subject
        facts = Facts(
            subject.submission(self.form),
            self.survey,
            self.form,
            subject.domains,
            self.run,
            pictures=PictureReader(),
        )
        self._work.start(_examination(facts, wanted, whole=self._whole))

    def _on_finished(self, result: tuple[tuple[Verdict, ...], Submission]) -> None:
        found, submission = result
        if self._whole:
            self.submission = submission
        self._whole = self._stale = False
        new = {verdict.rule.id: verdict for verdict in found}
        known = {**{verdict.rule.id: verdict for verdict in self.verdicts}, **new}
        self.verdicts = tuple(known[name] for name in rules() if name in known)
        self.checked.emit()


def _examination(facts: Facts, wanted: frozenset[str], *, whole: bool) -> Job:
    def job(task: Task) -> tuple[tuple[Verdict, ...], Submission]:
        found = []
        for verdict in verdicts(facts, wanted):
            found.append(verdict)
            task.tell(len(found), len(wanted))
        if whole:  # walked here, so that the window need not
            _ = facts.submission.parts
        return tuple(found), facts.submission

    return job
