"""Which part of the house answers which address of a running mini-program."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

import resources
from renderer.api import FileSpace
from renderer.host.bundle import Bundle
from renderer.host.mime import HTML, JSON, content_type
from renderer.host.scheme import Request

_TEMPLATES = Path(__file__).resolve().parent / "web"


class Site(QObject):
    """Serves the addresses listed in ``renderer/runtime/README.md``."""

    missing = Signal(str)  # path of a package file somebody asked for
    failed = Signal(str)  # an internal fault, in words

    def __init__(
        self,
        bundle: Bundle,
        files: FileSpace,
        serve_call: Callable[[Request], None],
        *,
        runtime: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        """``runtime`` is the folder of the runtime's bundles, by default the built one."""
        super().__init__(parent)
        self.bundle = bundle
        self.files = files
        self.boot: Mapping[str, Any] = {}
        """The ``boot`` message of the next shell."""
        self._runtime = (runtime or resources.path("web", "runtime")).resolve()
        self._shell = (_TEMPLATES / "shell.html").read_text("utf-8")
        self._frame = (_TEMPLATES / "frame.html").read_bytes()
        self._kinds: dict[str, Callable[[Request], None]] = {
            "shell.html": self._serve_shell,
            "frame.html": lambda request: request.send(HTML, self._frame),
            "runtime": self._serve_runtime,
            "manifest.json": lambda request: request.send(JSON, self.bundle.manifest_json()),
            "chunk": self._serve_chunk,
            "source-map": self._serve_source_map,
            "pkg": self._serve_package,
            "usr": self._serve_phone_file,
            "tmp": self._serve_phone_file,
            "store": self._serve_phone_file,
            "api": serve_call,
        }

    def serve(self, request: Request) -> None:
        """Answer a request, now or when the compiler has."""
        kind = self._kinds.get(request.address.kind)
        if kind is None or request.address.generation > self.bundle.generation:
            request.refuse()
            return
        kind(request)

    def _serve_shell(self, request: Request) -> None:
        # Inside a script element only "<" could end the JSON early.
        boot = json.dumps(self.boot, ensure_ascii=False).replace("<", "\\u003c")
        request.send(HTML, self._shell.replace("$boot", boot).encode())

    def _serve_runtime(self, request: Request) -> None:
        path = (self._runtime / request.address.name).resolve()
        if path.is_relative_to(self._runtime) and path.is_file():
            request.send(content_type(path.name), path.read_bytes())
        else:
            request.refuse()

    def _serve_chunk(self, request: Request) -> None:
        name = request.address.name.removesuffix(".json")
        self.bundle.chunk(name, partial(_deliver, request, JSON), self.failed.emit)

    def _serve_source_map(self, request: Request) -> None:
        self.bundle.source_map(
            request.address.name, partial(_deliver, request, JSON), self.failed.emit
        )

    def _serve_package(self, request: Request) -> None:
        path = request.address.name

        def deliver(content: bytes | None) -> None:
            if content is None:
                self.missing.emit(path)
            _deliver(request, "", content)

        self.bundle.asset(path, deliver, self.failed.emit)

    def _serve_phone_file(self, request: Request) -> None:
        path = f"{request.address.kind}/{request.address.name}"
        _deliver(request, "", self.files.read(path))


def _deliver(request: Request, kind: str, content: bytes | None) -> None:
    if content is None:
        request.refuse()
    else:
        request.send(kind or content_type(request.address.name, content), content)
