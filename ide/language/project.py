"""Everything the features of the language service ask about a project, in one hand."""

from __future__ import annotations

from ide.language.components import Components
from ide.language.parts import Parts, PartsReader
from ide.language.scopes import Scopes
from ide.language.workspace import Workspace
from renderer.compiler.source import SourceTree


class Project:
    """The workspace and what is known of its scripts, components and scopes."""

    def __init__(self, tree: SourceTree) -> None:
        self.workspace = Workspace(tree)
        self.reader = PartsReader(self.workspace)
        self.components = Components(self.workspace, self.reader)
        self.scopes = Scopes(self.workspace, self.components)

    def parts(self, template: str) -> Parts:
        """Return what the script of a template offers it."""
        return self.reader.of(self.components.script_of(template))

    def pages(self) -> list[str]:
        """Return the routes of the app's pages, without a leading slash."""
        return [page.route for page in self.workspace.state.app.pages]

    def page_files(self, route: str) -> str | None:
        """Return the project path of a page without extension, None when it has no files."""
        path = route.partition("?")[0].strip("/")
        stem = self.workspace.project_path(path) if path else ""
        endings = (".wxml", ".js", ".ts", ".json")
        return stem if stem and any(self.workspace.exists(stem + e) for e in endings) else None

    def route_from(self, written: str, origin: str) -> str | None:
        """Return the route an address in a file means: absolute, or relative to the file."""
        path = written.partition("?")[0]
        inside = self.workspace.package_path(origin)
        if not path or inside is None or "{{" in path:
            return None
        if path.startswith("/"):
            return path.strip("/")
        parts = inside.split("/")[:-1]
        for part in path.split("/"):
            if part == "..":
                if not parts:
                    return None
                parts.pop()
            elif part not in ("", "."):
                parts.append(part)
        return "/".join(parts)
