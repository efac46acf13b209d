"""What stands behind a magic is read by its row of the table, or refused with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from ide.i18n import FALLBACK, catalogue
from ide.python_console import completion
from ide.python_console.magic_table import Line, UnreadableLineError, magics, read
from ide.python_console.magics import Magics

DOCUMENT = Path(__file__).parents[4] / "docs" / "python-console.md"


@pytest.mark.parametrize(
    ("name", "text", "arguments", "flags"),
    [
        ("tap", ".buy", {"selector": ".buy"}, {}),
        ("tap", "'.list .buy' Add to cart", {"selector": ".list .buy", "text": "Add to cart"}, {}),
        ("tap", "#buy --long", {"selector": "#buy"}, {"long": ""}),
        ("type", "input Ada --enter", {"selector": "input", "text": "Ada"}, {"enter": ""}),
        ("goto", "", {}, {}),
        ("goto", "pages/a/a?id=7&x=#1", {"route": "pages/a/a?id=7&x=#1"}, {}),
        ("shot", r"C:\shots\a.png", {"file": r"C:\shots\a.png"}, {}),
        ("device", "a.b=1 c.d=x y", {"values": "a.b=1 c.d=x y"}, {}),
        ("calls", "request --last=3", {"name": "request"}, {"last": "3"}),
    ],
)
def test_a_line_is_read(
    name: str, text: str, arguments: dict[str, str], flags: dict[str, str]
) -> None:
    assert read(magics()[name], text) == Line(arguments, flags)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("tap", "", "SELECTOR is missing"),
        ("tap", "'.buy", "quotation mark"),
        ("wxml", ".a .b", "“.b” is too much"),
        ("goto", "pages/a --fast", "there is no --fast"),
        ("calls", "--last", "--last needs a value"),
        ("tap", ".a --long=3", "--long takes no value"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_an_example(name: str, text: str, words: str) -> None:
    with pytest.raises(UnreadableLineError) as refused:
        read(magics()[name], text)
    assert words in str(refused.value)
    assert magics()[name].example in str(refused.value)


def test_every_magic_is_carried_out_explained_and_offered() -> None:
    for name, magic in magics().items():
        assert callable(getattr(Magics, f"_{name}"))
        assert f"python.magic.{name}" in catalogue(FALLBACK)
        assert magic.example.lstrip("%").startswith(name)
        for argument in magic.arguments:
            kind = argument.offers
            assert kind in {"", "files"} or hasattr(completion.Offers, f"_{kind}"), kind


def test_examples_can_be_read() -> None:
    for name, magic in magics().items():
        if not magic.cell:
            assert read(magic, magic.example.removeprefix(f"%{name}"))


def test_the_page_lists_every_magic() -> None:
    page = DOCUMENT.read_text("utf-8")
    rows = [
        f"| `{one.usage}` | {catalogue(FALLBACK)[f'python.magic.{name}']} "
        f"| `{one.example.replace(chr(10), ' ⏎ ')}` |"
        for name, one in magics().items()
    ]
    assert [row for row in rows if row not in page] == []
