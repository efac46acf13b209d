"""What every page of the submission is made of: a heading, what it is for, entries, remarks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ide.finding import Finding, Severity
from ide.submit.dialog.field import Field, sentence
from ide.submit.dialog.steps import Step
from ide.submit.form import Form
from ide.theme import icons
from ide.widgets.labels import label, plain, restyle

_WIDEST = 680
_REMARKS = 3
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning"}


class Page(QWidget):
    """One step. A page shows a form, edits a form, and decides nothing."""

    changed = Signal()
    open_requested = Signal(str, int, int)  # path, line, column

    def __init__(self, step: Step, *, scrolls: bool = True, widest: int = _WIDEST) -> None:
        """Pages of entries scroll and stay narrow enough to be read; ``widest`` 0 has no bound."""
        super().__init__()
        self.step = step
        self.fields: dict[str, Field] = {}
        self._showing = False
        self._remarks = QFrame()
        self._remarks.setObjectName("banner")
        self._remark_picture, self._remark_words = QLabel(), plain(wrap=True)
        row = QHBoxLayout(self._remarks)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(self._remark_picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._remark_words, 1)
        self._remarks.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(14)
        self._lay_out(scrolls, widest)

    def show_form(self, form: Form) -> None:
        """Show a form that was not entered here just now."""
        self._showing = True
        self.put(form)
        self._showing = False

    def put(self, form: Form) -> None:
        """Fill the entries."""

    def edit(self, form: Form) -> Form:
        """Return ``form`` with what this page says."""
        return form

    def enter(self) -> None:
        """Take the focus; called when the page comes to the front."""
        first = next((field.control for field in self.fields.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def take(self, findings: Sequence[Finding]) -> None:
        """Show findings of this page: at their entries, the others above all of them."""
        rest = list(findings)
        for field in self.fields.values():
            told = [each for each in findings if _is_about(each.field, field.name)]
            field.tell(told)
            rest = [each for each in rest if each not in told]
        self._show_remarks([each for each in rest if each.severity in _LEVELS])

    @property
    def remarks(self) -> str:
        """What is said above the entries."""
        return self._remark_words.text()

    def add(self, field: Field) -> Field:
        """Put an entry below the others."""
        self.watch(field)
        self.body.addWidget(field)
        return field

    def watch(self, field: Field) -> None:
        """Take an entry's changes and findings over; it has its place already."""
        self.fields[field.name] = field
        field.changed.connect(self.tell_changed)

    def tell_changed(self) -> None:
        """Say that the person entered something."""
        if not self._showing:
            self.changed.emit()

    def _lay_out(self, scrolls: bool, widest: int) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(6)
        column.addWidget(label(f"submit.step.{self.step}", "large"))
        column.addWidget(label(f"submit.lead.{self.step}", "muted", wrap=True))
        column.addSpacing(6)
        column.addWidget(self._remarks)
        column.addSpacing(4)
        column.addLayout(self.body, 0 if scrolls else 1)
        if scrolls:
            column.addStretch(1)
        bounded = QWidget()
        sides = QHBoxLayout(bounded)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.addWidget(inside, 1)
        if widest:
            inside.setMaximumWidth(widest + 48)
            sides.addStretch(0)
            sides.setAlignment(inside, Qt.AlignmentFlag(0))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        if not scrolls:
            layout.addWidget(bounded)
            return
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(bounded)
        layout.addWidget(area)

    def _show_remarks(self, findings: Iterable[Finding]) -> None:
        rows = list(findings)
        self._remarks.setVisible(bool(rows))
        if not rows:
            self._remark_words.clear()
            return
        level = "error" if any(each.severity is Severity.ERROR for each in rows) else "warning"
        self._remarks.setProperty("level", level)
        restyle(self._remarks)
        self._remark_picture.setPixmap(icons.pixmap(level, level, 16, self.devicePixelRatioF()))
        words = [sentence(each) for each in rows[:_REMARKS]]
        more = len(rows) - _REMARKS
        self._remark_words.setText("\n".join([*words, *(["…"] if more > 0 else [])]))


def _is_about(field: str, name: str) -> bool:
    return field == name or field.startswith(f"{name}.")
