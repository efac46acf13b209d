"""Shows what a rename, a move or a removal touches, and lets the person decide."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import tr
from ide.search.finder import FileMatches
from ide.search.match_delegate import MatchDelegate
from ide.search.match_tree import MatchTree
from ide.search.matching import Match
from ide.widgets.labels import plain
from ide.widgets.texts import bind, follow

_WIDTH, _HEIGHT = 640, 420
_QUIET_MS = 250


class _UsesDialog(QDialog):
    """A list of the places that name some files, and two buttons."""

    def __init__(self, title: Callable[[], str], act: str, parent: QWidget | None) -> None:
        """``title`` writes the title in the language in use, ``act`` is the key of the button."""
        super().__init__(parent)
        self._state: Callable[[], str] = str
        follow(self, lambda: self.setWindowTitle(title()))
        self.resize(_WIDTH, _HEIGHT)
        self.model = MatchTree(self)
        self.tree = QTreeView()
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(MatchDelegate(self.tree))
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        bind(self.tree, self.tree.setAccessibleName, "files.references")
        self.state = plain("small", wrap=True)
        self.trouble = plain("error", wrap=True)
        self.trouble.hide()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        bind(self.ok, self.ok.setText, act)
        self.ok.setProperty("primary", True)
        self.ok.setEnabled(False)
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        bind(cancel, cancel.setText, "button.cancel")
        follow(self, self._show_state)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addLayout(self.fields)
        layout.addWidget(self.state)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.trouble)
        layout.addWidget(self.buttons)

    def show_looking(self) -> None:
        """Say that the project is being looked through."""
        self.model.clear()
        self._state = partial(tr, "files.looking")
        self._show_state()
        self.ok.setEnabled(False)

    def add(self, found: FileMatches) -> None:
        """Show the places of one more file."""
        self.model.add(found)
        self.tree.expand(self.model.index(self.model.rowCount() - 1, 0))

    def show_looked(self, words: str) -> None:
        """The project was looked through; ``words`` say why it was not."""
        count, files = self.model.count, self.model.rowCount()
        key = "files.uses" if count else "files.no_uses"
        self._state = partial(str, words) if words else partial(tr, key, count=count, files=files)
        self._show_state()
        self.ok.setEnabled(True)

    def _show_state(self) -> None:
        self.state.setText(self._state())

    def show_trouble(self, text: str) -> None:
        """Say what is wrong, or that nothing is."""
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))
        if text:
            self.ok.setEnabled(False)


class MoveDialog(_UsesDialog):
    """Asks for a new path; the places that name the file are rewritten unless unchecked."""

    looked_for = Signal(str, bool)  # new path, whether the whole page or component moves

    def __init__(self, path: str, unit: int, parent: QWidget | None = None) -> None:
        """``unit`` is how many files belong to the page or component of ``path``."""
        super().__init__(partial(tr, "files.rename_title", file=path), "files.rename_now", parent)
        self.path = path
        self.model.set_checkable(checkable=True)
        self.target = QLineEdit(path)
        bind(self.target, self.target.setAccessibleName, "files.new_path")
        self.whole = QCheckBox()
        words = partial(tr, "files.whole_unit", count=unit)
        follow(self, lambda: self.whole.setText(words()))
        self.whole.setChecked(unit > 1)
        self.whole.setVisible(unit > 1)
        self.fields.addWidget(self.target)
        self.fields.addWidget(self.whole)
        self._state = partial(tr, "files.rename_hint")
        self._show_state()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._look)
        self.target.textChanged.connect(self._on_changed)
        self.whole.toggled.connect(self._on_changed)
        folder, slash, name = path.rpartition("/")
        self.target.setSelection(len(folder) + len(slash), len(name.partition(".")[0]))
        self.target.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> dict[str, list[Match]]:
        """The places to rewrite, by file."""
        return self.model.chosen()

    def _on_changed(self) -> None:
        self.ok.setEnabled(False)
        self._quiet.start()

    def _look(self) -> None:
        self.looked_for.emit(self.target.text().strip(), self.whole.isChecked())


class RemoveDialog(_UsesDialog):
    """Says what names the files that are to be removed."""

    def __init__(self, paths: list[str], pages: int, parent: QWidget | None = None) -> None:
        """``pages`` is how many of the files' pages app.json lists."""

        def title() -> str:
            first = paths[0] if len(paths) == 1 else tr("files.several", count=len(paths))
            return tr("files.remove_title", file=first)

        super().__init__(title, "files.remove_now", parent)
        self.fields.addWidget(plain("small", "\n".join(paths[:12]), wrap=True))
        self.unlist = QCheckBox()
        words = partial(tr, "files.unlist", count=pages)
        follow(self, lambda: self.unlist.setText(words()))
        self.unlist.setChecked(True)
        self.unlist.setVisible(pages > 0)
        self.fields.addWidget(self.unlist)
