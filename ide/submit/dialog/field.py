"""An entry with its name above, how long it may be, and what is wrong with it below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ide.finding import Finding, Severity
from ide.i18n import tr
from ide.widgets.labels import label, plain, restyle
from ide.widgets.texts import bind

Control = QLineEdit | QPlainTextEdit | QComboBox
_ROLES = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_GAP = 4


def text_area(lines: int) -> QPlainTextEdit:
    """Return a field for several lines that Tab leaves."""
    area = QPlainTextEdit()
    area.setTabChangesFocus(True)
    area.setFixedHeight(lines * area.fontMetrics().lineSpacing() + 20)
    return area


def text_of(control: Control) -> str:
    """Return what is entered."""
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText()
    if isinstance(control, QComboBox):
        return control.currentText()
    return control.text()


def sentence(finding: Finding) -> str:
    """Return what is wrong and what to do about it."""
    return tr("submit.sentence", message=finding.message, hint=finding.hint)


class Field(QWidget):
    """A control under its name; ``name`` is the entry as findings name it."""

    changed = Signal()

    def __init__(
        self,
        name: str,
        control: Control,
        key: str,
        *,
        hint: str = "",
        most: int = 0,
        measure: Callable[[str], int] = len,
        beside: Sequence[QWidget] = (),
    ) -> None:
        """``key`` is its title, ``hint`` a sentence below, ``most`` what ``measure`` may give."""
        super().__init__()
        self.name = name
        self.control = control
        self._most, self._measure = most, measure
        self._told: tuple[Severity | None, str] = (None, "")
        self._count = plain("small")
        self._fault = plain("error", wrap=True)
        self._fault.hide()
        self._lay_out(key, hint, beside)
        self._connect()
        self._show_count()

    def put(self, text: str) -> None:
        """Show a value that was not typed."""
        if text == text_of(self.control):
            return
        if isinstance(self.control, QPlainTextEdit):
            self.control.setPlainText(text)
        elif isinstance(self.control, QComboBox):
            self.control.setCurrentText(text)
        else:
            self.control.setText(text)

    @property
    def text(self) -> str:
        """What is entered, without spaces around it."""
        return text_of(self.control).strip()

    def tell(self, findings: Sequence[Finding]) -> None:
        """Say what is wrong with the entry; nothing when there are no findings."""
        worst = findings[0].severity if findings else None
        words = "\n".join(sentence(each) for each in findings[:2])
        if (worst, words) == self._told:
            return
        self._told = (worst, words)
        self._fault.setProperty("role", _ROLES.get(worst, "small") if worst else "small")
        restyle(self._fault)
        self._fault.setText(words)
        self._fault.setVisible(bool(findings))
        self.control.setProperty("wrong", worst is Severity.ERROR)
        restyle(self.control)
        # Read out together with the entry.
        self.control.setAccessibleDescription(words)

    @property
    def fault(self) -> str:
        """The sentence below the entry."""
        return self._fault.text()

    def _lay_out(self, key: str, hint: str, beside: Sequence[QWidget]) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        self.title = label(key, "muted")
        self.title.setBuddy(self.control)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.control, 1)
        for widget in beside:
            row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addLayout(head)
        layout.addLayout(row)
        layout.addWidget(self._fault)
        if hint:
            layout.addWidget(label(hint, "small", wrap=True))
        bind(self.control, self.control.setAccessibleName, key)

    def _connect(self) -> None:
        control = self.control
        if isinstance(control, QComboBox):
            control.currentTextChanged.connect(self._on_changed)
        else:
            control.textChanged.connect(self._on_changed)

    def _on_changed(self) -> None:
        self._show_count()
        self.changed.emit()

    def _show_count(self) -> None:
        used = self._measure(text_of(self.control).strip())
        self._count.setVisible(bool(self._most))
        self._count.setText(f"{used} / {self._most}")
        self._count.setProperty("role", "error" if used > self._most else "small")
        restyle(self._count)
