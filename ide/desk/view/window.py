"""The window of the review desk: submissions, the chosen one, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ide.desk.model.board import Board, boards_of
from ide.desk.model.folder import Desk
from ide.desk.model.reasons import Reasons
from ide.desk.model.submission import Submission
from ide.desk.view.decision import Choice, DecisionPanel
from ide.desk.view.sheet import VersionSheet
from ide.desk.view.tree import SubmissionTree
from ide.i18n import tr
from ide.theme import icons
from ide.widgets.empty import EmptyState
from ide.widgets.labels import label, line, plain
from ide.widgets.texts import follow

_SIZE = QSize(1220, 680)
_LEFT = 268
_NAME_WIDTH = 150
_PLACE_WIDTH = 420
_WORDS_HEIGHT = 150
_NO_DESK, _LOST, _EMPTY, _DESK = range(4)


class DeskWindow(QDialog):
    """Shows a desk; every button only asks."""

    folder_requested = Signal()
    name_changed = Signal(str)
    refresh_requested = Signal()
    hand_in_requested = Signal()
    hand_in_file_requested = Signal()
    edit_rules_requested = Signal()
    own_allowed_changed = Signal(bool)
    chosen = Signal(str)  # id of a submission, empty for none
    acted = Signal(object, object, object)  # Submission, Wish, tuple of Picture

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flags = Qt.WindowType.WindowMinMaxButtonsHint | Qt.WindowType.WindowCloseButtonHint
        self.setWindowFlags(self.windowFlags() | flags)
        self.resize(_SIZE)
        self._desk = Desk()
        self._boards: Sequence[Board] = ()
        self._reasons = Reasons("", ())
        self._now = 0
        self.tree = SubmissionTree()
        self.sheet = VersionSheet()
        self.decision = DecisionPanel()
        self.name = QLineEdit()
        self.name.setFixedWidth(_NAME_WIDTH)
        self._folder = plain("muted")
        self._trouble = plain("error", wrap=True)
        self._why: object = ""
        self._foreign = plain("small", wrap=True)
        self._lay_out()
        self._connect()
        follow(self, self._retranslate)

    # what it is told

    def show_folder(self, folder: Path | None, name: str) -> None:
        """Show where the desk is, and what the person is called there."""
        place = str(folder) if folder is not None else ""
        middle = Qt.TextElideMode.ElideMiddle
        self._folder.setText(self._folder.fontMetrics().elidedText(place, middle, _PLACE_WIDTH))
        self._folder.setToolTip(place)
        self.change_button.setVisible(folder is not None)
        if self.name.text() != name:
            self.name.setText(name)
        if folder is None:
            self.show_trouble("")
            self._stack.setCurrentIndex(_NO_DESK)
        for widget in (self.hand_in_button, self.more_button, self.refresh_button):
            widget.setEnabled(folder is not None)

    def show_desk(self, desk: Desk, reasons: Reasons, now: int) -> None:
        """Show what lies at the desk; ``now``: ms since 1970-01-01 UTC."""
        self._desk, self._reasons, self._now = desk, reasons, now
        self._boards = boards_of(desk.submissions)
        self.own_action.setChecked(desk.may_judge_own)
        self.decision.show_reasons(reasons)
        self._trouble.hide()
        self._say_foreign()
        self._stack.setCurrentIndex(_DESK if desk.submissions else _EMPTY)
        self.tree.show_boards(self._boards)
        if not self.current and self._boards:
            self.tree.choose(self._first())
        else:
            self._show_chosen()

    def show_lost(self, reason: object) -> None:
        """Say that the desk cannot be read; what was shown is gone."""
        self._desk, self._boards = Desk(), ()
        self.tree.show_boards(())
        self.sheet.show_nothing()
        self.decision.show_choice(None)
        self._stack.setCurrentIndex(_LOST)
        self.show_trouble(reason)

    def show_trouble(self, why: object) -> None:
        """Say why something was not done, an error in the language in use; "" takes it back."""
        self._why = why
        self._trouble.setText(str(why))
        self._trouble.setVisible(bool(str(why)))

    @property
    def trouble(self) -> str:
        """What was said last of what was not done, empty for nothing."""
        return self._trouble.text() if not self._trouble.isHidden() else ""

    @property
    def current(self) -> Submission | None:
        """The submission that is chosen."""
        return self._desk.find(self.tree.current)

    @property
    def board(self) -> Board | None:
        """The board of the app that is chosen."""
        current = self.current
        if current is None:
            return None
        return next((each for each in self._boards if each.find(current.id)), None)

    def choose(self, submission_id: str) -> None:
        """Choose a submission."""
        self.tree.choose(submission_id)

    def refresh_icons(self) -> None:
        """Draw icons in the colours of the theme."""
        self.refresh_button.setIcon(icons.icon("refresh"))
        self.more_button.setIcon(icons.icon("more"))
        self._mark.setPixmap(icons.pixmap("info", "info", 16, self.devicePixelRatioF()))
        if self._boards:
            self.tree.show_boards(self._boards)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin with what has to be entered, else with the submissions."""
        super().showEvent(event)
        (self.tree if self.name.text() else self.name).setFocus()

    # building

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self._no_desk())
        self._stack.addWidget(EmptyState("warning", "desk.lost.title", "desk.lost.text"))
        self._stack.addWidget(EmptyState("inbox", "desk.empty.title", "desk.empty.text"))
        self._stack.addWidget(self._full())
        trouble = QHBoxLayout()
        trouble.setContentsMargins(16, 0, 16, 6)
        trouble.addWidget(self._trouble)
        self._trouble.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._bar())
        layout.addLayout(trouble)
        layout.addWidget(line())
        layout.addWidget(self._stack, 1)
        layout.addWidget(line())
        layout.addLayout(self._foot())

    def _bar(self) -> QHBoxLayout:
        self.change_button = QPushButton()
        self.change_button.setProperty("link", True)
        self.hand_in_button = QPushButton()
        menu = QMenu(self.hand_in_button)
        self.newest_action, self.file_action = QAction(menu), QAction(menu)
        menu.addActions([self.newest_action, self.file_action])
        self.hand_in_button.setMenu(menu)
        self.refresh_button, self.more_button = QToolButton(), QToolButton()
        more = QMenu(self.more_button)
        self.rules_action, self.own_action = QAction(more), QAction(more)
        self.own_action.setCheckable(True)
        more.addActions([self.rules_action, self.own_action])
        self.more_button.setMenu(more)
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        you = label("desk.you", "muted")
        you.setBuddy(self.name)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 12, 8)
        bar.setSpacing(8)
        bar.addWidget(self._folder)
        bar.addWidget(self.change_button)
        bar.addStretch(1)
        for widget in (you, self.name, self.hand_in_button, self.refresh_button, self.more_button):
            bar.addWidget(widget)
        for button in (self.change_button, self.hand_in_button):
            button.setAutoDefault(False)
        return bar

    def _no_desk(self) -> QWidget:
        page = QWidget()
        page.setProperty("surface", True)
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.choose_button = QPushButton()
        self.choose_button.setProperty("primary", True)
        self.choose_button.setAutoDefault(False)
        layout = QVBoxLayout(page)
        words = EmptyState("folder", "desk.no_desk.title", "desk.no_desk.text")
        words.setFixedHeight(_WORDS_HEIGHT)
        layout.addStretch(2)
        layout.addWidget(words)
        layout.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        return page

    def _full(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tree, 1)
        self._foreign.setContentsMargins(12, 6, 12, 6)
        self._foreign.hide()
        column.addWidget(self._foreign)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        for widget in (left, self.sheet, self.decision):
            split.addWidget(widget)
        split.setStretchFactor(1, 1)
        split.setSizes([_LEFT, _SIZE.width() - _LEFT - self.decision.width(), 0])
        return split

    def _foot(self) -> QHBoxLayout:
        self._mark = QLabel()
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 6, 16, 6)
        foot.setSpacing(8)
        foot.addWidget(self._mark)
        foot.addWidget(label("desk.practice", "heading"))
        foot.addWidget(label("desk.practice_long", "small"), 1)
        return foot

    def _connect(self) -> None:
        self.change_button.clicked.connect(self.folder_requested)
        self.choose_button.clicked.connect(self.folder_requested)
        self.name.textChanged.connect(self._on_name_changed)
        self.newest_action.triggered.connect(self.hand_in_requested)
        self.file_action.triggered.connect(self.hand_in_file_requested)
        self.refresh_button.clicked.connect(self.refresh_requested)
        self.rules_action.triggered.connect(self.edit_rules_requested)
        self.own_action.triggered.connect(self.own_allowed_changed)
        self.tree.chosen.connect(self._on_chosen)
        self.decision.acted.connect(self._on_acted)
        self.sheet.pictures.kept.connect(self.decision.keep_picture)

    def _retranslate(self) -> None:
        self.setWindowTitle(f"{tr('desk.title')} – {tr('desk.practice')}")
        self.name.setPlaceholderText(tr("desk.you_hint"))
        self.name.setAccessibleName(tr("desk.you"))
        self.change_button.setText(tr("desk.change_folder"))
        self.choose_button.setText(tr("desk.choose_folder"))
        self.hand_in_button.setText(tr("desk.hand_in"))
        self.newest_action.setText(tr("desk.hand_in_newest"))
        self.file_action.setText(tr("desk.hand_in_file"))
        self.rules_action.setText(tr("desk.edit_rules"))
        self.own_action.setText(tr("desk.own_allowed"))
        bindings = ((self.refresh_button, "desk.refresh"), (self.more_button, "desk.more"))
        for button, key in bindings:
            button.setToolTip(tr(key))
            button.setAccessibleName(tr(key))
        if self._boards:
            self.tree.show_boards(self._boards)
        self._trouble.setText(str(self._why))
        self._say_foreign()
        self.refresh_icons()

    def _say_foreign(self) -> None:
        foreign = self._desk.foreign
        self._foreign.setVisible(bool(foreign))
        self._foreign.setText(tr("desk.foreign", names=", ".join(foreign)))

    # following

    def _first(self) -> str:
        waiting = [board.in_review for board in self._boards if board.in_review is not None]
        return (waiting or [self._boards[0].submissions[-1]])[0].id

    def _show_chosen(self) -> None:
        current, board = self.current, self.board
        if current is None or board is None:
            self.sheet.show_nothing()
            self.decision.show_choice(None)
            return
        self.sheet.show_version(board, current, self._reasons)
        by, own = self.name.text().strip(), self._desk.may_judge_own
        self.decision.show_choice(Choice(board, current, by, self._now, own))

    def _on_chosen(self, submission_id: str) -> None:
        self._show_chosen()
        self.chosen.emit(submission_id)

    def _on_name_changed(self, name: str) -> None:
        self._show_chosen()
        self.name_changed.emit(name.strip())

    def _on_acted(self, wish: object, pictures: object) -> None:
        current = self.current
        if current is not None:
            self.acted.emit(current, wish, pictures)
