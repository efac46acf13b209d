"""Find and replace in files: the panel, the search behind it, and the editor's texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from ide import messages
from ide.i18n import tr
from ide.mainwindow import MainWindow
from ide.search.finder import Finder
from ide.search.matching import Match
from ide.search.query import Query
from ide.search.replacer import Replacer, Trouble
from ide.workbench import Workbench


def wire_window(window: MainWindow, bench: Workbench) -> None:
    """Connect what lives as long as the window."""
    panel = window.search
    finder = Finder(window)
    replacer = Replacer(window.editor)
    panel.open_requested.connect(window.editor.open)
    panel.search_requested.connect(partial(_search, window, bench, finder))
    panel.cancel_requested.connect(finder.cancel)
    panel.cancel_requested.connect(panel.show_cancelled)
    panel.replace_requested.connect(partial(_replace, window, bench, replacer))
    panel.undo_requested.connect(partial(_undo, window, replacer))
    finder.started.connect(panel.show_started)
    finder.found.connect(panel.add)
    finder.finished.connect(panel.show_finished)
    bench.theme.changed.connect(lambda _colors: panel.refresh_icons())
    bench.session_ending.connect(lambda _session: finder.cancel())
    bench.session_ending.connect(lambda _session: panel.reset())
    bench.handle("edit.find_in_files", partial(_begin, window, replace=False))
    bench.handle("edit.replace_in_files", partial(_begin, window, replace=True))
    bench.handle("edit.next_result", partial(panel.step, 1))
    bench.handle("edit.previous_result", partial(panel.step, -1))


def _begin(window: MainWindow, *, replace: bool) -> None:
    window.focus_dock("search")
    window.search.begin(replace=replace)


def _search(window: MainWindow, bench: Workbench, finder: Finder, query: Query) -> None:
    if bench.session is not None:
        unsaved = {path: window.editor.text_of(path) or "" for path in window.editor.dirty}
        finder.search(bench.session.folder.root, query, unsaved)


def _replace(
    window: MainWindow,
    bench: Workbench,
    replacer: Replacer,
    chosen: Mapping[str, Sequence[Match]],
) -> None:
    if bench.session is not None:
        outcome = replacer.replace(bench.session.folder.root, chosen)
        window.search.show_replaced(outcome.matches, outcome.files)
        _tell(outcome.troubles)


def _undo(window: MainWindow, replacer: Replacer) -> None:
    _tell(replacer.undo())
    window.search.show_undone()


def _tell(troubles: Sequence[Trouble]) -> None:
    for trouble in troubles:
        messages.warning(tr(trouble.key, file=trouble.path, reason=trouble.reason))
