"""The language service: every question of the editor about one project, answered as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ide.i18n import translator
from ide.language import symbols as outline
from ide.language import tokens
from ide.language.answers import Completion, Spot, Symbol
from ide.language.checks import template as template_checks
from ide.language.completions import config, scripts, styles, template
from ide.language.navigation import links, others, references
from ide.language.navigation import template as template_navigation
from ide.language.navigation.hover import hover_of
from ide.language.navigation.subject import Subject
from ide.language.project import Project
from ide.language.text import Range, SourceText
from ide.language.workspace import STYLES
from renderer.compiler.source import SourceTree

_SCRIPTS = (".js", ".ts", ".wxs")
_FOREIGN = ("miniprogram_npm/", "node_modules/", "uni_modules/")
_LONGEST_SYMBOLS = 2_000_000
Answer = Any
"""What JSON can say."""

_COMPLETIONS: tuple[tuple[tuple[str, ...], Callable[[Project, str, int], Completion]], ...] = (
    ((".wxml",), template.complete),
    (STYLES, styles.complete),
    ((".json",), config.complete),
    (_SCRIPTS, scripts.complete),
)
_SUBJECTS: tuple[tuple[tuple[str, ...], Callable[[Project, str, int], Subject | None]], ...] = (
    ((".wxml",), template_navigation.subject_at),
    (STYLES, others.style_subject),
    ((".json",), others.json_subject),
    (_SCRIPTS, others.script_subject),
)


class LanguageService:
    """Answers for the project in a tree. Offsets count UTF-16 units of the text."""

    def __init__(self, tree: SourceTree) -> None:
        self._project = Project(tree)

    def use_language(self, code: str) -> None:
        """Word hovers in a language of the catalogues."""
        translator.use(code)

    def put_text(self, path: str, text: str | None) -> None:
        """Take over the unsaved text of a file, or None when it is as on disk."""
        self._project.workspace.overlay(path, text)

    def files_changed(self, paths: Iterable[str]) -> None:
        """Look at files again."""
        self._project.workspace.changed(paths)

    def complete(self, path: str, offset: int) -> Answer:
        """Return what can be written at an offset."""
        for endings, ask in _COMPLETIONS:
            if path.endswith(endings):
                found = ask(self._project, path, offset)
                source = self._source(path)
                items = [vars(item) for item in found.items]
                return {"items": items, "range": _range(source.range(found.start, found.end))}
        return None

    def hover(self, path: str, offset: int) -> Answer:
        """Return Markdown about what stands at an offset, None when there is nothing to say."""
        subject = self._subject(path, offset)
        hover = hover_of(self._project, subject) if subject else None
        if hover is None:
            return None
        place = self._source(path).range(hover.start, hover.end)
        return {"text": hover.text, "range": _range(place)}

    def definition(self, path: str, offset: int) -> Answer:
        """Return where what stands at an offset is defined, and the stretch that stands for it."""
        subject = self._subject(path, offset)
        if subject is None or not subject.targets:
            return None
        origin = self._source(path).range(subject.start, subject.end)
        return {"range": _range(origin), "targets": self._targets(subject.targets)}

    def references(self, path: str, offset: int) -> Answer:
        """Return every place that names what stands at an offset."""
        subject = self._subject(path, offset)
        found = references.references(self._project, subject) if subject else []
        return self._targets(found)

    def can_rename(self, path: str, offset: int) -> Answer:
        """Return what a new name would replace, None when not all its uses are known."""
        subject = self._subject(path, offset)
        if subject is None or not references.can_rename(self._project, subject):
            return None
        place = self._source(path).range(subject.start, subject.end)
        return {"range": _range(place), "name": subject.name}

    def rename(self, path: str, offset: int, name: str) -> Answer:
        """Return the places where a new name has to be written, None when it is no name."""
        subject = self._subject(path, offset)
        spots = references.renamed(self._project, subject, name) if subject else None
        return None if spots is None else self._targets(spots)

    def symbols(self, path: str) -> Answer:
        """Return the outline of a file as a tree."""
        source = self._project.workspace.text(path)
        if source is None or len(source.text) > _LONGEST_SYMBOLS:
            return []
        return [_symbol(item) for item in outline.symbols(path, source.text)]

    def links(self, path: str) -> Answer:
        """Return the words of a file that name other files, and those files."""
        source = self._source(path)
        return [
            {"range": _range(source.range(item.start, item.end)), "path": item.targets[0].path}
            for item in links.links(self._project, path)
        ]

    def tokens(self, path: str) -> Answer:
        """Return what the words of a template are, in the order of the text."""
        source = self._source(path)
        return [
            {"kind": item.kind, "range": _range(source.range(item.start, item.end))}
            for item in tokens.tokens(self._project, path)
        ]

    def source(self, path: str) -> SourceText:
        """Return the text of a file, unsaved or on disk; empty when there is none."""
        return self._source(path)

    def sources(self) -> list[str]:
        """Return the files of the mini-program that somebody writes, for a search by name."""
        workspace = self._project.workspace
        return sorted(
            path
            for path in workspace.paths
            if path.endswith((".wxml", *_SCRIPTS, *STYLES))
            and not any(part in path for part in _FOREIGN)
            and workspace.package_path(path) is not None
        )

    def check(self, path: str) -> Answer:
        """Return what looks wrong in a template, as diagnostics of the compiler."""
        if not path.endswith(".wxml"):
            return []
        return [item.to_json() for item in template_checks.check(self._project, path)]

    def templates(self) -> list[str]:
        """Return the templates of the mini-program that can be checked."""
        workspace = self._project.workspace
        return sorted(
            path
            for path in workspace.paths
            if path.endswith(".wxml")
            and not any(part in path for part in _FOREIGN)
            and workspace.package_path(path) is not None
        )

    def answer(self, question: str, params: Mapping[str, Any]) -> Answer:
        """Answer a question by its name.

        Raises:
            KeyError: there is no such question, or a parameter is missing.
        """
        return _QUESTIONS[question](self, params)

    def _subject(self, path: str, offset: int) -> Subject | None:
        for endings, ask in _SUBJECTS:
            if path.endswith(endings):
                return ask(self._project, path, offset)
        return None

    def _source(self, path: str) -> SourceText:
        return self._project.workspace.text(path) or SourceText("")

    def _targets(self, spots: Iterable[Spot]) -> list[dict[str, Any]]:
        return [
            {
                "path": spot.path,
                "range": _range(self._source(spot.path).range(spot.start, spot.end)),
            }
            for spot in spots
        ]


def _range(place: Range) -> dict[str, int]:
    return {
        "line": place.line,
        "column": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _symbol(symbol: Symbol) -> dict[str, Any]:
    return {
        "name": symbol.name,
        "kind": symbol.kind,
        "detail": symbol.detail,
        "range": _range(symbol.range),
        "nameRange": _range(symbol.name_range),
        "children": [_symbol(child) for child in symbol.children],
    }


_QUESTIONS: dict[str, Callable[[LanguageService, Mapping[str, Any]], Answer]] = {
    "complete": lambda service, p: service.complete(p["path"], p["offset"]),
    "hover": lambda service, p: service.hover(p["path"], p["offset"]),
    "definition": lambda service, p: service.definition(p["path"], p["offset"]),
    "references": lambda service, p: service.references(p["path"], p["offset"]),
    "canRename": lambda service, p: service.can_rename(p["path"], p["offset"]),
    "rename": lambda service, p: service.rename(p["path"], p["offset"], p["name"]),
    "symbols": lambda service, p: service.symbols(p["path"]),
    "check": lambda service, p: service.check(p["path"]),
}
