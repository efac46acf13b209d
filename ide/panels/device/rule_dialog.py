"""One rule as text, checked while it is written."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from apimock.rules import Rule, RuleError
from ide.i18n import tr
from ide.panels.device.outcome_choices import read_rule, rule_text
from ide.widgets.labels import label, plain
from ide.widgets.texts import bind


class RuleDialog(QDialog):
    """Edits a rule; ``written`` gives the new one."""

    written = Signal(object)

    def __init__(self, rule: Rule, parent: QWidget) -> None:
        super().__init__(parent)
        title = tr("device.answers.rule_title", api=rule.api)
        self.setWindowTitle(title)
        self.resize(560, 420)
        self._rule = rule
        self.text = QPlainTextEdit(rule_text(rule))
        self.text.setAccessibleName(title)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.fault = plain("error", wrap=True)
        self.fault.setMinimumHeight(20)
        buttons = QDialogButtonBox()
        self.use = buttons.addButton(QDialogButtonBox.StandardButton.Ok)
        cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.use.setProperty("primary", True)
        bind(self.use, self.use.setText, "device.answers.apply")
        bind(cancel, cancel.setText, "button.cancel")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(label("device.answers.rule_hint", "muted", wrap=True))
        layout.addWidget(self.text, 1)
        layout.addWidget(self.fault)
        layout.addWidget(buttons)
        self.text.textChanged.connect(self._check)

    def accept(self) -> None:
        """Hand the rule over."""
        if self._check():
            self.written.emit(self._rule)
            super().accept()

    def _check(self) -> bool:
        try:
            self._rule = read_rule(self.text.toPlainText())
        except RuleError as error:
            self.fault.setText(tr("device.answers.rule_wrong", reason=str(error)))
            self.use.setEnabled(False)
            return False
        self.fault.clear()
        self.use.setEnabled(True)
        return True
