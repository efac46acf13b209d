"""The radio link, its quality, and Wi-Fi."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from apimock.observable import Section
from apimock.state.defaults import entries


@dataclass
class Network(Section):
    """The connection as the app sees it, and the trouble a tester adds to it.

    ``type`` is ``wifi``, ``2g`` … ``5g``, ``unknown`` or ``none``; ``signal`` in dBm. Each request
    waits ``latency`` ms, or a time by chance up to ``latency_max`` when that is more; ``loss``
    (0–1) is the share of connections that break; ``bandwidth`` is what comes down and
    ``bandwidth_up`` what goes up, bytes/s (0: unlimited). ``failing_hosts`` maps hosts (globs) to
    the way they fail (``apimock.transfer.REASONS``). ``verify_domains`` overrides the project's
    ``urlCheck``; None follows it. ``servers`` answer WebSockets, TCP and UDP
    (:mod:`apimock.socket_servers`).
    """

    title: ClassVar[str] = "network"

    type: str = "wifi"
    signal: int = -55
    weak: bool = False
    proxy: bool = False
    local_ip: str = "192.168.1.23"
    netmask: str = "255.255.255.0"
    latency: float = 0.0
    latency_max: float = 0.0
    loss: float = 0.0
    bandwidth: float = 0.0
    bandwidth_up: float = 0.0
    failing_hosts: dict[str, str] = field(default_factory=dict)
    verify_domains: bool | None = None
    frequency_limit: bool = False
    """Whether the platform refuses login and its like more than four times a second."""
    servers: list[dict[str, Any]] = field(default_factory=list)
    services: list[dict[str, Any]] = field(default_factory=list)
    """What announces itself in the Wi-Fi: ``serviceType``, ``serviceName``, ``ip``, ``port``."""
    fetches: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What background fetches get, by ``pre`` and ``periodic``: ``{"body", "latency"}``."""


@dataclass
class Wifi(Section):
    """The access points in reach and the one in use (its SSID, '' for none).

    An access point has ``SSID``, ``BSSID``, ``secure``, ``signalStrength``, ``frequency``,
    ``password``, and ``fails``, an errCode, when joining it shall fail.
    """

    title: ClassVar[str] = "wifi"

    access_points: list[dict[str, Any]] = field(default_factory=entries("access_points"))
    connected: str = "Minideck-Lab"
    started: bool = False
    join_time: float = 800.0
    """ms joining takes."""
    partial: bool = False
    """Whether the call under way wants to know no more than the SSID."""
    offered: list[dict[str, Any]] = field(default_factory=list)
    """Passwords setWifiList has offered (iOS)."""
