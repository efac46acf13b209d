"""One version: its state, how to run it, and the pages about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ide.desk.model import pages
from ide.desk.model.board import CHANNELS, Board
from ide.desk.model.reasons import Reasons
from ide.desk.model.submission import Submission
from ide.desk.model.wording import status_text
from ide.desk.view.people import PeoplePage
from ide.desk.view.pictures import PicturesPage
from ide.desk.view.tables import ChangesPage, HistoryPage, ReportPage
from ide.i18n import tr
from ide.widgets.empty import EmptyState
from ide.widgets.labels import plain
from ide.widgets.texts import bind, follow

TABS = ("form", "report", "pictures", "changes", "history", "people", "letter")


class VersionSheet(QWidget):
    """Shows the version that is chosen; what it needs besides is asked for."""

    run_requested = Signal()
    run_as_requested = Signal(str)  # channel
    letter_save_requested = Signal(str)  # a page of HTML

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board: Board | None = None
        self._submission: Submission | None = None
        self._reasons = Reasons("", ())
        self._marked: Sequence[bytes] = ()
        self._title, self._author = plain("large"), plain("muted")
        self._status = plain("muted", wrap=True)
        self._fault = QFrame()
        self._fault.setObjectName("banner")
        self._fault.setProperty("level", "error")
        self._fault_text = plain(wrap=True)
        inner = QHBoxLayout(self._fault)
        inner.setContentsMargins(12, 8, 12, 8)
        inner.addWidget(self._fault_text)
        self.form = QTextBrowser()
        self.report = ReportPage()
        self.pictures = PicturesPage()
        self.changes = ChangesPage()
        self.history = HistoryPage()
        self.people = PeoplePage()
        self.letter = QTextBrowser()
        for browser in (self.form, self.letter):
            browser.setProperty("page", True)
            browser.setOpenLinks(False)
            browser.document().setDocumentMargin(12)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(False)
        self._lay_out()
        follow(self, self._retranslate)

    def show_version(self, board: Board, submission: Submission, reasons: Reasons) -> None:
        """Show a version of an app."""
        another = self._submission is None or self._submission.id != submission.id
        self._board, self._submission, self._reasons = board, submission, reasons
        if another:
            self.changes.show_others(board, submission)
            self.report.show_report(submission.report)
        self.history.show_history(board)
        self._stack.setCurrentIndex(1)
        self._say()

    def show_nothing(self) -> None:
        """Show what to do."""
        self._board = self._submission = None
        self._stack.setCurrentIndex(0)

    def show_pictures(self, pictures: Mapping[str, bytes]) -> None:
        """Show the pictures that were handed in."""
        self.pictures.show_pictures(pictures)

    def show_marked(self, marked: Sequence[bytes]) -> None:
        """Show the pictures that came with the decision."""
        self._marked = marked
        self._show_letter()

    def show_people(self, people: Sequence[tuple[str, str]]) -> None:
        """Show who gets which version."""
        self.people.show_people(self._board, people)

    def _lay_out(self) -> None:
        names = QHBoxLayout()
        names.setSpacing(8)
        names.addWidget(self._title)
        names.addWidget(self._author, 1, Qt.AlignmentFlag.AlignBottom)
        self.run_button = self._button("desk.run", self.run_requested.emit)
        bind(self.run_button, self.run_button.setToolTip, "desk.run_tip")
        self.run_as_button = QPushButton()
        self.run_as_button.setAutoDefault(False)
        bind(self.run_as_button, self.run_as_button.setText, "desk.run_as")
        self._menu = QMenu(self.run_as_button)
        self.run_as_button.setMenu(self._menu)
        names.addWidget(self.run_button)
        names.addWidget(self.run_as_button)
        head = QVBoxLayout()
        head.setContentsMargins(16, 10, 16, 8)
        head.setSpacing(4)
        head.addLayout(names)
        head.addWidget(self._status)
        head.addWidget(self._fault)
        for name in TABS:
            self.tabs.addTab(self._page(name), "")
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.tabs, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("package", "desk.nothing.title", "desk.nothing.text"))
        self._stack.addWidget(full)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _page(self, name: str) -> QWidget:
        page = getattr(self, name)
        assert isinstance(page, QWidget)
        if name != "letter":
            return page
        box = QWidget()
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 6, 16, 6)
        bar.setSpacing(8)
        bar.addStretch(1)
        self.copy_button = self._button("desk.copy", self._copy_letter)
        self.save_button = self._button("desk.save_letter", self._save_letter)
        bar.addWidget(self.copy_button)
        bar.addWidget(self.save_button)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(page, 1)
        layout.addLayout(bar)
        return box

    def _button(self, key: str, then: Callable[[], object]) -> QPushButton:
        button = QPushButton()
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: then())
        bind(button, button.setText, key)
        return button

    def _retranslate(self) -> None:
        for number, name in enumerate(TABS):
            self.tabs.setTabText(number, tr(f"desk.tab.{name}"))
        self._menu.clear()
        for channel in reversed(CHANNELS):
            action = self._menu.addAction(tr(f"desk.as_user.{channel}"))
            action.setData(channel)
            action.triggered.connect(
                lambda _checked, channel=channel: self.run_as_requested.emit(channel)
            )
        self.form.setAccessibleName(tr("desk.tab.form"))
        self.letter.setAccessibleName(tr("desk.tab.letter"))
        self._say()

    def _say(self) -> None:
        board, submission = self._board, self._submission
        if board is None or submission is None:
            return
        facts = submission.facts
        self._title.setText(f"{facts.name} {facts.version}")
        self._author.setText(tr("desk.author", name=facts.author) if facts.author else "")
        self._status.setText(status_text(board, submission))
        self._fault.setVisible(bool(submission.fault))
        self._fault_text.setText(tr("desk.damaged_text", reason=submission.fault))
        self.run_button.setEnabled(not submission.fault)
        self.form.setHtml(pages.form_html(submission))
        self._show_letter()

    def _letter(self) -> str:
        if self._submission is None:
            return ""
        return pages.letter_html(self._submission, self._reasons, self._marked)

    def _show_letter(self) -> None:
        letter = self._letter()
        self.letter.setHtml(letter or f"<p>{tr('desk.letter.none')}</p>")
        for button in (self.copy_button, self.save_button):
            button.setEnabled(bool(letter))

    def _copy_letter(self) -> None:
        QGuiApplication.clipboard().setText(self.letter.toPlainText())

    def _save_letter(self) -> None:
        assert self._submission is not None
        self.letter_save_requested.emit(pages.letter_document(self._submission, self._letter()))
