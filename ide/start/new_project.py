"""The dialog for a new project: template, name, folder, language of its texts, AppID."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import languages, tr, translator
from ide.start.templates import GUEST_APP_ID, NewProject, app_id_fault, folder_fault, templates
from ide.widgets.labels import label, plain, restyle
from ide.widgets.texts import bind, follow

_ID = Qt.ItemDataRole.UserRole
_PICTURE = QSize(200, 356)


class NewProjectDialog(QDialog):
    """Asks what to make; ``accepted`` follows only what can be made."""

    created = Signal(object)  # NewProject

    def __init__(self, parent_folder: Path, template: str, parent: QWidget | None = None) -> None:
        """``parent_folder`` is where projects were made the last time."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(880, 520)
        self._parent_folder = parent_folder
        self._folder_typed = False
        self.templates = QListWidget()
        self.templates.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.templates.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.templates.setFixedWidth(220)
        for each in templates().values():
            item = QListWidgetItem(self.templates)
            item.setData(_ID, each.id)
        self._title, self._about = plain("large"), plain("muted", wrap=True)
        self._picture = QLabel()
        self._picture.setFixedSize(_PICTURE)
        self._picture.setObjectName("templatePicture")
        self.name, self.folder, self.app_id = QLineEdit(), QLineEdit(), QLineEdit()
        self.language = QComboBox()
        for code, words in languages().items():
            self.language.addItem(words, code)
        self.language.setCurrentIndex(max(0, self.language.findData(translator.code)))
        self.fault = plain("error", wrap=True)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self.templates.setCurrentRow(max(0, list(templates()).index(template) if template else 0))
        follow(self, self._retranslate)

    @property
    def chosen(self) -> NewProject:
        """What the fields say now."""
        return NewProject(
            template=self._template(),
            folder=Path(self.folder.text().strip()).expanduser(),
            name=self.name.text().strip(),
            language=str(self.language.currentData()),
            app_id=self.app_id.text().strip() or GUEST_APP_ID,
        )

    def show_failure(self, reason: str) -> None:
        """Say that the project could not be written."""
        self._show_fault(tr("new.failed", reason=reason))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin with the name, ready to be replaced."""
        super().showEvent(event)
        self.name.setFocus()
        self.name.selectAll()

    def _make_buttons(self) -> None:
        self._buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.create_button = self._buttons.addButton("", role.AcceptRole)
        self.create_button.setProperty("primary", True)
        self.create_button.setDefault(True)
        self._cancel = self._buttons.addButton("", role.RejectRole)
        self.browse_button = QPushButton()
        self.browse_button.setAutoDefault(False)  # Enter in a field creates

    def _lay_out(self) -> None:
        folder = QHBoxLayout()
        folder.setSpacing(8)
        folder.addWidget(self.folder, 1)
        folder.addWidget(self.browse_button)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for key, row, field in (
            ("new.name", self.name, self.name),
            ("new.folder", folder, self.folder),
            ("new.language", self.language, self.language),
            ("new.app_id", self.app_id, self.app_id),
        ):
            words = label(key, "muted")
            words.setBuddy(field)
            bind(field, field.setAccessibleName, key)
            form.addRow(words, row)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self._title)
        right.addWidget(self._about)
        right.addSpacing(12)
        right.addLayout(form)
        right.addSpacing(4)
        right.addWidget(self.fault)
        right.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addWidget(self.templates)
        columns.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        columns.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(16)
        layout.addLayout(columns, 1)
        layout.addWidget(self._buttons)

    def _connect(self) -> None:
        self.templates.currentRowChanged.connect(self._on_template_changed)
        self.templates.doubleClicked.connect(self._on_double_clicked)
        self.name.textChanged.connect(self._on_name_changed)
        self.folder.textEdited.connect(self._on_folder_typed)
        self.folder.textChanged.connect(self._check)
        self.app_id.textChanged.connect(self._check)
        self.language.currentIndexChanged.connect(self._on_language_changed)
        self.browse_button.clicked.connect(self._on_browse)
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)

    def _template(self) -> str:
        item = self.templates.currentItem()
        return str(item.data(_ID)) if item is not None else next(iter(templates()))

    def _on_template_changed(self) -> None:
        template = self._template()
        self._title.setText(tr(f"template.{template}.title"))
        self._about.setText(tr(f"template.{template}.about"))
        self._show_picture()
        if not self._folder_typed and not self.name.isModified():
            self.name.setText(_free_name(self._parent_folder, template))

    def _on_language_changed(self) -> None:
        self._show_picture()

    def _show_picture(self) -> None:
        file = templates()[self._template()].picture(str(self.language.currentData()))
        ratio = self.devicePixelRatioF()
        picture = QPixmap(str(file)).scaled(
            _PICTURE * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        picture.setDevicePixelRatio(ratio)
        self._picture.setPixmap(picture)
        self._picture.setAccessibleName(self._title.text())

    def _on_name_changed(self, name: str) -> None:
        if not self._folder_typed:
            self.folder.setText(str(self._parent_folder / (_folder_name(name) or "mini-program")))
        self._check()

    def _on_folder_typed(self) -> None:
        self._folder_typed = True

    def _on_browse(self) -> None:
        start = str(self._parent_folder)
        chosen = QFileDialog.getExistingDirectory(self, tr("new.choose_folder"), start)
        if chosen:
            self._parent_folder = Path(chosen)
            name = _folder_name(self.name.text()) or "mini-program"
            empty = not any(Path(chosen).iterdir())
            self.folder.setText(str(Path(chosen) if empty else Path(chosen) / name))

    def _check(self) -> None:
        chosen = self.chosen
        fault = "" if chosen.name else "name"
        fault = fault or folder_fault(chosen.folder) or app_id_fault(self.app_id.text().strip())
        self._show_fault(tr(f"new.fault.{fault}", folder=chosen.folder) if fault else "")
        for field, wrong in (
            (self.name, fault == "name"),
            (self.app_id, fault == "app_id"),
            (self.folder, bool(fault) and fault not in ("name", "app_id")),
        ):
            field.setProperty("wrong", wrong)
            restyle(field)

    def _show_fault(self, text: str) -> None:
        self.fault.setText(text)
        self.create_button.setEnabled(not text)

    def _on_double_clicked(self, _index: QModelIndex) -> None:
        if self.create_button.isEnabled():
            self._on_accepted()

    def _on_accepted(self) -> None:
        self._check()
        if self.create_button.isEnabled():
            self.created.emit(self.chosen)

    def _retranslate(self) -> None:
        self.setWindowTitle(tr("new.title"))
        for row in range(self.templates.count()):
            item = self.templates.item(row)
            item.setText(tr(f"template.{item.data(_ID)}.title"))
            item.setSizeHint(QSize(0, 32))
        self.templates.setAccessibleName(tr("new.template"))
        self.app_id.setPlaceholderText(tr("new.app_id_hint"))
        self.browse_button.setText(tr("new.browse"))
        self.create_button.setText(tr("new.create"))
        self._cancel.setText(tr("button.cancel"))
        self._on_template_changed()
        self._check()


def _folder_name(name: str) -> str:
    """Return a name as a folder's: without what file systems refuse."""
    kept = "".join("-" if each in '<>:"/\\|?*' or ord(each) < 32 else each for each in name)
    return kept.strip(" .")


def _free_name(folder: Path, name: str) -> str:
    """Return the name, with a number when there is such a folder already."""
    number, free = 1, name
    while folder_fault(folder / free):
        number += 1
        free = f"{name}-{number}"
    return free
