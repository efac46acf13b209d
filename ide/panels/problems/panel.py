"""What the compiler and the app complain about, by file; Enter or a click opens the place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFontDatabase, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QTextEdit,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ide.finding import Finding, Severity
from ide.i18n import tr
from ide.panels.problems.rows import ProblemModel
from ide.theme import icons
from ide.widgets.empty import EmptyState
from ide.widgets.texts import bind, follow

_SWITCHES = {
    Severity.ERROR: "problems.errors",
    Severity.WARNING: "problems.warnings",
    Severity.INFO: "problems.infos",
}
_HALF = 128
Read = Callable[[str], str | None]


class ProblemsPanel(QWidget):
    """A tree of findings grouped by file, and the code of the chosen one."""

    open_requested = Signal(str, int, int)  # path, line, column
    counted = Signal(int, int)  # errors, warnings

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compiled: list[Finding] = []
        self._reported: list[Finding] = []
        self._read: Read = lambda _path: None
        self.model = ProblemModel(self)
        self.tree = QTreeView()
        self.tree.setModel(self.model)
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(16)
        self.tree.setUniformRowHeights(True)
        self.tree.activated.connect(self._on_activated)
        self.tree.clicked.connect(self._on_activated)
        self.tree.selectionModel().currentChanged.connect(self._show_code)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.tree)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self._on_copy)
        self.code = QTextEdit()
        self.code.setObjectName("log")
        self.code.setReadOnly(True)
        self.code.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.code.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        bind(self.code, self.code.setAccessibleName, "problems.code")
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(self.tree)
        parts.addWidget(self.code)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        self._empty = EmptyState("success", "problems.empty.title", "problems.empty.text")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(parts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._make_bar())
        layout.addWidget(self._stack, 1)
        self.setFocusProxy(self.tree)
        follow(self, self._show)

    @property
    def findings(self) -> list[Finding]:
        """All findings, those of the compiler first."""
        return [*self._compiled, *self._reported]

    def use_sources(self, read: Read) -> None:
        """``read`` gives the text of a file of the project as it is now, None for no such file."""
        self._read = read

    def set_compiled(self, findings: Sequence[Finding]) -> None:
        """Replace the findings of the compiler."""
        self._compiled = list(findings)
        self._show()

    def add_reported(self, finding: Finding) -> None:
        """Add a finding of the running app."""
        if finding not in self._reported:
            self._reported.append(finding)
            self._show()

    def withdraw_reported(self, finding: Finding) -> None:
        """Take back a finding that turned out to be untrue."""
        if finding in self._reported:
            self._reported.remove(finding)
            self._show()

    def clear_reported(self) -> None:
        """Forget what the app reported: it starts anew."""
        self._reported.clear()
        self._show()

    def step(self, distance: int) -> None:
        """Open the next or previous finding that has a place, around the end."""
        placed = self.model.placed()
        if not placed:
            return
        current = self.model.finding(self.tree.currentIndex())
        start = placed.index(current) if current in placed else (-1 if distance > 0 else 0)
        index = self.model.index_of(placed[(start + distance) % len(placed)])
        self.tree.setCurrentIndex(index)
        self._on_activated(index)

    def refresh_icons(self) -> None:
        """Draw icons in the colours of the theme."""
        for severity, button in self._switches.items():
            button.setIcon(icons.severity_icon(severity))
        self.tree.viewport().update()
        self._show_code(self.tree.currentIndex())

    def _make_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 5, 8, 5)
        bar.setSpacing(4)
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(260)
        bind(self.filter, self.filter.setPlaceholderText, "log.filter")
        bind(self.filter, self.filter.setAccessibleName, "log.filter")
        self.filter.textChanged.connect(self._show)
        bar.addWidget(self.filter, 4)
        self._switches: dict[Severity, QToolButton] = {}
        for severity, key in _SWITCHES.items():
            button = QToolButton()
            button.setCheckable(True)
            button.setChecked(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIcon(icons.severity_icon(severity))
            bind(button, button.setToolTip, key)
            bind(button, button.setAccessibleName, key)
            button.toggled.connect(self._show)
            self._switches[severity] = button
            bar.addWidget(button)
        bar.addStretch(1)
        return bar

    def _show(self) -> None:
        self.tree.setAccessibleName(tr("dock.problems"))
        chosen = self.model.finding(self.tree.currentIndex())
        words = self.filter.text().casefold()
        wanted = [one for one in self.findings if self._is_wanted(one, words)]
        self.model.show_findings(wanted)
        self.tree.expandAll()
        if chosen in wanted:
            self.tree.setCurrentIndex(self.model.index_of(chosen))
        self._show_code(self.tree.currentIndex())
        self._stack.setCurrentIndex(1 if self.findings else 0)
        counts = {severity: 0 for severity in Severity}
        for one in self.findings:
            counts[one.severity] += 1
        for severity, button in self._switches.items():
            button.setText(str(counts[severity]))
        self.counted.emit(counts[Severity.ERROR], counts[Severity.WARNING])

    def _is_wanted(self, finding: Finding, words: str) -> bool:
        button = self._switches.get(finding.severity, self._switches[Severity.INFO])
        text = f"{finding.message} {finding.file} {finding.code}".casefold()
        return button.isChecked() and words in text

    def _show_code(self, index: QModelIndex) -> None:
        finding = self.model.finding(index)
        self.code.setVisible(finding is not None)
        if finding is not None:
            self.code.setHtml(_code_of(finding, self._read(finding.file) if finding.file else None))

    def _on_activated(self, index: QModelIndex) -> None:
        finding = self.model.finding(index)
        if finding is not None and finding.file:
            self.open_requested.emit(finding.file, finding.line or 1, finding.column or 1)

    def _on_copy(self) -> None:
        finding = self.model.finding(self.tree.currentIndex())
        if finding is not None:
            text = " ".join(filter(None, (finding.place, finding.message, finding.hint)))
            QApplication.clipboard().setText(text)


def _code_of(finding: Finding, text: str | None) -> str:
    """Return message, code and hint of a finding as HTML."""
    theme = "dark" if icons.qcolor("surface").lightness() < _HALF else "light"
    parts = [f"<p><b>{escape(finding.message)}</b></p>"]
    if text and finding.line:
        # With the lexers, and first needed when a problem is chosen.
        from ide.highlight.code_frame import Spot, html_frame  # noqa: PLC0415

        same_line = finding.end_line in {0, finding.line}
        end = finding.end_column if same_line else 0
        spot = Spot(finding.file, finding.line, max(1, finding.column), end)
        parts.append(html_frame(text, spot, theme))
    if finding.hint:
        parts.append(f"<p>{escape(finding.hint)}</p>")
    return "".join(parts)
