"""The page of sizes: limits, the package as areas, and what could go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ide.finding import Finding
from ide.i18n import tr
from ide.submit.dialog.page import Page
from ide.submit.dialog.steps import Step
from ide.submit.dialog.treemap_view import TreemapView, size_text
from ide.submit.files import MAIN, PackagePart
from ide.submit.project_facts import Submission, limit
from ide.submit.size_tree import Block, Cut, cuts, size_tree
from ide.theme import icons
from ide.widgets.labels import label, plain
from ide.widgets.rows import Column, RowModel
from ide.widgets.texts import follow

_PARTS_SHOWN = 3
_CUTS_HEIGHT = 128


class SizesPage(Page):
    """Says what is heavy and what to cut; decides nothing about it."""

    def __init__(self) -> None:
        super().__init__(Step.SIZES, scrolls=False, widest=0)
        self._submission: Submission | None = None
        self._findings: list[Finding] = []
        self._prefix = ""
        self.map = TreemapView()
        self._words = plain("small")
        self._trail = QHBoxLayout()
        self._trail.setSpacing(2)
        self._bars = QVBoxLayout()
        self._bars.setSpacing(4)
        self._model: RowModel[Cut] = RowModel(
            (
                Column("submit.cut_file", lambda cut: cut.path, _icon),
                Column("submit.cut_why", _why),
                Column("submit.cut_saves", self._saves),
            ),
            parent=self,
        )
        self.cuts = QTableView()
        self._set_up_cuts()
        self.body.setSpacing(8)
        self.body.addLayout(self._bars)
        self.body.addLayout(self._trail)
        self.body.addWidget(self.map, 1)
        self.body.addWidget(self._words)
        self.body.addWidget(label("submit.cuts", "heading"))
        self.body.addWidget(self.cuts)
        self.map.chosen_changed.connect(self._show_words)
        self.map.entered.connect(self._show_trail)
        self.map.opened.connect(self._open)
        self.cuts.activated.connect(self._on_activated)
        follow(self, self._retranslate)

    def show_sizes(self, submission: Submission, prefix: str, findings: Iterable[Finding]) -> None:
        """Show what a project weighs; ``prefix`` as :func:`ide.submit.size_tree.cuts` has it."""
        told = list(findings)
        if submission is self._submission and told == self._findings:
            return
        self._submission, self._prefix, self._findings = submission, prefix, told
        self._show()

    def _show(self) -> None:
        submission, prefix = self._submission, self._prefix
        if submission is None:
            return
        self.map.set_root(size_tree(submission.files, submission.app))
        self._model.set_rows(cuts(self._findings, submission.files, prefix))
        self._show_bars(submission.parts)
        self._show_trail()
        self._show_words()

    def enter(self) -> None:
        """Begin with the areas."""
        self.map.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def rows(self) -> list[Cut]:
        """What could go."""
        return self._model.rows()

    def _set_up_cuts(self) -> None:
        self.cuts.setModel(self._model)
        self.cuts.setFixedHeight(_CUTS_HEIGHT)
        self.cuts.setShowGrid(False)
        self.cuts.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.cuts.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.cuts.setTabKeyNavigation(False)
        self.cuts.setWordWrap(False)
        self.cuts.verticalHeader().hide()
        self.cuts.verticalHeader().setDefaultSectionSize(24)
        header = self.cuts.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)

    def _saves(self, cut: Cut) -> str:
        if cut.saves:
            return size_text(cut.saves)
        files = self._submission.files if self._submission is not None else ()
        return next((size_text(file.size) for file in files if file.path == cut.path), "")

    def _show_bars(self, parts: Sequence[PackagePart]) -> None:
        while (item := self._bars.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        heavy = sorted(parts, key=lambda part: -part.size)[:_PARTS_SHOWN]
        total = sum(part.size for part in parts)
        most, all_most = limit("package.single"), limit("package.total")
        for part in heavy:
            name = tr("submit.main_package") if part.name == MAIN else part.name
            self._bars.addWidget(SizeBar(name, part.size, most))
        if len(parts) > 1:
            self._bars.addWidget(SizeBar(tr("submit.size_all"), total, all_most))

    def _show_trail(self, _block: Block | None = None) -> None:
        while (item := self._trail.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        trail = self.map.trail
        for at, block in enumerate(trail):
            button = QPushButton(self.map.title(block))
            button.setProperty("link", True)
            button.setAutoDefault(False)
            button.setEnabled(at < len(trail) - 1)
            button.clicked.connect(partial(self._go_out, len(trail) - 1 - at))
            if at:
                self._trail.addWidget(plain("small", "›"))
            self._trail.addWidget(button)
        self._trail.addStretch(1)
        self._trail.addWidget(plain("small", tr("submit.size_keys")))

    def _show_words(self, _block: Block | None = None) -> None:
        chosen = self.map.chosen
        self._words.setText(self.map.words(chosen) if chosen is not None else "")

    def _go_out(self, levels: int) -> None:
        self.map.go_out(levels)
        self.map.setFocus()

    def _open(self, path: str) -> None:
        self.open_requested.emit(f"{self._prefix}{path}", 1, 1)

    def _on_activated(self, index: QModelIndex) -> None:
        self._open(self._model.row(index.row()).path)

    def _retranslate(self) -> None:
        self.map.setAccessibleName(tr("submit.size_map"))
        self.cuts.setAccessibleName(tr("submit.cuts"))
        self._show()


class SizeBar(QWidget):
    """Name, bar and size of a part of the package."""

    def __init__(self, name: str, size: int, most: int) -> None:
        super().__init__()
        bar = QProgressBar()
        bar.setRange(0, 1000)
        bar.setValue(min(1000, round(size / most * 1000)))
        bar.setTextVisible(False)
        bar.setFixedHeight(6)
        bar.setProperty("full", size > most)
        numbers = f"{size_text(size)} / {most / 1024 / 1024:.0f} MB"
        bar.setAccessibleName(f"{name} {numbers}")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        title = plain("muted", name)
        title.setMinimumWidth(120)
        layout.addWidget(title)
        layout.addWidget(bar, 1)
        layout.addWidget(plain("small", numbers))


def _icon(cut: Cut) -> QIcon:
    if cut.finding is None:
        return icons.icon("file")
    return icons.severity_icon(cut.finding.severity)


def _why(cut: Cut) -> str:
    return cut.finding.message if cut.finding is not None else tr("submit.cut_heavy")
