"""What the compiler and the app complain about, by file; Enter or a click opens the place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ide.finding import Finding, Severity
from ide.i18n import tr
from ide.theme import icons
from ide.widgets.empty import EmptyState
from ide.widgets.texts import follow

_ORDER = list(Severity)
_ROLE = Qt.ItemDataRole.UserRole


class ProblemsPanel(QWidget):
    """A tree of findings grouped by file."""

    open_requested = Signal(str, int, int)  # path, line, column
    counted = Signal(int, int)  # errors, warnings

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compiled: list[Finding] = []
        self._reported: list[Finding] = []
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(16)
        self.tree.setUniformRowHeights(True)
        self.tree.itemActivated.connect(self._on_activated)
        self.tree.itemClicked.connect(self._on_activated)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.tree)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self._on_copy)
        self._empty = EmptyState("success", "problems.empty.title", "problems.empty.text")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.tree)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setFocusProxy(self.tree)
        follow(self, self._show)

    @property
    def findings(self) -> list[Finding]:
        """All findings shown, those of the compiler first."""
        return [*self._compiled, *self._reported]

    def set_compiled(self, findings: Sequence[Finding]) -> None:
        """Replace the findings of the compiler."""
        self._compiled = list(findings)
        self._show()

    def add_reported(self, finding: Finding) -> None:
        """Add a finding of the running app."""
        if finding not in self._reported:
            self._reported.append(finding)
            self._show()

    def clear_reported(self) -> None:
        """Forget what the app reported: it starts anew."""
        self._reported.clear()
        self._show()

    def step(self, distance: int) -> None:
        """Open the next or previous finding that has a place, around the end."""
        placed = [item for item in self._items() if item.data(0, _ROLE).file]
        if not placed:
            return
        current = self.tree.currentItem()
        start = placed.index(current) if current in placed else (-1 if distance > 0 else 0)
        item = placed[(start + distance) % len(placed)]
        self.tree.setCurrentItem(item)
        self._on_activated(item)

    def _items(self) -> list[QTreeWidgetItem]:
        groups = [self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount())]
        found = [group.child(row) for group in groups if group for row in range(group.childCount())]
        return [item for item in found if item is not None]

    def _show(self) -> None:
        self.tree.clear()
        self.tree.setAccessibleName(tr("dock.problems"))
        groups: dict[str, list[Finding]] = {}
        for finding in self.findings:
            groups.setdefault(finding.file, []).append(finding)
        for file in sorted(groups, key=lambda name: _rank(groups[name], name)):
            self._add_group(file, groups[file])
        self.tree.expandAll()
        self._stack.setCurrentWidget(self.tree if groups else self._empty)
        severities = [finding.severity for finding in self.findings]
        self.counted.emit(severities.count(Severity.ERROR), severities.count(Severity.WARNING))

    def _add_group(self, file: str, findings: list[Finding]) -> None:
        group = QTreeWidgetItem([f"{file or tr('problems.app')}  ·  {len(findings)}"])
        group.setIcon(0, icons.icon("file"))
        self.tree.addTopLevelItem(group)
        key = lambda finding: (_ORDER.index(finding.severity), finding.line)  # noqa: E731
        for finding in sorted(findings, key=key):
            place = f"  [{finding.line}:{finding.column}]" if finding.line else ""
            code = f"  {finding.code}" if finding.code else ""
            item = QTreeWidgetItem([f"{finding.message}{code}{place}"])
            item.setIcon(0, icons.severity_icon(finding.severity))
            item.setToolTip(0, "\n".join(filter(None, (finding.message, finding.hint))))
            item.setData(0, _ROLE, finding)
            group.addChild(item)

    def _on_activated(self, item: QTreeWidgetItem) -> None:
        finding = item.data(0, _ROLE)
        if isinstance(finding, Finding) and finding.file:
            self.open_requested.emit(finding.file, finding.line or 1, finding.column or 1)

    def _on_copy(self) -> None:
        item = self.tree.currentItem()
        finding = item.data(0, _ROLE) if item else None
        if isinstance(finding, Finding):
            text = " ".join(filter(None, (finding.place, finding.message, finding.hint)))
            QApplication.clipboard().setText(text)


def _rank(findings: list[Finding], file: str) -> tuple[int, str]:
    return min(_ORDER.index(finding.severity) for finding in findings), file
