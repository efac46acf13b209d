"""How a phone is held, and what a page makes of it."""

from __future__ import annotations

import pytest

from apimock.app import AppFacts
from apimock.clock import ManualClock
from apimock.phone import Phone
from ide.handset import Handset
from renderer.host.screen import device


@pytest.fixture
def phone() -> Phone:
    return Phone(ManualClock(), app=AppFacts(config={"darkmode": True}))


def handset(phone: Phone, name: str = "iphone-15") -> tuple[Handset, list[tuple[int, int]]]:
    found = Handset(phone, device(name))
    sizes: list[tuple[int, int]] = []
    found.shape_changed.connect(lambda: sizes.append((found.shape.width, found.shape.height)))
    return found, sizes


def test_a_page_that_stays_upright_refuses_to_turn(phone: Phone) -> None:
    held, sizes = handset(phone)
    refused: list[bool] = []
    held.turn_refused.connect(lambda: refused.append(True))
    held.rotate()
    assert (sizes, refused) == ([], [True])
    assert phone.device.system.orientation == "landscape"


def test_a_page_that_follows_turns_with_the_phone(phone: Phone) -> None:
    held, sizes = handset(phone)
    held.page_shown("auto", resizable=False)
    held.rotate()
    held.rotate()
    assert sizes == [(852, 393), (393, 852)]


def test_a_page_that_lies_turns_the_phone_and_the_next_turns_it_back(phone: Phone) -> None:
    held, sizes = handset(phone)
    held.page_shown("landscape", resizable=False)
    held.rotate()
    held.page_shown("portrait", resizable=False)
    assert sizes == [(852, 393), (393, 852)]


def test_a_tablet_turns_an_app_that_can_be_resized(phone: Phone) -> None:
    held, sizes = handset(phone, "ipad-10")
    held.page_shown("portrait", resizable=True)
    held.rotate()
    assert sizes == [(1180, 820)]


def test_a_foldable_is_shut_and_opened(phone: Phone) -> None:
    held, sizes = handset(phone, "galaxy-z-fold-5")
    held.fold()
    held.fold()
    assert sizes == [(344, 882), (690, 829)]
    upright, none = handset(phone)
    upright.fold()
    assert none == []


def test_another_phone_is_held_upright(phone: Phone) -> None:
    held, _ = handset(phone)
    held.page_shown("auto", resizable=False)
    held.rotate()
    held.use(device("pixel-8"))
    assert held.shape == device("pixel-8").shape()
    assert phone.device.system.model == "Pixel 8"


def test_what_is_set_on_the_phone_is_told(phone: Phone) -> None:
    held, _ = handset(phone)
    told: list[object] = []
    held.changed.connect(lambda: told.append((held.screen()["theme"], phone.system_info())))
    phone.device.system.theme = "dark"
    phone.device.system.font_size = 20
    phone.device.system.language = "en"
    assert len(told) == 3
    assert held.screen()["theme"] == "dark"
    assert held.screen()["fontSizeSetting"] == 20


def test_an_app_without_dark_mode_sees_a_light_phone() -> None:
    phone = Phone(ManualClock(), app=AppFacts(config={}))
    held, _ = handset(phone)
    phone.device.system.theme = "dark"
    assert held.screen()["theme"] == "light"


def test_the_library_is_the_projects_unless_another_is_chosen(phone: Phone) -> None:
    held, _ = handset(phone)
    newest = held.library
    held.use_library("2.10.4")
    assert phone.device.system.library == "2.10.4"
    held.use_library("2.10.4", "3.0.0")
    assert phone.system_info()["SDKVersion"] == "3.0.0"
    held.use_library("latest")
    assert held.library == newest
