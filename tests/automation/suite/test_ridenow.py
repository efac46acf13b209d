"""The sample of a rented bike, as its tester would test it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ide.automation import App, Device, MiniProgram, Native, Page, expect


@pytest.fixture
def minideck_project(ridenow: Path) -> Path:
    return ridenow


@pytest.fixture
def near_bikes(device: Device) -> Device:
    """A phone that may know where it is."""
    device.permission("scope.userLocation")
    device.permission("scope.bluetooth")
    return device


def test_the_first_ride_needs_a_deposit(
    near_bikes: Device, minideck: MiniProgram, app: App, native: Native
) -> None:
    near_bikes.scan.queue(["https://ride.example/b/0042"])
    near_bikes.apply("payment", merchant="RideNow", amount=9900)
    page = app.restart()
    minideck.tap("#scan")
    page = app.current_page()
    expect(page).to_have_path("pages/unlock/unlock")
    page = app.current_page()
    expect(page).to_have_data("reason", "deposit")
    minideck.tap(".act")
    expect(page).to_have_path("pages/bill/bill")
    bill = app.current_page()
    expect(bill.locator("#amount")).to_have_text("¥99.00")
    minideck.tap("#pay")
    native.answer("ok", kind="payment")
    expect(bill).to_have_data("paid", True)


def test_a_number_is_typed_in_place_of_a_code(minideck: MiniProgram, app: App) -> None:
    minideck.tap("#type")
    minideck.type("#number", "0042")
    expect(app.current_page()).to_have_path("pages/unlock/unlock")
    expect(app.current_page()).to_have_data("number", "0042")


def test_without_a_place_the_bikes_are_there_all_the_same(
    device: Device, app: App, minideck: MiniProgram
) -> None:
    device.permission("scope.userLocation", "denied")
    page = app.restart()
    expect(page).to_have_data({"reason": "location-denied", "located": False})
    assert len(page.get_data("markers")) > 0
    device.permission("scope.userLocation", "allowed")
    minideck.tap("#locate")
    expect(page).to_have_data({"reason": "", "located": True})


@pytest.mark.minideck(query={"scene": "b%3D0042", "server": "member"}, scene=1047)
def test_offline_is_said_with_a_remedy(app: App, device: Device) -> None:
    device.network.set("none")
    page = app.restart(query={"scene": "b%3D0042", "server": "member"}, scene=1047)
    expect(page).to_have_path("pages/unlock/unlock")
    unlock = app.current_page()
    expect(unlock).to_have_data("reason", "offline")
    expect(unlock).to_contain_text("No connection")


def test_there_are_no_rides_at_first(minideck: MiniProgram, app: App, page: Page) -> None:
    minideck.tap("#trips")
    expect(page).to_have_path("pages/trips/trips")
    expect(app.current_page()).to_contain_text("No rides yet")
    minideck.back()
    expect(page).to_have_path("pages/index/index")
