"""Network state: type, signal, address, and the events when they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apimock.calls import Event
from apimock.context import Context
from apimock.observable import Change
from apimock.registry import handles, reacts

if TYPE_CHECKING:
    from apimock.phone import Phone


@handles("getNetworkType")
def get_network_type(context: Context) -> None:
    """The connection as it is now."""
    network = context.device.network
    context.ok(
        {
            "networkType": network.type,
            "signalStrength": network.signal,
            "hasSystemProxy": network.proxy,
            "weakNet": network.weak,
        }
    )


@handles("getLocalIPAddress")
def get_local_ip(context: Context) -> None:
    """The address in the local network; without a connection there is none."""
    network = context.device.network
    if network.type == "none":
        context.fail("network is not connected")
    else:
        context.ok({"localip": network.local_ip, "netmask": network.netmask})


@reacts("network.type")
def type_changed(phone: Phone, change: Change) -> None:
    """The radio changed."""
    now = phone.device.network.type
    phone.emit(Event("onNetworkStatusChange", {"isConnected": now != "none", "networkType": now}))


@reacts("network.weak")
def weak_changed(phone: Phone, change: Change) -> None:
    """The link became weak or good again."""
    network = phone.device.network
    phone.emit(Event("onNetworkWeakChange", {"weakNet": network.weak, "networkType": network.type}))
