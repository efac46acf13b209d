"""The checklist: every check with its state, what was found, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QTreeView,
    QVBoxLayout,
)

from ide.finding import Finding
from ide.fix import Fix
from ide.i18n import tr
from ide.submit.dialog.checks_model import ChecksModel, state_text
from ide.submit.dialog.page import Page
from ide.submit.dialog.steps import Step
from ide.submit.form import Form
from ide.submit.report import left_of
from ide.submit.rules import Verdict
from ide.widgets.labels import plain
from ide.widgets.texts import bind, follow

_PLACE_WIDTH = 200


class ChecksPage(Page):
    """Rules in groups of their severity; the chosen one is explained below."""

    check_requested = Signal()
    cancel_requested = Signal()
    run_requested = Signal()
    """All pages are to be opened on the phone, for the checks that need a run."""
    fixes_requested = Signal(list)  # list of Fix
    undo_requested = Signal()
    step_requested = Signal(object)  # Finding whose entry is to be shown

    def __init__(self) -> None:
        super().__init__(Step.CHECKS, scrolls=False, widest=0)
        self._form = Form()
        self._count = 0
        self.model = ChecksModel()
        self.tree = QTreeView()
        self.tree.setModel(self.model)
        self.tree.setUniformRowHeights(True)
        self.whole = QCheckBox()
        bind(self.whole, self.whole.setText, "submit.all_checks")
        self.again_button = _button("submit.check_again")
        self.run_button = _button("submit.run_pages")
        self.confirm_button = _button("submit.confirm_all")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        self.cancel_button = _button("button.cancel")
        self._doing, self._score = plain("small"), plain("small")
        self._rule, self._message = plain("small", wrap=True), plain("heading", wrap=True)
        self._hint = plain("muted", wrap=True)
        self.open_button = _button("submit.open_place")
        self.fix_button = QPushButton()
        self.fix_button.setAutoDefault(False)
        self._done_bar, self._done_words = QFrame(), plain(wrap=True)
        self.undo_button = _button("submit.fix_undo")
        self._set_up_tree()
        self._lay_out_checks()
        self._connect()
        follow(self, self._retranslate)
        self.set_progress("", 0, 0)

    @property
    def finding(self) -> Finding | None:
        """The finding that is chosen."""
        index = self.tree.currentIndex()
        found = self.model.finding(index)
        verdict = self.model.verdict(index)
        if found is None and verdict is not None and len(verdict.findings) == 1:
            return verdict.findings[0]
        return found

    def put(self, form: Form) -> None:
        """Know which warnings are taken."""
        self._form = form

    def edit(self, form: Form) -> Form:
        """Return ``form`` with the warnings taken."""
        return replace(form, confirmed=self._form.confirmed)

    def enter(self) -> None:
        """Begin with the first check."""
        self.tree.setFocus(Qt.FocusReason.TabFocusReason)

    def take(self, findings: Sequence[Finding]) -> None:
        """Show nothing above: the tree has all of them."""

    def show_verdicts(self, verdicts: Sequence[Verdict], *, unconfirmed: bool) -> None:
        """Show what came of the checks; ``unconfirmed`` when warnings are still to be taken."""
        at = self.finding
        if self.model.set_verdicts(verdicts, self._form.confirmed):
            self.tree.expandToDepth(0)
            self._choose(at)
        self.confirm_button.setEnabled(unconfirmed)
        self._show_details()

    def set_progress(self, words: str, done: int, total: int) -> None:
        """Say what is being done and how far it is; nothing is when ``words`` are empty."""
        busy = bool(words)
        for widget in (self._doing, self.progress, self.cancel_button):
            widget.setVisible(busy)
        self.again_button.setVisible(not busy)
        self.run_button.setVisible(not busy)
        self._doing.setText(words)
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.progress.setAccessibleName(words)

    @property
    def fixes(self) -> list[Fix]:
        """What mends the chosen finding, or all that the chosen rule found."""
        index = self.tree.currentIndex()
        found = self.model.finding(index)
        rows = [found] if found is not None else self._findings_of(index)
        return [each.fix for each in rows if each.fix is not None]

    def show_score(self, score: int | None) -> None:
        """Say what a run of all pages is worth."""
        self._score.setText("" if score is None else tr("submit.run_score", total=score))

    def show_done(self, words: str) -> None:
        """Say what was fixed, and that it can be taken back; nothing when empty."""
        self._done_words.setText(words)
        self._done_bar.setVisible(bool(words))

    def confirm_all(self) -> None:
        """Take every warning."""
        codes = {
            finding.code
            for row in range(self.model.rowCount())
            for finding in self._findings_of(self.model.index(row, 0))
            if finding.severity == "warning"
        }
        self._on_confirmed(self._form.confirmed | codes)

    def _findings_of(self, index: QModelIndex) -> Sequence[Finding]:
        verdict = self.model.verdict(index)
        return verdict.findings if verdict is not None else ()

    def _set_up_tree(self) -> None:
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(1, _PLACE_WIDTH)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)

    def _lay_out_checks(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.whole)
        tools.addWidget(self._score)
        tools.addStretch(1)
        tools.addWidget(self._doing)
        tools.addWidget(self.progress, 1)
        for button in (self.cancel_button, self.again_button, self.run_button):
            tools.addWidget(button)
        tools.addWidget(self.confirm_button)
        details = QFrame()
        details.setProperty("card", True)
        words = QVBoxLayout()
        words.setSpacing(4)
        for widget in (self._rule, self._message, self._hint):
            words.addWidget(widget)
        words.addStretch(1)
        buttons = QVBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.fix_button)
        buttons.addStretch(1)
        row = QHBoxLayout(details)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addLayout(buttons)
        details.setMinimumHeight(96)
        self._done_bar.setObjectName("banner")
        self._done_bar.setProperty("level", "success")
        bar = QHBoxLayout(self._done_bar)
        bar.setContentsMargins(12, 4, 8, 4)
        bar.addWidget(self._done_words, 1)
        bar.addWidget(self.undo_button)
        self._done_bar.hide()
        self.body.setSpacing(8)
        self.body.addLayout(tools)
        self.body.addWidget(self._done_bar)
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(details)

    def _connect(self) -> None:
        self.whole.toggled.connect(self._on_whole_toggled)
        self.again_button.clicked.connect(self.check_requested)
        self.run_button.clicked.connect(self.run_requested)
        self.cancel_button.clicked.connect(self.cancel_requested)
        self.confirm_button.clicked.connect(self.confirm_all)
        self.open_button.clicked.connect(self._open_place)
        self.fix_button.clicked.connect(self._on_fix_clicked)
        self.undo_button.clicked.connect(self.undo_requested)
        self.model.confirmed_changed.connect(self._on_confirmed)
        self.tree.selectionModel().currentChanged.connect(self._show_details)
        self.tree.activated.connect(self._open_place)

    def _choose(self, finding: Finding | None) -> None:
        """Stand at a finding again after the rows became others, else at the first row."""
        for row in range(self.model.rowCount()):
            rule = self.model.index(row, 0)
            for below in range(self.model.rowCount(rule)):
                index = self.model.index(below, 0, rule)
                if finding is not None and self.model.finding(index) == finding:
                    self.tree.setCurrentIndex(index)
                    return
        self.tree.setCurrentIndex(self.model.index(0, 0))

    def _show_details(self) -> None:
        index = self.tree.currentIndex()
        verdict, finding = self.model.verdict(index), self.finding
        if verdict is None:
            self._rule.setText("")
            self._message.setText(tr("submit.nothing_found"))
            self._hint.setText("")
        else:
            rule = verdict.rule
            self._rule.setText(f"{rule.id} · {rule.basis}")
            title = finding.message if finding is not None else tr(f"check.{rule.id}")
            self._message.setText(title)
            self._hint.setText(finding.hint if finding is not None else _about(verdict))
        self.open_button.setVisible(finding is not None and bool(finding.file or finding.field))
        in_form = finding is not None and bool(finding.field)
        self.open_button.setText(tr("submit.open_entry" if in_form else "submit.open_place"))
        count = len(self.fixes)
        self.fix_button.setVisible(bool(count))
        self.fix_button.setText(
            tr("submit.fix_all", count=count) if count > 1 else tr("submit.fix")
        )

    def _open_place(self, _index: QModelIndex | None = None) -> None:
        finding = self.finding
        if finding is None:
            return
        if finding.field:
            self.step_requested.emit(finding)
        elif finding.file:
            self.open_requested.emit(finding.file, finding.line or 1, finding.column or 1)

    def _on_fix_clicked(self) -> None:
        self.fixes_requested.emit(self.fixes)

    def _on_whole_toggled(self, whole: bool) -> None:
        self.model.show_whole(whole)
        self.tree.expandToDepth(0)
        self._choose(None)

    def _on_confirmed(self, codes: frozenset[str]) -> None:
        self._form = replace(self._form, confirmed=frozenset(codes))
        self.tell_changed()

    def _retranslate(self) -> None:
        self.tree.setAccessibleName(tr("submit.checks"))
        self.model.retranslate()
        self._show_details()


def _about(verdict: Verdict) -> str:
    left = left_of(verdict.rule)
    state = state_text(verdict)
    return f"{state} – {tr('check_state.without', left=left)}" if left else state


def _button(key: str) -> QPushButton:
    button = QPushButton()
    button.setAutoDefault(False)
    bind(button, button.setText, key)
    return button
