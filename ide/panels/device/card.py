"""A card of the device dock: a header that folds, the part drawn for it, and its fields."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import tr
from ide.panels.device.binding import Bound
from ide.panels.device.part import Part
from ide.panels.device.schema import Card
from ide.theme import icons
from ide.widgets.labels import label
from ide.widgets.texts import bind, follow

_LABEL_WIDTH = 104
_ICON = 16


class Summary(QLabel):
    """What a folded card says, shortened at its end."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "small")
        self.setMinimumWidth(0)
        self._whole = ""
        self._shown = True

    def show_while(self, *, folded: bool) -> None:
        """Say it only while the card is folded; the room stays."""
        self._shown = folded
        self._shorten()

    def show_text(self, text: str) -> None:
        """Show a text, as much as there is room for."""
        self._whole = text
        self._shorten()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """It can do without room."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Shorten anew."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        room = max(0, self.width() - 2)
        text = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(text if self._shown and len(text) > 1 else "")


class CardView(QFrame):
    """A card; its body is made when it is first unfolded."""

    folded_changed = Signal()
    pinned_changed = Signal()
    move_requested = Signal(int)
    reset_requested = Signal()
    preset_requested = Signal(str)

    def __init__(self, card: Card, make: Callable[[Card], tuple[list[Bound], Part | None]]) -> None:
        super().__init__()
        self.card = card
        self.bounds: list[Bound] = []
        self.part: Part | None = None
        self._make = make
        self._labels: dict[str, QLabel] = {}
        self._body: QWidget | None = None
        self._folded = True
        self._pinned = False
        self._all_shown = False
        self._only: frozenset[str] | None = None
        self.more_button: QPushButton | None = None
        self.setProperty("card", True)
        self._make_header()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(6, 4, 6, 4)
        self._layout.setSpacing(0)
        self._layout.addLayout(self._head)
        follow(self, lambda: self.setAccessibleName(tr(f"device.card.{card.id}")))
        self._draw()

    @property
    def folded(self) -> bool:
        """Whether only the header is seen."""
        return self._folded

    @property
    def pinned(self) -> bool:
        """Whether the card stays on top."""
        return self._pinned

    def fold(self, *, folded: bool) -> None:
        """Show the header only, or all."""
        if folded is self._folded:
            return
        self._folded = folded
        self.body().setVisible(not folded)
        self.summary.show_while(folded=folded)
        self._draw()
        self.folded_changed.emit()

    def pin(self, *, pinned: bool) -> None:
        """Keep the card on top, or let it go back to its place."""
        self._pinned = pinned
        self.pin_button.setChecked(pinned)
        self._draw()

    def body(self) -> QWidget:
        """Return the part and the fields, made now when they were not yet."""
        if self._body is None:
            self.bounds, self.part = self._make(self.card)
            self._body = self._filled()
            self._layout.addWidget(self._body)
            self._body.setVisible(not self._folded)
        return self._body

    def show_only(self, paths: frozenset[str] | None) -> None:
        """Show the fields with these paths, all with None."""
        self._only = paths
        if self._body is None:
            return
        self._show_fields()
        if self.part is not None:
            self.part.setVisible(paths is None)

    def show_all(self, *, shown: bool) -> None:
        """Show the fields that are seldom needed, too."""
        self._all_shown = shown
        self.body()
        self._show_fields()

    def flash(self, path: str) -> None:
        """Let the name of a field light up: the app has changed it."""
        name = self._labels.get(path)
        if name is None or not name.isVisible():
            return
        name.setStyleSheet(f"background: {icons.color('accent_soft')}; border-radius: 4px;")
        QTimer.singleShot(900, name, lambda: name.setStyleSheet(""))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move with Alt and the arrows."""
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if not alt or not self._moves(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Fold with the arrows, which a button would use to go elsewhere."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            folds = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}
            key = Qt.Key(event.key())
            if event.modifiers() == Qt.KeyboardModifier.AltModifier and self._moves(key):
                return True
            if key in folds and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self.fold(folded=folds[key])
                return True
        return super().eventFilter(watched, event)

    def _moves(self, key: Qt.Key) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in steps:
            self.move_requested.emit(steps[key])
        return key in steps

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw the icons anew when the theme changes."""
        if event.type() == QEvent.Type.StyleChange:
            self._draw()
        super().changeEvent(event)

    def _make_header(self) -> None:
        self.title = QPushButton()
        self.title.setProperty("flat", True)
        self.title.setProperty("cardTitle", True)
        self.title.setIconSize(QSize(_ICON, _ICON))
        self.title.installEventFilter(self)
        self.title.clicked.connect(lambda: self.fold(folded=not self._folded))
        bind(self.title, self.title.setText, f"device.card.{self.card.id}")
        self.chevron = QLabel()
        self.summary = Summary()
        self.pin_button, self.menu_button = QToolButton(), QToolButton()
        self.pin_button.setCheckable(True)
        bind(self.pin_button, self.pin_button.setToolTip, "device.pin")
        bind(self.pin_button, self.pin_button.setAccessibleName, "device.pin")
        bind(self.menu_button, self.menu_button.setToolTip, "device.more")
        bind(self.menu_button, self.menu_button.setAccessibleName, "device.more")
        self.pin_button.clicked.connect(self._on_pinned)
        self.menu_button.clicked.connect(self._show_menu)
        self._head = QHBoxLayout()
        self._head.setSpacing(4)
        self._head.addWidget(self.chevron)
        self._head.addWidget(self.title)
        self._head.addWidget(self.summary, 1)
        self._head.addWidget(self.pin_button)
        self._head.addWidget(self.menu_button)

    def _filled(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(6, 6, 6, 8)
        column.setSpacing(8)
        if self.card.presets:
            column.addLayout(self._presets())
        if self.part is not None:
            column.addWidget(self.part)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, bound in enumerate(self.bounds):
            name = label(f"device.field.{bound.field.path}", "muted", wrap=True)
            name.setFixedWidth(_LABEL_WIDTH)
            name.setBuddy(bound.control)
            self._labels[bound.field.path] = name
            grid.addWidget(name, row, 0)
            grid.addWidget(bound.control, row, 1)
        column.addLayout(grid)
        if any(field.more for field in self.card.fields):
            self.more_button = QPushButton()
            self.more_button.setProperty("link", True)
            self.more_button.setCheckable(True)
            self.more_button.setIconSize(QSize(12, 12))
            self.more_button.clicked.connect(lambda on: self.show_all(shown=on))
            follow(self.more_button, self._name_more)
            column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_fields()
        return body

    def _show_fields(self) -> None:
        for bound in self.bounds:
            field = bound.field
            usual = self._all_shown or not field.more
            wanted = usual if self._only is None else field.path in self._only
            bound.control.setVisible(wanted)
            self._labels[field.path].setVisible(wanted)
        if self.more_button is not None:
            self.more_button.setVisible(self._only is None)
            self.more_button.setChecked(self._all_shown)
            self._name_more()

    def _name_more(self) -> None:
        if self.more_button is not None:
            count = sum(field.more for field in self.card.fields)
            key = "device.fewer_fields" if self._all_shown else "device.more_fields"
            self.more_button.setText(tr(key, count=count))
            arrow = "chevron-up" if self._all_shown else "chevron-down"
            self.more_button.setIcon(icons.icon(arrow, "accent", 12))

    def _presets(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(6)
        for preset in self.card.presets:
            button = QPushButton()
            button.setProperty("strip", True)
            button.setObjectName(f"preset.{preset.id}")
            bind(button, button.setText, f"device.preset.{self.card.id}.{preset.id}")
            button.clicked.connect(lambda _=False, name=preset.id: self.preset_requested.emit(name))
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _on_pinned(self, pinned: bool) -> None:
        self.pin(pinned=pinned)
        self.pinned_changed.emit()

    def _show_menu(self) -> None:
        self.menu().popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """Return what can be done with the card."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, act in (
            ("device.reset_card", self.reset_requested.emit),
            ("device.move_up", lambda: self.move_requested.emit(-1)),
            ("device.move_down", lambda: self.move_requested.emit(1)),
        ):
            action: QAction = menu.addAction(tr(key))
            action.setObjectName(key)
            action.triggered.connect(act)
        if self.card.apis:
            menu.addSeparator()
            apis = menu.addMenu(tr("device.apis"))
            for name in self.card.apis:
                apis.addAction(f"wx.{name}").setEnabled(False)
        return menu

    def _draw(self) -> None:
        scale = self.devicePixelRatioF()
        arrow = "chevron-right" if self._folded else "chevron-down"
        self.chevron.setPixmap(icons.pixmap(arrow, "muted", 12, scale))
        self.title.setIcon(icons.icon(self.card.icon, "accent"))
        self.pin_button.setIcon(icons.icon("pin", "accent" if self._pinned else "muted"))
        self.menu_button.setIcon(icons.icon("more"))
        self._name_more()
