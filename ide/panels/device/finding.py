"""Finds cards and fields by names, APIs and values, in every language (no Qt)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from ide.i18n import catalogue, languages
from ide.panels.device.schema import Card, Field


@dataclass(frozen=True)
class Hit:
    """What of a card fits: all of it, or some of its fields (by path)."""

    whole: bool
    paths: frozenset[str] = frozenset()


def find(card: Card, words: str, value_of: Callable[[str], Any]) -> Hit | None:
    """Return what of a card has all ``words``, None when nothing has."""
    wanted = words.casefold().split()
    if not wanted:
        return Hit(whole=True)
    named = _fold([card.id, *_texts(f"device.card.{card.id}"), *card.apis])
    if all(any(word in text for text in named) for word in wanted):
        return Hit(whole=True)
    fitting = []
    for field in card.fields:
        texts = [*named, *_fold(_words_of(field, value_of))]
        own = texts[len(named) :]
        every = all(any(word in text for text in texts) for word in wanted)
        if every and any(word in text for word in wanted for text in own):
            fitting.append(field.path)
    return Hit(whole=False, paths=frozenset(fitting)) if fitting else None


def _words_of(field: Field, value_of: Callable[[str], Any]) -> Iterable[str]:
    yield field.path
    yield from _texts(f"device.field.{field.path}")
    for choice in field.choices:
        yield from _texts(f"{field.texts}.{choice if choice != '' else 'none'}")
    if not field.answer:
        yield str(value_of(field.path))


def _texts(key: str) -> Iterable[str]:
    for code in languages():
        text = catalogue(code).get(key)
        if text is not None:
            yield text


def _fold(texts: Iterable[str]) -> list[str]:
    return [text.casefold() for text in texts]
