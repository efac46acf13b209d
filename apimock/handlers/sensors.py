"""Motion sensors: what they feel is state, how often they tell it is the app's wish."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from apimock.calls import Event
from apimock.context import Context
from apimock.registry import handles, listens
from apimock.state.device import Device

if TYPE_CHECKING:
    from apimock.phone import Phone

INTERVALS = {"game": 20.0, "ui": 60.0, "normal": 200.0}


def _axes(values: tuple[float, ...]) -> dict[str, float]:
    x, y, z = values
    return {"x": x, "y": y, "z": z}


def _acceleration(device: Device) -> dict[str, Any]:
    return _axes(tuple(device.motion.acceleration))


def _rotation(device: Device) -> dict[str, Any]:
    return _axes(tuple(device.motion.rotation))


def _attitude(device: Device) -> dict[str, Any]:
    """alpha in [0, 2π), beta in [-π, π), gamma in [-π/2, π/2)."""
    alpha, beta, gamma = device.motion.attitude
    return {
        "alpha": math.radians(alpha % 360),
        "beta": math.radians((beta + 180) % 360 - 180),
        "gamma": math.radians((gamma + 90) % 180 - 90),
    }


def _heading(device: Device) -> dict[str, Any]:
    motion = device.motion
    android = device.system.platform == "android"
    accuracy: Any = motion.heading_accuracy if android else motion.heading_deviation
    return {"direction": motion.heading % 360, "accuracy": accuracy}


@dataclass(frozen=True)
class Sensor:
    """A sensor: its event, what it tells, and every how many ms when that is fixed."""

    event: str
    read: Callable[[Device], Mapping[str, Any]]
    interval: float = 0.0


_SENSORS: Mapping[str, Sensor] = {
    "Accelerometer": Sensor("onAccelerometerChange", _acceleration),
    "Gyroscope": Sensor("onGyroscopeChange", _rotation),
    "Compass": Sensor("onCompassChange", _heading, 200.0),
    "DeviceMotionListening": Sensor("onDeviceMotionChange", _attitude),
}


class Ticking:
    """A sensor that tells its value again and again; calling it ends that."""

    def __init__(self, phone: Phone, sensor: Sensor, interval: float) -> None:
        self._phone = phone
        self._sensor = sensor
        self._interval = interval
        self._cancel = phone.clock.later(interval, self._tick)

    def __call__(self) -> None:
        self._cancel()

    def _tick(self) -> None:
        if self._phone.device.apps.foreground:
            self._phone.emit(Event(self._sensor.event, self._sensor.read(self._phone.device)))
        self._cancel = self._phone.clock.later(self._interval, self._tick)


def _begin(phone: Phone, name: str, interval: float) -> None:
    sensor = _SENSORS[name]
    _end(phone, name)
    phone.running[f"sensor-{name}"] = Ticking(phone, sensor, sensor.interval or interval)


def _end(phone: Phone, name: str) -> None:
    ticking = phone.running.pop(f"sensor-{name}", None)
    if ticking is not None:
        ticking()


@handles(*(f"start{name}" for name in _SENSORS))
def start(context: Context) -> None:
    """Begin to tell; a sensor that runs takes the new interval."""
    interval = INTERVALS.get(context.text("interval", "normal"), INTERVALS["normal"])
    _begin(context.phone, context.name.removeprefix("start"), interval)
    context.ok()


@handles(*(f"stop{name}" for name in _SENSORS))
def stop(context: Context) -> None:
    """Tell no more; stopping what does not run is no failure."""
    _end(context.phone, context.name.removeprefix("stop"))
    context.ok()


@listens("onAccelerometerChange")
def accelerometer_heard(phone: Phone, on: bool) -> None:
    """The first listener starts the accelerometer."""
    _heard(phone, "Accelerometer", on)


@listens("onCompassChange")
def compass_heard(phone: Phone, on: bool) -> None:
    """The first listener starts the compass."""
    _heard(phone, "Compass", on)


def _heard(phone: Phone, name: str, on: bool) -> None:
    if on and f"sensor-{name}" not in phone.running:
        _begin(phone, name, INTERVALS["normal"])
    elif not on:
        _end(phone, name)
