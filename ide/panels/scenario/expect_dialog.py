"""Asks what is expected of the place that was pointed at while recording."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontDatabase, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import tr
from ide.scenario.expecting import (
    DEFAULT_THRESHOLD,
    Kind,
    Pointed,
    fields_of,
    kinds_for,
    shown_text,
)
from ide.theme import icons
from ide.widgets.json_values import to_json
from ide.widgets.labels import plain

_ICONS = {
    Kind.TEXT: "text",
    Kind.CONTAINS: "search",
    Kind.EXISTS: "success",
    Kind.ABSENT: "minus",
    Kind.LOOKS: "image",
    Kind.DATA: "appdata",
    Kind.ROUTE: "route",
    Kind.CALLED: "calls",
    Kind.PAGE_LOOKS: "phone",
}
_SIZE = QSize(680, 400)
_LIST = 240
_LONGEST_VALUE = 120
_VALUE = Qt.ItemDataRole.UserRole


class ExpectDialog(QDialog):
    """Shows what can be expected; ``added`` tells the choice."""

    added = Signal(object, object)  # Kind, keyword arguments of `key_of`

    def __init__(
        self,
        pointed: Pointed,
        pictures: Mapping[Kind, QPixmap],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("expectation")
        self.setWindowTitle(tr("scenario.expect.title"))
        self.setModal(True)
        self.resize(_SIZE)
        self._pointed = pointed
        self._kinds = [
            kind
            for kind in kinds_for(pointed)
            if kind not in (Kind.LOOKS, Kind.PAGE_LOOKS) or kind in pictures
        ]
        self.thresholds: dict[Kind, QDoubleSpinBox] = {}
        self.pages = QStackedWidget()
        self._make_fields(pictures)
        self.list = self._make_list()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setText(tr("button.cancel"))
        self.add_button = QPushButton(tr("scenario.expect.add"))
        self.add_button.setDefault(True)
        self.add_button.setProperty("primary", True)
        buttons.addButton(self.add_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._add)
        buttons.rejected.connect(self.reject)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.list)
        middle.addWidget(self.pages, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self._make_head())
        layout.addLayout(middle, 1)
        layout.addWidget(buttons)
        self.choose(self._kinds[0])
        self.list.setFocus()

    def choose(self, kind: Kind) -> None:
        """Show the fields of a kind."""
        self.list.setCurrentIndex(self.list.model().index(self._kinds.index(kind), 0))

    @property
    def kind(self) -> Kind:
        """The kind that is chosen."""
        return self._kinds[max(0, self.list.currentIndex().row())]

    def check_field(self, path: str, *, checked: bool = True) -> None:
        """Choose a member of the page's data, or leave it out."""
        for row in range(self.data.rowCount()):
            item = self.data.item(row)
            if item.text() == path:
                item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)

    # building

    def _make_head(self) -> QLabel:
        name = self._pointed.name
        words = tr("scenario.expect.of", name=name) if name else tr("scenario.expect.of_page")
        head = plain(wrap=True)
        head.setText(words)
        return head

    def _make_list(self) -> QListView:
        model = QStandardItemModel(self)
        for kind in self._kinds:
            item = QStandardItem(icons.icon(_ICONS[kind]), tr(f"scenario.expect.{kind}"))
            item.setEditable(False)
            model.appendRow(item)
        view = QListView()
        view.setModel(model)
        view.setFixedWidth(_LIST)
        view.setSpacing(1)
        view.setAccessibleName(tr("scenario.expect.title"))
        view.selectionModel().currentChanged.connect(lambda now, _: self._show(now.row()))
        view.doubleClicked.connect(lambda _index: self._add())
        return view

    def _make_fields(self, pictures: Mapping[Kind, QPixmap]) -> None:
        words = shown_text(self._pointed.words)
        self.text = self._line(words)
        self.part = self._line(words)
        self.data = QStandardItemModel(self)
        self.calls = QStandardItemModel(self)
        self.counts = QCheckBox(tr("scenario.expect.times"))
        self.times = QSpinBox()
        made = {
            Kind.TEXT: lambda: _column(tr("scenario.expect.text_hint"), self.text),
            Kind.CONTAINS: lambda: _column(tr("scenario.expect.contains_hint"), self.part),
            Kind.EXISTS: lambda: _column(tr("scenario.expect.exists_hint")),
            Kind.ABSENT: lambda: _column(tr("scenario.expect.absent_hint")),
            Kind.DATA: self._make_data,
            Kind.ROUTE: lambda: _column(
                tr("scenario.expect.route_hint"), _code(self._pointed.route)
            ),
            Kind.CALLED: self._make_calls,
        }
        for kind in self._kinds:
            make = made.get(kind)
            page = make() if make is not None else self._make_picture(kind, pictures[kind])
            self.pages.addWidget(page)

    def _line(self, words: str) -> QLineEdit:
        line = QLineEdit(words)
        line.setAccessibleName(tr("scenario.expect.text"))
        line.textChanged.connect(self._show_add)
        return line

    def _make_data(self) -> QWidget:
        self.data.setHorizontalHeaderLabels(
            [tr("scenario.expect.field"), tr("scenario.expect.value")]
        )
        for path, value in fields_of(self._pointed.data):
            name = QStandardItem(path)
            name.setCheckable(True)
            shown = QStandardItem(to_json(value)[:_LONGEST_VALUE])
            for item in (name, shown):
                item.setEditable(False)
                item.setToolTip(f"{path}: {to_json(value)[:2000]}")
            self.data.appendRow([name, shown])
        self.data.itemChanged.connect(lambda _item: self._show_add())
        view = _table(self.data, tr("scenario.expect.data"))
        view.setColumnWidth(0, 168)
        return _column(tr("scenario.expect.data_hint"), view)

    def _make_calls(self) -> QWidget:
        self.calls.setHorizontalHeaderLabels([tr("calls.name"), tr("scenario.expect.count")])
        for name, count in self._pointed.calls.items():
            row = [QStandardItem(f"wx.{name}"), QStandardItem(str(count))]
            for item in row:
                item.setEditable(False)
            row[0].setData((name, count), _VALUE)
            self.calls.appendRow(row)
        self.call_view = _table(self.calls, tr("scenario.expect.called"))
        self.call_view.setColumnWidth(0, 240)
        self.times.setRange(0, 10_000)
        self.times.setAccessibleName(tr("scenario.expect.times"))
        self.times.setEnabled(False)
        self.counts.toggled.connect(self.times.setEnabled)
        self.call_view.selectionModel().currentChanged.connect(
            lambda now, _: self.times.setValue(now.siblingAtColumn(0).data(_VALUE)[1])
        )
        self.call_view.setCurrentIndex(self.calls.index(0, 0))
        often = QHBoxLayout()
        often.addWidget(self.counts)
        often.addWidget(self.times)
        often.addStretch(1)
        page = _column(tr("scenario.expect.called_hint"), self.call_view)
        page.layout().addLayout(often)  # type: ignore[union-attr]
        return page

    def _make_picture(self, kind: Kind, picture: QPixmap) -> QWidget:
        spin = QDoubleSpinBox()
        spin.setRange(0, 100)
        spin.setDecimals(1)
        spin.setSingleStep(0.5)
        spin.setSuffix(" %")
        spin.setValue(DEFAULT_THRESHOLD * 100)
        spin.setAccessibleName(tr("scenario.expect.threshold"))
        self.thresholds[kind] = spin
        share = QHBoxLayout()
        label = QLabel(tr("scenario.expect.threshold"))
        label.setBuddy(spin)
        share.addWidget(label)
        share.addWidget(spin)
        share.addStretch(1)
        page = _column(tr("scenario.expect.looks_hint"), _Picture(picture))
        page.layout().addLayout(share)  # type: ignore[union-attr]
        return page

    # choosing

    def _show(self, row: int) -> None:
        if row >= 0:
            self.pages.setCurrentIndex(row)
            self._show_add()

    def _show_add(self) -> None:
        fits = {
            Kind.TEXT: bool(self.text.text()),
            Kind.CONTAINS: bool(self.part.text().strip()),
            Kind.DATA: bool(self._paths()),
        }
        self.add_button.setEnabled(fits.get(self.kind, True))

    def _paths(self) -> list[str]:
        items = (self.data.item(row) for row in range(self.data.rowCount()))
        return [item.text() for item in items if item.checkState() is Qt.CheckState.Checked]

    def _add(self) -> None:
        if not self.add_button.isEnabled():
            return
        kind, given = self.kind, dict[str, Any]()
        if kind in (Kind.TEXT, Kind.CONTAINS):
            given["text"] = (self.text if kind is Kind.TEXT else self.part).text()
        elif kind is Kind.DATA:
            given["paths"] = self._paths()
        elif kind is Kind.CALLED:
            name, _ = self.call_view.currentIndex().siblingAtColumn(0).data(_VALUE)
            given["call"] = name
            given["times"] = self.times.value() if self.counts.isChecked() else None
        elif kind in self.thresholds:
            given["threshold"] = self.thresholds[kind].value() / 100
        self.added.emit(kind, given)
        self.accept()


class _Picture(QLabel):
    """A picture as large as there is room for it."""

    def __init__(self, picture: QPixmap) -> None:
        super().__init__()
        self._picture = picture
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setMinimumHeight(48)
        self.setAccessibleName(tr("scenario.expect.looks"))

    def resizeEvent(self, event: Any) -> None:  # noqa: N802
        """Draw it anew in its size."""
        super().resizeEvent(event)
        ratio = self.devicePixelRatioF()
        room = self.size() * ratio
        picture = self._picture
        if picture.width() > room.width() or picture.height() > room.height():
            keep = Qt.AspectRatioMode.KeepAspectRatio
            picture = picture.scaled(room, keep, Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(ratio)
        self.setPixmap(picture)


def _column(hint: str, *widgets: QWidget) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    said = plain("muted", wrap=True)
    said.setText(hint)
    layout.addWidget(said)
    stretches = False
    for widget in widgets:
        large = isinstance(widget, (QTreeView, _Picture))
        stretches = stretches or large
        layout.addWidget(widget, 1 if large else 0)
    if not stretches:
        layout.addStretch(1)
    return page


def _code(words: str) -> QLabel:
    shown = plain()
    shown.setText(words)
    shown.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    return shown


def _table(model: QStandardItemModel, name: str) -> QTreeView:
    view = QTreeView()
    view.setModel(model)
    view.setRootIsDecorated(False)
    view.setUniformRowHeights(True)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setAccessibleName(name)
    return view
