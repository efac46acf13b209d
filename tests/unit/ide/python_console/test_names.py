"""The names at hand: the page is always the one on top, and a lost mini-program says so."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from ide.automation import MiniProgram, Page
from ide.automation.errors import ConnectionLostError
from ide.python_console.names import PARTS, connected, names_of
from tests.unit.ide.python_console.phone import FakeConnection


@pytest.fixture
def connection() -> FakeConnection:
    return FakeConnection()


@pytest.fixture
def names(connection: FakeConnection) -> dict[str, Any]:
    return dict(names_of(MiniProgram(connection)))  # type: ignore[arg-type]


def test_every_name_is_there(names: dict[str, Any]) -> None:
    assert set(names) == {"mini", "page", *PARTS}


def test_the_page_is_the_one_on_top_each_time(
    names: dict[str, Any], connection: FakeConnection
) -> None:
    page = names["page"]
    assert page.path == "pages/home/home"
    assert page.data == {"count": 1}
    connection.answers["App.getCurrentPage"] = {"pageId": 9, "path": "pages/b/b", "query": {}}
    assert page.path == "pages/b/b"
    assert repr(page) == "<Page pages/b/b {}>"
    page.get_data()
    assert connection.asked[-1] == ("Page.getData", {"pageId": 9})
    assert isinstance(page, Page)


def test_who_looks_at_a_method_asks_nothing(
    names: dict[str, Any], connection: FakeConnection
) -> None:
    method = names["page"].call_method
    assert "method of the page" in method.__doc__
    assert list(inspect.signature(method).parameters) == ["name", "args", "timeout"]
    assert connection.asked == []


def test_without_a_server_each_name_says_why() -> None:
    names: dict[str, Any] = dict(connected(""))
    with pytest.raises(ConnectionLostError, match="no automation server"):
        names["page"].q(".buy")
    assert "no automation server" in repr(names["device"])


def test_a_server_that_is_gone_is_named() -> None:
    names: dict[str, Any] = dict(connected("ws://127.0.0.1:9/?token=x"))
    with pytest.raises(ConnectionLostError, match=r"127\.0\.0\.1:9"):
        names["app"].current_page()
