"""Scenarios as Python tests: shown as they would be written, and written where the person says."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from apimock.scenario.errors import ScenarioError
from ide import messages
from ide.i18n import tr
from ide.panels.scenario.export_dialog import ExportDialog, Preview
from ide.theme import icons

if TYPE_CHECKING:
    from ide.mainwindow import MainWindow
    from ide.recording.exporting import Export
    from ide.workbench import Workbench

_FOLDER = "tests"
_HALF = 128


class Exporting(QObject):
    """Joins the scenario dock with what makes tests."""

    def __init__(self, window: MainWindow, bench: Workbench) -> None:
        super().__init__(window)
        self._window = window
        self._bench = bench
        bench.handle("scenario.export", self.ask)
        window.scenario.export_requested.connect(partial(bench.run, "scenario.export"))

    def ask(self) -> None:
        """Show the test of the chosen scenario, and ask where it shall go."""
        session = self._bench.session
        scenario = self._window.scenario.file
        if session is None or not scenario:
            messages.info(tr("scenario.export.none"))
            return
        # Few windows come to an export: what it is made of is loaded with the first one.
        from ide.recording.names import file_name  # noqa: PLC0415

        root = session.folder.root
        name = f"{_FOLDER}/{file_name(scenario)}"
        dialog = ExportDialog(name, partial(self._preview, root, scenario), self._window)
        dialog.saved.connect(partial(self._save, root, scenario))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _export(self, root: Path, scenario: str, path: str) -> Export:
        """Raises ScenarioError."""
        from ide.recording.exporting import export  # noqa: PLC0415

        return export(
            root / scenario,
            root / path,
            project=root,
            wait=self._bench.settings.number("preview.scenario_wait"),
            text=self._window.editor.text_of(scenario),
        )

    def _preview(self, root: Path, scenario: str, path: str) -> Preview:
        if not _is_test(path):
            return Preview("", trouble=tr("scenario.export.bad_name"))
        try:
            made = self._export(root, scenario, path)
        except ScenarioError as error:
            return Preview("", trouble=str(error).replace(f"{root}/", ""))
        # With the lexers, and first needed here.
        from ide.highlight.code_frame import html_source  # noqa: PLC0415

        theme = "dark" if icons.qcolor("surface").lightness() < _HALF else "light"
        told = [sentence.replace(f"{root}/", "") for sentence in made.left_out]
        return Preview(html_source(made.source, path, theme), told, made.differs)

    def _save(self, root: Path, scenario: str, path: str) -> None:
        try:
            self._export(root, scenario, path).write()
        except (OSError, ScenarioError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            messages.error(tr("scenario.not_written", file=path, reason=reason))
            return
        self._window.editor.open(path)
        messages.info(tr("scenario.export.written", file=path))


def _is_test(path: str) -> bool:
    """Whether a test can be called that: a Python file in the project."""
    parts = Path(path).parts
    inside = bool(parts) and not Path(path).is_absolute() and ".." not in parts
    return inside and path.endswith(".py") and bool(Path(path).stem)


def wire_window(window: MainWindow, bench: Workbench) -> None:
    """Connect what lives as long as the window."""
    Exporting(window, bench)
