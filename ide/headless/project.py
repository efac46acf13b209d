"""A project opened without a window: its compiler process and its bundle."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop

from apimock.app import AppFacts
from ide.cache_folder import cache_folder
from ide.exit_codes import CannotRunError
from ide.phone import PhoneSetup, app_facts
from ide.project.folder import NotAProjectError, read_folder
from renderer.host.bundle import Bundle
from renderer.host.compiler_process import Answer, CompilerProcess
from renderer.host.screen import DevicePreset


class HeadlessProject:
    """Opens a project and keeps it for the players of one command."""

    def __init__(self, root: Path) -> None:
        if not root.is_dir():
            raise CannotRunError(f"{root} is not a folder.")
        self.root = root.resolve()
        self._compiler = CompilerProcess(self.root, cache=cache_folder())
        self._bundle: Bundle | None = None
        self._package = self.root
        self._facts = AppFacts()

    @property
    def bundle(self) -> Bundle:
        """The compiled app; the project is open."""
        assert self._bundle is not None
        return self._bundle

    def open(self) -> None:
        """Start the compiler and wait for the manifest.

        Raises:
            CannotRunError: the folder holds no mini-program that can run.
        """
        answers: list[Answer] = []
        waiting = QEventLoop()

        def opened(answer: Answer) -> None:
            answers.append(answer)
            waiting.quit()

        self._compiler.open(opened)
        if not answers:
            waiting.exec()
        answer = answers[0]
        if answer.error:
            self.close()
            raise CannotRunError(f"{self.root} cannot be compiled: {answer.error}")
        self._bundle = Bundle(self._compiler, answer.result)
        self._package, config = _files_of(self.root)
        self._facts = app_facts(self._bundle.manifest, config)
        if not self._bundle.routes:
            self.close()
            raise CannotRunError(f"{self.root} has no page: {self._reason()}")

    @property
    def package(self) -> Path:
        """The folder of app.json; the project is open."""
        return self._package

    def phone_setup(
        self, preset: DevicePreset, state: Mapping[str, Any] | None = None
    ) -> PhoneSetup:
        """Return what a phone for this project is made of."""
        return PhoneSetup(preset, self._facts, self._package, state=state)

    def close(self) -> None:
        """End the compiler."""
        self._compiler.close()

    def _reason(self) -> str:
        errors = [
            f"{note['message']} ({note['file']})"
            for note in self.bundle.manifest.get("diagnostics", ())
            if note.get("severity") == "error"
        ]
        return errors[0] if errors else "app.json lists none."


def _files_of(root: Path) -> tuple[Path, Mapping[str, Any]]:
    """The folder of app.json and the configuration.

    The compiler may know an app.json that the folder's files do not tell of.
    """
    try:
        folder = read_folder(root)
    except NotAProjectError:
        return root, {}
    return folder.app_root, folder.config
