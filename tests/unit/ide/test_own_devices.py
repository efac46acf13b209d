"""Phones of one's own: checked, kept, written and read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ide.simulator.own_devices import DeviceFileError, OwnDevices, faults, parse, to_toml
from renderer.host.screen import Insets, device, devices

PHONE = replace(device("iphone-15"), id="", name='The "big" one')


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "devices.toml"


def test_a_phone_is_kept_under_an_id_of_its_own(file: Path) -> None:
    own = OwnDevices(file)
    made = own.put(PHONE)
    again = own.put(PHONE)
    assert (made.id, again.id) == ("own-the-big-one", "own-the-big-one-2")
    assert OwnDevices(file).all() == [made, again]


def test_a_phone_is_changed_and_removed(file: Path) -> None:
    own = OwnDevices(file)
    made = own.put(PHONE)
    heard: list[int] = []
    stop = own.listen(lambda: heard.append(len(own.all())))
    own.put(replace(made, width=500))
    assert [one.width for one in OwnDevices(file).all()] == [500]
    own.remove(made.id)
    assert OwnDevices(file).all() == []
    assert heard == [1, 0]
    stop()
    own.put(PHONE)
    assert heard == [1, 0]


def test_built_in_phones_are_found_as_well(file: Path) -> None:
    own = OwnDevices(file)
    assert own.find("iphone-15") is device("iphone-15")
    assert own.find("own-nothing") is None


def test_every_built_in_phone_survives_being_written() -> None:
    assert parse(to_toml(devices().values())) == list(devices().values())


def test_phones_are_taken_over_from_a_file(file: Path) -> None:
    own = OwnDevices(file)
    own.add(to_toml([PHONE, device("galaxy-z-fold-5")]))
    assert [one.name for one in own.all()] == [PHONE.name, "Galaxy Z Fold5"]
    assert own.all()[1].folded == device("galaxy-z-fold-5").folded


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no toml", "line 1"),
        ("", "device"),
        ("[[device]]\nname = 'x'", "platform"),
        (to_toml([PHONE]).replace("width = 393", "width = 3"), "width"),
        (to_toml([PHONE]).replace("width = 393", "width = 'wide'"), "device 1"),
        (to_toml([PHONE]).replace("height = 852\n", ""), "height"),
        (to_toml([PHONE]).replace('"ios"', '"palm"'), "platform"),
        (to_toml([PHONE]) + "speed = 3\n", "speed"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_the_reason(file: Path, text: str, said: str) -> None:
    own = OwnDevices(file)
    with pytest.raises(DeviceFileError, match=said):
        own.add(text)
    assert own.all() == []


def test_a_damaged_file_is_no_hindrance(file: Path) -> None:
    file.write_text("[[device]\n", "utf-8")
    assert OwnDevices(file).all() == []


def test_what_is_wrong_with_a_phone_is_told_by_field() -> None:
    assert faults(PHONE) == {}
    assert faults(replace(PHONE, name=" ", width=10)) == {"name": "empty", "width": "range"}
    assert faults(replace(PHONE, safe_area=Insets(180, 180), height=600)) == {"safe_top": "shape"}
    assert faults(replace(PHONE, status_bar=90)) == {"status_bar": "shape"}
