"""The page of basic data: names, introduction, logo with its picture, contact, filing number."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from ide.i18n import tr
from ide.submit.dialog.field import Field, text_area
from ide.submit.dialog.page import Page
from ide.submit.dialog.steps import Step
from ide.submit.form import Basic, Form
from ide.submit.project_facts import limit
from ide.submit.rules.form_checks import width
from ide.theme import icons
from ide.widgets.labels import plain
from ide.widgets.texts import bind

_LOGO = QSize(96, 96)
_MOST = {
    "name": "account.nameMax",
    "short_name": "account.shortNameMax",
    "intro": "account.introMax",
}
_PICTURES = "*.png *.jpg *.jpeg *.bmp *.gif"


class BasicPage(Page):
    """What the public sees of the mini-program."""

    def __init__(self, root: Path) -> None:
        super().__init__(Step.BASIC)
        self._root = root
        self.logo = QLineEdit()
        self._picture, self._facts = QLabel(), plain("small", wrap=True)
        self._picture.setFixedSize(_LOGO)
        self._picture.setObjectName("templatePicture")
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.browse_button = QPushButton()
        self.browse_button.setAutoDefault(False)
        bind(self.browse_button, self.browse_button.setText, "submit.browse")
        self.browse_button.clicked.connect(self._on_browse_clicked)
        self._make_names()
        self._make_logo()
        self._make_rest()

    def put(self, form: Form) -> None:
        """Fill the entries."""
        for name, field in self.fields.items():
            field.put(str(getattr(form.basic, name.removeprefix("basic."))))
        self._show_logo()

    def edit(self, form: Form) -> Form:
        """Return ``form`` with the basic data."""
        texts = {name.removeprefix("basic."): field.text for name, field in self.fields.items()}
        return replace(form, basic=Basic(**texts))

    def _make_names(self) -> None:
        names = QHBoxLayout()
        names.setSpacing(16)
        for name, share in (("name", 2), ("short_name", 1)):
            names.addWidget(self._field(name, QLineEdit()), share)
        self.body.addLayout(names)
        self.body.addWidget(self._field("intro", text_area(3)))

    def _make_logo(self) -> None:
        beside = QVBoxLayout()
        beside.setSpacing(6)
        beside.addWidget(self._field("logo", self.logo, beside=self.browse_button))
        beside.addWidget(self._facts)
        beside.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(beside, 1)
        self.body.addLayout(row)
        self.logo.textChanged.connect(self._show_logo)

    def _make_rest(self) -> None:
        pair = QHBoxLayout()
        pair.setSpacing(16)
        for name in ("contact", "icp"):
            pair.addWidget(self._field(name, QLineEdit()), 1)
        self.body.addLayout(pair)
        self.body.addWidget(self._field("complaint", QLineEdit(), hint="submit.complaint_hint"))

    def _field(
        self,
        name: str,
        control: QLineEdit | QPlainTextEdit,
        *,
        beside: QPushButton | None = None,
        hint: str = "",
    ) -> Field:
        field = Field(
            f"basic.{name}",
            control,
            f"submit.basic.{name}",
            hint=hint,
            most=limit(_MOST[name]) if name in _MOST else 0,
            measure=len if name == "intro" else width,
            beside=[beside] if beside is not None else [],
        )
        self.watch(field)
        return field

    def _show_logo(self) -> None:
        """Show the picture as people will see it, or a sign that there is none."""
        name = self.logo.text().strip()
        picture = QPixmap(str(self._root / name)) if name else QPixmap()
        ratio = self.devicePixelRatioF()
        if picture.isNull():
            self._picture.setPixmap(icons.pixmap("image", "disabled", 32, ratio))
            self._facts.setText(tr("submit.logo_hint" if not name else "submit.logo_unreadable"))
            return
        size = tr("submit.pixels", width=picture.width(), height=picture.height())
        self._facts.setText(f"{size}. {tr('submit.logo_hint')}")
        shown = picture.scaled(
            (_LOGO - QSize(2, 2)) * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        shown.setDevicePixelRatio(ratio)
        self._picture.setPixmap(shown)

    def _on_browse_clicked(self) -> None:
        title, kinds = tr("submit.basic.logo"), f"{tr('submit.pictures')} ({_PICTURES})"
        file, _kind = QFileDialog.getOpenFileName(self, title, str(self._root), kinds)
        if file:
            chosen = Path(file)
            inside = chosen.is_relative_to(self._root)
            self.logo.setText(chosen.relative_to(self._root).as_posix() if inside else file)

    def retranslate(self) -> None:
        """Say the facts of the logo in the language in use."""
        self._show_logo()
