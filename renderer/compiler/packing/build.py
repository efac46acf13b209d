"""Builds the files of an upload one after the other: what the preview compiles, made small."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from renderer.compiler.diagnostics import Diagnostic, from_toolchain
from renderer.compiler.loader import Loader, language_of
from renderer.compiler.packing.choice import PREPROCESSED, Choice, choose, packed_name
from renderer.compiler.packing.options import BuildOptions
from renderer.compiler.paths import folder_of
from renderer.compiler.reach import Reached
from renderer.compiler.state import ProjectState
from renderer.compiler.transforms import Transforms

_PART = 64
"""Files that are built at a time: enough to keep the toolchain busy, few for who gives up."""


class UnbuildableError(Exception):
    """A source of the app cannot be built; the diagnostic says where and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(frozen=True)
class BuiltFile:
    """A file of the package.

    ``source`` is the project path it was made from. Either ``data`` holds it, or it lies as it is
    at ``location``. ``source_map`` leads to the source where the lines are others.
    """

    path: str
    source: str
    data: bytes | None
    location: Path | None = None
    source_map: str | None = None


@dataclass(frozen=True)
class _Item:
    """A file to be built: its path in the package and the package path of its source."""

    path: str
    source: str


class Packing:
    """The upload of one state of a project."""

    def __init__(
        self, state: ProjectState, transforms: Transforms, reached: Reached, options: BuildOptions
    ) -> None:
        self.choice: Choice = choose(state, reached, options)
        self.options = options
        self._state = state
        self._reached = reached
        self._transforms = transforms
        self._builders: Mapping[str, Callable[[list[_Item]], Iterator[BuiltFile]]] = {
            "js": self._scripts,
            "wxml": self._templates,
            "wxss": self._styles,
        }

    def files(self) -> Iterator[BuiltFile]:
        """Yield every file, in the order of their paths.

        Raises:
            UnbuildableError: what the app needs cannot be built.
            OSError: a file cannot be read.
        """
        items = [_Item(path, source) for path, source in self.choice.files.items()]
        for start in range(0, len(items), _PART):
            part = items[start : start + _PART]
            built: dict[str, BuiltFile] = {}
            for ending, build in self._builders.items():
                group = [item for item in part if item.path.endswith(f".{ending}")]
                built.update((file.path, file) for file in build(group))
            yield from (built.get(item.path) or self._as_it_is(item) for item in part)

    def _scripts(self, items: list[_Item]) -> Iterator[BuiltFile]:
        nodes = self._state.nodes.scripts
        for item in items:
            self._read(item)
        loader = Loader(self._state, self._transforms)
        loader.load(scripts=[item.source for item in items])
        sound = [item for item in items if self._is_built(item)]
        options = self.options
        if not (options.minify_scripts or options.lower):
            for item in sound:
                node = nodes[item.source]
                yield self._text(item, node.unit.code, node.source_map)
            return
        requests = [
            {
                "path": item.source,
                "code": nodes[item.source].unit.code,
                "map": nodes[item.source].source_map,
                "minify": options.minify_scripts,
                "lower": options.lower,
            }
            for item in sound
        ]
        results = self._transforms.run("script.pack", requests)
        for item, result in zip(sound, results, strict=True):
            yield self._text(item, self._code(result), result["map"])

    def _is_built(self, item: _Item) -> bool:
        """Whether a script was compiled; one that nothing uses goes in as it is when not."""
        node = self._state.nodes.scripts[item.source]
        faults = [note for note in node.diagnostics if note.severity == "error"]
        if node.unit.code or not faults:
            return True
        if item.source in self._reached.scripts or item.source != item.path:
            raise UnbuildableError(faults[0])
        return False

    def _templates(self, items: list[_Item]) -> Iterator[BuiltFile]:
        if not self.options.minify_templates:
            return
        requests = [
            {
                "path": item.source,
                "source": self._read(item),
                "options": self.options.spaces_of(item.path),
            }
            for item in items
        ]
        results = self._transforms.run("wxml.pack", requests)
        for item, result in zip(items, results, strict=True):
            yield self._text(item, self._code(result))

    def _styles(self, items: list[_Item]) -> Iterator[BuiltFile]:
        nodes = self._state.nodes.styles
        loader = Loader(self._state, self._transforms)
        loader.load(styles=[one.source for one in items if one.source not in nodes])
        renamed = {item.source: self._renamed(item.source) for item in items}
        minify = self.options.minify_styles
        todo = [
            item for item in items if minify or item.source != item.path or renamed[item.source]
        ]
        requests = [
            {**self._style_item(item), "minify": minify, "renamed": renamed[item.source]}
            for item in todo
        ]
        results = self._transforms.run("wxss.pack", requests)
        for item, result in zip(todo, results, strict=True):
            yield self._text(item, self._code(result))

    def _code(self, result: Mapping[str, Any]) -> str:
        """What was built; nothing is packed in the place of what was not."""
        for note in result["diagnostics"]:
            if note["severity"] == "error":
                raise UnbuildableError(self._state.package.in_project(from_toolchain(note)))
        return str(result["code"])

    def _style_item(self, item: _Item) -> dict[str, Any]:
        nodes = self._state.nodes.styles
        self._read(item)
        language = language_of(item.source, "wxss")
        if language not in PREPROCESSED:
            sources = {item.source: nodes[item.source].text}
            return {"path": item.source, "lang": language, "sources": sources, "resolved": {}}
        sources, resolved, pending = {}, {}, [item.source]
        while pending:
            path = pending.pop()
            if path not in sources:
                sources[path] = nodes[path].text
                resolved[path] = dict(nodes[path].imports)
                pending.extend(nodes[path].imports.values())
        return {"path": item.source, "lang": language, "sources": sources, "resolved": resolved}

    def _renamed(self, source: str) -> dict[str, str]:
        """What a sheet's imports name that has another name in the package."""
        found = {}
        for specifier, target in self._state.nodes.styles[source].imports.items():
            name = packed_name(target)
            if name != target and name in self.choice.files:
                path = posixpath.relpath(name, folder_of(source) or ".")
                found[specifier] = path if path.startswith(".") else f"./{path}"
        return found

    def _text(self, item: _Item, text: str, source_map: str | None = None) -> BuiltFile:
        """A built file; where nothing changed it is the author's, byte for byte."""
        source = self._state.package.source(item.source)
        if item.path == item.source and source is not None and source.text == text:
            return self._as_it_is(item)
        data = text.encode("utf-8", "surrogatepass")
        return BuiltFile(item.path, self._project_path(item), data, None, source_map)

    def _as_it_is(self, item: _Item) -> BuiltFile:
        package, location = self._state.package, self._state.files.location
        project_path = self._project_path(item)
        if location is not None and item.source not in package.generated:
            return BuiltFile(item.path, project_path, None, location / project_path)
        data = package.data(item.source)
        assert data is not None
        return BuiltFile(item.path, project_path, data)

    def _read(self, item: _Item) -> str:
        """The text of a source; raises the OSError that the disk has for it."""
        source = self._state.package.source(item.source)
        if source is not None:
            return source.text
        location = self._state.files.location
        assert location is not None
        return (location / self._project_path(item)).read_text("utf-8")

    def _project_path(self, item: _Item) -> str:
        return self._state.package.project_path(item.source)
