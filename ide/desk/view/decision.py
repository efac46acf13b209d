"""What can be done with the chosen version: made from the process, whoever looks at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ide.desk.model.board import Board
from ide.desk.model.conditions import Wish, may, same_person
from ide.desk.model.folder import Picture
from ide.desk.model.process import Action, DeskError, process
from ide.desk.model.reasons import Reasons
from ide.desk.model.submission import Submission
from ide.desk.view.rule_list import RuleList
from ide.i18n import tr
from ide.widgets.labels import label, plain, restyle
from ide.widgets.texts import bind, follow

_WIDTH = 324
_MARGIN = 12
_GAP = 6
_TEXT_HEIGHT = 72
_PRIMARY = ("approve", "submit", "take", "release", "answer", "resubmit", "reopen")
_STEP = 10


@dataclass(frozen=True)
class Choice:
    """What a decision is about, and who would make it."""

    board: Board
    submission: Submission
    by: str
    now: int
    may_judge_own: bool = False


@dataclass
class _Kept:
    pictures: list[Picture] = field(default_factory=list)


class DecisionPanel(QWidget):
    """Rules, words, share, target and a button for each action."""

    acted = Signal(object, object)  # Wish, tuple of Picture

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(_WIDTH)
        self._choice: Choice | None = None
        self._kept = _Kept()
        self._most = 0
        self.buttons: dict[str, QPushButton] = {}
        self.rules = RuleList()
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(_TEXT_HEIGHT)
        self.text.textChanged.connect(self._show_count)
        bind(self.text, self.text.setAccessibleName, "desk.text")
        self._count = plain("small")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.percent = QSpinBox()
        self.percent.setRange(1, 99)
        self.percent.setSuffix(" %")
        self.percent.setSingleStep(_STEP)
        bind(self.percent, self.percent.setAccessibleName, "desk.percent")
        self.target = QComboBox()
        bind(self.target, self.target.setAccessibleName, "desk.target")
        self._pictures = plain("small", wrap=True)
        self._clear = QPushButton()
        self._clear.setProperty("link", True)
        self._clear.setAutoDefault(False)
        self._clear.clicked.connect(self._drop_pictures)
        bind(self._clear, self._clear.setText, "desk.pictures_clear")
        self._why = plain("small", wrap=True)
        self._lay_out()
        follow(self, self._show)

    def show_reasons(self, reasons: Reasons) -> None:
        """Offer the rules of the desk."""
        self.rules.show_reasons(reasons)

    def show_choice(self, choice: Choice | None) -> None:
        """Offer what can be done with a version; words stay while it is the same one."""
        before, self._choice = self._choice, choice
        if _is_another(before, choice):
            self.rules.clear()
            self.text.clear()
            self._drop_pictures()
        self.rules.show_found(choice.submission.found_by if choice is not None else frozenset())
        self._show()

    def keep_picture(self, picture: Picture) -> None:
        """Let a marked picture go with the decision."""
        self._kept.pictures.append(picture)
        self._show_pictures()

    @property
    def pictures(self) -> Sequence[Picture]:
        """The pictures that go with the decision."""
        return tuple(self._kept.pictures)

    def _lay_out(self) -> None:
        self._form = QWidget()
        form = QFormLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(_GAP)
        self._percent_label = label("desk.percent", "muted")
        self._percent_label.setBuddy(self.percent)
        self._target_label = label("desk.target", "muted")
        self._target_label.setBuddy(self.target)
        form.addRow(self._percent_label, self.percent)
        form.addRow(self._target_label, self.target)
        pictures = QHBoxLayout()
        pictures.addWidget(self._pictures, 1)
        pictures.addWidget(self._clear)
        self._grid = QGridLayout()
        self._grid.setSpacing(_GAP)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 10, _MARGIN, _MARGIN)
        layout.setSpacing(_GAP)
        layout.addWidget(label("desk.decide", "heading"))
        layout.addWidget(self.rules, 1)
        layout.addWidget(self.text)
        layout.addWidget(self._count)
        layout.addWidget(self._form)
        layout.addLayout(pictures)
        layout.addLayout(self._grid)
        layout.addWidget(self._why)
        self._room = QWidget()
        layout.addWidget(self._room, 1)

    # showing

    def _show(self) -> None:
        choice = self._choice
        actions = _actions(choice) if choice is not None else ()
        refusals = {row.name: self._refusal(row) for row in actions}
        free = [row for row in actions if refusals[row.name] is None]
        judges = any(row.name == "reject" for row in free)
        self.rules.setVisible(judges)
        self._room.setVisible(not judges)
        says = [row for row in free if row.text]
        self._most = says[0].text if says else 0
        for widget in (self.text, self._count):
            widget.setVisible(bool(says))
        own = choice is not None and same_person(choice.by, choice.submission.facts.author)
        hint = "author" if own or not judges else "reviewer"
        self.text.setPlaceholderText(tr(f"desk.text_hint.{hint}"))
        self._show_values(free)
        self._show_buttons(actions, refusals)
        self._show_pictures()
        self._show_count()

    def _refusal(self, action: Action) -> DeskError | None:
        choice = self._choice
        assert choice is not None
        return may(
            choice.board,
            choice.submission,
            action.name,
            choice.by,
            choice.now,
            own=choice.may_judge_own,
        )

    def _show_values(self, free: Sequence[Action]) -> None:
        choice = self._choice
        shares = any(row.percent for row in free)
        goes_back = any(row.target for row in free)
        self._form.setVisible(shares or goes_back)
        _show_both(self.percent, self._percent_label, shown=shares)
        _show_both(self.target, self._target_label, shown=goes_back)
        if shares and choice is not None:
            least = min(choice.submission.percent + 1, 99)
            if self.percent.minimum() != least:
                self.percent.setMinimum(least)
                self.percent.setValue(min(max(least, choice.submission.percent + _STEP), 99))
        before = self.target.currentData()
        with QSignalBlocker(self.target):
            self.target.clear()
            for each in choice.board.rollback_targets if choice and goes_back else ():
                self.target.addItem(each.facts.version, each.id)
            self.target.setCurrentIndex(max(0, self.target.findData(before)))

    def _show_buttons(
        self, actions: Sequence[Action], refusals: dict[str, DeskError | None]
    ) -> None:
        names = [row.name for row in actions]
        if names != list(self.buttons):
            self._make_buttons(names)
        for name, button in self.buttons.items():
            refusal = refusals[name]
            button.setText(tr(f"desk.action.{name}"))
            button.setEnabled(refusal is None)
            button.setToolTip(str(refusal) if refusal is not None else "")
        self._arrange_buttons()
        told = dict.fromkeys(str(each) for each in refusals.values() if each is not None)
        if self._choice is not None and not actions:
            told = {tr("desk.nothing_to_do"): None}
        self._why.setText("\n".join(told))
        self._why.setVisible(bool(told))

    def _make_buttons(self, names: Sequence[str]) -> None:
        for button in self.buttons.values():
            button.hide()
            button.deleteLater()
        self.buttons = {}
        for name in names:
            button = QPushButton(self)
            button.setObjectName(f"desk.{name}")
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._act, name))
            self.buttons[name] = button

    def _arrange_buttons(self) -> None:
        """Put two buttons beside each other where their words fit; the likely one stands out."""
        first = next((n for n in _PRIMARY if n in self.buttons and self._is_on(n)), "")
        half, place = (_WIDTH - 2 * _MARGIN - _GAP) // 2, 0
        for name, button in self.buttons.items():
            if button.property("primary") != (name == first):
                button.setProperty("primary", name == first)
                restyle(button)
            wide = button.sizeHint().width() > half
            place += place % 2 if wide else 0
            self._grid.removeWidget(button)
            self._grid.addWidget(button, place // 2, place % 2, 1, 2 if wide else 1)
            button.show()
            place += 2 if wide else 1

    def _is_on(self, name: str) -> bool:
        return self.buttons[name].isEnabled()

    def _show_pictures(self) -> None:
        count = len(self._kept.pictures)
        can = "reject" in self.buttons and self._is_on("reject")
        self._pictures.setText(tr("desk.pictures_kept", count=count) if count else "")
        for widget in (self._pictures, self._clear):
            widget.setVisible(bool(count) and can)

    def _show_count(self) -> None:
        count = len(self.text.toPlainText().strip())
        most = self._most
        self._count.setText(tr("desk.letters", count=count, most=most) if count else "")
        role = "error" if most and count > most else "small"
        if self._count.property("role") != role:
            self._count.setProperty("role", role)
            restyle(self._count)

    # asking

    def _act(self, name: str) -> None:
        choice, action = self._choice, process().actions[name]
        assert choice is not None
        wish = Wish(
            name,
            choice.by,
            self.text.toPlainText() if action.text else "",
            self.rules.ticked if name == "reject" else (),
            self.percent.value() if action.percent else 0,
            str(self.target.currentData() or "") if action.target else "",
        )
        judged = name in ("reject", "return", "delay", "approve")
        self.acted.emit(wish, tuple(self._kept.pictures) if judged else ())

    def _drop_pictures(self) -> None:
        self._kept.pictures.clear()
        self._show_pictures()


def _actions(choice: Choice) -> tuple[Action, ...]:
    """Return what can be done, what is the person's own part first."""
    if choice.submission.fault:
        return ()
    own = same_person(choice.by, choice.submission.facts.author)
    parts = ("author", "operator", "reviewer") if own else ("reviewer", "operator", "author")
    rows = process().open_to(choice.submission.state)
    return tuple(sorted(rows, key=lambda row: parts.index(row.role)))


def _is_another(before: Choice | None, now: Choice | None) -> bool:
    """Tell whether what was written is done with; what somebody else did takes nobody's words."""
    if before is None or now is None or before.submission.id != now.submission.id:
        return True
    old, new = before.submission.events, now.submission.events
    return len(old) != len(new) and same_person(new[-1].by, now.by)


def _show_both(field: QWidget, words: QWidget, *, shown: bool) -> None:
    field.setVisible(shown)
    words.setVisible(shown)
