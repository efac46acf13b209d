"""One state of a project: its configuration, its package and the lookup rules that follow."""

from __future__ import annotations

from collections.abc import Mapping

from renderer.compiler.config.app import AppConfig, load_app
from renderer.compiler.config.project import ProjectConfig, load_project
from renderer.compiler.extended import library_styles, wanted_packages
from renderer.compiler.files import ProjectFiles
from renderer.compiler.nodes import Nodes
from renderer.compiler.npm import NpmModules
from renderer.compiler.package import PLUGIN_FOLDER, Package
from renderer.compiler.plugins import Plugins, load_plugins
from renderer.compiler.resolve import Resolver
from renderer.compiler.transforms import Transforms


class ProjectState:
    """All that follows from the set of files and the configuration; made anew when they change."""

    def __init__(self, files: ProjectFiles, transforms: Transforms) -> None:
        self.files = files
        self.project: ProjectConfig = load_project(files)
        self.app: AppConfig = load_app(Package(files, self.project.package_root))
        self.plugins: Plugins = load_plugins(files, self.project, self.app)
        self.package = Package(files, self.project.package_root, self.plugins.mounts)
        self.npm = NpmModules(
            self.package,
            self.project,
            lambda item, stamp: transforms.run("npm.pack", [item], stamp)[0],
            wanted_packages(self.app),
        )
        self.resolver = Resolver(self.package, self.project, self.app, self.plugins, self.npm)
        self.library_styles: Mapping[str, str] = library_styles(wanted_packages(self.app))
        if self.library_styles and self.resolver.style_at("app") is None:
            self.package.generate("app.wxss", b"")
        self.nodes = Nodes()

    def crosses_packages(self, origin: str, target: str) -> bool:
        """Whether a file refers to one of a package that may not be there when it runs."""
        own, other = self.app.package_of(origin), self.app.package_of(target)
        if own == other or target.startswith(PLUGIN_FOLDER):
            return False
        return bool(other) or own in self.app.independent_packages

    @property
    def config_files(self) -> frozenset[str]:
        """Project paths of the files this state was read from."""
        return frozenset((*self.project.files, *self.app.files, *self.plugins.files))
