"""Shows the layout of tabs: which file is in which column, and what the mouse does to tabs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication

from ide.editor.code_view import CodeView
from ide.editor.column import Column
from ide.editor.documents import Documents
from ide.editor.image_view import IMAGES
from ide.editor.layout import EditorLayout, Group
from ide.editor.notices import notice_of
from ide.editor.stage import Stage
from ide.editor.tab_menu import tab_menu
from ide.theme.palette import Colors

_COMPARISON = "\0compare:"


@dataclass(frozen=True)
class Comparison:
    """A file beside another text of it."""

    title: str
    path: str
    original: str


def is_image(path: str) -> bool:
    """Whether a file is shown as a picture."""
    return PurePosixPath(path).suffix.lower() in IMAGES


class Groups(QObject):
    """Keeps the columns on the screen in step with the layout."""

    current_changed = Signal(str)  # path, empty when no file is shown
    close_requested = Signal(object, object)  # Group, list of tabs
    reveal_requested = Signal(str)  # path
    notice_answered = Signal(str, str)  # path, choice

    def __init__(self, code: CodeView, documents: Documents, parent: QObject) -> None:
        super().__init__(parent)
        self.layout = EditorLayout()
        self.stage = Stage(code)
        self._code = code
        self._documents = documents
        self._comparisons: dict[str, Comparison] = {}
        self._views: dict[str, Any] = {}
        self._shown: dict[int, str] = {}
        self._told: str | None = None
        self.stage.column_added.connect(self._on_column_added)
        self.stage.drop_zone.dropped.connect(self._on_dropped)
        code.group_focused.connect(self._on_group_focused)
        code.shares_dragged.connect(self._on_shares_dragged)
        code.view_left.connect(self._on_view_left)
        documents.state_changed.connect(self.dress)
        self.refresh()

    @property
    def current(self) -> str:
        """The path shown in the active column, empty when there is none."""
        return self.path_of(self.layout.active.current)

    @property
    def paths(self) -> list[str]:
        """The open files in the order of columns and tabs."""
        return [tab for tab in self.layout.tabs if not tab.startswith(_COMPARISON)]

    def path_of(self, tab: str) -> str:
        """Return the file a tab is about."""
        comparison = self._comparisons.get(tab)
        return comparison.path if comparison is not None else tab

    def open(self, path: str, line: int | None = None, column: int | None = None) -> None:
        """Show a file that is loaded, or a picture."""
        group = self.layout.open(path)
        self._shown[group.id] = path
        self.refresh()
        self._show(group, line, column, focus=True)

    def compare(self, comparison: Comparison) -> None:
        """Show a file beside another text, in a tab of its own."""
        tab = f"{_COMPARISON}{comparison.title}:{comparison.path}"
        self._comparisons[tab] = comparison
        group = self.layout.open(tab)
        self._shown[group.id] = tab
        self.refresh()
        self._show(group, focus=True)

    def choose(self, group: Group, tab: str) -> None:
        """Show a tab of a column and put the keyboard there."""
        self.layout.active = group
        if tab:
            group.show(tab)
        self._shown[group.id] = tab
        self.refresh()
        self._show(group, focus=True)

    def step(self, distance: int) -> None:
        """Show the tab ``distance`` places away in the active column, around the end."""
        group = self.layout.active
        if group.tabs:
            index = (group.tabs.index(group.current) + distance) % len(group.tabs)
            self.choose(group, group.tabs[index])

    def focus_next(self, distance: int = 1) -> None:
        """Put the keyboard into a column to the left or right, around the end."""
        groups = self.layout.groups
        index = (groups.index(self.layout.active) + distance) % len(groups)
        self.choose(groups[index], groups[index].current)

    def split(self) -> bool:
        """Show the current tab once more in a new column; return whether there was room."""
        if not self.layout.active.current:
            return True
        new = self.layout.split(self.layout.active.current)
        if new is not None:
            self.choose(new, new.current)
        return new is not None

    def refresh(self) -> None:
        """Bring the screen in line with the layout."""
        layout = self.layout
        shares = zip(layout.groups, layout.shares(), strict=True)
        self.stage.arrange([(group.id, share) for group, share in shares])
        for group in layout.groups:
            column = self.stage.columns[group.id]
            tabs = [(tab, self._title(tab), self.path_of(tab)) for tab in group.tabs]
            column.strip.show_tabs(tabs, group.current)
        for path in {self.path_of(tab) for tab in layout.tabs}:
            self.dress(path)
        for group in layout.groups:
            if self._shown.get(group.id) != group.current:
                self._shown[group.id] = group.current
                self._show(group)
        self._shown = {group.id: self._shown.get(group.id, "") for group in layout.groups}
        self.stage.place()
        self._tell_current()

    def dress(self, path: str) -> None:
        """Show on the tabs of a file, and above its text, how it stands."""
        dirty = path in self._documents.dirty
        for group in self.layout.groups:
            column = self.stage.columns[group.id]
            for tab in group.tabs:
                if self.path_of(tab) == path:
                    column.strip.dress(tab, dirty=dirty)
            if self.path_of(group.current) == path:
                self._show_notice(column, path)

    def show_again(self) -> None:
        """Show every column anew, after the code view has lost what it showed."""
        self.stage.place()
        for group in self.layout.groups:
            self._show(group)

    def forget(self, still_open: Callable[[str], bool]) -> None:
        """Forget comparisons whose tab is gone."""
        self._comparisons = {t: c for t, c in self._comparisons.items() if still_open(t)}

    def state(self) -> dict[str, Any]:
        """Return columns, tabs and the places in files for the next time."""
        kept = self.layout.to_json(lambda tab: not tab.startswith(_COMPARISON))
        views = {path: self._views[path] for path in self.paths if path in self._views}
        return {**kept, "views": views}

    def restore_state(self, data: Mapping[str, Any], usable: Callable[[str], bool]) -> None:
        """Show the columns and files of another time."""
        views = data.get("views")
        self._views = dict(views) if isinstance(views, dict) else {}
        self.layout.restore(data, usable)
        self._shown.clear()
        self.refresh()

    def set_theme(self, colors: Colors) -> None:
        """Use the window's colours."""
        self.stage.set_theme(colors)
        for tab in self.layout.tabs:
            self.dress(self.path_of(tab))

    def _title(self, tab: str) -> str:
        comparison = self._comparisons.get(tab)
        name = PurePosixPath(self.path_of(tab)).name
        return f"{name} ({comparison.title})" if comparison is not None else name

    def _show(
        self,
        group: Group,
        line: int | None = None,
        column: int | None = None,
        *,
        focus: bool = False,
    ) -> None:
        place, tab = self.stage.columns[group.id], group.current
        path = self.path_of(tab)
        comparison = self._comparisons.get(tab)
        self._show_notice(place, path)
        if not tab:
            place.cover_with_nothing()
            self._code.show_nothing(group.id)
        elif is_image(path):
            place.cover_with_image(self._documents.root / path)
            self._code.show_nothing(group.id)
        else:
            place.uncover()
            if focus:
                self._code.setFocus()
            if comparison is not None:
                self._code.compare(group.id, path, comparison.original, focus=focus)
            else:
                state = self._views.get(path)
                self._code.show_file(group.id, path, line, column, focus=focus, state=state)
        self._tell_current()

    def _show_notice(self, column: Column, path: str) -> None:
        notice = notice_of(path, self._documents)
        if column.notice.key != notice.key:
            column.notice.show_notice(notice.key, notice.choices)
            self.stage.place()

    def _tell_current(self) -> None:
        if self._told != self.current:
            self._told = self.current
            self.current_changed.emit(self.current)

    def _on_column_added(self, column: Column) -> None:
        strip = column.strip
        strip.chosen.connect(partial(self._on_chosen, column.id))
        strip.close_requested.connect(partial(self._on_close_requested, column.id))
        strip.reordered.connect(partial(self._on_reordered, column.id))
        strip.menu_requested.connect(partial(self._on_menu_requested, column.id))
        strip.drag_began.connect(partial(self._on_drag_began, column.id))
        strip.drag_ended.connect(self.stage.end_drag)
        column.notice.chosen.connect(partial(self._on_notice_chosen, column.id))

    def _group(self, number: int) -> Group:
        return self.layout.group(number) or self.layout.active

    def _on_chosen(self, number: int, tab: str) -> None:
        self.choose(self._group(number), tab)

    def _on_close_requested(self, number: int, tab: str) -> None:
        self.close_requested.emit(self._group(number), [tab])

    def _on_reordered(self, number: int, tab: str, index: int) -> None:
        group = self._group(number)
        self.layout.move(tab, group, group, index)

    def _on_drag_began(self, number: int, _tab: str) -> None:
        self.layout.activate(number)
        self.stage.begin_drag()

    def _on_dropped(self, tab: str, number: int, beside: bool) -> None:
        source, target = self.layout.active, self._group(number)
        new = self.layout.split(after=target) if beside else None
        self.layout.move(tab, source, new or target, len((new or target).tabs))
        self.choose(self.layout.active, tab)

    def _on_notice_chosen(self, number: int, choice: str) -> None:
        self.notice_answered.emit(self.path_of(self._group(number).current), choice)

    def _on_menu_requested(self, number: int, tab: str, place: QPoint) -> None:
        group = self._group(number)
        index = group.tabs.index(tab)
        enabled = {"close_others": len(group.tabs) > 1, "close_right": index + 1 < len(group.tabs)}
        strip = self.stage.columns[number].strip
        menu = tab_menu(
            strip, partial(self._carry_out, group, tab), lambda choice: enabled.get(choice, True)
        )
        menu.popup(place)

    def _carry_out(self, group: Group, tab: str, choice: str) -> None:
        index = group.tabs.index(tab)
        closed = {
            "close": [tab],
            "close_others": [other for other in group.tabs if other != tab],
            "close_right": group.tabs[index + 1 :],
            "close_all": list(group.tabs),
        }
        path = self.path_of(tab)
        copied = {"copy_path": str(self._documents.root / path), "copy_relative_path": path}
        if choice in closed:
            self.close_requested.emit(group, closed[choice])
        elif choice in copied:
            QGuiApplication.clipboard().setText(copied[choice])
        elif choice == "reveal":
            self.reveal_requested.emit(path)
        elif choice == "split":
            self.choose(group, tab)
            self.split()

    def _on_group_focused(self, number: int) -> None:
        if self.layout.activate(number):
            self._tell_current()

    def _on_shares_dragged(self, shares: list[float]) -> None:
        if self.layout.set_shares(shares):
            self.refresh()

    def _on_view_left(self, path: str, state: object) -> None:
        self._views[path] = state
