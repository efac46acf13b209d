"""Forms: every kind of field is filled in, sent, refused and cleared."""

from __future__ import annotations

import pytest

from ide.automation import MiniProgram, Page, expect

pytestmark = pytest.mark.minideck(page="pages/order/order")


def test_a_form_is_filled_in_and_sent(page: Page) -> None:
    page.q("#name").input("Mia Berger")
    page.q("#phone").input("030555142")
    page.q("#wish").input("No plums")
    page.q("#weight").slide_to(12)
    page.q("#gift").tap()
    page.q("#card").tap()
    page.q("#terms").tap()
    page.q("#send").tap()
    expect(page.locator("#sent")).to_have_text("Thank you, Mia Berger")
    sent = page.get_data("sent")
    assert (sent["wish"], sent["weight"], sent["gift"]) == ("No plums", 12, True)
    assert (sent["pay"], sent["terms"], sent["phone"]) == ("card", ["yes"], "030555142")


def test_pickers_tell_what_was_chosen(page: Page) -> None:
    page.q("#box").trigger("change", {"value": "2"})
    page.q("#day").trigger("change", {"value": "2026-09-01"})
    expect(page.locator("#box")).to_have_text("Gift box")
    expect(page.locator("#day")).to_have_text("2026-09-01")


def test_what_is_missing_is_said(page: Page) -> None:
    page.q("#phone").input("12")
    page.q("#send").tap()
    expect(page.locator(".fault")).to_have_count(3)
    assert [one.text for one in page.qq(".fault")] == [
        "A name is missing", "This is no phone number", "The terms are not accepted",
    ]  # fmt: skip


def test_clearing_forgets_everything(page: Page) -> None:
    page.q("#name").input("Mia")
    page.q("#weight").slide_to(19)
    page.q("#reset").tap()
    expect(page.locator("#name")).to_have_value("")
    expect(page).to_have_data({"weight": 5, "sent": None})


def test_a_person_types_and_taps_on_the_glass(minideck: MiniProgram, page: Page) -> None:
    minideck.type("#name", "Ada", enter=True)
    minideck.tap("", text="I accept the terms")
    minideck.type("#phone", "0301234567")
    minideck.tap("#send")
    expect(page.locator("#sent")).to_have_text("Thank you, Ada")
