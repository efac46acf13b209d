"""What can be set on the phone from its bar."""

from __future__ import annotations

import pytest

from apimock.state.network import Network
from apimock.state.system import System
from ide.simulator.phone_settings import (
    CUSTOM,
    font_sizes,
    languages,
    libraries,
    network_name,
    network_profiles,
    use_font_size,
)


def test_there_are_the_connections_of_a_phone() -> None:
    assert list(network_profiles()) == ["wifi", "5g", "4g", "3g", "2g", "weak", "offline"]


@pytest.mark.parametrize("name", network_profiles())
def test_a_phone_connected_by_a_profile_is_known_by_it(name: str) -> None:
    network = Network()
    network_profiles()[name].apply(network)
    assert network_name(network) == name
    network.latency += 1
    assert network_name(network) == ("offline" if name == "offline" else CUSTOM)


def test_changing_to_a_connection_tells_only_what_changes() -> None:
    network = Network()
    told: list[str] = []
    network.watch(lambda change: told.append(change.field))
    network_profiles()["offline"].apply(network)
    assert told == ["type"]


def test_letters_have_a_size_and_a_scale() -> None:
    system = System()
    assert system.font_size in font_sizes()
    use_font_size(system, 20)
    assert (system.font_size, system.font_scale) == (20, 1.25)


def test_the_phone_speaks_wechats_languages() -> None:
    assert System().language in languages()
    assert len(languages()) > 15


def test_the_newest_library_comes_first() -> None:
    assert libraries()[0] == System().library
    assert "2.10.4" in libraries()
    assert len(libraries()) == len({version.rpartition(".")[0] for version in libraries()})
