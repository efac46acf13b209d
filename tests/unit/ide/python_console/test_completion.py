"""What is offered: selectors of the page, routes, phones, fields, in magics and in calls."""

from __future__ import annotations

import pytest

from ide.automation import MiniProgram
from ide.automation.errors import TimedOutError
from ide.python_console.completion import Offers, matching
from ide.python_console.names import names_of
from tests.unit.ide.python_console.phone import FakeConnection


@pytest.fixture
def connection() -> FakeConnection:
    return FakeConnection()


@pytest.fixture
def offers(connection: FakeConnection) -> Offers:
    return Offers(dict(names_of(MiniProgram(connection))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "word", "offered"),
    [
        ("%tap ", "", ["#first", ".buy", ".card", ".large", "button", "icon", "page", "view"]),
        ("%tap .", ".", [".buy", ".card", ".large"]),
        ("x = 1\n%tap .b", ".b", [".buy"]),
        ("%tap '.c", ".c", [".card"]),
        ("%tap .buy --", "--", ["--long"]),
        ("%goto pages/a", "pages/a", ["pages/about/about"]),
        ("%device ip", "ip", ["iphone-15"]),
        ("%device battery.level=5 net", "net", ["network.type="]),
        ("%scenario ", "", ["mock/morning.scenario.yaml"]),
        ("%calls re", "re", ["request"]),
        ("%calls --", "--", ["--last="]),
        ("page.q('.b", ".b", [".buy"]),
        (
            'len(page.qq("',
            "",
            ["#first", ".buy", ".card", ".large", "button", "icon", "page", "view"],
        ),
        ("app.navigate_to('pages/h", "pages/h", ["pages/home/home"]),
        ("device.use('p", "p", ["pixel-8"]),
        ("device.state('bat", "bat", ["battery.level"]),
    ],
)
def test_what_fits_is_offered(offers: Offers, text: str, word: str, offered: list[str]) -> None:
    assert matching(offers, text) == (word, offered)


@pytest.mark.parametrize(
    "text", ["page.", "print('.b", "%shot a", "%time x", "page.q('.buy').", "%tap"]
)
def test_python_and_files_are_left_to_the_shell(offers: Offers, text: str) -> None:
    assert matching(offers, text) is None


def test_a_mini_program_that_hangs_offers_nothing(
    offers: Offers, connection: FakeConnection
) -> None:
    connection.answers["App.getCurrentPage"] = TimedOutError("no answer")
    assert matching(offers, "%tap .b") == (".b", [])
