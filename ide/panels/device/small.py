"""Small buttons, entries and tables that parts of cards are made of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from ide.widgets.texts import bind

HEADER, ROW = 32, 26


def strip_button(key: str, act: Callable[[], object]) -> QPushButton:
    """Return a small button with the text of ``key``; its name is the key's last part."""
    button = QPushButton()
    button.setProperty("strip", True)
    button.setMinimumHeight(24)
    button.setObjectName(key.rpartition(".")[2])
    button.setAutoDefault(False)
    bind(button, button.setText, key)
    button.clicked.connect(lambda _checked=False: act())
    return button


def beside_button(key: str, act: Callable[[], object]) -> QPushButton:
    """Return a button as high as the field it stands beside."""
    button = strip_button(key, act)
    button.setProperty("strip", False)
    button.setProperty("beside", True)
    return button


def entry(key: str, act: Callable[[], object], *, name: str = "") -> QLineEdit:
    """Return a line that acts on Enter; ``key`` says what to write, ``name`` what it is called."""
    line = QLineEdit()
    line.setMinimumWidth(60)
    bind(line, line.setPlaceholderText, key)
    bind(line, line.setAccessibleName, name or key)
    line.returnPressed.connect(act)
    return line


def entry_row(*fields: QWidget, act: QPushButton) -> QHBoxLayout:
    """Return fields that share a line with the button that takes what is in them."""
    row = QHBoxLayout()
    row.setSpacing(6)
    for field in fields:
        row.addWidget(field, 1)
    row.addWidget(act)
    return row


def small_table(model: QAbstractItemModel, name: str, *, rows: int) -> QTableView:
    """Return a table as high as so many rows; ``name`` is the key of its accessible name."""
    table = QTableView()
    table.setModel(model)
    table.setShowGrid(False)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setFixedHeight(HEADER)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setFixedHeight(HEADER + rows * ROW)
    bind(table, table.setAccessibleName, name)
    return table
