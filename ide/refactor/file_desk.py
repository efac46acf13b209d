"""Carries out what the Files panel asks for: makes, renames, moves and removes files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Protocol

from PySide6.QtCore import QFile, QObject, Signal
from PySide6.QtWidgets import QWidget

from ide import messages
from ide.i18n import tr
from ide.line_process import LineProcess
from ide.project.folder import ProjectFolder
from ide.refactor import changes
from ide.refactor.app_pages import routes, with_page, without_pages
from ide.refactor.move_dialog import MoveDialog, RemoveDialog
from ide.refactor.naming import moved_path
from ide.refactor.new_dialog import NewDialog, NewThing
from ide.refactor.units import BadNameError, members, new_unit
from ide.search.finder import FileMatches
from ide.search.replacer import OpenTexts, Replacer
from ide.search.texts import read_text

_BAD_LETTERS = frozenset('<>:"|?*\\')


class OpenFiles(OpenTexts, Protocol):
    """What the desk needs of an editor."""

    @property
    def paths(self) -> list[str]: ...

    def save_all(self) -> bool: ...

    def save(self, path: str = "") -> bool: ...

    def close_file(self, path: str) -> bool: ...


@dataclass(frozen=True)
class _Move:
    """A rename that was asked for, and which files go with it."""

    moves: dict[str, str]
    trouble: str = ""


class FileDesk(QObject):
    """Works on one project at a time; dialogs open over ``window``."""

    open_requested = Signal(str)  # path

    def __init__(
        self, window: QWidget, editor: OpenFiles, folder: Callable[[], ProjectFolder | None]
    ) -> None:
        """``folder`` returns the open project."""
        super().__init__(window)
        self._window = window
        self._editor = editor
        self._folder = folder
        self._process = LineProcess("ide.refactor.process", self)
        self._process.answered.connect(self._on_answered)
        self._process.ended.connect(self._on_looked)
        self._dialog: MoveDialog | RemoveDialog | None = None
        self._move = _Move({})

    # making

    def create(self, kind: str, folder: str) -> None:
        """Ask for the name of a new page, component, file or folder, and make it."""
        if self._folder() is None:
            return
        dialog = NewDialog(kind, folder, self._preview, self._window)
        dialog.chosen.connect(self._make)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def duplicate(self, path: str) -> None:
        """Copy a file or folder beside itself."""
        project = self._folder()
        if project is None:
            return
        try:
            changes.duplicate(project.root, path)
        except OSError as error:
            messages.error(tr("files.failed", file=path, reason=error.strerror or error))

    def make_listed(self, text: str) -> None:
        """Make the files of pages that app.json lists and that have none."""
        project = self._folder()
        if project is None:
            return
        files, made = project.files(), []
        for route in routes(text):
            place = self._placed(project, route)
            if any(file.startswith(f"{place}.") for file in files):
                continue
            try:
                changes.make_files(project.root, new_unit("page", place, files))
            except (BadNameError, OSError) as error:
                messages.warning(tr("files.failed", file=route, reason=_reason(error)))
            else:
                made.append(route)
        if made:
            messages.info(tr("files.made_pages", pages=", ".join(made)))

    # moving and removing

    def rename(self, path: str) -> None:
        """Ask for a new path; what names the file is rewritten."""
        self.move(path, path)

    def move(self, path: str, target: str) -> None:
        """Ask whether ``path`` shall go to ``target``."""
        project = self._folder()
        if project is None or not self._editor.save_all():
            return
        unit = [path] if (project.root / path).is_dir() else members(path, project.files())
        dialog = MoveDialog(path, len(unit), self._window)
        dialog.looked_for.connect(self._look_for_move)
        dialog.accepted.connect(self._carry_out_move)
        self._show(dialog)
        if target != path:
            dialog.target.setText(target)

    def remove(self, paths: Sequence[str]) -> None:
        """Ask, then put files and folders into the trash."""
        project = self._folder()
        if project is None or not paths or not self._editor.save_all():
            return
        listed = self._listed_below(project, paths)
        dialog = RemoveDialog(list(paths), len(listed), self._window)
        dialog.accepted.connect(lambda: self._carry_out_removal(list(paths), listed))
        self._show(dialog)
        self._look({"targets": list(paths)})

    def cancel(self) -> None:
        """Give up what is being asked: the project closes."""
        self._process.cancel()
        if self._dialog is not None:
            self._dialog.reject()

    def _preview(self, thing: NewThing) -> tuple[list[str], str]:
        project = self._folder()
        if project is None or not thing.name:
            return [], ""
        if thing.kind in {"page", "component"}:
            try:
                return list(new_unit(thing.kind, thing.path, project.files())), ""
            except BadNameError as error:
                return [], tr(str(error))
        trouble = _path_trouble(thing.path)
        if not trouble and (project.root / thing.path).exists():
            trouble = tr("files.exists")
        return [thing.path], trouble

    def _make(self, thing: NewThing) -> None:
        project = self._folder()
        if project is None:
            return
        try:
            if thing.kind == "folder":
                changes.make_folder(project.root, thing.path)
                return
            texts = {thing.path: ""}
            if thing.kind != "file":
                texts = new_unit(thing.kind, thing.path, project.files())
            changes.make_files(project.root, texts)
        except (BadNameError, OSError) as error:
            messages.error(tr("files.failed", file=thing.path, reason=_reason(error)))
            return
        if thing.kind == "page":
            self._list_page(project, thing.path)
        shown = [path for path in texts if path.endswith(".wxml")] or list(texts)
        self.open_requested.emit(shown[0])

    def _list_page(self, project: ProjectFolder, place: str) -> None:
        inside = place.removeprefix(f"{project.package_folder}/")
        self._edit_app(project, lambda text: with_page(text, inside))

    def _edit_app(self, project: ProjectFolder, edit: Callable[[str], str]) -> None:
        """Change app.json, in the editor when it is open there."""
        path = (project.app_root / "app.json").relative_to(project.root).as_posix()
        text = self._editor.text_of(path)
        try:
            if text is not None:
                self._editor.put_text(path, edit(text))
                self._editor.save(path)
                return
            changes.rewrite(project.root / path, edit)
        except (OSError, ValueError) as error:
            messages.error(tr("files.failed", file=path, reason=_reason(error)))

    def _show(self, dialog: MoveDialog | RemoveDialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _look(self, request: dict[str, Any]) -> None:
        project = self._folder()
        if project is None or self._dialog is None:
            return
        self._dialog.show_looking()
        files = project.files()
        root, package = str(project.root), project.package_folder
        self._process.ask({"root": root, "files": files, "package": package, **request})

    def _look_for_move(self, target: str, whole: bool) -> None:
        project, dialog = self._folder(), self._dialog
        if project is None or dialog is None or not isinstance(dialog, MoveDialog):
            return
        self._process.cancel()
        self._move = _planned(project, dialog.path, target, whole=whole)
        dialog.show_trouble(self._move.trouble)
        if self._move.moves and not self._move.trouble:
            self._look({"moves": self._move.moves})

    def _carry_out_move(self) -> None:
        project, dialog = self._folder(), self._dialog
        if project is None or not isinstance(dialog, MoveDialog):
            return
        moves = self._move.moves
        open_before = self._editor.paths
        replacer = Replacer(self._editor)
        outcome = replacer.replace(project.root, dialog.chosen)
        if outcome.troubles or not self._editor.save_all():
            replacer.undo()
            for trouble in outcome.troubles:
                messages.error(tr(trouble.key, file=trouble.path, reason=trouble.reason))
            return
        for path in open_before:
            if moved_path(path, moves) != path:
                self._editor.close_file(path)
        try:
            changes.move(project.root, moves)
        except OSError as error:
            replacer.undo()
            self._editor.save_all()
            messages.error(tr("files.failed", file=dialog.path, reason=_reason(error)))
            return
        for path in open_before:
            if moved_path(path, moves) != path:
                self.open_requested.emit(moved_path(path, moves))
        if outcome.matches:
            messages.info(tr("files.rewritten", count=outcome.matches, files=outcome.files))

    def _carry_out_removal(self, paths: list[str], listed: set[str]) -> None:
        project, dialog = self._folder(), self._dialog
        if project is None or not isinstance(dialog, RemoveDialog):
            return
        gone = {path: "" for path in paths}
        for path in self._editor.paths:
            if moved_path(path, gone) != path:
                self._editor.close_file(path)
        for path in paths:
            if not QFile.moveToTrash(str(project.root / path)):
                messages.error(tr("files.not_trashed", file=path))
                return
        if listed and dialog.unlist.isChecked():
            self._edit_app(project, lambda text: without_pages(text, listed))

    def _listed_below(self, project: ProjectFolder, paths: Sequence[str]) -> set[str]:
        """Return the routes of listed pages whose template is among ``paths`` or below one."""
        gone = {path: "" for path in paths}
        text = read_text(project.app_root / "app.json") or ""
        templates = {route: f"{self._placed(project, route)}.wxml" for route in routes(text)}
        return {route for route, file in templates.items() if moved_path(file, gone) != file}

    def _placed(self, project: ProjectFolder, route: str) -> str:
        return "/".join(filter(None, (project.package_folder, route)))

    def _on_answered(self, row: dict[str, Any]) -> None:
        if self._dialog is not None:
            self._dialog.add(FileMatches.from_json(row))

    def _on_looked(self, words: str) -> None:
        if self._dialog is not None:
            self._dialog.show_looked(words)

    def _on_finished(self) -> None:
        self._process.cancel()
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()


def _planned(project: ProjectFolder, path: str, target: str, *, whole: bool) -> _Move:
    if target == path:
        return _Move({})
    trouble = _path_trouble(target)
    if trouble:
        return _Move({}, trouble)
    moves = {path: target}
    if whole:
        stem = PurePosixPath(target).with_suffix("").as_posix()
        own = PurePosixPath(path).with_suffix("").as_posix()
        unit = members(path, project.files())
        moves = {file: f"{stem}{file[len(own) :]}" for file in unit}
    taken = [new for old, new in moves.items() if new != old and (project.root / new).exists()]
    same_place = [new for new in taken if new.lower() in {old.lower() for old in moves}]
    if set(taken) - set(same_place):
        return _Move({}, tr("files.exists"))
    return _Move(moves)


def _path_trouble(path: str) -> str:
    parts = path.split("/")
    bad = any(part in {"", ".", ".."} or set(part) & _BAD_LETTERS for part in parts)
    return tr("files.bad_path") if bad or path.startswith("/") else ""


def _reason(error: Exception) -> str:
    if isinstance(error, BadNameError):
        return tr(str(error))
    if isinstance(error, changes.OccupiedError):
        return tr("files.exists")
    return str(getattr(error, "strerror", None) or error)
