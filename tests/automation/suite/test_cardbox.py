"""The sample of business cards, as its tester would test it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ide.automation import App, Device, MiniProgram, Native, Page, expect

VCARD = "\r\n".join(
    [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Ada Okafor",
        "ORG:Delta Looms",
        "TEL:+234 1 555 0177",
        "END:VCARD",
    ]
)


@pytest.fixture
def minideck_project(cardbox: Path) -> Path:
    return cardbox


def scan(device: Device, minideck: MiniProgram, app: App, code: str) -> Page:
    """Scan a code and return the page on top."""
    device.scan.queue([code])
    minideck.tap("#scan")
    app.wait_idle()
    return app.current_page()


def test_a_card_is_typed_with_mistakes(minideck: MiniProgram, app: App, page: Page) -> None:
    minideck.tap("#write")
    expect(page).to_have_path("pages/edit/edit")
    edit = app.current_page()
    minideck.type("#email .line", "no address")
    minideck.tap("#save")
    expect(edit).to_contain_text("A card needs a name")
    expect(edit).to_contain_text("This is no e-mail address")
    minideck.type("#name .line", "Lea Sommer")
    minideck.type("#email .line", "lea@sommer.example")
    minideck.tap("#save")
    expect(edit).to_have_path("pages/card/card")
    expect(app.current_page()).to_have_data("card.name", "Lea Sommer")


def test_a_scanned_card_is_found_again(device: Device, minideck: MiniProgram, app: App) -> None:
    edit = scan(device, minideck, app, VCARD)
    expect(edit).to_have_data({"details": {"name": "Ada Okafor", "company": "Delta Looms"}})
    minideck.tap("#save")
    expect(edit).to_have_path("pages/card/card")
    minideck.back()
    expect(edit).to_have_path("pages/index/index")
    minideck.type("#search", "looms")
    page = app.current_page()
    expect(page.locator(".person")).to_have_count(1)
    minideck.type("#search", "nobody")
    expect(page.locator(".person")).to_have_count(0)


def test_a_foreign_code_is_no_card(device: Device, minideck: MiniProgram, app: App) -> None:
    page = scan(device, minideck, app, "https://elsewhere.example")
    expect(page).to_have_data("reason", "foreign-code")
    expect(page).to_contain_text("This code is no card")


def test_a_card_is_saved_to_the_contacts(
    device: Device, minideck: MiniProgram, app: App, native: Native
) -> None:
    device.permission("scope.addPhoneContact")
    edit = scan(device, minideck, app, VCARD)
    minideck.tap("#save")
    expect(edit).to_have_path("pages/card/card")
    card = app.current_page()
    minideck.tap("#keep")
    native.answer("ok", kind="add-contact")
    expect(card).to_have_data("saved", True)
    call = minideck.log.wait_for_call("addPhoneContact")
    assert call["params"]["firstName"] == "Ada Okafor"
