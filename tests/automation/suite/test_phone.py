"""The phone: permissions, places, payment, sensors and what the person decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from ide.automation import Clock, Device, Mock, Native, Page, expect

pytestmark = pytest.mark.minideck(page="pages/phone/phone")
PICTURE = Path(__file__).parents[2] / "fixtures" / "journey" / "images"


def answered(page: Page, text: str) -> None:
    expect(page.locator("#answer")).to_have_text(text)


def test_the_place_is_told_once_it_is_allowed(page: Page, device: Device, native: Native) -> None:
    device.location.set(latitude=47.5, longitude=9.25)
    page.q("#locate").tap()
    native.allow_get_location()
    answered(page, "47.500, 9.250")
    assert native.get_authorize_settings()["scope.userLocation"] is True


def test_a_refused_place_is_a_failure(page: Page, device: Device, native: Native) -> None:
    page.q("#locate").tap()
    native.allow_get_location(False)
    expect(page.locator("#answer")).to_contain_text("getLocation:fail")
    device.permission("scope.userLocation", "allowed")
    device.location.set(latitude=1, longitude=2)
    page.q("#locate").tap()
    answered(page, "1.000, 2.000")


def test_a_route_is_followed(page: Page, device: Device, clock: Clock) -> None:
    device.permission("scope.userLocation")
    page.q("#follow").tap()
    answered(page, "following")
    device.location.play(Path(__file__).with_name("way.gpx"))
    clock.fast_forward("1min")
    way = page.get_data("way")
    assert len(way) > 10
    assert [round(one, 3) for one in way[-1]] == [47.002, 9.002]


def test_a_payment_is_cancelled_then_made(page: Page, mock: Mock) -> None:
    mock.queue("requestPayment", ["cancel", "ok"])
    page.q("#pay").tap()
    answered(page, "requestPayment:fail cancel")
    page.q("#pay").tap()
    answered(page, "paid")


def test_the_payment_sheet_is_closed_by_the_person(page: Page, native: Native) -> None:
    page.q("#pay").tap()
    native.close_payment_dialog()
    answered(page, "requestPayment:fail cancel")


def test_one_of_several_actions_is_chosen(page: Page, native: Native, mock: Mock) -> None:
    page.q("#sheet").tap()
    native.handle_action_sheet("Crate")
    answered(page, "choice 2")
    mock.mock_show_action_sheet(1)
    page.q("#sheet").tap()
    answered(page, "choice 1")


def test_codes_are_scanned_one_after_the_other(page: Page, device: Device) -> None:
    device.scan.queue(["tree 7", {"outcome": "cancel"}])
    page.q("#scan").tap()
    answered(page, "tree 7")
    page.q("#scan").tap()
    answered(page, "scanCode:fail cancel")


def test_the_connection_comes_and_goes(page: Page, device: Device) -> None:
    device.network.set("none")
    expect(page.locator("#network")).to_have_text("none")
    device.network.set("5g")
    expect(page.locator("#network")).to_have_text("5g")
    assert device.state("network")["type"] == "5g"


def test_a_shaken_phone_is_noticed(page: Page, device: Device) -> None:
    page.q("#shake").tap()
    answered(page, "listening")
    device.sensor.accelerometer(3, 3, 3)
    expect(page.locator("#shaken")).never.to_have_text("0")


def test_a_finger_is_recognised_or_not(page: Page, device: Device) -> None:
    device.soter.next("match", "cancel")
    page.q("#finger").tap()
    answered(page, "fingerPrint")
    page.q("#finger").tap()
    expect(page.locator("#answer")).to_contain_text("startSoterAuthentication:fail")


def test_pictures_come_from_the_album(page: Page, native: Native) -> None:
    page.q("#image").tap()
    native.pick_media_file()
    expect(page.locator("#answer")).to_contain_text("pictures")


def test_the_clipboard_holds_what_was_copied(page: Page, device: Device) -> None:
    page.q("#copy").tap()
    answered(page, "Orchard")
    assert device.state("clipboard.text") == "Orchard"
