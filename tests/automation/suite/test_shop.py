"""Requests: answered, delayed, refused and offline, without any network."""

from __future__ import annotations

import pytest

from ide.automation import Device, MiniProgram, Mock, Page, expect

pytestmark = pytest.mark.minideck(page="pages/server/server")
FRUITS = {"fruits": [{"name": "Apple", "price": "€0.40"}, {"name": "Pear", "price": "€0.55"}]}


def test_fruits_are_listed(page: Page, mock: Mock) -> None:
    mock.mock_request(r"orchard\.example/api/fruits", FRUITS)
    page.q("#load").tap()
    expect(page.locator(".fruit")).to_have_count(2)
    assert page.q(".fruit", text="Pear").text.endswith("€0.55")


def test_a_broken_server_is_asked_again(page: Page, mock: Mock) -> None:
    mock.mock_request("fruits", FRUITS)
    mock.mock_request_once("fruits", {"data": "", "statusCode": 503}, reverse=True)
    page.q("#load").tap()
    expect(page.locator("#state")).to_have_text("refused with 503")
    page.q("#load", text="Again").tap()
    expect(page.locator("#state")).to_have_text("there")
    assert page.get_data("tries") == 2


def test_an_order_carries_what_was_chosen(page: Page, mock: Mock, minideck: MiniProgram) -> None:
    mock.mock_request("fruits", FRUITS)
    mock.mock_request({"url": "orders", "method": "POST"}, {"number": "A-17"})
    page.q("#load").tap()
    page.q(".fruit", text="Apple").tap()
    expect(page.locator("#number")).to_have_text("A-17")
    order = minideck.log.calls("request")[-1]
    assert order["params"]["data"] == {"fruit": "Apple", "count": 3}


def test_a_failure_is_shown_in_the_words_of_wechat(page: Page, mock: Mock) -> None:
    mock.mock_request("fruits", fail="request:fail timeout")
    page.q("#load").tap()
    expect(page.locator("#state")).to_have_text("request:fail timeout")


def test_without_a_connection_nothing_is_loaded(page: Page, device: Device, mock: Mock) -> None:
    device.network.set("none")
    page.q("#load").tap()
    expect(page.locator("#state")).to_contain_text("request:fail")
    device.network.set("wifi")
    mock.mock_request("fruits", FRUITS)
    page.q("#load").tap()
    expect(page.locator("#state")).to_have_text("there")
