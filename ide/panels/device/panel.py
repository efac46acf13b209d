"""The device dock: the cards of the phone, searched, folded, pinned, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from apimock.observable import Change
from apimock.phone import Phone
from ide.access import NetworkAccess
from ide.i18n import tr
from ide.panels.device.arrangement import Arrangement, load, save
from ide.panels.device.binding import Bound, summary_text
from ide.panels.device.card import CardView
from ide.panels.device.edits import Edits
from ide.panels.device.finding import find
from ide.panels.device.part import Desk, Part
from ide.panels.device.parts import PARTS
from ide.panels.device.schema import Card, Field, cards
from ide.standing import StandingAnswers
from ide.theme import icons
from ide.webcam.switch import Webcam
from ide.widgets.empty import EmptyState
from ide.widgets.texts import bind, follow


class DevicePanel(QWidget):
    """Cards that set what the phone answers."""

    refused = Signal(str)
    save_requested = Signal()
    load_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk: Desk | None = None
        self.views: dict[str, CardView] = {}
        self._stops: list[Callable[[], None]] = []
        self._arrangement = Arrangement()
        self._file: Path | None = None
        self._searching = False
        self._make_bar()
        self._column = QVBoxLayout()
        self._column.setContentsMargins(8, 2, 8, 8)
        self._column.setSpacing(6)
        self._column.addStretch(1)
        inside = QWidget()
        inside.setLayout(self._column)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self._nothing = EmptyState("search", "device.no_hit.title", "device.no_hit.text")
        self._inner = QStackedWidget()
        self._inner.addWidget(self._scroll)
        self._inner.addWidget(self._nothing)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._bar)
        column.addWidget(self._inner, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("device", "device.empty.title", "device.empty.text"))
        self._stack.addWidget(full)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.setMinimumWidth(300)
        self._make_shortcuts()
        follow(self, self._show_summaries)
        self.refresh_icons()

    def show_phone(
        self,
        phone: Phone,
        answers: StandingAnswers,
        access: NetworkAccess,
        webcam: Webcam,
        kept: Path | None = None,
    ) -> None:
        """Follow a phone; ``kept`` is the file that knows how the cards stood."""
        self.release()
        self.desk = Desk(phone, Edits(phone), answers, access, webcam)
        self.desk.edits.watch(self._show_steps)
        self._file = kept
        table = cards().cards
        self._arrangement = load(kept, [card.id for card in table if card.open])
        for card in table:
            self.views[card.id] = self._view(card)
        for name in self._arrangement.unfolded:
            if name in self.views:
                self.views[name].fold(folded=False)
        self._arrange()
        for view in self.views.values():
            view.folded_changed.connect(self._on_arranged)
        self._stops.append(phone.device.watch(self._on_changed))
        self._stops.append(answers.watch(self._on_answer_changed))
        self._show_summaries()
        self._show_steps()
        self._stack.setCurrentIndex(1)

    def release(self) -> None:
        """Follow no phone."""
        for stop in self._stops:
            stop()
        self._stops.clear()
        for view in self.views.values():
            if view.part is not None:
                view.part.release()
            self._column.removeWidget(view)
            view.hide()
            view.deleteLater()
        self.views.clear()
        self.desk = None
        self.search.clear()
        self._stack.setCurrentIndex(0)

    def card(self, name: str) -> CardView:
        """Return a card, unfolded."""
        view = self.views[name]
        view.fold(folded=False)
        return view

    def bound(self, path: str) -> Bound:
        """Return a field by its path; its card is unfolded."""
        for view in self.views.values():
            if any(field.path == path for field in view.card.fields):
                self.card(view.card.id).show_all(shown=True)
                return next(each for each in view.bounds if each.field.path == path)
        raise KeyError(path)

    def control(self, path: str) -> QWidget:
        """Return the control of a field."""
        return self.bound(path).control

    def reveal(self, name: str) -> None:
        """Bring a card to the top of what is seen."""
        view = self.card(name)
        self._column.activate()
        bar = self._scroll.verticalScrollBar()
        bar.setValue(min(bar.maximum(), view.y() - self._column.spacing()))

    def part(self, name: str) -> Part:
        """Return what is drawn for a card."""
        found = self.card(name).part
        if found is None:
            raise KeyError(name)
        return found

    def refresh_icons(self) -> None:
        """Draw the icons of the bar in the colours of the theme."""
        self.undo_button.setIcon(icons.icon("undo"))
        self.redo_button.setIcon(icons.icon("redo"))
        self.menu_button.setIcon(icons.icon("more"))

    def undo(self) -> None:
        """Take the last change back."""
        if self.desk is not None:
            self.desk.edits.undo()

    def redo(self) -> None:
        """Make the change again that was taken back."""
        if self.desk is not None:
            self.desk.edits.redo()

    def fold_all(self, *, folded: bool) -> None:
        """Fold or unfold every card."""
        for view in self.views.values():
            view.fold(folded=folded)

    def reset_arrangement(self) -> None:
        """Let the cards stand as they do at first."""
        self._arrangement.order, self._arrangement.pinned = [], []
        for name, view in self.views.items():
            view.pin(pinned=False)
            view.fold(folded=not next(c for c in cards().cards if c.id == name).open)
        self._on_arranged()
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let Ctrl+Z of a field take changes of the phone back, not letters."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo)
            if undo or event.matches(QKeySequence.StandardKey.Redo):
                event.ignore()
                return True
        if watched is self.search and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
                self.search.clear()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
                self.focusNextChild()
                return True
        return super().eventFilter(watched, event)

    def menu(self) -> QMenu:
        """Return what can be done with all cards."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        entries: tuple[tuple[str, Callable[[], object]] | None, ...] = (
            ("device.unfold_all", lambda: self.fold_all(folded=False)),
            ("device.fold_all", lambda: self.fold_all(folded=True)),
            ("device.reset_order", self.reset_arrangement),
            None,
            ("command.device.save_state", self.save_requested.emit),
            ("command.device.load_state", self.load_requested.emit),
            None,
            ("device.reset_all", self._reset_all),
        )
        for entry in entries:
            if entry is None:
                menu.addSeparator()
                continue
            action = menu.addAction(tr(entry[0]))
            action.setObjectName(entry[0])
            action.triggered.connect(entry[1])
        return menu

    def _make_bar(self) -> None:
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        bind(self.search, self.search.setPlaceholderText, "device.search")
        bind(self.search, self.search.setAccessibleName, "device.search")
        self.search.textChanged.connect(self._on_search)
        self.search.installEventFilter(self)
        self.undo_button, self.redo_button, self.menu_button = (QToolButton() for _ in range(3))
        for button, key, act in (
            (self.undo_button, "device.undo", self.undo),
            (self.redo_button, "device.redo", self.redo),
            (self.menu_button, "device.more", self._show_menu),
        ):
            bind(button, button.setToolTip, key)
            bind(button, button.setAccessibleName, key)
            button.clicked.connect(act)
        self._bar = QHBoxLayout()
        self._bar.setContentsMargins(8, 6, 8, 6)
        self._bar.setSpacing(4)
        self._bar.addWidget(self.search, 1)
        for button in (self.undo_button, self.redo_button, self.menu_button):
            self._bar.addWidget(button)

    def _make_shortcuts(self) -> None:
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Undo), self.undo),
            (QKeySequence(QKeySequence.StandardKey.Redo), self.redo),
            (QKeySequence(QKeySequence.StandardKey.Find), self._go_search),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self.setFocusProxy(self.search)

    def _go_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _show_menu(self) -> None:
        self.menu().popup(self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height())))

    def _view(self, card: Card) -> CardView:
        view = CardView(card, self._make)
        view.pin(pinned=card.id in self._arrangement.pinned)
        view.pinned_changed.connect(self._on_pinned)
        view.move_requested.connect(partial(self._move, card.id))
        view.reset_requested.connect(partial(self._reset, card))
        view.preset_requested.connect(partial(self._use_preset, card))
        return view

    def _make(self, card: Card) -> tuple[list[Bound], Part | None]:
        desk = self.desk
        if desk is None:
            raise RuntimeError("cards are made while a phone is shown")
        bounds = [Bound(field, desk) for field in card.fields]
        for bound in bounds:
            for line in (bound.control, *bound.control.findChildren(QLineEdit)):
                line.installEventFilter(self)
                if isinstance(line, QLineEdit):
                    line.editingFinished.connect(desk.edits.settle)
        part = PARTS[card.part](desk) if card.part else None
        if part is not None:
            part.show_change(None)
            part.refused.connect(self.refused)
        return bounds, part

    def _arrange(self) -> None:
        order = self._arrangement.sorted([card.id for card in cards().cards])
        for place, name in enumerate(order):
            self._column.removeWidget(self.views[name])
            self._column.insertWidget(place, self.views[name])
        previous: QWidget = self.menu_button
        for name in order:
            QWidget.setTabOrder(previous, self.views[name].title)
            previous = self.views[name].title

    def _order(self) -> list[str]:
        return self._arrangement.sorted([card.id for card in cards().cards])

    def _move(self, name: str, step: int) -> None:
        self._arrangement.move(name, step, self._order())
        focus = self.views[name].title.hasFocus()
        self._arrange()
        self._keep()
        if focus:
            self.views[name].title.setFocus()
        self._scroll.ensureWidgetVisible(self.views[name])

    def _on_pinned(self) -> None:
        self._arrangement.pinned = [name for name, view in self.views.items() if view.pinned]
        self._arrange()
        self._keep()

    def _on_arranged(self) -> None:
        if not self._searching:
            self._arrangement.unfolded = [n for n, view in self.views.items() if not view.folded]
            self._keep()

    def _keep(self) -> None:
        try:
            save(self._file, self._arrangement)
        except OSError as error:
            self._file = None
            self.refused.emit(tr("device.not_kept", reason=error.strerror or error))

    def _on_search(self, words: str) -> None:
        if self.desk is None:
            return
        self._searching = True
        value_of = self.desk.edits.get
        hits = {name: find(view.card, words, value_of) for name, view in self.views.items()}
        for name, view in self.views.items():
            hit = hits[name]
            view.setVisible(hit is not None)
            if hit is not None:
                unfolded = bool(words) or name in self._arrangement.unfolded
                view.fold(folded=not unfolded)
                view.show_only(None if hit.whole else hit.paths)
        self._searching = False
        self._inner.setCurrentWidget(self._scroll if any(hits.values()) else self._nothing)

    def _reset(self, card: Card) -> None:
        if self.desk is not None:
            self.desk.edits.reset(path for path in card.paths())

    def _reset_all(self) -> None:
        if self.desk is not None:
            self.desk.edits.reset(path for card in cards().cards for path in card.paths())

    def _use_preset(self, card: Card, name: str) -> None:
        if self.desk is None:
            return
        preset = next(each for each in card.presets if each.id == name)
        with self.desk.edits.together():
            for path, value in preset.set.items():
                self.desk.edits.set(path, value)

    def _show_steps(self) -> None:
        edits = self.desk.edits if self.desk is not None else None
        self.undo_button.setEnabled(edits is not None and edits.can_undo)
        self.redo_button.setEnabled(edits is not None and edits.can_redo)

    def _on_changed(self, change: Change) -> None:
        if self.desk is None:
            return
        by_app = not self.desk.edits.acting
        for view in self.views.values():
            for bound in view.bounds:
                if _of(bound.field) == change.path:
                    bound.show()
                    if by_app:
                        view.flash(bound.field.path)
            if view.part is not None and change.section in view.part.sections:
                view.part.show_change(change)
            if change.path in {".".join(p.split(".")[:2]) for p in view.card.summary}:
                self._show_summary(view)

    def _on_answer_changed(self, _kind: str, _choice: str) -> None:
        for view in self.views.values():
            for bound in view.bounds:
                if bound.field.answer:
                    bound.show()

    def _show_summaries(self) -> None:
        for view in self.views.values():
            self._show_summary(view)

    def _show_summary(self, view: CardView) -> None:
        if self.desk is None:
            return
        fields = {field.path: field for field in view.card.fields}
        texts = [
            summary_text(fields.get(path), self.desk.edits.get(path)) for path in view.card.summary
        ]
        view.summary.show_text(" · ".join(text for text in texts if text != "–"))


def _of(field: Field) -> str:
    return "" if field.answer else ".".join(field.path.split(".")[:2])
