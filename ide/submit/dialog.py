"""The submission dialog: version, description, checks, and the package when nothing blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ide.finding import Finding, Severity
from ide.i18n import tr
from ide.submit import package
from ide.submit.form import Form
from ide.submit.history import History, Written, next_version
from ide.submit.project_facts import Submission, limit
from ide.submit.rules import Facts, check
from ide.survey import Survey
from ide.theme import icons
from ide.widgets.labels import label, plain, restyle
from ide.widgets.texts import bind, follow

_ROLE = Qt.ItemDataRole.UserRole
_QUIET_MS = 200
_PARTS_SHOWN = 4


@dataclass(frozen=True)
class Subject:
    """The project that is submitted, as read at the moment."""

    root: Path
    app_root: Path
    config: dict[str, object]
    name: str
    domains: Mapping[str, tuple[str, ...]]


class SubmitDialog(QDialog):
    """Walks through version, description and checks; stays open while problems are mended."""

    open_requested = Signal(str, int, int)  # path, line, column
    written = Signal(object)  # Package
    survey_requested = Signal()
    """What the compiler knows of the project is wanted, for :meth:`set_survey`."""

    def __init__(self, subject: Subject, history: History, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject = subject
        self._history = history
        self._findings: list[Finding] = []
        self._survey: Survey | None = None
        self._surveying = True
        self._package: package.Package | None = None
        self._tell: Callable[[], None] = lambda: None
        self.resize(760, 640)
        last = history.last(subject.root)
        self._last_version = last.version if last else ""
        self._last = plain("muted")
        self.version = QLineEdit(next_version(self._last_version))
        self.description = QPlainTextEdit()
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(64)
        self.folder = QLineEdit(str(Path(last.file).parent if last else subject.root.parent))
        self.checks = self._make_checks()
        self._banner = QFrame()
        self._banner.setObjectName("banner")
        self._verdict = plain(wrap=True)
        self._verdict.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._picture = QLabel()
        self._sizes = QVBoxLayout()
        self._sizes.setSpacing(6)
        self.create_button = QPushButton()
        self.create_button.setProperty("primary", True)
        self.create_button.setDefault(True)
        self._build()
        self._connect()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self.check)
        follow(self, self._retranslate)
        self.version.setFocus()

    @property
    def findings(self) -> list[Finding]:
        """What the last check found."""
        return list(self._findings)

    def _retranslate(self) -> None:
        self.setWindowTitle(tr("submit.title"))
        self.description.setPlaceholderText(tr("submit.description_hint"))
        self.create_button.setText(tr("submit.create"))
        self.checks.setHeaderLabels([tr("submit.finding"), tr("submit.place")])
        self.checks.setAccessibleName(tr("submit.checks"))
        last = tr("submit.last", version=self._last_version) if self._last_version else ""
        self._last.setText(last)
        self._look()
        if self._package is None:
            self._show_verdict()
        else:
            self._tell()

    @property
    def package(self) -> package.Package | None:
        """The package written, None before that."""
        return self._package

    @property
    def verdict(self) -> str:
        """The sentence in the banner."""
        return self._verdict.text()

    def set_subject(self, subject: Subject) -> None:
        """Check the project as it is now, after its files changed."""
        self._subject = subject
        self._quiet.start()
        self.request_survey()

    def request_survey(self) -> None:
        """Ask for what the compiler knows; until it is there no package is written."""
        self._surveying = True
        self.survey_requested.emit()

    def set_survey(self, survey: Survey | None) -> None:
        """Check with what the compiler knows of the project; None when it cannot say."""
        self._survey, self._surveying = survey, False
        self.check()

    def check(self) -> None:
        """Run the checks and show what they found."""
        self._look()
        self._show_verdict()

    def _look(self) -> None:
        submission = self._submission()
        form, domains = submission.form, self._subject.domains
        self._findings = check(Facts(submission, self._survey, form, domains))
        self._show_findings()
        self._show_sizes(submission)

    def _make_checks(self) -> QTreeWidget:
        checks = QTreeWidget()
        checks.setRootIsDecorated(False)
        checks.setUniformRowHeights(True)
        header = checks.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(1, 180)
        checks.itemActivated.connect(self._on_activated)
        checks.itemDoubleClicked.connect(self._on_activated)
        return checks

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(12)
        layout.addWidget(plain("title", self._subject.name))
        layout.addWidget(label("submit.honest", "small", wrap=True))
        layout.addLayout(self._make_form())
        layout.addLayout(self._sizes)
        self._fill_banner()
        layout.addWidget(self._banner)
        layout.addWidget(self.checks, 1)
        layout.addLayout(self._make_buttons())

    def _make_form(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        browse = QPushButton()
        bind(browse, browse.setText, "submit.browse")
        browse.clicked.connect(self._on_browse_clicked)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.folder, 1)
        where.addWidget(browse)
        version = QHBoxLayout()
        version.setSpacing(8)
        self.version.setMaximumWidth(160)
        version.addWidget(self.version)
        version.addWidget(self._last, 1)
        for key, field, buddy in (
            ("submit.version", version, self.version),
            ("submit.description", self.description, self.description),
            ("submit.folder", where, self.folder),
        ):
            words = label(key, "muted")
            words.setBuddy(buddy)
            bind(buddy, buddy.setAccessibleName, key)
            form.addRow(words, field)
        return form

    def _fill_banner(self) -> None:
        banner = QHBoxLayout(self._banner)
        banner.setContentsMargins(12, 9, 12, 9)
        banner.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        banner.addWidget(self._verdict, 1)

    def _make_buttons(self) -> QHBoxLayout:
        self._copy, self._open_folder, close = QPushButton(), QPushButton(), QPushButton()
        bind(self._copy, self._copy.setText, "submit.copy_hash")
        bind(self._open_folder, self._open_folder.setText, "submit.open_folder")
        bind(close, close.setText, "button.close")
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        for button in (self._copy, self._open_folder):
            button.hide()
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.create_button)
        buttons.addWidget(close)
        return buttons

    def _connect(self) -> None:
        self.version.textChanged.connect(self._on_form_changed)
        self.description.textChanged.connect(self._on_form_changed)
        self.create_button.clicked.connect(self._on_create_clicked)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._open_folder.clicked.connect(self._on_open_folder_clicked)

    def _submission(self) -> Submission:
        form = Form(self.version.text().strip(), self.description.toPlainText(), self._last_version)
        subject = self._subject
        return Submission(subject.root, subject.app_root, subject.config, form)

    def _show_findings(self) -> None:
        self.checks.clear()
        for finding in self._findings:
            item = QTreeWidgetItem([finding.message, finding.place])
            item.setIcon(0, icons.severity_icon(finding.severity))
            item.setToolTip(0, f"{finding.message}\n{finding.code} · {finding.hint}")
            item.setToolTip(1, finding.place)
            item.setData(0, _ROLE, finding)
            self.checks.addTopLevelItem(item)
        self.checks.resizeColumnToContents(1)
        header, half = self.checks.header(), self.checks.viewport().width() // 2
        header.resizeSection(1, min(header.sectionSize(1), half))

    def _show_sizes(self, submission: Submission) -> None:
        while (item := self._sizes.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        most = limit("package.single")
        parts = sorted(submission.parts, key=lambda part: -part.size)
        for part in parts[:_PARTS_SHOWN]:
            self._sizes.addWidget(_SizeRow(part.name, part.size, most))
        if len(parts) > _PARTS_SHOWN:
            rest = tr("submit.more_parts", count=len(parts) - _PARTS_SHOWN)
            self._sizes.addWidget(plain("small", rest))

    def _show_verdict(self) -> None:
        count = _count(self._findings, Severity.ERROR)
        warnings = _count(self._findings, Severity.WARNING)
        looking = self._surveying and self._survey is None
        if count:
            self._say("error", "submit.blocked", count=count)
        elif looking:
            self._say("warning", "submit.looking")
        elif self._survey is None:
            self._say("warning", "submit.unsurveyed")
        elif warnings:
            self._say("warning", "submit.warned", count=warnings)
        else:
            self._say("success", "submit.clean")
        self.create_button.setEnabled(not count and not looking)

    def _say(self, level: str, key: str, **values: object) -> None:
        self._banner.setProperty("level", level)
        restyle(self._banner)
        self._picture.setPixmap(icons.pixmap(level, level, 16, self.devicePixelRatioF()))
        self._tell = partial(self._put_verdict, key, values)
        self._tell()

    def _put_verdict(self, key: str, values: Mapping[str, object]) -> None:
        self._verdict.setText(tr(key, **values))

    def _on_form_changed(self) -> None:
        self._quiet.start()

    def _on_browse_clicked(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("submit.folder"), self.folder.text())
        if folder:
            self.folder.setText(folder)

    def _on_activated(self, item: QTreeWidgetItem) -> None:
        finding = item.data(0, _ROLE)
        if isinstance(finding, Finding) and finding.file:
            self.open_requested.emit(finding.file, finding.line or 1, finding.column or 1)

    def _on_create_clicked(self) -> None:
        self._quiet.stop()
        self.check()
        if _count(self._findings, Severity.ERROR):
            return
        submission = self._submission()
        try:
            done = package.write(submission, Path(self.folder.text()), self._subject.name)
        except package.PackageError as error:
            self._say("error", "submit.write_failed", reason=error)
            return
        self._package = done
        form = submission.form
        note = Written(form.version, form.description, str(done.file), done.sha256)
        self._history.add(self._subject.root, note)
        self._say("success", "submit.done", file=done.file, sha=done.sha256)
        self._copy.show()
        self._open_folder.show()
        self.create_button.setEnabled(False)
        self.written.emit(done)

    def _on_copy_clicked(self) -> None:
        if self._package is not None:
            QGuiApplication.clipboard().setText(self._package.sha256)

    def _on_open_folder_clicked(self) -> None:
        if self._package is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._package.file.parent)))


class _SizeRow(QWidget):
    """Name, bar and size of a part of the package."""

    def __init__(self, name: str, size: int, most: int) -> None:
        super().__init__()
        bar = QProgressBar()
        bar.setRange(0, 1000)
        bar.setValue(min(1000, round(size / most * 1000)))
        bar.setTextVisible(False)
        bar.setFixedHeight(6)
        bar.setProperty("full", size > most)
        title = plain("muted", tr("submit.main_package") if name == "main" else name)
        numbers = f"{size / 1024:,.1f} KB / {most / 1024 / 1024:.0f} MB"
        bar.setAccessibleName(f"{title.text()} {numbers}")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(title)
        layout.addWidget(bar, 1)
        layout.addWidget(plain("small", numbers))


def _count(findings: Sequence[Finding], severity: Severity) -> int:
    return sum(finding.severity is severity for finding in findings)
