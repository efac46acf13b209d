"""The submission dialog: steps at the left, the page of the step, back and next below."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ide import messages
from ide.finding import Finding, Severity
from ide.i18n import tr
from ide.submit.dialog.basic_page import BasicPage
from ide.submit.dialog.checks_page import ChecksPage
from ide.submit.dialog.entry_pages import AccountPage, ContentPage, VersionPage
from ide.submit.dialog.foot import Foot
from ide.submit.dialog.items_page import ItemsPage
from ide.submit.dialog.list_keys import ListKeys
from ide.submit.dialog.media_page import MediaPage
from ide.submit.dialog.mending import Mending
from ide.submit.dialog.package_page import PackagePage
from ide.submit.dialog.page import Page
from ide.submit.dialog.preparation import Preparation
from ide.submit.dialog.privacy_page import PrivacyPage
from ide.submit.dialog.running import Running
from ide.submit.dialog.sizes_page import SizesPage
from ide.submit.dialog.step_list import StepList
from ide.submit.dialog.steps import Step, by_step, is_empty, worst
from ide.submit.dialog.subject import Subject
from ide.submit.drafts import Draft
from ide.submit.form import Form
from ide.submit.history import History
from ide.submit.package import Package
from ide.submit.prefill import page_title
from ide.submit.rules.personal_data import touches
from ide.survey import Survey
from ide.widgets.asking import question
from ide.widgets.texts import follow

_WIDTH, _HEIGHT = 1000, 664


class SubmitDialog(QDialog):
    """Walks through all that is asked for; stays open while problems are mended."""

    open_requested = Signal(str, int, int)  # path, line, column
    written = Signal(object)  # Package
    survey_requested = Signal()
    """What the compiler knows of the project is wanted, for :meth:`set_survey`."""
    picture_requested = Signal()
    """A picture of the phone as it stands is wanted, for :meth:`add_picture`."""

    def __init__(
        self, subject: Subject, history: History, draft: Draft, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.resize(_WIDTH, _HEIGHT)
        self.preparation = Preparation(subject, history, draft, self)
        self.steps = StepList()
        self.version_page = VersionPage()
        self.basic_page = BasicPage(subject.root)
        self.items_page = ItemsPage()
        self.privacy_page = PrivacyPage()
        self.account_page = AccountPage()
        self.content_page = ContentPage()
        self.media_page = MediaPage(subject.root, draft.add_picture)
        self.sizes_page = SizesPage()
        self.checks_page = ChecksPage()
        self.package_page = PackagePage(self.preparation.folder)
        self.pages: Mapping[Step, Page] = {page.step: page for page in self._all_pages()}
        self._stack = QStackedWidget()
        for step in Step:
            self._stack.addWidget(self.pages[step])
        self.foot = Foot(self.preparation.restored)
        self.create_button = self.foot.create_button
        self.mending = Mending(self.checks_page, self)
        self.running = Running(self.checks_page, self.preparation, self)
        self._lay_out()
        self._connect()
        self._show_form(self.preparation.form)
        self._read_pages()
        follow(self, self._retranslate)
        self.steps.choose(Step.VERSION)
        self.version_page.description.setFocus()
        self.preparation.check()

    @property
    def findings(self) -> list[Finding]:
        """What the last checks found."""
        return self.preparation.checking.findings

    @property
    def package(self) -> Package | None:
        """The package written, None before that."""
        return self.preparation.package

    @property
    def verdict(self) -> str:
        """The sentence on the last page."""
        return self.package_page.verdict

    @property
    def form(self) -> Form:
        """What is entered."""
        return self.preparation.form

    def go_to(self, step: Step) -> None:
        """Show a step and stand at its first entry."""
        self.steps.choose(step)
        self.pages[step].enter()

    def set_subject(self, subject: Subject) -> None:
        """Check the project as it is now, after its files changed."""
        self.preparation.set_subject(subject)
        self._read_pages()
        self.survey_requested.emit()

    def request_survey(self) -> None:
        """Ask for what the compiler knows; until it is there no package is written."""
        self.preparation.checking.surveying = True
        self.survey_requested.emit()

    def set_survey(self, survey: Survey | None) -> None:
        """Check with what the compiler knows of the project; None when it cannot say."""
        self.privacy_page.set_touched(None if survey is None else touches(survey))
        self.preparation.set_survey(survey)

    def add_picture(self, picture: QPixmap) -> None:
        """Keep a picture of the phone; a null one says that there is none."""
        if picture.isNull():
            messages.warning(tr("submit.no_phone"))
            return
        try:
            self.media_page.add_picture(picture)
        except OSError as error:
            self._on_keep_failed(error.strerror or str(error))

    def done(self, result: int) -> None:
        """Keep the draft and end what runs in the background."""
        self.running.close()
        self.preparation.close()
        super().done(result)

    def _all_pages(self) -> tuple[Page, ...]:
        return (
            self.version_page,
            self.basic_page,
            self.items_page,
            self.privacy_page,
            self.account_page,
            self.content_page,
            self.media_page,
            self.sizes_page,
            self.checks_page,
            self.package_page,
        )

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(0)
        columns.addWidget(self.steps)
        columns.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(columns, 1)
        layout.addWidget(self.foot)

    def _connect(self) -> None:
        for page in self.pages.values():
            page.changed.connect(self._on_changed)
            page.open_requested.connect(self.open_requested)
        preparation, checking = self.preparation, self.preparation.checking
        preparation.form_changed.connect(self._show_form)
        preparation.standing_changed.connect(self._show_standing)
        preparation.advised.connect(self.version_page.advise)
        preparation.packing.connect(self.package_page.set_progress)
        preparation.packing.connect(self._show_standing)
        preparation.written.connect(self._show_states)
        preparation.written.connect(self.written)
        preparation.keep_failed.connect(self._on_keep_failed)
        checking.checked.connect(self._show_verdicts)
        self.steps.chosen.connect(self._on_step_chosen)
        self.steps.activated.connect(self._on_step_activated)
        lists = (self.items_page.list, self.media_page.list, self.sizes_page.cuts)
        ListKeys((self.steps, *lists, self.checks_page.tree), self)
        self.media_page.picture_requested.connect(self.picture_requested)
        self.checks_page.check_requested.connect(self._on_check_requested)
        self.checks_page.step_requested.connect(self._on_step_requested)
        self.package_page.checks_requested.connect(self._on_checks_requested)
        self.package_page.cancel_requested.connect(preparation.stop_writing)
        self.foot.back.clicked.connect(self._on_back)
        self.foot.next.clicked.connect(self._on_next)
        self.create_button.clicked.connect(self._on_create)
        self.foot.close_button.clicked.connect(self.reject)
        self.foot.anew.clicked.connect(self._on_anew)
        for keys, slot in (("Ctrl+PgDown", self._on_next), ("Ctrl+PgUp", self._on_back)):
            QShortcut(QKeySequence(keys), self, slot)

    def _read_pages(self) -> None:
        submission = self.preparation.subject.submission()
        titles = {route: page_title(submission, route) for route, _ in submission.pages()}
        self.items_page.set_pages(titles)

    def _show_form(self, form: Form) -> None:
        for page in self.pages.values():
            page.show_form(form)

    def _show_verdicts(self) -> None:
        checking = self.preparation.checking
        found = by_step(checking.verdicts)
        for step, page in self.pages.items():
            page.take(found[step])
        unconfirmed = bool(checking.unconfirmed)
        self.checks_page.show_verdicts(checking.verdicts, unconfirmed=unconfirmed)
        self.checks_page.show_score(checking.score)
        if checking.submission is not None:
            prefix = self.preparation.subject.prefix
            self.sizes_page.show_sizes(checking.submission, prefix, checking.findings)
        self._show_states()

    def _show_states(self) -> None:
        preparation = self.preparation
        found = by_step(preparation.checking.verdicts)
        written = preparation.package is not None
        looked_at = [step for step in Step if written or step is not Step.PACKAGE]
        states: dict[Step, Severity | None] = {step: worst(found[step]) for step in looked_at}
        empty = [step for step in Step if is_empty(step, preparation.form)]
        self.steps.show_states(states, empty)

    def _show_standing(self) -> None:
        standing = self.preparation.standing
        self.package_page.show_package(self.preparation.package)
        self.package_page.say(standing.level, standing.key, **standing.values)
        step = self.steps.step
        self.foot.show_step(first=step is Step.VERSION, last=step is Step.PACKAGE)
        self.create_button.setEnabled(standing.ready)

    def _retranslate(self) -> None:
        self.setWindowTitle(tr("submit.title", name=self.preparation.subject.name))
        self.version_page.retranslate()
        self.basic_page.retranslate()
        self._show_standing()
        if self.preparation.checking.verdicts:
            self.preparation.check()

    def _on_changed(self) -> None:
        form = self.preparation.form
        page = self.sender()
        assert isinstance(page, Page)
        self.preparation.enter(page.edit(form))
        self.checks_page.show_form(self.preparation.form)
        self.package_page.show_form(self.preparation.form)
        if page is self.checks_page:
            self._show_verdicts()

    def _on_step_chosen(self, step: Step) -> None:
        self._stack.setCurrentWidget(self.pages[step])
        self.preparation.keep()
        self._show_standing()

    def _on_step_activated(self) -> None:
        self.pages[self.steps.step].enter()

    def _on_step_requested(self, finding: Finding) -> None:
        for step, page in self.pages.items():
            field = next((f for n, f in page.fields.items() if finding.field.startswith(n)), None)
            if field is not None:
                self.steps.choose(step)
                field.control.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _on_checks_requested(self) -> None:
        self.go_to(Step.CHECKS)

    def _on_check_requested(self) -> None:
        self.preparation.check()
        self.request_survey()

    def _on_back(self) -> None:
        self._walk(-1)

    def _on_next(self) -> None:
        self._walk(1)

    def _walk(self, by: int) -> None:
        steps = list(Step)
        at = steps.index(self.steps.step) + by
        if 0 <= at < len(steps):
            self.go_to(steps[at])

    def _on_create(self) -> None:
        self.preparation.write(Path(self.package_page.folder.text()))

    def _on_anew(self) -> None:
        box = question(self, tr("submit.anew_title"), tr("submit.anew_text"))
        anew = box.addButton(tr("submit.anew_yes"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(tr("button.cancel"), QMessageBox.ButtonRole.RejectRole)
        anew.clicked.connect(self._begin_anew)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _begin_anew(self) -> None:
        self.preparation.begin_anew()
        self.foot.forget_restored()
        self.go_to(Step.VERSION)

    def _on_keep_failed(self, reason: str) -> None:
        messages.warning(tr("submit.keep_failed", reason=reason))
