"""Texts of the window by key, in the language the person chose (no Qt)."""

from __future__ import annotations

import locale
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import resources
from ide import log

FALLBACK = "en"
SYSTEM = "system"

_logger = log.logger("i18n")


class _Added:
    """Where a person may put further catalogues."""

    folder: Path | None = None


def add_folder(folder: Path | None) -> None:
    """Read further catalogues from ``folder``, files ``<code>.toml`` that may leave out texts."""
    _Added.folder = folder
    catalogue.cache_clear()


def languages() -> dict[str, str]:
    """Return every catalogue by code with the language's own name; a new file is a new language."""
    return {code: catalogue(code).get("language.name", code) for code in sorted(_codes())}


@cache
def catalogue(code: str) -> dict[str, str]:
    """Return the texts of a language, keys flattened with dots.

    A catalogue that a person added lies over ours of the same code; what cannot be read is logged
    and counts as empty.
    """
    texts: dict[str, str] = {}
    for folder in _folders():
        file = folder / f"{code}.toml"
        if file.is_file():
            texts |= _texts(file, ours=folder != _Added.folder)
    return texts


def _codes() -> set[str]:
    return {file.stem for folder in _folders() for file in folder.glob("*.toml")}


def _folders() -> list[Path]:
    added = _Added.folder
    return [resources.path("i18n"), *([added] if added is not None and added.is_dir() else [])]


def _texts(file: Path, *, ours: bool) -> dict[str, str]:
    try:
        return dict(_flatten("", tomllib.loads(file.read_text(encoding="utf-8"))))
    except (OSError, ValueError) as error:
        if ours:
            raise
        _logger.warning("%s is not used: %s", file, error)
        return {}


def _flatten(prefix: str, table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            yield from _flatten(f"{name}.", value)
        else:
            yield name, str(value)


class Translator:
    """The language in use; tells its listeners when another one is chosen."""

    def __init__(self) -> None:
        self.code = FALLBACK
        self._listeners: list[Callable[[], None]] = []

    def use(self, choice: str) -> None:
        """Switch to a language code, or to the computer's language for ``system``."""
        code = _system_language() if choice == SYSTEM else choice
        self.code = code if code in _codes() else FALLBACK
        for listener in list(self._listeners):
            listener()

    @contextmanager
    def speaking(self, code: str) -> Iterator[None]:
        """Say texts in another language for a while; nobody is told, the window keeps its own."""
        known = code in OURS or code in _codes()
        before, self.code = self.code, code if known else FALLBACK
        try:
            yield
        finally:
            self.code = before

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call ``listener`` after each switch; the returned function ends that."""
        self._listeners.append(listener)

        def forget() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return forget

    def text(self, key: str, **values: object) -> str:
        """Return the text of ``key``; an unknown key is our mistake and raises KeyError."""
        found = catalogue(self.code).get(key) or catalogue(FALLBACK)[key]
        try:
            return found.format(**values) if values else found
        except (KeyError, IndexError, ValueError):
            if self.code in OURS:
                raise
            # A catalogue that somebody added names a value that there is not.
            return catalogue(FALLBACK)[key].format(**values)


OURS = frozenset(file.stem for file in resources.path("i18n").glob("*.toml"))
"""Codes of the languages that come along."""


def _system_language() -> str:
    name = locale.getlocale()[0] or ""
    return name.split("_")[0].lower()


translator = Translator()


def tr(key: str, **values: object) -> str:
    """Return the text of ``key`` in the language in use."""
    return translator.text(key, **values)
