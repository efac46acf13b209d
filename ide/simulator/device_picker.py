"""The list of phones that drops from the bar: type to search, Enter or a click to choose."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ide.simulator.device_list import GROUP_ROLE, ID_ROLE, SIZE_ROLE, DeviceList
from ide.widgets.texts import bind

_WIDTH, _HEIGHT = 372, 420
_ROW = 28
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class DevicePicker(QFrame):
    """A search field above the grouped phones, and the way to one's own."""

    chosen = Signal(str)  # device id
    manage_requested = Signal()

    def __init__(self, model: DeviceList, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("quickPick")
        self._model = model
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        bind(self.search, self.search.setPlaceholderText, "simulator.search")
        bind(self.search, self.search.setAccessibleName, "simulator.search")
        self.search.textChanged.connect(self._on_text_changed)
        self.search.installEventFilter(self)
        self.list = QListView()
        self.list.setUniformItemSizes(True)
        self.list.setModel(model)
        self.list.setItemDelegate(_Rows(self.list))
        bind(self.list, self.list.setAccessibleName, "simulator.device")
        self.list.clicked.connect(self._on_chosen)
        self.list.activated.connect(self._on_chosen)
        self.manage = QPushButton()
        bind(self.manage, self.manage.setText, "simulator.manage")
        self.manage.clicked.connect(self._on_manage)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.manage)

    def drop(self, below: QRect, current: str) -> None:
        """Show the list under a rectangle of the screen with the phone in use selected."""
        self.search.clear()
        self._model.set_filter("")
        self.resize(_WIDTH, _HEIGHT)
        screen = self.screen().availableGeometry()
        left = min(below.left(), screen.right() - _WIDTH)
        top = min(below.bottom() + 2, max(screen.top(), screen.bottom() - _HEIGHT))
        self.move(QPoint(max(screen.left(), left), top))
        self._select(self._model.row_of(current))
        self.show()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let the keys of the search field move in the list and choose."""
        if watched is self.search and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
                self.list.keyPressEvent(event)
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() in (
                Qt.Key.Key_Return,
                Qt.Key.Key_Enter,
            ):
                self._on_chosen(self.list.currentIndex())
                return True
        return False

    def _select(self, row: int) -> None:
        index = self._model.index(row if row >= 0 else self._model.first(), 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index, QListView.ScrollHint.PositionAtCenter)

    def _on_text_changed(self, text: str) -> None:
        self._model.set_filter(text)
        self._select(self._model.first())

    def _on_chosen(self, index: QModelIndex) -> None:
        device = index.data(ID_ROLE)
        if device:
            self.hide()
            self.chosen.emit(device)

    def _on_manage(self) -> None:
        self.hide()
        self.manage_requested.emit()


class _Rows(QStyledItemDelegate):
    """Draws a phone's size at the right of its name, and titles of groups small."""

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give every row the same height."""
        return QSize(super().sizeHint(option, index).width(), _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a row."""
        if index.data(GROUP_ROLE):
            self._paint_title(painter, option, str(index.data()))
            return
        super().paint(painter, option, index)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        palette = option.palette
        role = palette.ColorRole.Text if chosen else palette.ColorRole.PlaceholderText
        painter.save()
        painter.setPen(palette.color(role))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        place = option.rect.adjusted(8, 0, -8, 0)
        painter.drawText(place, right, str(index.data(SIZE_ROLE)))
        painter.restore()

    def _paint_title(self, painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
        painter.save()
        font = painter.font()
        font.setPixelSize(11)
        font.setBold(True)
        painter.setFont(font)
        palette = option.palette
        painter.setPen(palette.color(palette.ColorRole.PlaceholderText))
        low = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(option.rect.adjusted(8, 0, -8, -4), low, text)
        painter.restore()
