"""The settings of the dialog as rows under their groups, of which a search leaves some."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ide.i18n import catalogue, tr
from ide.settings.fields import field_for
from ide.settings.schema import Setting, Value, settings
from ide.settings.store import Settings
from ide.theme import icons
from ide.widgets.labels import label, plain
from ide.widgets.texts import follow


def shown() -> Iterator[Setting]:
    """Yield the settings that are for the person."""
    return (each for each in settings().values() if not each.hidden)


def group_of(setting: Setting) -> str:
    """Return the group of a setting: the first part of its name."""
    return setting.name.partition(".")[0]


class SettingRow(QWidget):
    """Title, explanation, field, and a button that goes back to the default."""

    def __init__(self, setting: Setting, store: Settings) -> None:
        super().__init__()
        self.setting = setting
        self._store = store
        self._mark = QFrame()
        self._mark.setObjectName("changedMark")
        self._mark.setFixedWidth(3)
        self._title = plain("heading")
        self._about = plain("small", wrap=True)
        self.field = field_for(setting, store)
        self._title.setBuddy(self.field)
        self.reset_button = QToolButton()
        self.reset_button.setIcon(icons.icon("refresh"))
        self.reset_button.clicked.connect(partial(store.reset, setting.name))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._about)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.field)
        line.addWidget(self.reset_button)
        line.addStretch(1)
        words.addLayout(line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 12, 8)
        layout.setSpacing(10)
        layout.addWidget(self._mark)
        layout.addLayout(words, 1)
        self.destroyed.connect(store.listen(self._on_changed))
        follow(self, self._retranslate)
        self._show_mark()

    def fits(self, words: str) -> bool:
        """Tell whether the row holds every word of a search, in title, explanation or name."""
        about = self._about.text()
        text = f"{self._title.text()} {about} {self.setting.name}".casefold()
        return all(word in text for word in words.casefold().split())

    def _on_changed(self, name: str, _value: Value) -> None:
        if name == self.setting.name:
            self._show_mark()

    def _show_mark(self) -> None:
        changed = self._store.is_changed(self.setting.name)
        self._mark.setProperty("changed", changed)
        self._mark.style().unpolish(self._mark)
        self._mark.style().polish(self._mark)
        # Hidden, not gone: a row keeps its height and the field its place.
        policy = self.reset_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset_button.setSizePolicy(policy)
        self.reset_button.setVisible(changed)

    def _retranslate(self) -> None:
        title = tr(f"setting.{self.setting.name}")
        about = f"setting_about.{self.setting.name}"
        self._title.setText(title)
        known = about in catalogue("en")
        self._about.setText(tr(about) if known else "")
        self._about.setVisible(known)
        self.field.setAccessibleName(title)
        self.reset_button.setToolTip(tr("settings.reset"))
        self.reset_button.setAccessibleName(tr("settings.reset_one", title=title))


class SettingRows(QScrollArea):
    """All rows; shows one group, or whatever fits a search."""

    def __init__(self, store: Settings, counted: Callable[[int], None]) -> None:
        """``counted`` is told how many rows a search leaves."""
        super().__init__()
        self._counted = counted
        self._headings: dict[str, QWidget] = {}
        self.rows: list[SettingRow] = []
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(2)
        for setting in sorted(shown(), key=_place):
            group = group_of(setting)
            if group not in self._headings:
                self._headings[group] = label(f"settings.group.{group}", "large")
                layout.addWidget(self._headings[group])
            row = SettingRow(setting, store)
            self.rows.append(row)
            layout.addWidget(row)
        layout.addStretch(1)
        self.setWidget(box)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def groups(self) -> list[str]:
        """Return the groups in their order."""
        return list(self._headings)

    def show_group(self, group: str) -> None:
        """Show the rows of one group."""
        self._show([row for row in self.rows if group_of(row.setting) == group])

    def search(self, words: str) -> None:
        """Show the rows of all groups that fit."""
        self._show([row for row in self.rows if row.fits(words)])

    def _show(self, wanted: list[SettingRow]) -> None:
        groups = {group_of(row.setting) for row in wanted}
        for row in self.rows:
            row.setVisible(row in wanted)
        for group, heading in self._headings.items():
            heading.setVisible(group in groups)
        self.verticalScrollBar().setValue(0)
        self._counted(len(wanted))


def _place(setting: Setting) -> int:
    """Keep groups together, in the order in which the file first names them."""
    groups = list(dict.fromkeys(group_of(each) for each in settings().values()))
    return groups.index(group_of(setting))
