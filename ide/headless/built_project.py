"""A project compiled by somebody else: its chunks lie in a folder (``ide/matrix/build.py``)."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from apimock.app import AppFacts
from ide.cache_folder import cache_folder
from ide.matrix.build import CHUNKS, MANIFEST
from ide.phone import PhoneSetup, app_facts
from ide.project.folder import NotAProjectError, read_folder
from renderer.compiler.source import DiskTree
from renderer.host.bundle import Bundle
from renderer.host.compiler_process import Answer, Answered, CompilerProcess
from renderer.host.screen import DevicePreset


class BuiltProject:
    """A project whose pages are not compiled again."""

    def __init__(self, root: Path, build: Path) -> None:
        manifest = json.loads((build / MANIFEST).read_bytes())
        config: Mapping[str, Any] = {}
        self._package = root
        try:
            folder = read_folder(root)
            self._package, config = folder.app_root, folder.config
        except NotAProjectError:
            pass  # the compiler may know an app.json that the folder's files do not tell of
        self._facts: AppFacts = app_facts(manifest, config)
        self._answers = _Answers(root, self._package, build)
        self.bundle = Bundle(self._answers, manifest)

    def phone_setup(
        self, preset: DevicePreset, state: Mapping[str, Any] | None = None
    ) -> PhoneSetup:
        """Return what a phone for this project is made of."""
        return PhoneSetup(preset, self._facts, self._package, state=state)

    def close(self) -> None:
        """End the compiler, if one was needed."""
        self._answers.close()


class _Answers:
    """Answers a bundle from the folder; what is not in it is asked of a compiler of our own."""

    def __init__(self, root: Path, package: Path, build: Path) -> None:
        self._root = root
        self._files = DiskTree(package)
        self._build = build
        self._chunks: Mapping[str, str] = json.loads((build / CHUNKS).read_bytes())
        self._compiler: CompilerProcess | None = None
        self._waiting: list[Callable[[], None]] | None = None
        """What is asked while the compiler opens the project."""

    def ask(self, op: str, answered: Answered, *, latest: bool = False, **params: Any) -> None:
        """Answer a question of ``renderer/compiler/README.md``."""
        known = self._known(op, params)
        if known is not None:
            answered(Answer(known))
        else:
            self._ask_compiler(lambda: self._put(op, answered, latest, params))

    def close(self) -> None:
        """End the compiler."""
        if self._compiler is not None:
            self._compiler.close()

    def _known(self, op: str, params: Mapping[str, Any]) -> Any:
        if op == "chunk" and params["name"] in self._chunks:
            return json.loads((self._build / self._chunks[params["name"]]).read_bytes())
        content = self._files.read(str(params["path"])) if op == "asset" else None
        return None if content is None else {"base64": base64.b64encode(content).decode("ascii")}

    def _put(self, op: str, answered: Answered, latest: bool, params: Mapping[str, Any]) -> None:
        assert self._compiler is not None
        self._compiler.ask(op, answered, latest=latest, **params)

    def _ask_compiler(self, ask: Callable[[], None]) -> None:
        if self._compiler is None:
            self._compiler = CompilerProcess(self._root, cache=cache_folder())
            self._waiting = []
            self._compiler.open(self._opened)
        if self._waiting is None:
            ask()
        else:
            self._waiting.append(ask)

    def _opened(self, _: Answer) -> None:
        # A project that cannot be opened answers each question with the reason.
        waiting, self._waiting = self._waiting or [], None
        for ask in waiting:
            ask()
