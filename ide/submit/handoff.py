"""What lies beside a package for whoever uploads it: a script, its data, a text (no Qt)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from string import Template
from typing import Any

import resources
from ide.submit.manifest import Manifest

SCHEMA = "minideck-upload-1"
LANGUAGES = ("en", "zh", "de")
_SETTINGS = {
    "es6": ("es6",),
    "es7": ("enhance",),
    "autoPrefixWXSS": ("postcss",),
    "codeProtect": ("uglifyFileName",),
    "disableUseStrict": ("disableUseStrict",),
    "compileWorklet": ("compileWorklet",),
}
"""Name of an option of miniprogram-ci → the project's setting that turns it on."""
_DONE = ("minify", "minifyJS", "minifyWXML", "minifyWXSS")
"""What the package has behind it: off, so that lines stay where the source maps have them."""


def files(manifest: Manifest, package: str, setting: Mapping[str, Any]) -> dict[str, str]:
    """Return the files of the folder by name; nothing in them sends anything by itself."""
    values = {
        "name": manifest.name,
        "version": manifest.version,
        "package": package,
        "sha256": manifest.sha256,
        "appid": manifest.app_id,
        "desc": manifest.description or manifest.version,
        "maps": manifest.maps,
    }
    info = json.dumps(_info(manifest, package, setting), ensure_ascii=False, indent=2)
    texts = {f"README.{code}.md": Template(_text(f"README.{code}.md")) for code in LANGUAGES}
    return {
        "ci-upload.js": _text("ci-upload.js"),
        "info.json": f"{info}\n",
        **{path: text.substitute(values) for path, text in texts.items()},
    }


def _info(manifest: Manifest, package: str, setting: Mapping[str, Any]) -> dict[str, Any]:
    options = {
        name: any(setting.get(key) is True for key in keys) for name, keys in _SETTINGS.items()
    }
    return {
        "schema": SCHEMA,
        "package": package,
        "sha256": manifest.sha256,
        "appid": manifest.app_id,
        "type": "miniProgram",
        "version": manifest.version,
        "desc": manifest.description or manifest.version,
        "robot": 1,
        "setting": {**options, **dict.fromkeys(_DONE, False)},
    }


def _text(name: str) -> str:
    return resources.path("handoff", name).read_text(encoding="utf-8")
