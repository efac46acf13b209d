"""The pictures of a submission and of the phone, to be looked at and marked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ide.desk.model.folder import Picture
from ide.desk.view.marks import TOOLS, Canvas
from ide.i18n import tr
from ide.widgets.empty import EmptyState
from ide.widgets.texts import bind, follow

_ROLE = Qt.ItemDataRole.UserRole
_SIZE = QSize(72, 128)
_LIST_WIDTH = 112


class PicturesPage(QWidget):
    """A list of pictures at the left, the chosen one large beside it."""

    kept = Signal(object)  # Picture, with its marks
    grab_requested = Signal()
    """A picture of the phone is wanted, for :meth:`add`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._rows = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self._rows)
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setFlow(QListView.Flow.TopToBottom)
        self.list.setWrapping(False)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setIconSize(_SIZE)
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setSpacing(4)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.selectionModel().currentChanged.connect(lambda now, _old: self._open(now.row()))
        bind(self.list, self.list.setAccessibleName, "desk.picture_list")
        self.canvas = Canvas()
        self.canvas.drawn.connect(self._on_drawn)
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState("image", "desk.no_pictures.title", "desk.no_pictures.text")
        )
        self._stack.addWidget(self.canvas)
        self._lay_out()
        follow(self, self._retranslate)

    @property
    def has_some(self) -> bool:
        """Whether there is a picture."""
        return self._rows.rowCount() > 0

    def show_pictures(self, pictures: Mapping[str, bytes]) -> None:
        """Show the pictures of a submission by what they are called."""
        self._rows.clear()
        self._count = 0
        for name, data in pictures.items():
            self._add(name, QImage.fromData(data))
        self._show_first()

    def add(self, name: str, image: QImage) -> None:
        """Add a picture, of the phone, and show it."""
        self._count += 1
        self._add(f"{name} {self._count}", image)
        self.list.setCurrentIndex(self._rows.index(self._rows.rowCount() - 1, 0))

    def _add(self, name: str, image: QImage) -> None:
        if image.isNull():
            return
        small = QPixmap.fromImage(image).scaled(
            _SIZE,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        item = QStandardItem(QIcon(small), name.rpartition("/")[2])
        item.setData(image, _ROLE)
        item.setToolTip(name)
        self._rows.appendRow(item)

    def _make_tools(self) -> QHBoxLayout:
        self.tools = {name: QToolButton() for name in TOOLS}
        group = QButtonGroup(self)
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 6, 0, 6)
        bar.setSpacing(4)
        for name, button in self.tools.items():
            button.setCheckable(True)
            button.setChecked(name == self.canvas.tool)
            button.clicked.connect(partial(self._use_tool, name))
            group.addButton(button)
            bar.addWidget(button)
        self.words = QLineEdit()
        self.words.textChanged.connect(self._take_words)
        bind(self.words, self.words.setPlaceholderText, "desk.mark.words")
        bind(self.words, self.words.setAccessibleName, "desk.mark.words")
        bar.addWidget(self.words, 1)
        self.undo = QToolButton()
        self.undo.clicked.connect(self.canvas.take_back)
        bar.addWidget(self.undo)
        return bar

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setContentsMargins(0, 6, 0, 6)
        below.setSpacing(8)
        self.grab_button = QPushButton()
        self.grab_button.setAutoDefault(False)
        self.grab_button.clicked.connect(self.grab_requested)
        self.keep_button = QPushButton()
        self.keep_button.setAutoDefault(False)
        self.keep_button.clicked.connect(self._keep)
        below.addWidget(self.grab_button)
        below.addStretch(1)
        below.addWidget(self.keep_button)
        right = QVBoxLayout()
        right.setContentsMargins(8, 0, 8, 0)
        right.setSpacing(0)
        right.addLayout(self._make_tools())
        right.addWidget(self._stack, 1)
        right.addLayout(below)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.list)
        layout.addLayout(right, 1)

    def _retranslate(self) -> None:
        for name, button in self.tools.items():
            button.setText(tr(f"desk.mark.{name}"))
        self.undo.setText(tr("desk.mark.undo"))
        self.grab_button.setText(tr("desk.mark.grab"))
        self.keep_button.setText(tr("desk.mark.keep"))

    def _show_first(self) -> None:
        some = self._rows.rowCount() > 0
        self.list.setVisible(some)
        if some:
            self.list.setCurrentIndex(self._rows.index(0, 0))
        self._open(0 if some else -1)

    def _open(self, row: int) -> None:
        item = self._rows.item(row) if row >= 0 else None
        image = item.data(_ROLE) if item is not None else QImage()
        self.canvas.show_image(image)
        some = item is not None
        self.list.setVisible(self._rows.rowCount() > 0)
        self._stack.setCurrentIndex(1 if some else 0)
        for widget in (*self.tools.values(), self.words, self.keep_button):
            widget.setEnabled(some)

    def _use_tool(self, name: str) -> None:
        self.canvas.tool = name
        if name == "text":
            self.words.setFocus()

    def _take_words(self, words: str) -> None:
        self.canvas.words = words
        if words:
            with QSignalBlocker(self.tools["text"]):
                self.tools["text"].setChecked(True)
            self.canvas.tool = "text"

    def _on_drawn(self, count: int) -> None:
        self.undo.setEnabled(count > 0)

    def _keep(self) -> None:
        item = self._rows.item(self.list.currentIndex().row())
        if item is not None:
            self.kept.emit(Picture(self.canvas.png(), item.toolTip()))
