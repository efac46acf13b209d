"""The project.config.json of a package: built files that a tool need not build again (no Qt)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

NAME = "project.config.json"
_BUILT = {
    "useCompilerPlugins": False,
    "packNpmManually": False,
    "packNpmRelationList": [],
    "minified": False,
    "minifyWXML": False,
    "minifyWXSS": False,
    "ignoreDevUnusedFiles": False,
    "ignoreUploadUnusedFiles": False,
}
"""What is done: doing it once more would move lines away from the source maps, or drop files."""
_HANDED_ON = (
    "es6",
    "enhance",
    "postcss",
    "swc",
    "uglifyFileName",
    "uploadWithSourceMap",
    "disableUseStrict",
    "urlCheck",
    "compileWorklet",
)
"""What the official tool still does on an upload, or looks at when it runs the project."""


def project_file(config: Mapping[str, Any], name: str) -> bytes:
    """Return the file for a project with this configuration; the same for the same one."""
    setting = config.get("setting")
    given = setting if isinstance(setting, Mapping) else {}
    handed = {key: given[key] for key in _HANDED_ON if isinstance(given.get(key), bool)}
    value = {
        "appid": str(config.get("appid") or "touristappid"),
        "compileType": "miniprogram",
        "miniprogramRoot": "./",
        "packOptions": {"ignore": [], "include": []},
        "projectname": name,
        "setting": {**handed, **_BUILT},
    }
    if isinstance(config.get("libVersion"), str):
        value["libVersion"] = config["libVersion"]
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
