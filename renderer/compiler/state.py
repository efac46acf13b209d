"""One state of a project: its configuration, its package and the lookup rules that follow."""

from __future__ import annotations

from .config.app import AppConfig, load_app
from .config.project import ProjectConfig, load_project
from .extended import wanted_packages
from .files import ProjectFiles
from .nodes import Nodes
from .npm import NpmModules
from .package import PLUGIN_FOLDER, Package
from .plugins import Plugins, load_plugins
from .resolve import Resolver
from .transforms import Transforms


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
