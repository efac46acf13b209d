"""The page of the review pages: one to five pages, each with title, tags and category."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from ide.finding import Finding, Severity
from ide.i18n import tr, translator
from ide.submit.categories import first_classes, meaning, second_classes
from ide.submit.dialog.field import Field
from ide.submit.dialog.page import Page
from ide.submit.dialog.rows_model import Row, RowsModel
from ide.submit.dialog.steps import Step
from ide.submit.form import Form, Item
from ide.submit.project_facts import limit
from ide.theme import icons
from ide.widgets.buttons import icon_button
from ide.widgets.texts import follow

_LIST_WIDTH = 220
_MEANINGS_WIDTH = 240
_NAMES = ("address", "title", "tag", "first_class", "second_class", "third_class")


class ItemsPage(Page):
    """The pages that reviewers look at first; the list at the left, the chosen one beside it."""

    def __init__(self) -> None:
        super().__init__(Step.ITEMS)
        self._items: list[Item] = [Item()]
        self._titles: Mapping[str, str] = {}
        self._findings: Sequence[Finding] = ()
        self._model = RowsModel()
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setFixedWidth(_LIST_WIDTH)
        self.add_button = icon_button("plus", "submit.item_add")
        self.remove_button = icon_button("minus", "submit.item_remove")
        self.up_button = icon_button("chevron-up", "submit.item_up")
        self.down_button = icon_button("chevron-down", "submit.item_down")
        self.address = _choice()
        self.first, self.second, self.third = _choice(), _choice(), QLineEdit()
        self.first.setItemDelegate(_Meanings(self.first))
        self.first.view().setMinimumWidth(_MEANINGS_WIDTH)
        self._lay_out_items()
        self._connect()
        follow(self, self._retranslate)

    @property
    def row(self) -> int:
        """Which page is edited."""
        return max(0, self.list.currentIndex().row())

    def set_pages(self, titles: Mapping[str, str]) -> None:
        """Offer the pages of the project, each with the title of its bar."""
        self._titles = titles
        chosen = self.address.currentText()
        self._showing = True
        self.address.clear()
        self.address.addItems(list(titles))
        self.address.setCurrentText(chosen)
        self._showing = False

    def put(self, form: Form) -> None:
        """Fill the entries."""
        items = list(form.items) or [Item()]
        if items != self._items:
            row = min(self.row, len(items) - 1)
            self._items = items
            self._show_rows(row)
        self.fields["order_path"].put(form.order_path)

    def edit(self, form: Form) -> Form:
        """Return ``form`` with the pages; one that says nothing is left out."""
        items = tuple(item for item in self._items if item != Item())
        return replace(form, items=items, order_path=self.fields["order_path"].text)

    def enter(self) -> None:
        """Begin with the address of the page."""
        self.address.setFocus(Qt.FocusReason.TabFocusReason)

    def take(self, findings: Sequence[Finding]) -> None:
        """Show findings at the entries of the chosen page, and which other pages have some."""
        self._findings = findings
        here = f"items.{self.row}."
        others = [f for f in findings if f.field.startswith("items.") and here not in f.field]
        mine = [
            replace(f, field=f.field.replace(here, "items.")) for f in findings if f not in others
        ]
        super().take(mine)
        self._show_titles()

    def tell_changed(self) -> None:
        """Take the entries over into the chosen page."""
        if self._showing:
            return
        texts = {name: self.fields[f"items.{name}"].text for name in _NAMES}
        self._items[self.row] = Item(**texts)
        self._show_titles()
        super().tell_changed()

    def _lay_out_items(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(2)
        for button in (self.add_button, self.remove_button, self.up_button, self.down_button):
            tools.addWidget(button)
        tools.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.list, 1)
        left.addLayout(tools)
        right = QVBoxLayout()
        right.setSpacing(12)
        for name, control, hint, most in (
            ("address", self.address, "", 0),
            ("title", QLineEdit(), "", limit("submit.itemTitle")),
            ("tag", QLineEdit(), "submit.tag_hint", 0),
        ):
            right.addWidget(self._field(name, control, hint, most))
        classes = QHBoxLayout()
        classes.setSpacing(8)
        for name, box in (("first_class", self.first), ("second_class", self.second)):
            classes.addWidget(self._field(name, box), 1)
        right.addLayout(classes)
        right.addWidget(self._field("third_class", self.third, "submit.class_hint"))
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addLayout(left)
        columns.addLayout(right, 1)
        self.body.addLayout(columns)
        self.add(
            Field("order_path", QLineEdit(), "submit.order_path", hint="submit.order_path_hint")
        )

    def _field(self, name: str, control: QWidget, hint: str = "", most: int = 0) -> Field:
        assert isinstance(control, QLineEdit | QComboBox)
        field = Field(f"items.{name}", control, f"submit.item.{name}", hint=hint, most=most)
        self.watch(field)
        return field

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._on_row_changed)
        self._model.modelReset.connect(self._show_item)
        self.first.currentTextChanged.connect(self._offer_second)
        self.address.currentTextChanged.connect(self._suggest_title)
        self.add_button.clicked.connect(self._on_add_clicked)
        self.remove_button.clicked.connect(self._on_remove_clicked)
        self.up_button.clicked.connect(self._on_up_clicked)
        self.down_button.clicked.connect(self._on_down_clicked)

    def _show_rows(self, row: int) -> None:
        self._show_titles()
        self.list.setCurrentIndex(self._model.index(row))
        self._show_item()

    def _show_titles(self) -> None:
        rows = []
        for number, item in enumerate(self._items):
            about = f"items.{number}."
            told = [f for f in self._findings if f.field.startswith(about)]
            wrong = any(f.severity is Severity.ERROR for f in told)
            title = item.title or item.address or tr("submit.item_empty")
            icon = icons.icon("error", "error") if wrong else icons.icon("file-wxml")
            spoken = f"{number + 1}. {title}"
            rows.append(
                Row(spoken, icon, item.address, f"{spoken}, {told[0].message}" if told else "")
            )
        self._model.set_rows(rows)
        count = len(self._items)
        self.add_button.setEnabled(count < limit("submit.items"))
        self.remove_button.setEnabled(count > 1)
        self.up_button.setEnabled(self.row > 0)
        self.down_button.setEnabled(self.row < count - 1)

    def _show_item(self) -> None:
        showing, self._showing = self._showing, True
        item = self._items[self.row]
        for name in _NAMES:
            self.fields[f"items.{name}"].put(str(getattr(item, name)))
        self._showing = showing
        self.take(self._findings)

    def _on_row_changed(self) -> None:
        self._show_item()

    def _suggest_title(self, address: str) -> None:
        """Offer the title of the page's bar as long as none is entered."""
        title = self.fields["items.title"]
        if not self._showing and not title.text and address in self._titles:
            title.put(self._titles[address])

    def _offer_second(self, first: str) -> None:
        """Offer the classes below the first; one of another class is taken out again."""
        chosen, offered = self.second.currentText(), second_classes(first)
        showing, self._showing = self._showing, True
        self.second.clear()
        self.second.addItems(offered)
        self.second.setCurrentText(chosen if showing or chosen in offered else "")
        self._showing = showing
        self.tell_changed()

    def _on_add_clicked(self) -> None:
        taken = {item.address for item in self._items}
        address = next((page for page in self._titles if page not in taken), "")
        last = self._items[-1]
        fresh = Item(
            address,
            self._titles.get(address, ""),
            first_class=last.first_class,
            second_class=last.second_class,
            third_class=last.third_class,
        )
        self._put_items([*self._items, fresh], len(self._items))

    def _on_remove_clicked(self) -> None:
        items = [item for number, item in enumerate(self._items) if number != self.row]
        self._put_items(items, min(self.row, len(items) - 1))

    def _on_up_clicked(self) -> None:
        self._move(-1)

    def _on_down_clicked(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        items, row = list(self._items), self.row
        items[row], items[row + by] = items[row + by], items[row]
        self._put_items(items, row + by)

    def _put_items(self, items: list[Item], row: int) -> None:
        self._items = items
        self._show_rows(row)
        super().tell_changed()

    def _retranslate(self) -> None:
        self.list.setAccessibleName(tr("submit.items"))
        self._offer_first()
        self._show_titles()

    def _offer_first(self) -> None:
        chosen = self.first.currentText()
        showing, self._showing = self._showing, True
        self.first.clear()
        self.first.addItems(first_classes())
        self.first.setCurrentText(chosen)
        self._showing = showing


class _Meanings(QStyledItemDelegate):
    """Says what an official name means beside it, where the language has another word."""

    def displayText(self, value: object, locale: QLocale | QLocale.Language) -> str:  # noqa: N802
        """Return the name and its meaning."""
        name = super().displayText(value, locale)
        words = meaning(name, translator.code)
        return f"{name}  {words}" if words else name


def _choice() -> QComboBox:
    """Return a box that offers words and takes others."""
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    return box
