"""The page of pictures: taken from the phone in the window or added, in the order of the flow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStackedWidget,
)

from ide.finding import Finding
from ide.i18n import tr
from ide.submit.dialog.page import Page
from ide.submit.dialog.rows_model import Row, RowsModel
from ide.submit.dialog.steps import Step
from ide.submit.form import Form
from ide.theme import icons
from ide.widgets.buttons import icon_button
from ide.widgets.empty import EmptyState
from ide.widgets.labels import plain
from ide.widgets.texts import bind, follow
from renderer.host.png import png_of

_THUMB = QSize(126, 224)
_KINDS = "*.png *.jpg *.jpeg *.bmp *.gif"
_VIDEOS = "*.mp4 *.mov *.m4v"
Keep = Callable[[bytes, str], str]
"""Keeps a picture's bytes under a suffix; returns the path."""


class MediaPage(Page):
    """Pictures of the flow and a video, as a reviewer would look at them."""

    picture_requested = Signal()
    """A picture of the phone as it stands is wanted, for :meth:`add_picture`."""

    def __init__(self, root: Path, keep: Keep) -> None:
        super().__init__(Step.MEDIA, scrolls=False, widest=0)
        self._root = root
        self._keep = keep
        self._pics: list[str] = []
        self._video = ""
        self._model = RowsModel()
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setIconSize(_THUMB)
        self.list.setGridSize(_THUMB + QSize(24, 40))
        self.list.setSpacing(8)
        self.take_button = _button("camera", "submit.media_take")
        self.add_button = _button("plus", "submit.media_add")
        self.earlier_button = icon_button("chevron-up", "submit.media_earlier")
        self.later_button = icon_button("chevron-down", "submit.media_later")
        self.remove_button = icon_button("minus", "submit.media_remove")
        self.video_button = _button("play", "submit.media_video")
        self._video_name = plain("small")
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState("image", "submit.media_empty.title", "submit.media_empty.text")
        )
        self._stack.addWidget(self.list)
        self._lay_out_media()
        self._connect()
        follow(self, self._retranslate)

    @property
    def pictures(self) -> list[str]:
        """Paths of the pictures, in their order."""
        return list(self._pics)

    def put(self, form: Form) -> None:
        """Show the pictures and the video of a form."""
        self._pics, self._video = list(form.media.pics), form.media.video
        self._show_rows(self.list.currentIndex().row())

    def edit(self, form: Form) -> Form:
        """Return ``form`` with pictures and video."""
        return replace(form, media=replace(form.media, pics=tuple(self._pics), video=self._video))

    def enter(self) -> None:
        """Begin with taking a picture."""
        self.take_button.setFocus()

    def add_picture(self, picture: QPixmap) -> None:
        """Keep a picture of the phone as the last one.

        Raises:
            OSError: it cannot be kept.
        """
        self._append([self._keep(png_of(picture), ".png")])

    def add_files(self, files: Sequence[str]) -> None:
        """Add pictures that lie somewhere."""
        self._append([self._written(file) for file in files])

    def take(self, findings: Sequence[Finding]) -> None:
        """Show what is wrong with the pictures."""
        self._show_remarks(findings)

    def _append(self, paths: Sequence[str]) -> None:
        fresh = [path for path in paths if path not in self._pics]
        if fresh:
            self._pics += fresh
            self._show_rows(len(self._pics) - 1)
            self.tell_changed()

    def _written(self, file: str) -> str:
        path = Path(file)
        inside = path.is_relative_to(self._root)
        return path.relative_to(self._root).as_posix() if inside else file

    def _lay_out_media(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        for button in (self.take_button, self.add_button):
            tools.addWidget(button)
        tools.addStretch(1)
        for tool in (self.earlier_button, self.later_button, self.remove_button):
            tools.addWidget(tool)
        video = QHBoxLayout()
        video.setSpacing(8)
        video.addWidget(self.video_button)
        video.addWidget(self._video_name, 1)
        self.body.addLayout(tools)
        self.body.addWidget(self._stack, 1)
        self.body.addLayout(video)

    def _connect(self) -> None:
        self.take_button.clicked.connect(self.picture_requested)
        self.add_button.clicked.connect(self._on_add_clicked)
        self.earlier_button.clicked.connect(self._on_earlier_clicked)
        self.later_button.clicked.connect(self._on_later_clicked)
        self.remove_button.clicked.connect(self._on_remove_clicked)
        self.video_button.clicked.connect(self._on_video_clicked)
        self.list.selectionModel().currentChanged.connect(self._follow_row)
        for keys, slot in (
            ("Del", self._on_remove_clicked),
            ("Ctrl+Left", self._on_earlier_clicked),
            ("Ctrl+Right", self._on_later_clicked),
        ):
            context = Qt.ShortcutContext.WidgetShortcut
            QShortcut(QKeySequence(keys), self.list, slot, context=context)

    def _show_rows(self, row: int) -> None:
        rows = []
        for number, path in enumerate(self._pics, 1):
            picture = QPixmap(str(self._root / path))
            icon = _icon(picture)
            spoken = tr("submit.media_number", number=number, total=len(self._pics))
            title = Path(path).name
            lost = "" if not picture.isNull() else f" – {tr('submit.media_lost')}"
            rows.append(Row(f"{number}. {title}", icon, f"{path}{lost}", f"{spoken}{lost}"))
        self._model.set_rows(rows)
        self._stack.setCurrentIndex(1 if rows else 0)
        if rows:
            self.list.setCurrentIndex(self._model.index(max(0, min(row, len(rows) - 1))))
        self._video_name.setText(self._video or tr("submit.media_no_video"))
        self.video_button.setText(
            tr("submit.media_video_drop" if self._video else "submit.media_video")
        )
        self._follow_row()

    def _follow_row(self) -> None:
        row, count = self.list.currentIndex().row(), len(self._pics)
        self.earlier_button.setEnabled(row > 0)
        self.later_button.setEnabled(0 <= row < count - 1)
        self.remove_button.setEnabled(row >= 0)

    def _on_add_clicked(self) -> None:
        kinds = f"{tr('submit.pictures')} ({_KINDS})"
        title = tr("submit.media_add")
        files, _kind = QFileDialog.getOpenFileNames(self, title, str(self._root), kinds)
        self.add_files(files)

    def _on_video_clicked(self) -> None:
        if self._video:
            self._video = ""
        else:
            kinds = f"{tr('submit.videos')} ({_VIDEOS})"
            title = tr("submit.media_video")
            file, _kind = QFileDialog.getOpenFileName(self, title, str(self._root), kinds)
            self._video = self._written(file) if file else ""
        self._show_rows(self.list.currentIndex().row())
        self.tell_changed()

    def _on_earlier_clicked(self) -> None:
        self._move(-1)

    def _on_later_clicked(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        row = self.list.currentIndex().row()
        if row >= 0 and 0 <= row + by < len(self._pics):
            self._pics[row], self._pics[row + by] = self._pics[row + by], self._pics[row]
            self._show_rows(row + by)
            self.tell_changed()

    def _on_remove_clicked(self) -> None:
        row = self.list.currentIndex().row()
        if row >= 0:
            del self._pics[row]
            self._show_rows(row)
            self.tell_changed()

    def _retranslate(self) -> None:
        self.list.setAccessibleName(tr("submit.step.media"))
        self._show_rows(self.list.currentIndex().row())


def _icon(picture: QPixmap) -> QIcon:
    """Return a picture as an icon that keeps its colours when it is chosen."""
    if picture.isNull():
        return icons.icon("image")
    icon = QIcon(picture)
    icon.addPixmap(picture, QIcon.Mode.Selected)
    return icon


def _button(icon: str, key: str) -> QPushButton:
    button = QPushButton()
    button.setAutoDefault(False)
    button.setIcon(icons.icon(icon))
    bind(button, button.setText, key)
    return button
