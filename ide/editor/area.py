"""The editor of the window: opens, saves, compares and closes files, in one or more columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ide import messages
from ide.editor.closing import may_close
from ide.editor.code_view import NO_FORMATTER, CodeView
from ide.editor.document import Document, NotTextError
from ide.editor.documents import Documents
from ide.editor.groups import Comparison, Groups, is_image
from ide.editor.history import History, Place
from ide.editor.layout import Group
from ide.editor.prettier_config import prettier_options
from ide.editor.recent import RecentFiles
from ide.finding import Finding
from ide.i18n import tr
from ide.theme.palette import Colors


class EditorArea(QWidget):
    """What the window and its other rooms ask of the editor."""

    text_changed = Signal(str, object)  # path, unsaved text or None when it is as on disk
    saved = Signal(str)  # path
    cursor_moved = Signal(int, int, int)  # line, column, units selected
    current_changed = Signal(str)  # path, empty when no file is shown
    reveal_requested = Signal(str)  # path to be shown among the files

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = CodeView()
        self.documents = Documents(self.code, self)
        self.groups = Groups(self.code, self.documents, self)
        self.format_on_save = False
        self.outside: Callable[[str, int, int], object] | None = None
        """Opens places in another program; nothing is then opened here."""
        self._history = History()
        self._recent = RecentFiles()
        self._saving: set[str] = set()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.groups.stage)
        self.documents.text_changed.connect(self.text_changed)
        self.documents.saved.connect(self.saved)
        self.groups.current_changed.connect(self._recent.visit)
        self.groups.current_changed.connect(self.current_changed)
        self.groups.reveal_requested.connect(self.reveal_requested)
        self.groups.close_requested.connect(self.close_tabs_typed)
        self.groups.notice_answered.connect(self._on_notice_answered)
        self.code.cursor_moved.connect(self._on_cursor_moved)
        self.code.open_requested.connect(self.open)
        self.code.formatted.connect(self._on_formatted)
        self.code.crashed.connect(self._on_code_crashed)

    @property
    def current(self) -> str:
        """The path shown in the column that is worked in, empty when there is none."""
        return self.groups.current

    @property
    def paths(self) -> list[str]:
        """The open files in the order of columns and tabs."""
        return self.groups.paths

    @property
    def dirty(self) -> list[str]:
        """Paths with unsaved text."""
        return self.documents.dirty

    def document(self, path: str) -> Document | None:
        """Return the open document of a path."""
        return self.documents.get(path)

    def selected_text(self) -> str:
        """Return what is selected in the shown file; '' when that is nothing, or very much."""
        path, text = self.code.selected
        return text if path == self.current else ""

    def text_of(self, path: str) -> str | None:
        """Return the text of an open document, None when it is not open."""
        document = self.documents.get(path)
        return document.text if document is not None else None

    def set_root(self, root: Path) -> None:
        """Work on another project; the caller has closed the files of the last one."""
        self.documents.set_root(root)
        self._history.clear()
        self._recent.clear()
        self.code.set_formatting(prettier_options(root))

    def open(self, path: str, line: int | None = None, column: int | None = None) -> bool:
        """Show a file, reading it when it is not open; tells the person when that fails."""
        if self.outside is not None:
            self.outside(path, line or 1, column or 1)
            return True
        if not is_image(path) and not self.documents.load(path):
            return False
        self.groups.open(path, line, column)
        return True

    def show_diff(self, title: str, path: str, original_text: str) -> bool:
        """Show a file beside ``original_text`` in a tab of its own, called ``title``."""
        if not self.documents.load(path):
            return False
        self.groups.compare(Comparison(title, path, original_text))
        return True

    def restore(self, path: str, text: str) -> bool:
        """Open a file with unsaved text from before; return whether there is such a file."""
        if not self.open(path):
            return False
        if path in self.documents:
            self.documents.put_text(path, text)
        return True

    def put_text(self, path: str, text: str) -> None:
        """Give an open file another text; the person can undo it in the editor."""
        self.documents.put_text(path, text)

    def save(self, path: str = "") -> bool:
        """Save one file, the shown one when none is named; return whether it is on disk."""
        return self.documents.save(path or self.current)

    def save_current(self) -> None:
        """Save the shown file as the person wishes it, the last key included.

        It is formatted first when that is set.
        """
        self.code.flush(partial(self._save_formatted, self.current))

    def _save_formatted(self, path: str) -> None:
        document = self.documents.get(path)
        if self.format_on_save and document is not None and document.dirty:
            self._saving.add(path)
            self.code.format(path)
        else:
            self.save(path)

    def format_current(self) -> None:
        """Format the shown file; tells the person why when it cannot be."""
        if self.current in self.documents:
            self.code.format(self.current)

    def save_all(self) -> bool:
        """Save every changed file; return whether all are on disk."""
        return all([self.save(path) for path in self.dirty])

    def save_all_typed(self) -> None:
        """Save every changed file, the last key included."""
        self.code.flush(self._save_all)

    def _save_all(self) -> None:
        self.save_all()

    def close_current(self) -> None:
        """Close the shown tab, the last key typed into it included."""
        group = self.groups.layout.active
        if group.current:
            self.close_tabs_typed(group, [group.current])

    def close_tabs_typed(self, group: Group, tabs: Sequence[str]) -> None:
        """Close tabs of a column as :meth:`close_tabs` does, the last key included."""
        self.code.flush(partial(self._close_present, group, tuple(tabs)))

    def _close_present(self, group: Group, tabs: Sequence[str]) -> None:
        if present := [tab for tab in tabs if tab in group.tabs]:
            self.close_tabs(group, present)

    def close_file(self, path: str) -> bool:
        """Close a file everywhere, asking first about unsaved text; return whether it closed."""
        if path in self.dirty and not may_close(self.window(), [path], self.save):
            return False
        layout = self.groups.layout
        for tab in [tab for tab in layout.tabs if self.groups.path_of(tab) == path]:
            for group in layout.showing(tab):
                layout.close(group, tab)
        self._forget_unused()
        return True

    def close_tabs(self, group: Group, tabs: Sequence[str]) -> bool:
        """Close tabs of a column, asking once about unsaved text that is shown nowhere else."""
        layout, path_of = self.groups.layout, self.groups.path_of
        elsewhere = {
            path_of(tab)
            for other in layout.groups
            for tab in other.tabs
            if other is not group or tab not in tabs
        }
        losing = [path for path in dict.fromkeys(map(path_of, tabs)) if path in self.dirty]
        losing = [path for path in losing if path not in elsewhere]
        if losing and not may_close(self.window(), losing, self.save):
            return False
        for tab in list(tabs):
            layout.close(group, tab)
        self._forget_unused()
        return True

    def close_all(self) -> bool:
        """Close every file, asking once about unsaved text; return whether all closed."""
        if self.dirty and not may_close(self.window(), self.dirty, self.save):
            return False
        self.groups.layout.clear()
        self._forget_unused()
        return True

    def reopen(self) -> None:
        """Open the file closed last again."""
        layout = self.groups.layout
        tab = layout.reopen()
        while tab and not (self.documents.root / tab.lstrip("\0")).is_file():
            tab = layout.reopen()
        if tab:
            self.open(tab)

    def step(self, distance: int) -> None:
        """Show the tab ``distance`` places away in its column, around the end."""
        self.groups.step(distance)

    def split(self) -> None:
        """Show the current file a second time, in a new column on the right."""
        if not self.groups.split():
            messages.info(tr("editor.split_full"))

    def go_back(self) -> None:
        """Show the place looked at before."""
        self._go(self._history.back())

    def go_forward(self) -> None:
        """Show the place that was left by going back."""
        self._go(self._history.forward())

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Underline findings in the files that are open now or later."""
        self.documents.set_findings(findings)

    def files_changed(self, paths: Sequence[str]) -> None:
        """Take over what other programs wrote; text edited here is kept and said to be."""
        self.documents.files_changed(paths)

    def recent_files(self) -> list[str]:
        """Return the files shown before the current one, the latest first."""
        return self._recent.before(
            self.current, lambda path: (self.documents.root / path).is_file()
        )

    def state(self) -> dict[str, Any]:
        """Return columns, tabs, the places in files and the latest files for the next time."""
        return {**self.groups.state(), "recent": self._recent.paths}

    def restore_state(self, data: Mapping[str, Any]) -> bool:
        """Show the columns and files of another time; return whether any file is open."""
        recent = data.get("recent")
        self._recent.restore(recent if isinstance(recent, list) else ())
        self.groups.restore_state(data, self._is_usable)
        return bool(self.paths)

    def set_theme(self, colors: Colors) -> None:
        """Use the window's colours."""
        self.code.set_theme(colors)
        self.groups.set_theme(colors)

    def set_options(self, options: Mapping[str, object]) -> None:
        """Set options of the code view."""
        self.code.set_options(options)

    def retranslate(self) -> None:
        """Show texts in the language in use."""
        self.code.retranslate()
        for column in self.groups.stage.columns.values():
            column.notice.show_notice("")
        self.groups.refresh()

    def _is_usable(self, path: str) -> bool:
        exists = (self.documents.root / path).is_file()
        return exists and (is_image(path) or self.documents.load(path))

    def _forget_unused(self) -> None:
        tabs = set(self.groups.layout.tabs)
        used = {self.groups.path_of(tab) for tab in tabs}
        for path in [path for path in self.documents if path not in used]:
            self.documents.forget(path)
        self.groups.forget(tabs.__contains__)
        self.groups.refresh()

    def _go(self, place: Place | None) -> None:
        if place is None:
            return
        if (self.documents.root / place.path).is_file():
            self.open(place.path, place.line, place.column)

    def _compare_with_disk(self, path: str) -> None:
        document = self.documents.get(path)
        if document is None:
            return
        try:
            text = document.disk_text()
        except (OSError, NotTextError) as error:
            messages.error(tr("editor.open_failed", file=path, reason=error))
            return
        self.show_diff(tr("editor.on_disk"), path, text)

    def _on_notice_answered(self, path: str, choice: str) -> None:
        answers = {
            "compare": self._compare_with_disk,
            "reload": self.documents.reload,
            "keep": self.documents.keep_mine,
        }
        answers[choice](path)

    def _on_cursor_moved(self, path: str, line: int, column: int, selected: int) -> None:
        if path == self.current:
            self._history.visit(Place(path, line, column))
            self.cursor_moved.emit(line, column, selected)

    def _on_formatted(self, path: str, reason: str, line: int) -> None:
        if reason:
            place = f"{path}:{line}" if line else path
            why = tr("editor.no_formatter") if reason == NO_FORMATTER else reason
            messages.warning(tr("editor.not_formatted", file=place, reason=why))
        if path in self._saving:
            self._saving.discard(path)
            self.save(path)

    def _on_code_crashed(self) -> None:
        messages.warning(tr("editor.restarted"))
        self._saving.clear()
        self.code.reload()
        self.documents.hand_over_again()
        self.groups.show_again()
