"""The rules a rejection can name: searched by typing, ticked."""

from __future__ import annotations

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from ide.desk.model.reasons import Reason, Reasons, matches
from ide.i18n import tr, translator
from ide.theme import icons
from ide.widgets.labels import plain
from ide.widgets.texts import bind, follow

_ROLE = Qt.ItemDataRole.UserRole


class _Found(QSortFilterProxyModel):
    """The rules that what is typed stands in; ticked ones stay."""

    words = ""

    def filterAcceptsRow(self, row: int, parent: object) -> bool:  # noqa: N802
        """Tell whether a rule is shown."""
        model = self.sourceModel()
        assert isinstance(model, QStandardItemModel)
        item = model.item(row)
        reason = item.data(_ROLE)
        assert isinstance(reason, Reason)
        return item.checkState() is Qt.CheckState.Checked or matches(reason, self.words)


class RuleList(QWidget):
    """Search, list, and how many are ticked."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reasons = Reasons("", ())
        self._found_by: frozenset[str] = frozenset()
        self._rows = QStandardItemModel(self)
        self._rows.itemChanged.connect(self._on_changed)
        self._found = _Found(self)
        self._found.setSourceModel(self._rows)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_search)
        bind(self.search, self.search.setPlaceholderText, "desk.rules_search")
        bind(self.search, self.search.setAccessibleName, "desk.rules_search")
        self.view = QListView()
        self.view.setModel(self._found)
        self.view.setWordWrap(True)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        bind(self.view, self.view.setAccessibleName, "desk.rules")
        self._date = plain("small")
        self._count = plain("small")
        below = QHBoxLayout()
        below.addWidget(self._date, 1)
        below.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.search)
        layout.addWidget(self.view, 1)
        layout.addLayout(below)
        follow(self, self._retranslate)

    def show_reasons(self, reasons: Reasons) -> None:
        """Show the rules of a desk; ticks stay on rules that are still there."""
        if reasons == self._reasons:
            return
        ticked = self.ticked
        self._reasons = reasons
        self._fill(ticked)

    def show_found(self, checks: frozenset[str]) -> None:
        """Put the rules first that what these checks found points to."""
        if checks != self._found_by:
            self._found_by = checks
            self._fill(self.ticked)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The numbers of the rules that are ticked, in their order."""
        rows = map(self._rows.item, range(self._rows.rowCount()))
        return tuple(
            row.data(_ROLE).number for row in rows if row.checkState() is Qt.CheckState.Checked
        )

    def clear(self) -> None:
        """Tick nothing, search for nothing."""
        self.search.clear()
        self._fill(())

    def _fill(self, ticked: tuple[str, ...]) -> None:
        self._rows.clear()
        for reason in sorted(self._reasons.reasons, key=self._is_quiet):
            item = QStandardItem(f"{reason.number}  {reason.said(translator.code)}")
            item.setData(reason, _ROLE)
            item.setCheckable(True)
            tip = reason.advised(translator.code)
            if not self._is_quiet(reason):
                item.setIcon(icons.icon("warning", "warning"))
                tip = f"{tr('desk.rule_found')}\n{tip}"
            item.setToolTip(tip)
            wanted = reason.number in ticked
            item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
            self._rows.appendRow(item)
        self._say()

    def _is_quiet(self, reason: Reason) -> bool:
        return self._found_by.isdisjoint(reason.checks)

    def _retranslate(self) -> None:
        self._fill(self.ticked)

    def _say(self) -> None:
        own = "desk.rules_own" if self._reasons.own else "desk.rules_of"
        self._date.setText(tr(own, date=self._reasons.date or "–"))
        count = len(self.ticked)
        self._count.setText(tr("desk.rules_ticked", count=count) if count else "")

    def _on_search(self, words: str) -> None:
        self._found.words = words
        self._found.invalidate()

    def _on_changed(self, _item: QStandardItem) -> None:
        self._say()
        self.changed.emit()
