"""The next answer of any API, and the list of rules that answer before the phone does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
)

from apimock.rules import Rule, RuleError, load_rules, write_rules
from apimock.spec import apis
from ide import atomic
from ide.i18n import tr
from ide.panels.device import outcome_choices as choices
from ide.panels.device.flow import Flow
from ide.panels.device.part import Desk, Part
from ide.panels.device.rule_dialog import RuleDialog
from ide.panels.device.small import beside_button, strip_button
from ide.widgets.labels import label, plain
from ide.widgets.texts import bind, follow

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROWS = 5


class RuleModel(QAbstractListModel):
    """Rules with a box that switches each."""

    switched = Signal(int, bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rules: tuple[Rule, ...] = ()

    def show_rules(self, rules: Sequence[Rule]) -> None:
        """Show other rules."""
        self.beginResetModel()
        self._rules = tuple(rules)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Count the rules."""
        return 0 if parent.isValid() else len(self._rules)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a rule means and how it ends."""
        rule = self._rules[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if rule.enabled else Qt.CheckState.Unchecked
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return f"{rule.api} → {choices.text_of(rule.outcome)}"
        return None

    def setData(  # noqa: N802
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Switch a rule."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.switched.emit(index.row(), Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Each has a box."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable


class AnswersPart(Part):
    """An API and its next answer above the rules."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.api = QLineEdit()
        self.api.setClearButtonEnabled(True)
        bind(self.api, self.api.setPlaceholderText, "device.answers.api")
        bind(self.api, self.api.setAccessibleName, "device.answers.api")
        completer = QCompleter(sorted(apis()), self.api)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.api.setCompleter(completer)
        completer.activated.connect(lambda _text: self._offer())
        self.api.editingFinished.connect(self._offer)
        self.outcome, self.times = QComboBox(), QComboBox()
        for box, key in (
            (self.outcome, "device.answers.next"),
            (self.times, "device.answers.always"),
        ):
            box.setMinimumWidth(80)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            bind(box, box.setAccessibleName, key)
        self.times.addItem("", "always")
        self.times.addItem("", "once")
        self.set_button = beside_button("device.answers.set", self.set_answer)
        self.queued = plain("small", wrap=True)
        self.model = RuleModel(self)
        self.rules = QListView()
        self.rules.setModel(self.model)
        self.rules.setUniformItemSizes(True)
        self.rules.setFixedHeight(_ROWS * 28 + 4)
        self.rules.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.rules.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bind(self.rules, self.rules.setAccessibleName, "device.answers.rules")
        self.model.switched.connect(self._on_switched)
        self.rules.activated.connect(self.edit)
        self.rules.selectionModel().currentChanged.connect(self._show_buttons)
        self.empty = label("device.answers.none", "small", wrap=True)
        self._lay_out()
        self._stops = [
            desk.phone.rules.watch(self._show),
            desk.phone.queues.watch(self._show),
        ]
        follow(self, self._retranslate)

    def show_change(self, _change: object) -> None:
        """Show the rules and what is laid out."""
        self._show()

    def release(self) -> None:
        """Follow the rules no longer."""
        for stop in self._stops:
            stop()

    def set_answer(self) -> None:
        """Fix the answer of the API entered, or lay it out for the next call only."""
        name = self.api.text().strip().removeprefix("wx.")
        if not choices.known(name):
            self.refused.emit(tr("device.answers.unknown", name=name))
            return
        outcome = self.outcome.currentData()
        phone = self.desk.phone
        if self.times.currentData() == "once" and outcome is not None:
            before = phone.queues.remaining(name)
            self.desk.edits.do(
                lambda: phone.queues.set(name, [*before, outcome]),
                lambda: phone.queues.set(name, before),
            )
        else:
            self.put_rules(choices.with_answer(phone.rules.all, name, outcome))

    def put_rules(self, rules: Sequence[Rule]) -> None:
        """Use other rules; this can be taken back."""
        phone, before, after = self.desk.phone, self.desk.phone.rules.all, tuple(rules)
        self.desk.edits.do(lambda: phone.rules.replace(after), lambda: phone.rules.replace(before))
        self.desk.edits.settle()

    def shift(self, step: int) -> None:
        """Let the chosen rule be asked earlier or later."""
        at, rules = self.rules.currentIndex().row(), list(self.desk.phone.rules.all)
        to = at + step
        if 0 <= at < len(rules) and 0 <= to < len(rules):
            rules[at], rules[to] = rules[to], rules[at]
            self.put_rules(rules)
            self.rules.setCurrentIndex(self.model.index(to))

    def edit(self) -> RuleDialog | None:
        """Open the chosen rule as text."""
        at, rules = self.rules.currentIndex().row(), list(self.desk.phone.rules.all)
        if not 0 <= at < len(rules):
            return None
        dialog = RuleDialog(rules[at], self)
        dialog.written.connect(lambda rule: self.put_rules([*rules[:at], rule, *rules[at + 1 :]]))
        dialog.open()
        return dialog

    def remove(self) -> None:
        """Remove the chosen rule."""
        at, rules = self.rules.currentIndex().row(), list(self.desk.phone.rules.all)
        if 0 <= at < len(rules):
            self.put_rules(rules[:at] + rules[at + 1 :])

    def load(self, file: Path) -> bool:
        """Add the rules of a file behind those there are; what is wrong with it is told."""
        try:
            rules = load_rules(file)
        except RuleError as error:
            self.refused.emit(str(error))
            return False
        names = {rule.id for rule in rules}
        self.put_rules([r for r in self.desk.phone.rules.all if r.id not in names] + list(rules))
        return True

    def save(self, file: Path) -> bool:
        """Write the rules to a file."""
        try:
            atomic.write_text(file, write_rules(self.desk.phone.rules.all))
        except OSError as error:
            reason = error.strerror or str(error)
            self.refused.emit(tr("device.file_failed", file=file.name, reason=reason))
            return False
        return True

    def _lay_out(self) -> None:
        buttons, how = Flow(), QHBoxLayout()
        self.buttons: dict[str, QPushButton] = {}
        for key, act in (
            ("device.answers.up", lambda: self.shift(-1)),
            ("device.answers.down", lambda: self.shift(1)),
            ("device.answers.edit", self.edit),
            ("device.answers.remove", self.remove),
            ("device.answers.import", self._ask_import),
            ("device.answers.export", self._ask_export),
        ):
            button = strip_button(key, act)
            self.buttons[button.objectName()] = button
            buttons.addWidget(button)
        how.setSpacing(6)
        how.addWidget(self.times, 1)
        how.addWidget(self.set_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for part in (self.api, self.outcome):
            layout.addWidget(part)
        layout.addLayout(how)
        layout.addWidget(self.queued)
        layout.addWidget(label("device.answers.rules", "small"))
        layout.addWidget(self.empty)
        layout.addWidget(self.rules)
        layout.addLayout(buttons)

    def _offer(self) -> None:
        name = self.api.text().strip().removeprefix("wx.")
        before = self.outcome.currentText()
        self.outcome.clear()
        for id_, outcome in choices.outcomes(name):
            words = tr(f"device.answers.{id_}") if id_ in choices.KINDS else id_
            self.outcome.addItem(words, outcome)
        at = self.outcome.findText(before)
        now = choices.chosen(self.desk.phone.rules.all, name)
        outcomes = [outcome for _, outcome in choices.outcomes(name)]
        self.outcome.setCurrentIndex(
            at if at > 0 else outcomes.index(now) if now in outcomes else 0
        )

    def _on_switched(self, at: int, on: bool) -> None:
        rules = list(self.desk.phone.rules.all)
        rules[at] = choices.enabled(rules[at], on=on)
        self.put_rules(rules)
        self.rules.setCurrentIndex(self.model.index(at))

    def _ask_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, tr("device.answers.import"), "", tr("device.answers.filter")
        )
        if name:
            self.load(Path(name))

    def _ask_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, tr("device.answers.export"), "phone.rules.json", tr("device.answers.filter")
        )
        if name:
            self.save(Path(name))

    def _show(self) -> None:
        rules = self.desk.phone.rules.all
        self.model.show_rules(rules)
        self.empty.setVisible(not rules)
        self.rules.setVisible(bool(rules))
        laid = self.desk.phone.queues.laid()
        lines = [
            tr("device.answers.queued", api=api, outcomes=", ".join(map(choices.text_of, row[at:])))
            for api, (row, _, at) in laid.items()
        ]
        self.queued.setText("\n".join(lines))
        self.queued.setVisible(bool(lines))
        self._show_buttons()

    def _show_buttons(self) -> None:
        """Offer only what can be done now."""
        at, last = self.rules.currentIndex().row(), self.model.rowCount() - 1
        for name, can in (
            ("up", at > 0),
            ("down", 0 <= at < last),
            ("edit", at >= 0),
            ("remove", at >= 0),
            ("export", last >= 0),
        ):
            self.buttons[name].setEnabled(can)
            self.buttons[name].setVisible(last >= 0)

    def _retranslate(self) -> None:
        self.times.setItemText(0, tr("device.answers.always"))
        self.times.setItemText(1, tr("device.answers.once"))
        self._offer()
        self._show()
