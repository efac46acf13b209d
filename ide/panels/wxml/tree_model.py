"""The rows of the component tree as a Qt model that takes over changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ide.inspect.outline import Facts, Inserted, Removed, line_of, read_facts, steps_between

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
FACTS_ROLE = Qt.ItemDataRole.UserRole


class TreeModel(QAbstractItemModel):
    """One column; the page is the only row at the top."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._facts: dict[int, Facts] = {}
        self._kids: dict[int, list[int]] = {}
        self._parent: dict[int, int] = {}
        self._place: dict[int, int] = {}
        self._root = 0

    def take(self, answer: Mapping[str, Any]) -> bool:
        """Take over an ``outline`` answer; return whether it is another tree altogether."""
        incoming = {facts.id: facts for facts in map(read_facts, answer["rows"])}
        root = int(answer["root"])
        if answer["fresh"] or root != self._root:
            self._reset(root, incoming)
            return True
        changed = [facts for facts in incoming.values() if facts.id in self._facts]
        self._facts.update(incoming)
        # All rows leave before any comes: one that moved is in one place at a time.
        for facts in changed:
            self._remove(facts.id, facts.children or ())
        for facts in changed:
            self._insert(facts.id, facts.children or ())
            index = self.index_of(facts.id)
            if index.isValid():
                self.dataChanged.emit(index, index)
        for gone in answer["gone"]:
            self._forget(int(gone))
        return False

    def clear(self) -> None:
        """Show nothing."""
        self._reset(0, {})

    def facts(self, index: Index) -> Facts | None:
        """Return what is known of a row."""
        return self._facts.get(index.internalId()) if index.isValid() else None

    def index_of(self, row: int) -> QModelIndex:
        """Return the index of a row by its number, an invalid one when it is not shown."""
        if row not in self._place or not self._is_attached(row):
            return QModelIndex()
        return self.createIndex(self._place[row], 0, row)

    def chain(self, index: Index) -> list[Facts]:
        """Return the rows from the page down to an index."""
        found: list[Facts] = []
        row = index.internalId() if index.isValid() else 0
        while row in self._facts:
            found.insert(0, self._facts[row])
            row = self._parent.get(row, 0)
        return found

    def unfolded(self, rows: Iterable[int]) -> set[int]:
        """Return those of some rows that are still shown."""
        return {row for row in rows if row in self._place and self._is_attached(row)}

    def loaded(self) -> list[int]:
        """Return the rows whose inside is known, those above first."""
        found: list[int] = []
        waiting = [self._root] if self._root else []
        while waiting:
            row = waiting.pop(0)
            kids = self._kids.get(row, [])
            if kids:
                found.append(row)
                waiting += kids
        return found

    # what views ask

    def index(self, row: int, column: int, parent: Index = _NONE) -> QModelIndex:
        """Return the index of a row among its siblings."""
        if column != 0:
            return QModelIndex()
        siblings = self._siblings(parent)
        if not 0 <= row < len(siblings):
            return QModelIndex()
        return self.createIndex(row, 0, siblings[row])

    def parent(self, index: Index = _NONE) -> QModelIndex:  # type: ignore[override]
        """Return the index of the row around."""
        above = self._parent.get(index.internalId(), 0) if index.isValid() else 0
        return self.createIndex(self._place.get(above, 0), 0, above) if above else QModelIndex()

    def rowCount(self, parent: Index = _NONE) -> int:  # noqa: N802
        """Count the rows inside that are known."""
        return len(self._siblings(parent))

    def columnCount(self, _parent: Index = _NONE) -> int:  # noqa: N802
        """Return 1."""
        return 1

    def hasChildren(self, parent: Index = _NONE) -> bool:  # noqa: N802
        """Tell whether there is something inside, known or not."""
        if not parent.isValid():
            return bool(self._root)
        facts = self.facts(parent)
        return facts is not None and facts.size > 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row as text, or its facts."""
        facts = self.facts(index)
        if facts is None:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return line_of(facts)
        return facts if role == FACTS_ROLE else None

    # changes

    def _siblings(self, parent: Index) -> Sequence[int]:
        if not parent.isValid():
            return [self._root] if self._root else []
        return self._kids.get(parent.internalId(), ())

    def _reset(self, root: int, facts: dict[int, Facts]) -> None:
        self.beginResetModel()
        self._root, self._facts = root, facts
        self._kids = {row: list(one.children or ()) for row, one in facts.items()}
        self._parent = {kid: row for row, kids in self._kids.items() for kid in kids}
        self._place = {kid: at for kids in self._kids.values() for at, kid in enumerate(kids)}
        if root:
            self._place[root] = 0
        self.endResetModel()

    def _remove(self, row: int, wanted: Sequence[int]) -> None:
        kids = self._kids.get(row, [])
        for step in steps_between(kids, wanted):
            if isinstance(step, Removed):
                self.beginRemoveRows(self.index_of(row), step.at, step.at + step.count - 1)
                for kid in kids[step.at : step.at + step.count]:
                    self._parent.pop(kid, None)
                    self._place.pop(kid, None)
                del kids[step.at : step.at + step.count]
                self._number(row)
                self.endRemoveRows()

    def _insert(self, row: int, wanted: Sequence[int]) -> None:
        kids = self._kids.setdefault(row, [])
        for step in steps_between(kids, wanted):
            if isinstance(step, Inserted):
                self.beginInsertRows(self.index_of(row), step.at, step.at + len(step.ids) - 1)
                kids[step.at : step.at] = step.ids
                self._adopt(row, step.ids)
                self._number(row)
                self.endInsertRows()

    def _adopt(self, row: int, kids: Sequence[int]) -> None:
        for kid in kids:
            self._parent[kid] = row
            if kid not in self._kids:
                inside = list(self._facts[kid].children or ()) if kid in self._facts else []
                self._kids[kid] = inside
                self._adopt(kid, inside)
                self._number(kid)

    def _number(self, row: int) -> None:
        for at, kid in enumerate(self._kids.get(row, ())):
            self._place[kid] = at

    def _forget(self, row: int) -> None:
        for known in (self._facts, self._kids, self._parent, self._place):
            known.pop(row, None)

    def _is_attached(self, row: int) -> bool:
        while row and row != self._root:
            row = self._parent.get(row, 0)
        return bool(row)
