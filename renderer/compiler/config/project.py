"""project.config.json with its private companion, and finding the app where there is neither."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from renderer.compiler.config import schema
from renderer.compiler.diagnostics import Diagnostic, diagnose
from renderer.compiler.files import ProjectFiles
from renderer.compiler.paths import as_folder, folder_of

PROJECT_FILE = "project.config.json"
PRIVATE_FILE = "project.private.config.json"

USUAL_ROOTS = (
    "",
    "miniprogram/",
    "src/",
    "dist/",
    "dist/build/mp-weixin/",
    "dist/dev/mp-weixin/",
    "dist/weapp/",
    "dist/wx/",
    "unpackage/dist/dev/mp-weixin/",
    "unpackage/dist/build/mp-weixin/",
    "app/",
    "example/",
    "demo/",
)
"""Where an app is looked for when project.config.json names no folder with one."""
_USUAL_PLUGIN_ROOTS = ("plugin/", "src/plugin/")
_UNBUILT = {
    "src/app.config.ts": "Taro",
    "src/app.config.js": "Taro",
    "src/pages.json": "uni-app",
    "pages.json": "uni-app",
    "src/app.mpx": "mpx",
    "app.wpy": "WePY",
    "src/app.wpy": "WePY",
}
MAX_DEPTH = 5
"""How many slashes the path of what is looked for may have."""


@dataclass(frozen=True)
class ProjectConfig:
    """The settings of a project; folders are project paths that end in a slash, or ''."""

    base: str = ""
    """Folder of project.config.json."""
    package_root: str = ""
    plugin_root: str | None = None
    app_id: str = ""
    plugin_app_id: str = ""
    name: str = ""
    lib_version: str = ""
    compile_type: str = "miniprogram"
    setting: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    """The files this was read from, whether they exist or not."""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def compiler_plugins(self) -> frozenset[str]:
        """Names in ``setting.useCompilerPlugins``: typescript, less, sass."""
        names = self.setting.get("useCompilerPlugins")
        return frozenset(map(str, names)) if isinstance(names, list) else frozenset()


def load_project(files: ProjectFiles) -> ProjectConfig:
    """Read the project's settings; without a project file the app is looked for."""
    base = _find_base(files)
    notes: list[Diagnostic] = []
    public = _read(files, base + PROJECT_FILE, "project.config.json", notes)
    private = _read(files, base + PRIVATE_FILE, "project.config.json", notes)
    values = _merge(public, private)
    setting = values.get("setting")
    compile_type = str(values.get("compileType") or "miniprogram")
    root = _package_root(files, base, values, notes)
    if compile_type in {"game", "gamePlugin"} or _is_game(files, root):
        compile_type = "game"
        notes.append(diagnose("game-unsupported", _existing(files, base, root)))
    return ProjectConfig(
        base=base,
        package_root=root,
        plugin_root=_plugin_root(files, base, root, values, notes),
        app_id=_text(values, "appid"),
        plugin_app_id=_text(values, "pluginAppid"),
        name=_text(values, "projectname"),
        lib_version=_text(values, "libVersion"),
        compile_type=compile_type,
        setting=setting if isinstance(setting, dict) else {},
        values=values,
        files=(base + PROJECT_FILE, base + PRIVATE_FILE),
        diagnostics=tuple(notes),
    )


def _find_base(files: ProjectFiles) -> str:
    """The folder of project.config.json: the top, else the least deep one beside an app."""
    if files.exists(PROJECT_FILE) or files.exists("app.json"):
        return ""
    found = sorted(
        (
            path
            for path in files.stamps
            if path.endswith("/" + PROJECT_FILE) and path.count("/") <= MAX_DEPTH
        ),
        key=lambda path: (path.count("/"), path),
    )
    return as_folder(folder_of(found[0])) if found else ""


def _read(files: ProjectFiles, path: str, kind: str, notes: list[Diagnostic]) -> Mapping[str, Any]:
    document = files.document(path)
    if document is None:
        return {}
    notes.extend(document.diagnostics)
    if not isinstance(document.value, dict):
        if document.value is not None:
            notes.append(diagnose("config-not-object", path))
        return {}
    notes.extend(schema.check(document, kind))
    return document.value


def _merge(public: Mapping[str, Any], private: Mapping[str, Any]) -> dict[str, Any]:
    """Apply the private file, but for the settings that only the shared file may hold."""
    facts = schema.reference()["project.private.config.json"]
    shared = set(facts["settingKeysIgnored"])
    merged = dict(public)
    for key, value in private.items():
        if key == "setting":
            own = value if isinstance(value, dict) else {}
            base = merged.get("setting")
            kept = {name: item for name, item in own.items() if name not in shared}
            merged["setting"] = {**(base if isinstance(base, dict) else {}), **kept}
        elif key == "libVersion" and value in ("latest", "trial", "widelyUsed"):
            continue
        elif not (isinstance(value, str) and not value):
            merged[key] = value
    return merged


def _package_root(
    files: ProjectFiles, base: str, values: Mapping[str, Any], notes: list[Diagnostic]
) -> str:
    declared = values.get("miniprogramRoot")
    if isinstance(declared, str):
        root = as_folder(base + declared)
        if _has_app(files, root):
            return root
    elif _has_app(files, base):
        return base
    found = _search_app(files, base)
    if found is None:
        notes.append(_no_app(files, base, declared if isinstance(declared, str) else ""))
        return as_folder(base + declared) if isinstance(declared, str) else base
    if isinstance(declared, str) and declared.strip("./"):
        document = files.document(base + PROJECT_FILE)
        span = document.place("miniprogramRoot") if document else None
        notes.append(
            diagnose(
                "root-missing",
                base + PROJECT_FILE,
                *([span] if span else []),
                root=declared,
                found=found or "./",
            )
        )
    return found


def _has_app(files: ProjectFiles, root: str) -> bool:
    return files.exists(root + "app.json") or files.exists(root + "game.json")


def _search_app(files: ProjectFiles, base: str) -> str | None:
    for usual in USUAL_ROOTS:
        if _is_app(files, base + usual):
            return base + usual
    candidates = sorted(
        (path for path in files.stamps if path.startswith(base) and path.endswith("/app.json")),
        key=lambda path: (path.count("/"), path),
    )
    for path in candidates:
        root = as_folder(folder_of(path))
        if path.count("/") <= MAX_DEPTH and _is_app(files, root):
            return root
    return base if _has_app(files, base) else None


def _is_app(files: ProjectFiles, root: str) -> bool:
    """Whether a folder holds an app.json that is a mini-program's, not some other tool's."""
    if not files.exists(root + "app.json"):
        return files.exists(root + "game.json")
    document = files.document(root + "app.json")
    value = document.value if document else None
    return isinstance(value, dict) and ("pages" in value or files.exists(root + "app.js"))


def _is_game(files: ProjectFiles, root: str) -> bool:
    return files.exists(root + "game.json") and not files.exists(root + "app.json")


def _no_app(files: ProjectFiles, base: str, declared: str) -> Diagnostic:
    place = as_folder(base + declared) + "app.json"
    for marker, framework in _UNBUILT.items():
        if files.exists(base + marker):
            return diagnose("app-unbuilt", place, framework=framework)
    return diagnose("app-json-missing", place)


def _existing(files: ProjectFiles, base: str, root: str) -> str:
    for path in (base + PROJECT_FILE, root + "game.json"):
        if files.exists(path):
            return path
    return root + "app.json"


def _plugin_root(
    files: ProjectFiles,
    base: str,
    root: str,
    values: Mapping[str, Any],
    notes: list[Diagnostic],
) -> str | None:
    declared = values.get("pluginRoot")
    if isinstance(declared, str) and declared.strip("./"):
        folder = as_folder(base + declared)
        if files.exists(folder + "plugin.json"):
            return folder
        if values.get("compileType") == "plugin":
            notes.append(diagnose("plugin-json-missing", folder + "plugin.json"))
        return None
    parent = as_folder(folder_of(root.rstrip("/"))) if root else base
    for start in dict.fromkeys((base, parent)):
        for usual in _USUAL_PLUGIN_ROOTS:
            if files.exists(start + usual + "plugin.json"):
                return start + usual
    return None


def _text(values: Mapping[str, Any], key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""
