"""The start page: open a folder, take up a recent project, or try a sample."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import tr
from ide.theme import icons
from ide.widgets.labels import label
from ide.widgets.texts import bind, follow

_WIDTH = 860
_PATH = Qt.ItemDataRole.UserRole


class StartPage(QWidget):
    """Asks to open a folder; takes folders dropped on it."""

    open_requested = Signal(str)  # folder
    browse_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setProperty("surface", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._logo = QLabel()
        self.open_button = QPushButton()
        self.open_button.setProperty("primary", True)
        bind(self.open_button, self.open_button.setText, "start.open")
        self.open_button.clicked.connect(self.browse_requested)
        self.recent = _ProjectList("start.recent")
        self.samples = _ProjectList("start.samples")
        self._no_recent = label("start.no_recent", "muted", wrap=True)
        self._samples_title = label("start.samples", "heading")
        box = QWidget()
        box.setMaximumWidth(_WIDTH)
        inner = QVBoxLayout(box)
        inner.setSpacing(24)
        inner.addLayout(self._head())
        inner.addLayout(self._actions())
        inner.addLayout(self._lists(), 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(48, 64, 48, 40)
        row.addStretch(1)
        row.addWidget(box, 8)
        row.addStretch(1)
        for projects in (self.recent, self.samples):
            projects.itemActivated.connect(self._on_activated)
            projects.itemClicked.connect(self._on_activated)
        self._draw()

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label("app.name", "title"))
        words.addWidget(label("start.slogan", "muted", wrap=True))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._logo)
        head.addLayout(words, 1)
        return head

    def _actions(self) -> QHBoxLayout:
        actions = QHBoxLayout()
        actions.setSpacing(14)
        actions.addWidget(self.open_button)
        actions.addWidget(label("start.drop", "small", wrap=True), 1)
        return actions

    def _lists(self) -> QHBoxLayout:
        recent, samples = QVBoxLayout(), QVBoxLayout()
        for column, title in (
            (recent, label("start.recent", "heading")),
            (samples, self._samples_title),
        ):
            column.setSpacing(8)
            column.addWidget(title)
        recent.addWidget(self._no_recent)
        recent.addWidget(self.recent, 1)
        samples.addWidget(self.samples, 1)
        for column in (recent, samples):
            # Takes the room when the list above is hidden, so that titles stay at the top.
            column.addStretch(0)
        lists = QHBoxLayout()
        lists.setSpacing(28)
        lists.addLayout(recent, 1)
        lists.addLayout(samples, 1)
        return lists

    def show_projects(
        self, recent: Sequence[tuple[str, Path]], samples: Sequence[tuple[str, Path]]
    ) -> None:
        """Show projects as name and folder."""
        self.recent.fill(recent)
        self.samples.fill(samples)
        self._no_recent.setVisible(not recent)
        self.recent.setVisible(bool(recent))
        self.samples.setVisible(bool(samples))
        self._samples_title.setVisible(bool(samples))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take folders."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Open the first folder dropped."""
        for url in event.mimeData().urls():
            folder = Path(url.toLocalFile())
            if folder.is_dir():
                self.open_requested.emit(str(folder))
                return

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw the pictures anew when the theme changes."""
        if event.type() == QEvent.Type.StyleChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        self._logo.setPixmap(icons.pixmap("minideck", "accent", 60, self.devicePixelRatioF()))
        self.recent.refresh_icons()
        self.samples.refresh_icons()

    def _on_activated(self, item: QListWidgetItem) -> None:
        self.open_requested.emit(str(item.data(_PATH)))


class _ProjectList(QListWidget):
    """Projects by name, their folder below."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setIconSize(QSize(20, 20))
        self.setSpacing(1)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        follow(self, lambda: self.setAccessibleName(tr(name)))

    def fill(self, projects: Sequence[tuple[str, Path]]) -> None:
        """Show these projects."""
        self.clear()
        for name, path in projects:
            item = QListWidgetItem(f"{name}\n{path}")
            item.setData(_PATH, str(path))
            item.setToolTip(str(path))
            self.addItem(item)
        self.refresh_icons()

    def refresh_icons(self) -> None:
        """Draw icons in the colours of the theme."""
        for row in range(self.count()):
            self.item(row).setIcon(icons.icon("folder", "accent", 20))
