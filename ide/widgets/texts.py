"""Keeps texts of widgets in the language in use."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from ide.i18n import tr, translator


def follow(owner: QObject, show: Callable[[], None]) -> None:
    """Call ``show`` now and after each switch of the language, as long as ``owner`` lives."""
    show()
    forget = translator.listen(show)
    owner.destroyed.connect(forget)


def bind(owner: QObject, put: Callable[[str], object], key: str, **values: object) -> None:
    """Put the text of ``key`` now and after each switch of the language."""

    def show() -> None:
        put(tr(key, **values))

    follow(owner, show)
