"""The project as the language service sees it: texts, what was read from them, where paths lead."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from ide.language.reading import json_text, script, style, wxml
from ide.language.text import SourceText
from renderer.compiler.cache import NoCache
from renderer.compiler.files import ProjectFiles
from renderer.compiler.source import OverlayTree, SourceTree
from renderer.compiler.state import ProjectState
from renderer.compiler.transforms import Transforms

Result = TypeVar("Result")

LARGEST_SCRIPT = 300_000
"""Longer scripts are bundles of libraries; they are not read."""
_KEPT_CHARACTERS = 3_000_000
SCRIPTS = (".js", ".ts", ".wxs")
STYLES = (".wxss", ".less", ".scss", ".sass", ".css")


class _NoToolchain:
    """Packs nothing: npm packages without a build of their own hold no components."""

    def request(self, _op: str, items: Sequence[Any]) -> list[dict[str, Any]]:
        return [{} for _ in items]


class Workspace:
    """Files by project path, under unsaved texts."""

    def __init__(self, tree: SourceTree) -> None:
        self._tree = OverlayTree(tree)
        self._files = ProjectFiles(self._tree)
        self._state: ProjectState | None = None
        self._known: OrderedDict[tuple[str, str], tuple[str | None, int, Any]] = OrderedDict()
        self._characters = 0
        self.unsaved: set[str] = set()
        """Files under an unsaved text: someone is working on them."""
        self.generation = 0
        """Raised by every change; what follows from several files is kept for one generation."""

    @property
    def state(self) -> ProjectState:
        """Configuration and lookup rules."""
        if self._state is None:
            self._state = ProjectState(self._files, Transforms(_NoToolchain(), NoCache()))
        return self._state

    @property
    def paths(self) -> Iterable[str]:
        """Every file of the project."""
        return self._files.stamps

    def overlay(self, path: str, text: str | None) -> None:
        """Lay an unsaved text over a file, or take it away with None."""
        self._tree.set(path, text)
        (self.unsaved.discard if text is None else self.unsaved.add)(path)
        self.changed([path])

    def changed(self, paths: Iterable[str]) -> None:
        """Look at files again."""
        changed, relisted = self._files.refresh(paths)
        if not changed:
            return
        self.generation += 1
        if relisted or any(path.endswith(".json") for path in changed):
            self._state = None

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        return self._files.exists(path)

    def text(self, path: str) -> SourceText | None:
        """Return the text of a file, None when there is none."""
        return self._of("text", path, lambda text: text)

    def template(self, path: str) -> wxml.Template | None:
        """Return a WXML file as read."""
        return self._of("wxml", path, lambda source: wxml.read(source.text))

    def script(self, path: str) -> script.Script | None:
        """Return a script as read; that of a very long one is empty."""
        return self._of("script", path, _read_script)

    def sheet(self, path: str) -> style.Sheet | None:
        """Return a style sheet as read."""
        lines = path.endswith((".less", ".scss", ".sass"))
        return self._of("style", path, lambda s: style.read(s.text, line_comments=lines))

    def json(self, path: str) -> json_text.JsonText | None:
        """Return a JSON file as read."""
        return self._of("json", path, lambda source: json_text.read(source.text))

    def package_path(self, path: str) -> str | None:
        """Return the path of a file inside the mini-program, None outside."""
        return self.state.package.package_path(path)

    def project_path(self, path: str) -> str:
        """Return the project path of a path inside the mini-program."""
        return self.state.package.project_path(path)

    def lead(self, kind: str, written: str, origin: str) -> str | None:
        """Return the project path a reference of ``origin`` leads to.

        ``kind`` names the rules: ``script``, ``component``, ``template``, ``wxs``, ``style``.
        That of a component has no extension.
        """
        inside = self.package_path(origin)
        if inside is None or not written or "{{" in written:
            return None
        found = getattr(self.state.resolver, kind)(written, inside)
        return self.project_path(found.path) if found.path is not None else None

    def beside(self, stem: str, kind: str) -> str | None:
        """Return the script, style or template file of a page or component, None without one."""
        inside = self.package_path(stem)
        if inside is None:
            return None
        if kind in ("script", "style"):
            found = getattr(self.state.resolver, f"{kind}_at")(inside)
            return self.project_path(found) if found else None
        path = f"{stem}.{kind}"
        return path if self.exists(path) else None

    def _of(self, kind: str, path: str, read: Callable[[SourceText], Result]) -> Result | None:
        stamp = self._files.stamp(path)
        key = (kind, path)
        known = self._known.get(key)
        if known is not None and known[0] == stamp:
            self._known.move_to_end(key)
            found: Result = known[2]
            return found
        if stamp is None:
            return None
        if kind == "text":
            source = self._files.source(path)
            value: Any = SourceText(source.text) if source else None
            size = len(value.text) if value else 0
        else:
            text = self.text(path)
            value = read(text) if text is not None else None
            size = len(text.text) * 4 if text else 0
        self._keep(key, (stamp, size, value))
        kept: Result | None = value
        return kept

    def _keep(self, key: tuple[str, str], entry: tuple[str | None, int, Any]) -> None:
        old = self._known.pop(key, None)
        self._characters += entry[1] - (old[1] if old else 0)
        self._known[key] = entry
        while self._characters > _KEPT_CHARACTERS and len(self._known) > 1:
            _, (_, size, _) = self._known.popitem(last=False)
            self._characters -= size


def _read_script(source: SourceText) -> script.Script:
    return script.read(source.text if len(source.text) <= LARGEST_SCRIPT else "")


def stem_of(path: str) -> str:
    """Return a path without its extension."""
    folder, slash, name = path.rpartition("/")
    return folder + slash + (name.rpartition(".")[0] or name)
