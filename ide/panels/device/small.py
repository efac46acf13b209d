"""Small buttons and tables that parts of cards are made of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QHeaderView, QPushButton, QTableView

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
