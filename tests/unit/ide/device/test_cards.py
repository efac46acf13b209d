"""cards.toml, the phone's state and the catalogues say the same."""

from __future__ import annotations

import pytest

from apimock.spec import find
from apimock.state.device import Device
from ide.i18n import FALLBACK, catalogue
from ide.panels.device.parts import PARTS
from ide.panels.device.schema import Card, cards
from ide.theme import icons

CARDS = cards().cards
EVENTS = ("getPhoneNumber", "getRealtimePhoneNumber", "chooseAvatar", "shareAppMessage")


def state_fields() -> set[str]:
    sections = Device().sections().items()
    return {f"{name}.{key}" for name, section in sections for key in section.field_names()}


def test_every_field_of_the_phone_is_on_a_card_or_said_to_be_inner() -> None:
    on_cards = {path for card in CARDS for path in card.paths()}
    assert state_fields() - on_cards - cards().inner == set()


def test_no_card_names_a_field_the_phone_does_not_have() -> None:
    on_cards = {path for card in CARDS for path in card.paths()}
    wanted = on_cards | cards().inner
    wanted |= {path for card in CARDS for preset in card.presets for path in preset.set}
    assert wanted - state_fields() == set()
    assert cards().inner & on_cards == set()


def test_cards_and_fields_have_names_in_the_catalogue() -> None:
    wanted = {f"device.card.{card.id}" for card in CARDS}
    wanted |= {f"device.field.{field.path}" for card in CARDS for field in card.fields}
    wanted |= {f"device.preset.{card.id}.{preset.id}" for card in CARDS for preset in card.presets}
    assert wanted - set(catalogue(FALLBACK)) == set()


def test_no_text_is_left_over_from_a_card_that_is_gone() -> None:
    fields = {f"device.field.{field.path}" for card in CARDS for field in card.fields}
    titles = {f"device.card.{card.id}" for card in CARDS}
    kept = {key for key in catalogue(FALLBACK) if key.startswith(("device.field.", "device.card."))}
    assert kept - fields - titles == set()


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_a_card_has_an_icon_known_apis_and_a_part_that_exists(card: Card) -> None:
    assert icons.svg(card.icon, "#000000")
    assert [name for name in card.apis if find(name) is None and name not in EVENTS] == []
    assert not card.part or card.part in PARTS


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_a_control_can_show_what_a_fresh_phone_has(card: Card) -> None:
    device = Device()
    for field in card.fields:
        if field.answer or "." in field.path.split(".", 1)[1]:
            continue
        section, name = field.path.split(".")
        value = getattr(device.sections()[section], name)
        kinds = {"number": (int, float), "slider": (int, float), "switch": bool, "text": str}
        assert isinstance(value, kinds.get(field.kind, object)), field.path
        if field.kind in {"number", "slider"}:
            assert field.range[0] <= value * field.scale <= field.range[1], field.path
        if field.kind == "choice":
            assert (field.nothing if value is None else value) in field.choices, field.path
