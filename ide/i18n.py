"""Texts of the window by key, in the language the person chose (no Qt)."""

from __future__ import annotations

import locale
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import resources

FALLBACK = "en"
SYSTEM = "system"


def languages() -> dict[str, str]:
    """Return every catalogue by code with the language's own name; a new file is a new language."""
    found = sorted(resources.path("i18n").glob("*.toml"))
    return {file.stem: catalogue(file.stem)["language.name"] for file in found}


@cache
def catalogue(code: str) -> dict[str, str]:
    """Return the texts of a language, keys flattened with dots."""
    with resources.path("i18n", f"{code}.toml").open("rb") as file:
        return dict(_flatten("", tomllib.load(file)))


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
        self.code = code if code in languages() else FALLBACK
        for listener in list(self._listeners):
            listener()

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
        return found.format(**values) if values else found


def _system_language() -> str:
    name = locale.getlocale()[0] or ""
    return name.split("_")[0].lower()


translator = Translator()


def tr(key: str, **values: object) -> str:
    """Return the text of ``key`` in the language in use."""
    return translator.text(key, **values)
