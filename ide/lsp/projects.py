"""Which projects a client works on: found by the files it opens and the folders it names."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from concurrent.futures import Executor
from pathlib import Path

from lsprotocol import types

from ide.i18n import translator
from ide.lsp.documents import Documents
from ide.lsp.places import LANDMARKS, path_of, project_root
from ide.lsp.project import Project, Told


class Projects:
    """Every project by its root; a folder becomes one with the first question about it."""

    def __init__(self, desk: Executor, documents: Documents, told: Told) -> None:
        self._desk = desk
        self._documents = documents
        self._told = told
        self._folders: set[Path] = set()
        self._known: dict[Path, Project] = {}
        self._roots: dict[Path, Path | None] = {}
        self._closing: set[asyncio.Task[None]] = set()

    def begin(self, params: types.InitializeParams, language: str) -> None:
        """Take over the client's folders, and the language of our texts: its own, else ours."""
        uris = [folder.uri for folder in params.workspace_folders or ()]
        if not uris and params.root_uri:
            uris = [params.root_uri]
        self._folders = {path for uri in uris if (path := path_of(uri)) is not None}
        chosen = language or (params.locale or "").partition("-")[0]
        if chosen:
            translator.use(chosen)

    def of(self, file: Path) -> Project | None:
        """Return the project a file lies in, None when it is in none."""
        folder = file.parent
        if folder not in self._roots:
            self._roots[folder] = project_root(file)
        root = self._roots[folder]
        return None if root is None else self._at(root)

    def file(self, uri: str) -> tuple[Project, str] | None:
        """Return the project of a document and its path there."""
        path = path_of(uri)
        project = self.of(path) if path is not None else None
        return None if project is None or path is None else (project, project.inside(path))

    def all(self) -> list[Project]:
        """Return every project that is known, and those of the client's folders."""
        for folder in self._folders:
            root = project_root(folder / "app.json")
            if root is not None:
                self._at(root)
        return list(self._known.values())

    def uris_changed(self, uris: Iterable[str]) -> None:
        """Look again at files that a client saw change."""
        self.files_changed([path for uri in uris if (path := path_of(uri)) is not None])

    def files_changed(self, paths: Iterable[Path]) -> None:
        """Look at files again; a file that says where a project is may make another root."""
        changed: dict[Project, list[str]] = {}
        for path in paths:
            if path.name in LANDMARKS:
                self._look_for_roots()
            project = self.of(path)
            if project is not None and project.root in self._known:
                changed.setdefault(project, []).append(project.inside(path))
        for project, files in changed.items():
            project.files_changed(files)

    def folders_changed(self, event: types.WorkspaceFoldersChangeEvent) -> None:
        """Take over folders that came, and forget the projects of those that went."""
        gone = {path for item in event.removed if (path := path_of(item.uri)) is not None}
        self._folders -= gone
        self._folders |= {path for item in event.added if (path := path_of(item.uri)) is not None}
        for root in [root for root in self._known if any(root.is_relative_to(p) for p in gone)]:
            if not any(one.path.is_relative_to(root) for one in self._documents):
                self._forget(root)

    async def close(self) -> None:
        """End all projects."""
        for root in list(self._known):
            self._forget(root)
        await asyncio.gather(*self._closing)

    def _at(self, root: Path) -> Project:
        known = self._known.get(root)
        if known is None:
            known = self._known[root] = Project(root, self._desk, self._told)
        return known

    def _look_for_roots(self) -> None:
        """Find the roots anew; open documents move to the project that is theirs now."""
        before = dict(self._roots)
        self._roots.clear()
        for document in self._documents:
            old, project = before.get(document.path.parent), self.of(document.path)
            if old is None and project is not None:
                project.put_text(project.inside(document.path), document.text)

    def _forget(self, root: Path) -> None:
        project = self._known.pop(root)
        self._roots.clear()
        project.forget()
        task = asyncio.create_task(project.close())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)
