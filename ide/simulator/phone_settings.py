"""What can be set on the phone from its bar: letters, language, link, base library (no Qt)."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import resources
from apimock.state.network import Network
from apimock.state.system import System

CUSTOM = "custom"
"""The name of a connection that is none of the profiles."""
USUAL_FONT_SIZE = 16
_NO_LINK = "none"
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_OLDEST = (2, 0, 0)


@dataclass(frozen=True)
class NetworkProfile:
    """A connection; latency in ms, loss from 0 to 1, bandwidth in bytes a second (0: no limit)."""

    type: str
    weak: bool = False
    latency: float = 0.0
    loss: float = 0.0
    bandwidth: float = 0.0

    def apply(self, network: Network) -> None:
        """Connect the phone like this."""
        for name, value in vars(self).items():
            if getattr(network, name) != value:
                setattr(network, name, value)

    def is_of(self, network: Network) -> bool:
        """Tell whether the phone is connected like this."""
        if self.type == _NO_LINK:
            return network.type == _NO_LINK
        return all(getattr(network, name) == value for name, value in vars(self).items())


@cache
def font_sizes() -> tuple[float, ...]:
    """Return the sizes of letters a person can choose, CSS pixels."""
    return tuple(_table()["font_sizes"])


@cache
def languages() -> Mapping[str, str]:
    """Return WeChat's languages by code, under their own names."""
    return dict(_table()["languages"])


@cache
def network_profiles() -> Mapping[str, NetworkProfile]:
    """Return the connections by name."""
    return {name: NetworkProfile(**row) for name, row in _table()["network"].items()}


def network_name(network: Network) -> str:
    """Return the name of the phone's connection, ``custom`` when it is none of the profiles."""
    found = (name for name, one in network_profiles().items() if one.is_of(network))
    return next(found, CUSTOM)


def use_font_size(system: System, size: float) -> None:
    """Choose the size of letters in WeChat."""
    system.font_scale = round(size / USUAL_FONT_SIZE, 2)
    system.font_size = size


@cache
def libraries() -> tuple[str, ...]:
    """Return versions of the base library, the newest first: the last of each minor version."""
    known = {_parts(text) for text in _versions(_reference("apis.json"))}
    known |= {_parts(text) for text in _versions(_reference("components.json"))}
    latest: dict[tuple[int, ...], tuple[int, ...]] = {}
    for version in sorted(known):
        if version >= _OLDEST:
            latest[version[:2]] = version
    return tuple(".".join(map(str, version)) for version in sorted(latest.values(), reverse=True))


def _parts(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _versions(value: Any) -> Iterator[str]:
    """Yield every ``since`` of the reference."""
    if isinstance(value, dict):
        since = value.get("since")
        if isinstance(since, str) and _VERSION.fullmatch(since):
            yield since
        for each in value.values():
            yield from _versions(each)
    elif isinstance(value, list):
        for each in value:
            yield from _versions(each)


def _reference(name: str) -> Any:
    return json.loads(resources.path("reference", name).read_text(encoding="utf-8"))


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
