"""The dialog of compile modes: the list, the fields of the chosen one, and what it starts with."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import tr
from ide.launch.choices import PageBox, SceneBox
from ide.launch.condition import NORMAL, ModeList
from ide.launch.form import ModeForm
from ide.launch.mode import CHAT_TYPES, LAUNCH_MODES, CompileMode
from ide.launch.starting import UPDATES
from ide.widgets.buttons import icon_button
from ide.widgets.empty import EmptyState
from ide.widgets.labels import label, plain

# Examples of what is typed, the same in every language.
_QUERY = "id=1&from=list"
_APP_ID = "wx0123456789abcdef"
_DATA = '{"from": "…"}'
_LIST, _EXTRA, _PREVIEW = 220, 64, 240
"""Width of the list, height of the extra data and least width of the preview, in pixels."""

Row = tuple[int | None, CompileMode]
"""A mode with its number in the list so far, None for a new one."""


class ModeDialog(QDialog):
    """Changes a copy of the list; ``saved`` hands it over as a whole."""

    saved = Signal(list, int, str)  # rows, the one to start in, what the update manager finds

    def __init__(
        self, modes: ModeList, pages: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rows: list[Row] = list(enumerate(modes.modes))
        self._pages = list(pages)
        self._filling = False
        self.setWindowTitle(tr("launch.title"))
        self.resize(1040, 580)
        self._make_fields()
        self._make_list()
        self._build()
        self._connect()
        self._show_names()
        self.select(max(modes.current, 0))

    def add(self, mode: CompileMode) -> None:
        """Add a mode and let it be filled in."""
        self.rows.append((None, mode))
        self._show_names()
        self.select(len(self.rows) - 1)
        self.name.setFocus()
        self.name.selectAll()

    def select(self, number: int) -> None:
        """Show the fields of a mode."""
        index = self._names.index(min(number, len(self.rows) - 1))
        self.list.setCurrentIndex(index)
        self._show_row()

    @property
    def selected(self) -> int:
        """The number of the mode whose fields are shown; ``NORMAL`` when there is none."""
        row = self.list.currentIndex().row()
        return row if 0 <= row < len(self.rows) else NORMAL

    def _make_fields(self) -> None:
        self.name = QLineEdit()
        self.page = PageBox(self._pages)
        self.query = QLineEdit()
        self.query.setPlaceholderText(_QUERY)
        self.scene = SceneBox()
        self.launch_mode = QComboBox()
        for mode, category in LAUNCH_MODES.items():
            self.launch_mode.addItem(tr(f"launch.mode.{mode}"), mode)
            self.launch_mode.setItemData(
                self.launch_mode.count() - 1, category, Qt.ItemDataRole.ToolTipRole
            )
        self.referrer_app = QLineEdit()
        self.referrer_app.setPlaceholderText(_APP_ID)
        self.extra_data = QPlainTextEdit()
        self.extra_data.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.extra_data.setTabChangesFocus(True)
        self.extra_data.setFixedHeight(_EXTRA)
        self.extra_data.setPlaceholderText(_DATA)
        self.chat_type = QComboBox()
        self.chat_type.addItem(tr("launch.chat.0"), 0)
        for chat_type in CHAT_TYPES:
            self.chat_type.addItem(tr(f"launch.chat.{chat_type}"), chat_type)
        self.open_gid = QLineEdit()
        self.share_ticket = QLineEdit()
        self.update_ = QComboBox()
        for update in UPDATES:
            self.update_.addItem(tr(f"launch.update_{update}"), update)
        self.preview = QPlainTextEdit()
        self.preview.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setMinimumWidth(_PREVIEW)
        self.problem = plain("error", wrap=True)

    def _make_list(self) -> None:
        self._names = QStringListModel(self)
        self.list = QListView()
        self.list.setModel(self._names)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(tr("launch.list"))
        self.new = icon_button("plus", "launch.add")
        self.double = icon_button("copy", "launch.duplicate")
        self.delete = icon_button("clear", "launch.delete")

    def _build(self) -> None:
        self._form = QWidget()
        self._form.setLayout(self._form_rows())
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addLayout(self._list_column())
        columns.addWidget(self._form, 3)
        columns.addLayout(self._preview_column(), 2)
        self.buttons = QDialogButtonBox()
        self.start = self.buttons.addButton(
            tr("launch.start"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.start.setProperty("primary", True)
        self.buttons.addButton(tr("button.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(columns, 1)
        layout.addWidget(self.buttons)

    def _list_column(self) -> QVBoxLayout:
        tools = QHBoxLayout()
        tools.setSpacing(4)
        for button in (self.new, self.double, self.delete):
            tools.addWidget(button)
        tools.addStretch(1)
        self._lists = QStackedWidget()
        self._lists.setFixedWidth(_LIST)
        self._lists.addWidget(EmptyState("play", "launch.empty.title", "launch.empty.text"))
        self._lists.addWidget(self.list)
        column = QVBoxLayout()
        column.addWidget(self._lists, 1)
        column.addLayout(tools)
        return column

    def _form_rows(self) -> QFormLayout:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setVerticalSpacing(8)
        for key, field in self._fields():
            form.addRow(_named(key, field), field)
        form.addRow(self.problem)
        return form

    def _preview_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(_named("preview", self.preview))
        column.addWidget(self.preview, 1)
        return column

    def _fields(self) -> list[tuple[str, QWidget]]:
        return [
            ("name", self.name),
            ("page", self.page),
            ("query", self.query),
            ("scene", self.scene),
            ("launch_mode", self.launch_mode),
            ("referrer_app", self.referrer_app),
            ("extra_data", self.extra_data),
            ("chat_type", self.chat_type),
            ("open_gid", self.open_gid),
            ("share_ticket", self.share_ticket),
            ("update", self.update_),
        ]

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._show_row)
        self.new.clicked.connect(self._on_new)
        self.double.clicked.connect(self._on_double)
        self.delete.clicked.connect(self._on_delete)
        for line in (self.name, self.query, self.referrer_app, self.open_gid, self.share_ticket):
            line.textChanged.connect(self._take)
        for box in (self.page, self.scene):
            box.changed.connect(self._take)
        for choice in (self.launch_mode, self.chat_type):
            choice.currentIndexChanged.connect(self._take)
        self.extra_data.textChanged.connect(self._take)
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)

    def _show_names(self) -> None:
        self._names.setStringList(
            [mode.name or tr("launch.unnamed", number=at + 1) for at, (_, mode) in self._numbered()]
        )
        self._lists.setCurrentIndex(1 if self.rows else 0)

    def _numbered(self) -> list[tuple[int, Row]]:
        return list(enumerate(self.rows))

    def _show_row(self) -> None:
        number = self.selected
        self._form.setEnabled(number != NORMAL)
        self.delete.setEnabled(number != NORMAL)
        self.double.setEnabled(number != NORMAL)
        form = ModeForm.of(self.rows[number][1]) if number != NORMAL else ModeForm()
        self._filling = True
        self.name.setText(form.name)
        self.page.page = form.path
        self.query.setText(form.query)
        self.scene.scene = form.scene
        self.launch_mode.setCurrentIndex(self.launch_mode.findData(form.launch_mode))
        self.referrer_app.setText(form.referrer_app)
        self.extra_data.setPlainText(form.extra_data)
        self.chat_type.setCurrentIndex(max(0, self.chat_type.findData(form.chat_type)))
        self.open_gid.setText(form.open_gid)
        self.share_ticket.setText(form.share_ticket)
        self._filling = False
        self._check()

    def _take(self) -> None:
        """Take the fields over into the list."""
        number = self.selected
        if self._filling or number == NORMAL:
            return
        origin, mode = self.rows[number]
        changed = self._read().mode(mode)
        if changed != mode:
            self.rows[number] = (origin, changed)
            name = changed.name or tr("launch.unnamed", number=number + 1)
            self._names.setData(self._names.index(number), name)
        self._check()

    def _read(self) -> ModeForm:
        return ModeForm(
            name=self.name.text(),
            path=self.page.page,
            query=self.query.text().strip().lstrip("?"),
            scene=self.scene.scene,
            launch_mode=self.launch_mode.currentData(),
            referrer_app=self.referrer_app.text().strip(),
            extra_data=self.extra_data.toPlainText(),
            chat_type=self.chat_type.currentData(),
            open_gid=self.open_gid.text().strip(),
            share_ticket=self.share_ticket.text().strip(),
        )

    def _check(self) -> None:
        number = self.selected
        problems = self._read().problems(self._pages) if number != NORMAL else {}
        self.problem.setText(" ".join(tr(f"launch.problem.{key}") for key in problems.values()))
        self.problem.setVisible(bool(problems))
        mode = self.rows[number][1] if number != NORMAL else CompileMode()
        options = mode.launch().to_json()
        options["path"] = options["path"] or (self._pages[0] if self._pages else "")
        self.preview.setPlainText(json.dumps(options, ensure_ascii=False, indent=2))
        broken = any(ModeForm.of(row).problems(self._pages) for _, row in self.rows)
        self.start.setEnabled(not broken)

    def _on_new(self) -> None:
        self.add(CompileMode({"name": "", "pathName": "", "query": ""}))

    def _on_double(self) -> None:
        mode = self.rows[self.selected][1]
        name = tr("launch.copy_of", name=mode.name)
        self.add(CompileMode({**mode.data, "name": name}))

    def _on_delete(self) -> None:
        number = self.selected
        del self.rows[number]
        self._show_names()
        self.select(max(0, number - 1))

    def _on_accepted(self) -> None:
        self.saved.emit(list(self.rows), self.selected, self.update_.currentData())
        self.accept()


def _named(key: str, field: QWidget) -> QLabel:
    text = label(f"launch.field.{key}")
    text.setBuddy(field)
    field.setAccessibleName(tr(f"launch.field.{key}"))
    return text
