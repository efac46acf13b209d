"""The last page: where the package goes, how far it is, and what was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
)

from ide.i18n import tr
from ide.submit.dialog.field import Field
from ide.submit.dialog.page import Page
from ide.submit.dialog.steps import Step
from ide.submit.dialog.treemap_view import size_text
from ide.submit.form import Form
from ide.submit.package import Package
from ide.theme import icons
from ide.widgets.labels import label, plain, restyle
from ide.widgets.texts import bind, follow


class PackagePage(Page):
    """Says whether a package can be written, then what was."""

    checks_requested = Signal()
    cancel_requested = Signal()
    hand_in_requested = Signal()
    """The package shall lie at the review desk."""

    def __init__(self, folder: Path) -> None:
        super().__init__(Step.PACKAGE)
        self._package: Package | None = None
        self._form = Form()
        self._said: tuple[str, str, Mapping[str, object]] = ("", "", {})
        self.folder = QLineEdit(str(folder))
        browse = _button("submit.browse")
        browse.clicked.connect(self._on_browse_clicked)
        self._banner = QFrame()
        self._banner.setObjectName("banner")
        self._picture, self._verdict = QLabel(), plain(wrap=True)
        self._verdict.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.checks_button = _button("submit.to_checks")
        self.checks_button.clicked.connect(self.checks_requested)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        self.cancel_button = _button("button.cancel")
        self.cancel_button.clicked.connect(self.cancel_requested)
        self._facts = QFrame()
        self.copy_button = _button("submit.copy_hash")
        self.open_button = _button("submit.open_folder")
        self.note_button = _button("submit.copy_note")
        self.hand_in_button = _button("command.desk.hand_in")
        self.add(Field("folder", self.folder, "submit.folder", beside=[browse]))
        self._lay_out_package()
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.open_button.clicked.connect(self._on_open_clicked)
        self.note_button.clicked.connect(self._on_note_clicked)
        self.hand_in_button.clicked.connect(self.hand_in_requested)
        follow(self, self._retranslate)

    @property
    def verdict(self) -> str:
        """The sentence in the banner."""
        return self._verdict.text()

    @property
    def facts(self) -> list[str]:
        """What is said of the package: file, size, check sum, what lies beside it."""
        rows = (self._file, self._size, self._hash, self._upload, self._maps, self._left)
        return [row.text() for row in rows]

    def put(self, form: Form) -> None:
        """Know what the hand-off says."""
        self._form = form

    def say(self, level: str, key: str, **values: object) -> None:
        """Say how it stands; ``level`` is error, warning, success or info."""
        self._said = (level, key, values)
        self._banner.setProperty("level", level)
        restyle(self._banner)
        self._picture.setPixmap(icons.pixmap(level, level, 16, self.devicePixelRatioF()))
        self._verdict.setText(tr(key, **values))
        in_checks = level in ("error", "warning") and key != "submit.write_failed"
        self.checks_button.setVisible(in_checks)

    def set_progress(self, done: int, total: int) -> None:
        """Say how much of the package is written; nothing is when ``total`` is 0."""
        for widget in (self.progress, self.cancel_button):
            widget.setVisible(bool(total))
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def show_package(self, package: Package | None) -> None:
        """Show what was written, or nothing any more."""
        self._package = package
        self._facts.setVisible(package is not None)
        if package is None:
            return
        # They lie beside each other in the folder that the entry above names.
        self._file.setText(package.file.name)
        self._hash.setText(package.sha256)
        self._size.setText(size_text(package.size))
        self._upload.setText(package.upload.name)
        self._maps.setText(package.maps.name)
        self._show_left_out(package)

    def _show_left_out(self, package: Package) -> None:
        reasons = Counter(package.content.left_out.values())
        rows = [
            tr("package.left_out", count=count, reason=tr(f"left_out.{reason}"))
            for reason, count in sorted(reasons.items())
        ]
        self._left.setText("\n".join(rows) or tr("submit.left_none"))

    def _lay_out_package(self) -> None:
        banner = QHBoxLayout(self._banner)
        banner.setContentsMargins(12, 9, 12, 9)
        banner.setSpacing(8)
        banner.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        banner.addWidget(self._verdict, 1)
        banner.addWidget(self.checks_button, 0, Qt.AlignmentFlag.AlignTop)
        work = QHBoxLayout()
        work.setSpacing(8)
        work.addWidget(self.progress, 1)
        work.addWidget(self.cancel_button)
        self.body.addWidget(self._banner)
        self.body.addLayout(work)
        self.body.addWidget(self._facts)
        self.body.addWidget(label("submit.honest", "small", wrap=True))
        self._file, self._upload, self._maps = (plain(wrap=True) for _ in range(3))
        self._hash, self._size, self._left = plain("code", wrap=True), plain(), plain(wrap=True)
        rows = QFormLayout()
        rows.setHorizontalSpacing(16)
        rows.setVerticalSpacing(8)
        for key, words in (
            ("submit.file", self._file),
            ("submit.size", self._size),
            ("submit.hash", self._hash),
            ("submit.upload", self._upload),
            ("submit.maps", self._maps),
            ("submit.left_out", self._left),
        ):
            words.setTextInteractionFlags(self._verdict.textInteractionFlags())
            bind(words, words.setAccessibleName, key)
            rows.addRow(label(key, "muted"), words)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.open_button, self.copy_button, self.note_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        desk = QHBoxLayout()
        desk.addWidget(self.hand_in_button)
        desk.addStretch(1)
        column = QVBoxLayout(self._facts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(rows)
        column.addLayout(buttons)
        column.addLayout(desk)
        self.set_progress(0, 0)
        self.show_package(None)

    def _on_browse_clicked(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("submit.folder"), self.folder.text())
        if folder:
            self.folder.setText(folder)

    def _on_copy_clicked(self) -> None:
        if self._package is not None:
            QGuiApplication.clipboard().setText(self._package.sha256)

    def _on_open_clicked(self) -> None:
        if self._package is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._package.file.parent)))

    def _on_note_clicked(self) -> None:
        """Copy what goes with the package to whoever uploads it."""
        if self._package is None:
            return
        note = tr(
            "submit.note",
            name=self._form.basic.name,
            version=self._form.version,
            description=self._form.description,
            file=self._package.file.name,
            upload=self._package.upload.name,
            sha=self._package.sha256,
        )
        QGuiApplication.clipboard().setText(note)

    def _retranslate(self) -> None:
        level, key, values = self._said
        if key:
            self.say(level, key, **values)


def _button(key: str) -> QPushButton:
    button = QPushButton()
    button.setAutoDefault(False)
    bind(button, button.setText, key)
    return button
