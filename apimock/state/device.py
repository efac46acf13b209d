"""The whole state of a phone, its changes, and its form as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

from apimock.jsonable import decode, encode
from apimock.observable import ChangeListener, Section
from apimock.state.apps import Apps
from apimock.state.camera import Camera
from apimock.state.hardware import Battery, Motion, Screen, Switches
from apimock.state.location import Location, Route
from apimock.state.media import Media
from apimock.state.network import Network, Wifi
from apimock.state.payment import Payment
from apimock.state.people import Address, Clipboard, User
from apimock.state.permissions import Permissions
from apimock.state.radio import Beacons, Biometrics, Bluetooth, Nfc
from apimock.state.storage import Storage
from apimock.state.system import System


class SnapshotError(ValueError):
    """A snapshot that does not fit; the message names the field."""


@dataclass
class Device:
    """All sections; a change of any of them is heard through :meth:`watch`."""

    system: System = field(default_factory=System)
    screen: Screen = field(default_factory=Screen)
    switches: Switches = field(default_factory=Switches)
    battery: Battery = field(default_factory=Battery)
    motion: Motion = field(default_factory=Motion)
    location: Location = field(default_factory=Location)
    route: Route = field(default_factory=Route)
    network: Network = field(default_factory=Network)
    wifi: Wifi = field(default_factory=Wifi)
    bluetooth: Bluetooth = field(default_factory=Bluetooth)
    beacons: Beacons = field(default_factory=Beacons)
    nfc: Nfc = field(default_factory=Nfc)
    biometrics: Biometrics = field(default_factory=Biometrics)
    payment: Payment = field(default_factory=Payment)
    permissions: Permissions = field(default_factory=Permissions)
    user: User = field(default_factory=User)
    address: Address = field(default_factory=Address)
    clipboard: Clipboard = field(default_factory=Clipboard)
    storage: Storage = field(default_factory=Storage)
    media: Media = field(default_factory=Media)
    camera: Camera = field(default_factory=Camera)
    apps: Apps = field(default_factory=Apps)

    restoring: ClassVar[bool] = False
    """Whether a snapshot is being taken over: fields then say all, nothing follows from them."""

    def sections(self) -> dict[str, Section]:
        """The sections by name."""
        return {item.name: getattr(self, item.name) for item in fields(self)}

    def watch(self, listener: ChangeListener) -> Callable[[], None]:
        """Call ``listener`` after each change of any section; returns the way to stop it."""
        stops = [section.watch(listener) for section in self.sections().values()]

        def stop() -> None:
            for each in stops:
                each()

        return stop

    def to_json(self) -> dict[str, Any]:
        """The state as JSON values; bytes become ``{"$buffer": base64}``."""
        return {
            name: {key: encode(getattr(section, key)) for key in section.field_names()}
            for name, section in self.sections().items()
        }

    def restore(self, document: Mapping[str, Any]) -> None:
        """Assign every field a snapshot holds; what it does not mention stays.

        Raises SnapshotError, before any change, when a field is unknown or of another type.
        """
        sections = self.sections()
        assignments: list[tuple[Section, str, Any]] = []
        for name, body in document.items():
            if name not in sections or not isinstance(body, Mapping):
                raise SnapshotError(f"“{name}” is no section of the phone")
            for key, raw in body.items():
                assignments.append((sections[name], key, checked(self, f"{name}.{key}", raw)))
        object.__setattr__(self, "restoring", True)
        try:
            for section, key, value in assignments:
                setattr(section, key, value)
        finally:
            object.__setattr__(self, "restoring", False)


def checked(device: Device, path: str, raw: Any) -> Any:
    """The value a field, named ``section.field``, can be assigned from its form as JSON.

    Raises SnapshotError when there is no such field or it is of another type.
    """
    name, _, key = path.partition(".")
    section = device.sections().get(name)
    if section is None:
        raise SnapshotError(f"“{name}” is no section of the phone")
    if key not in section.field_names():
        raise SnapshotError(f"“{path}” is no field of the phone")
    value = decode(raw)
    _check_type(path, getattr(section, key), value)
    return value


def _check_type(path: str, now: Any, value: Any) -> None:
    if now is None or value is None:
        return
    if isinstance(now, bool) or isinstance(value, bool):
        fits = isinstance(now, bool) and isinstance(value, bool)
    elif isinstance(now, (int, float)):
        fits = isinstance(value, (int, float))
    elif isinstance(now, (list, tuple)):
        fits = isinstance(value, list)
    else:
        fits = isinstance(value, type(now))
    if not fits:
        raise SnapshotError(f"“{path}” should be {type(now).__name__}, not {type(value).__name__}")
