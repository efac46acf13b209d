"""The lines of the console as a tree: a line opens into its values, its calls and its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QFontDatabase

from ide.console_feed import ConsoleLine, StackFrame
from ide.i18n import tr
from ide.panels.console.table import table_rows
from ide.theme import icons

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
MOST_LINES = 10_000
_ICONS = {
    "debug": ("info", "disabled"),
    "info": ("info", "muted"),
    "warning": ("warning", "warning"),
    "error": ("error", "error"),
    "input": ("chevron-right", "accent"),
    "result": ("result", "muted"),
}
_COLORS = {"error": "error", "warning": "warning", "debug": "muted"}
_KINDS = {
    "string": "success",
    "number": "accent",
    "boolean": "accent",
    "undefined": "muted",
    "null": "muted",
    "function": "warning",
    "error": "error",
    "accessor": "muted",
    "note": "muted",
    "frame": "accent",
}
_GROUPS = {"group", "groupCollapsed"}


@dataclass(eq=False)
class Row:
    """One row: a line of the console, or something inside one."""

    name: str = ""
    text: str = ""
    kind: str = ""
    line: ConsoleLine | None = None
    frame: StackFrame | None = None
    parent: Row | None = None
    position: int = 0
    """Where it stands among its siblings; of a line since the console was cleared."""
    times: int = 1
    inner: list[Row] | None = None
    shown: Sequence[Any] = ()
    """What is inside, as it came; made into rows when somebody opens it."""
    held: list[Row] = field(default_factory=list)
    """The lines of a group."""

    def children(self) -> list[Row]:
        """Return what is inside."""
        if self.inner is None:
            made = _inside(self.line) if self.line else [_value_row(one) for one in self.shown]
            self.inner = made
            for position, row in enumerate(made):
                row.parent, row.position = self, position
        return [*self.inner, *self.held] if self.held else self.inner


@dataclass(frozen=True)
class Wanted:
    """Which lines are to be seen."""

    levels: frozenset[str] = frozenset({"debug", "info", "warning", "error"})
    pattern: re.Pattern[str] | None = None

    def takes(self, row: Row) -> bool:
        """Whether a line is to be seen; what the person wrote always is."""
        line = row.line
        if line is None or line.level in {"input", "result"}:
            return True
        if line.level not in self.levels:
            return False
        if self.pattern is None or any(self.takes(inner) for inner in row.held):
            return True
        return bool(self.pattern.search(line.text) or self.pattern.search(line.place))


class LineModel(QAbstractItemModel):
    """The last ``MOST_LINES`` lines; equal ones that follow each other are counted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Row] = []
        self._seen: list[Row] = []
        self._first = 0
        self._groups: list[Row] = []
        self._wanted = Wanted()
        self._font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self._bold = QFont(self._font)
        self._bold.setBold(True)

    def lines(self) -> list[ConsoleLine]:
        """Return every line, seen or not, those of groups too."""
        return [line for row in self._all for line in _lines_of(row)]

    def counts(self) -> dict[str, int]:
        """Return how many lines there are of each level."""
        found: dict[str, int] = {}
        for line in self.lines():
            found[line.level] = found.get(line.level, 0) + 1
        return found

    def add(self, lines: Iterable[ConsoleLine]) -> None:
        """Add lines at the end."""
        fresh: list[Row] = []
        for line in lines:
            if line.method == "clear":
                fresh.clear()
                self.clear()
            elif line.method == "groupEnd":
                self._groups = self._groups[:-1]
            else:
                self._take(line, fresh)
        self._append(fresh)

    def clear(self) -> None:
        """Forget all lines."""
        self.beginResetModel()
        self._all, self._seen, self._groups, self._first = [], [], [], 0
        self.endResetModel()

    def want(self, wanted: Wanted) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._wanted = wanted
        self._seen = [row for row in self._all if wanted.takes(row)]
        self._number()
        self.endResetModel()

    def row_of(self, index: Index) -> Row | None:
        """Return the row of an index."""
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, Row) else None

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """Return the index of a cell."""
        holder = self.row_of(parent)
        rows = self._seen if holder is None else holder.children()
        return self.createIndex(row, column, rows[row]) if 0 <= row < len(rows) else QModelIndex()

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]
        """Return the row that holds a row."""
        row = self.row_of(index)
        above = row.parent if row else None
        return QModelIndex() if above is None else self._index_of(above)

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Count what is inside a row."""
        row = self.row_of(parent)
        if parent.column() > 0:
            return 0
        return len(self._seen) if row is None else len(row.children())

    def columnCount(self, _parent: Index = _ROOT) -> int:  # noqa: N802
        """Count the columns: message and source."""
        return 2

    def hasChildren(self, parent: Index = _ROOT) -> bool:  # noqa: N802
        """Tell whether a row can be opened, without making what is inside."""
        row = self.row_of(parent)
        if row is None:
            return bool(self._seen)
        if parent.column() > 0:
            return False
        return bool(row.held) or (_opens(row.line) if row.line else bool(row.shown))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        row = self.row_of(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(row) if index.column() == 0 else _place(row)
        if role == Qt.ItemDataRole.FontRole:
            grouped = row.line is not None and row.line.method in _GROUPS
            return self._bold if grouped else self._font
        if role == Qt.ItemDataRole.ForegroundRole:
            name = _color(row) if index.column() == 0 else "muted"
            return icons.qcolor(name) if name else None
        if role == Qt.ItemDataRole.BackgroundRole and row.line is not None:
            soft = {"error": "error_soft", "warning": "warning_soft"}.get(row.line.level)
            return icons.qcolor(soft) if soft else None
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0 and row.line:
            return icons.icon(*_ICONS[row.line.level])
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(row)
        return None

    def _take(self, line: ConsoleLine, fresh: list[Row]) -> None:
        row = Row(text=line.text, kind="line", line=line)
        if self._groups:
            self._hold(row)
        else:
            last = fresh[-1] if fresh else self._all[-1] if self._all else None
            if last is not None and _same(last.line, line) and not last.held:
                last.times += 1
                self._tell(last)
            else:
                fresh.append(row)
        if line.method in _GROUPS:
            self._groups = [*self._groups, row]

    def _hold(self, row: Row) -> None:
        group = self._groups[-1]
        row.parent, row.position = group, len(group.children())
        index = self._index_of(group)
        shown = index.isValid()
        if shown:
            self.beginInsertRows(index, row.position, row.position)
        group.held.append(row)
        if shown:
            self.endInsertRows()

    def _append(self, fresh: list[Row]) -> None:
        self._all.extend(fresh)
        excess = len(self._all) - MOST_LINES
        if excess > 0:
            self._drop(excess)
        seen = [row for row in fresh[-MOST_LINES:] if self._wanted.takes(row)]
        if not seen:
            return
        start = len(self._seen)
        self.beginInsertRows(_ROOT, start, start + len(seen) - 1)
        for position, row in enumerate(seen, self._first + start):
            row.position = position
        self._seen.extend(seen)
        self.endInsertRows()

    def _drop(self, excess: int) -> None:
        gone = {id(row) for row in self._all[:excess]}
        del self._all[:excess]
        seen = next((n for n, row in enumerate(self._seen) if id(row) not in gone), len(self._seen))
        if seen:
            self.beginRemoveRows(_ROOT, 0, seen - 1)
            del self._seen[:seen]
            self._first += seen
            self.endRemoveRows()

    def _number(self) -> None:
        self._first = 0
        for position, row in enumerate(self._seen):
            row.position = position

    def _index_of(self, row: Row) -> QModelIndex:
        if row.parent is not None:
            return self.createIndex(row.position, 0, row)
        at = row.position - self._first
        known = 0 <= at < len(self._seen) and self._seen[at] is row
        return self.createIndex(at, 0, row) if known else QModelIndex()

    def _tell(self, row: Row) -> None:
        index = self._index_of(row)
        if index.isValid():
            self.dataChanged.emit(index, index)


def _lines_of(row: Row) -> list[ConsoleLine]:
    own = [row.line] if row.line else []
    return [*own, *(line for inner in row.held for line in _lines_of(inner))]


def _same(first: ConsoleLine | None, second: ConsoleLine) -> bool:
    if first is None or first.method or second.method or second.level in {"input", "result"}:
        return False
    keys = ("level", "text", "file", "line")
    same = all(getattr(first, key) == getattr(second, key) for key in keys)
    return same and first.values == second.values


def _opens(line: ConsoleLine) -> bool:
    return bool(line.values or line.frames or "\n" in line.text)


def _inside(line: ConsoleLine) -> list[Row]:
    if line.method == "table" and line.values:
        rows = table_rows(line.values[0], line.columns)
        return [Row(text=text, kind="table") for text in rows]
    made: list[Row] = []
    if "\n" in line.text:
        rest = [row for row in line.text.split("\n")[1:] if not row.lstrip().startswith("at ")]
        made += [Row(text=row, kind="text") for row in rest]
    values = line.values
    if len(values) == 1:
        made += [_value_row(one) for one in _children(values[0])]
    else:
        made += [_value_row(one) for one in values]
    made += [Row(text=_frame_text(frame), kind="frame", frame=frame) for frame in line.frames]
    return made


def _children(shown: Sequence[Any]) -> Sequence[Any]:
    _name, _kind, _text, *rest = shown
    return rest[0] if rest else ()


def _value_row(shown: Sequence[Any]) -> Row:
    return Row(str(shown[0]), str(shown[2]), str(shown[1]), shown=_children(shown))


def _frame_text(frame: StackFrame) -> str:
    return frame.name or tr("debug.anonymous")


def _text(row: Row) -> str:
    if row.line is not None:
        first = row.text.partition("\n")[0]
        return f"({row.times}) {first}" if row.times > 1 else first
    return f"{row.name}: {row.text}" if row.name else row.text


def _place(row: Row) -> str:
    if row.line is not None:
        return row.line.place.rpartition("/")[2]
    return f"{row.frame.path}:{row.frame.line}" if row.frame else ""


def _color(row: Row) -> str:
    return _COLORS.get(row.line.level, "") if row.line else _KINDS.get(row.kind, "")


def _tip(row: Row) -> str:
    if row.line is None:
        return _text(row)
    stamp = row.line.time.strftime("%H:%M:%S.%f")[:-3]
    return "\n".join(filter(None, (f"{stamp}  {row.line.place}".rstrip(), row.line.text[:2000])))
