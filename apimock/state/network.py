"""The radio link, its quality, and Wi-Fi."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from apimock.observable import Section
from apimock.state.defaults import entries


@dataclass
class Network(Section):
    """The connection as the app sees it, and the trouble a tester adds to it.

    ``type`` is ``wifi``, ``2g`` … ``5g``, ``unknown`` or ``none``; ``signal`` in dBm; ``latency``
    in ms is added to each request, ``loss`` (0–1) is the share of requests that fail,
    ``bandwidth`` in bytes/s (0: unlimited). ``failing_hosts`` maps a host to the way its requests
    fail (``timeout``, ``dns``, ``refused``, ``tls``). ``verify_domains`` overrides the project's
    ``urlCheck``; None follows it.
    """

    title: ClassVar[str] = "network"

    type: str = "wifi"
    signal: int = -55
    weak: bool = False
    proxy: bool = False
    local_ip: str = "192.168.1.23"
    netmask: str = "255.255.255.0"
    latency: float = 0.0
    loss: float = 0.0
    bandwidth: float = 0.0
    failing_hosts: dict[str, str] = field(default_factory=dict)
    verify_domains: bool | None = None


@dataclass
class Wifi(Section):
    """The access points in reach and the one in use (its SSID, '' for none)."""

    title: ClassVar[str] = "wifi"

    access_points: list[dict[str, Any]] = field(default_factory=entries("access_points"))
    connected: str = "Minideck-Lab"
    started: bool = False
