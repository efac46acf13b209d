"""Shows what fixes would change, line by line, before they do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QFontDatabase, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from ide.fix import Fix
from ide.i18n import tr
from ide.submit.fixes import Plan
from ide.theme import icons
from ide.widgets.labels import plain

_SIZE = (720, 440)
_TITLES = 4
_COLORS = (
    (("+++", "---"), "muted"),
    (("@@",), "accent"),
    (("+",), "success"),
    (("-",), "error"),
)


class FixDialog(QDialog):
    """Asks whether a plan is to be carried out; ``accepted`` says yes."""

    def __init__(self, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan = plan
        self.resize(*_SIZE)
        self.setWindowTitle(tr("submit.fix_title"))
        self.diff = QPlainTextEdit(plan.diff)
        self.diff.setReadOnly(True)
        self.diff.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.diff.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.diff.setAccessibleName(tr("submit.fix_diff"))
        self._colors = _DiffColors(self.diff.document())
        buttons = QDialogButtonBox()
        self.apply_button = buttons.addButton(
            tr("submit.fix_apply"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.apply_button.setProperty("primary", True)
        self.apply_button.setDefault(True)
        self.apply_button.setEnabled(bool(plan.files))
        buttons.addButton(tr("button.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(10)
        layout.addWidget(plain("heading", "\n".join(titles(plan.done)), wrap=True))
        if plan.left:
            left = tr("submit.fix_left", count=len(plan.left))
            layout.addWidget(plain("warning", left, wrap=True))
        layout.addWidget(self.diff, 1)
        layout.addWidget(plain("small", tr("submit.fix_undoable"), wrap=True))
        layout.addWidget(buttons)
        self.apply_button.setFocus()


def titles(fixes: Sequence[Fix]) -> list[str]:
    """Return what fixes do, in a few lines."""
    rows = list(dict.fromkeys(tr(fix.title, **fix.values) for fix in fixes))
    more = len(rows) - _TITLES
    return rows if more <= 0 else [*rows[:_TITLES], tr("submit.fix_more", count=more)]


class _DiffColors(QSyntaxHighlighter):
    """Colours lines by their first letters."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._formats = [(heads, _format(color)) for heads, color in _COLORS]

    def highlightBlock(self, text: str) -> None:  # noqa: N802
        """Colour a line."""
        for heads, form in self._formats:
            if text.startswith(heads):
                self.setFormat(0, len(text), form)
                return


def _format(color: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(QColor(icons.color(color)))
    return form
