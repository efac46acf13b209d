"""Rules and declarations of an element as rows: a tick for each, values to edit in place."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QIcon, QPixmap, QStandardItem, QStandardItemModel

from ide.i18n import tr
from ide.inspect.styles import Block, Line, Section, Styles
from ide.theme import icons

BLOCK_ROLE = Qt.ItemDataRole.UserRole
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_NEW = -1


class StylesModel(QStandardItemModel):
    """Filled anew when something changed; ``blocks`` are numbered as in BLOCK_ROLE."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(2)
        self.blocks: list[Block] = []
        self.editable: list[bool] = []
        self.filling = False

    def show_styles(self, styles: Styles, wanted: str = "") -> None:
        """Show the styles of an element, of its declarations those with a text."""
        self.filling = True
        self.removeRows(0, self.rowCount())
        self.blocks, self.editable = [], []
        for section in styles.sections:
            if section.kind != "own" and section.blocks:
                self.appendRow(_heading(section))
            for block in section.blocks:
                self._add(block, wanted.strip().lower(), own=section.kind != "inherited")
        self.filling = False

    def line(self, item: QStandardItem) -> Line | None:
        """Return the declaration of a row, None for rules and for the row to add one."""
        number = item.data(LINE_ROLE)
        if number is None or number == _NEW:
            return None
        return self.blocks[int(item.data(BLOCK_ROLE))].lines[int(number)]

    def block(self, item: QStandardItem) -> Block | None:
        """Return the rule of a row."""
        number = item.data(BLOCK_ROLE)
        return None if number is None else self.blocks[number]

    def is_new(self, item: QStandardItem) -> bool:
        """Whether a row is the one to add a declaration."""
        return bool(item.data(LINE_ROLE) == _NEW)

    def _add(self, block: Block, wanted: str, *, own: bool) -> None:
        lines = [
            (at, line)
            for at, line in enumerate(block.lines)
            if not wanted or wanted in f"{line.name}: {line.value}".lower()
        ]
        if wanted and not lines and wanted not in block.title.lower():
            return
        number = len(self.blocks)
        self.blocks.append(block)
        self.editable.append(own)
        head = _item(block.title, number)
        head.setToolTip("\n".join((*block.conditions, block.title)))
        font = head.font()
        font.setWeight(QFont.Weight.DemiBold)
        head.setFont(font)
        where = _item(block.where, number)
        where.setToolTip(block.file)
        for at, line in lines:
            head.appendRow(_line_items(line, number, at, own))
        if own and not wanted:
            new = _item("", number)
            new.setData(_NEW, LINE_ROLE)
            new.setEditable(True)
            new.setToolTip(tr("styles.add_tip"))
            new.setIcon(icons.icon("plus"))
            head.appendRow([new, _item("", number)])
        self.appendRow([head, where])


def _item(text: str, block: int | None) -> QStandardItem:
    item = QStandardItem(text)
    item.setEditable(False)
    if block is not None:
        item.setData(block, BLOCK_ROLE)
    return item


def _heading(section: Section) -> list[QStandardItem]:
    inherited = section.kind == "inherited"
    text = tr("styles.inherited", node=section.name) if inherited else section.name
    item = _item(text, None)
    item.setSelectable(False)
    return [item, _item("", None)]


def _line_items(line: Line, block: int, at: int, own: bool) -> list[QStandardItem]:
    name = _item(line.name, block)
    value = _item(f"{line.value}{' !important' if line.important else ''}", block)
    for item in (name, value):
        item.setData(at, LINE_ROLE)
        if line.enabled and (line.overridden or not line.valid):
            font = item.font()
            font.setStrikeOut(True)
            item.setFont(font)
        if not line.enabled or line.overridden:
            item.setForeground(QBrush(icons.qcolor("muted")))
    if own:
        name.setCheckable(True)
        name.setCheckState(Qt.CheckState.Checked if line.enabled else Qt.CheckState.Unchecked)
        value.setEditable(line.enabled)
    if not line.valid:
        value.setIcon(icons.icon("warning", "warning"))
        value.setToolTip(tr("styles.invalid"))
    elif (swatch := _swatch(line.value)) is not None:
        value.setIcon(swatch)
    return [name, value]


def _swatch(value: str) -> QIcon | None:
    """Return a small square of the colour a value is, None when it is none."""
    text = value.strip()
    color = QColor(text) if text.startswith("#") or text.isalpha() else _function(text)
    if color is None or not color.isValid() or text in {"none", "inherit", "auto"}:
        return None
    picture = QPixmap(12, 12)
    picture.fill(color)
    return QIcon(picture)


def _function(text: str) -> QColor | None:
    if not text.startswith(("rgb(", "rgba(")) or not text.endswith(")"):
        return None
    pieces = text[text.index("(") + 1 : -1].replace("/", ",").replace(",", " ").split()
    try:
        red, green, blue = (round(float(piece)) for piece in pieces[:3])
        alpha = float(pieces[3]) if len(pieces) > 3 else 1.0
    except ValueError:
        return None
    return QColor(red, green, blue, round(alpha * 255))
