"""System information and settings, as calls."""

from __future__ import annotations

from apimock import sysinfo
from apimock.context import Context
from apimock.registry import handles


@handles("getSystemInfo", "getSystemInfoSync", "getSystemInfoAsync")
def get_system_info(context: Context) -> None:
    """Everything but the window, which the runtime knows."""
    context.ok(sysinfo.system_facts(context.device))


@handles("getDeviceInfo")
def get_device_info(context: Context) -> None:
    """The device."""
    context.ok(sysinfo.device_info(context.device))


@handles("getAppBaseInfo")
def get_app_base_info(context: Context) -> None:
    """The client and its library."""
    context.ok(sysinfo.app_base_info(context.device))


@handles("getSystemSetting")
def get_system_setting(context: Context) -> None:
    """The system's switches."""
    context.ok(sysinfo.system_setting(context.device))


@handles("getAppAuthorizeSetting")
def get_app_authorize_setting(context: Context) -> None:
    """What the system lets the client use."""
    context.ok(sysinfo.app_authorize_setting(context.device))
