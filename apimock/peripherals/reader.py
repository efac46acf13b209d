"""Reads a peripheral from YAML, or from the document a phone's state keeps."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from apimock.peripherals.document import (
    PROPERTIES,
    Advert,
    Characteristic,
    Connection,
    Peripheral,
    PeripheralError,
    Reaction,
    Repeat,
    Service,
    Step,
    full_uuid,
)
from apimock.peripherals.located import Path, read_yaml
from apimock.peripherals.pattern import Mask, Pattern, PatternError, read_mask, read_pattern

_ADDRESS = re.compile(r"(?:[0-9A-F]{2}:){5}[0-9A-F]{2}")
_ATTEMPTS = ("ok", "fail", "timeout")
_STEPS = ("notify", "set", "disconnect")
_SECONDS = 86_400_000.0
_YES = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def read_peripheral(data: bytes, name: str) -> Peripheral:
    """The peripheral a YAML file describes. Raises PeripheralError naming line and field."""
    document, lines = read_yaml(data, name)
    return _Reader(name, lines).peripheral(document)


def peripheral_of(document: Mapping[str, Any], name: str = "peripheral") -> Peripheral:
    """The peripheral a document (JSON values) describes. Raises PeripheralError."""
    return _Reader(name, {}).peripheral(document)


class _Reader:
    def __init__(self, file: str, lines: Mapping[Path, int]) -> None:
        self.file = file
        self.lines = lines

    def peripheral(self, document: Any) -> Peripheral:
        """The whole document, every reference in it followed."""
        top = self.mapping(
            document, (), "name address distance tx_power advertise connection services actions"
        )
        name = self.text(top, (), "name")
        address = self.text(top, (), "address").upper()
        if not _ADDRESS.fullmatch(address):
            self.fail(("address",), f"“{address}” is no address", "write it like C8:0F:10:00:00:01")
        services = tuple(
            self.service(item, ("services", i))
            for i, item in enumerate(self.list(top, (), "services"))
        )
        found = Peripheral(
            name,
            address,
            self.number(top, (), "distance", 2.0, (0.1, 1000.0)),
            self.number(top, (), "tx_power", -59.0, (-120.0, 20.0)),
            self.advert(top.get("advertise"), name),
            self.connection(top.get("connection")),
            services,
            self.actions(top.get("actions")),
            document=dict(top),
        )
        self.check_references(found)
        return found

    def advert(self, value: Any, name: str) -> Advert:
        path: Path = ("advertise",)
        fields = "name interval services manufacturer service_data connectable"
        item = self.mapping(value or {}, path, fields)
        listed = self.list(item, path, "services")
        data = self.mapping(item.get("service_data") or {}, (*path, "service_data"), None)
        return Advert(
            self.text(item, path, "name", name),
            self.number(item, path, "interval", 200.0, (20.0, 10_240.0)),
            tuple(self.uuid(one, (*path, "services", i)) for i, one in enumerate(listed)),
            self.pattern(item.get("manufacturer"), (*path, "manufacturer")).make(),
            {
                self.uuid(key, (*path, "service_data", key)): self.pattern(
                    part, (*path, "service_data", key)
                ).make()
                for key, part in data.items()
            },
            self.flag(item, path, "connectable", default=True),
        )

    def connection(self, value: Any) -> Connection:
        path: Path = ("connection",)
        item = self.mapping(value or {}, path, "delay attempts drop_after mtu pin")
        attempts = tuple(str(one) for one in self.list(item, path, "attempts")) or ("ok",)
        for index, attempt in enumerate(attempts):
            if attempt not in _ATTEMPTS:
                where = (*path, "attempts", index)
                self.fail(where, f"“{attempt}” is no outcome", f"write {', '.join(_ATTEMPTS)}")
        return Connection(
            self.number(item, path, "delay", 300.0, (0.0, _SECONDS)),
            attempts,
            self.number(item, path, "drop_after", 0.0, (0.0, _SECONDS)),
            int(self.number(item, path, "mtu", 247.0, (23.0, 517.0))),
            self.text(item, path, "pin", ""),
        )

    def service(self, value: Any, path: Path) -> Service:
        item = self.mapping(value, path, "uuid name primary characteristics")
        listed = self.list(item, path, "characteristics")
        return Service(
            self.uuid(item.get("uuid"), (*path, "uuid")),
            self.flag(item, path, "primary", default=True),
            tuple(
                self.characteristic(one, (*path, "characteristics", i))
                for i, one in enumerate(listed)
            ),
        )

    def characteristic(self, value: Any, path: Path) -> Characteristic:
        item = self.mapping(value, path, "uuid name properties value every on_write")
        properties = [str(one) for one in self.list(item, path, "properties")]
        for index, one in enumerate(properties):
            if one not in PROPERTIES:
                where = (*path, "properties", index)
                self.fail(where, f"“{one}” is no property", f"write {', '.join(PROPERTIES)}")
        reactions = []
        for index, one in enumerate(self.list(item, path, "on_write")):
            where = (*path, "on_write", index)
            reaction = self.mapping(one, where, "when do")
            mask = self.mask(reaction.get("when"), (*where, "when"))
            reactions.append(Reaction(mask, self.steps(reaction, where, "do")))
        return Characteristic(
            self.uuid(item.get("uuid"), (*path, "uuid")),
            frozenset(properties),
            self.pattern(item.get("value"), (*path, "value")),
            self.repeat(item.get("every"), (*path, "every")),
            tuple(reactions),
        )

    def repeat(self, value: Any, path: Path) -> Repeat | None:
        if value is None:
            return None
        item = self.mapping(value, path, "interval values")
        values = self.list(item, path, "values")
        if not values:
            self.fail((*path, "values"), "nothing is to be sent", "list at least one value")
        patterns = (self.pattern(one, (*path, "values", i)) for i, one in enumerate(values))
        interval = self.number(item, path, "interval", 1000.0, (20.0, _SECONDS))
        return Repeat(interval, tuple(patterns))

    def actions(self, value: Any) -> dict[str, tuple[Step, ...]]:
        item = self.mapping(value or {}, ("actions",), None)
        return {name: self.steps(item, ("actions",), name) for name in item}

    def steps(self, item: Mapping[str, Any], path: Path, key: str) -> tuple[Step, ...]:
        listed = self.list(item, path, key)
        return tuple(self.step(one, (*path, key, i)) for i, one in enumerate(listed))

    def step(self, value: Any, path: Path) -> Step:
        item = self.mapping(value, path, "notify set disconnect value after")
        kinds = [kind for kind in _STEPS if kind in item]
        if len(kinds) != 1:
            self.fail(path, "a step does one thing", "write notify: …, set: … or disconnect: yes")
        after = self.number(item, path, "after", 0.0, (0.0, _SECONDS))
        if kinds[0] == "disconnect":
            return Step("disconnect", after)
        uuid = self.uuid(item[kinds[0]], (*path, kinds[0]))
        given = item.get("value")
        if given is None and kinds[0] == "set":
            self.fail((*path, "set"), "the new value is missing", "add value: …")
        made = None if given is None else self.pattern(given, (*path, "value"))
        return Step(kinds[0], after, uuid, made)

    def check_references(self, found: Peripheral) -> None:
        """Every step has to name a characteristic there is, and one that can do what it says."""
        known = {c.uuid: c for service in found.services for c in service.characteristics}
        steps: list[tuple[Path, Step]] = [
            (("actions", name, i), step)
            for name, row in found.actions.items()
            for i, step in enumerate(row)
        ]
        for i, service in enumerate(found.services):
            for j, characteristic in enumerate(service.characteristics):
                for k, reaction in enumerate(characteristic.on_write):
                    where: Path = ("services", i, "characteristics", j, "on_write", k, "do")
                    steps += [((*where, n), step) for n, step in enumerate(reaction.steps)]
        for path, step in steps:
            if step.kind == "disconnect":
                continue
            target = known.get(step.characteristic)
            if target is None:
                said = f"there is no characteristic {step.characteristic}"
                self.fail(path, said, "name one of the services above")
            elif step.kind == "notify" and not target.properties & {"notify", "indicate"}:
                said = f"{step.characteristic} cannot notify"
                self.fail(path, said, "add notify to its properties")

    def mapping(self, value: Any, path: Path, fields: str | None) -> Mapping[str, Any]:
        """A mapping with only these fields (any when None)."""
        if not isinstance(value, Mapping):
            self.fail(path, "no key: value pairs", f"give it {fields or 'names'}")
        known = None if fields is None else fields.split()
        for key in value:
            if known is not None and key not in known:
                self.fail((*path, str(key)), "is unknown", f"there are {', '.join(known)}")
        return value

    def list(self, item: Mapping[str, Any], path: Path, key: str) -> Sequence[Any]:
        value = item.get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.fail((*path, key), "no list", "write - before each entry or [a, b]")
        return value

    def text(
        self, item: Mapping[str, Any], path: Path, key: str, default: str | None = None
    ) -> str:
        value = item.get(key, default)
        if value is None or isinstance(value, (list, Mapping)):
            self.fail((*path, key), "a text is missing", f"add {key}: …")
        return str(value)

    def number(
        self,
        item: Mapping[str, Any],
        path: Path,
        key: str,
        default: float,
        limits: tuple[float, float],
    ) -> float:
        low, high = limits
        value = item.get(key)
        if value is None:
            return default
        try:
            found = float(value) if isinstance(value, (str, int, float)) else math.nan
        except (ValueError, OverflowError):
            found = math.nan
        if not low <= found <= high:
            said = f"“{str(value)[:20]}” is no number that fits"
            self.fail((*path, key), said, f"write one from {low:g} to {high:g}")
        return found

    def flag(self, item: Mapping[str, Any], path: Path, key: str, *, default: bool) -> bool:
        value = item.get(key, default)
        found = value if isinstance(value, bool) else _YES.get(str(value).lower())
        if found is None:
            self.fail((*path, key), f"“{str(value)[:20]}” is neither yes nor no", "write yes or no")
        return found

    def uuid(self, value: Any, path: Path) -> str:
        found = full_uuid(str(value if value is not None else ""))
        if not found:
            said = f"“{str(value)[:40]}” is no UUID" if value is not None else "the UUID is missing"
            self.fail(path, said, "write 180D or all 32 digits with hyphens")
        return found

    def pattern(self, value: Any, path: Path) -> Pattern:
        try:
            return read_pattern(str(value if value is not None else ""))
        except PatternError as error:
            self.fail(path, str(error), "write bytes like 06 4A 'text' {count:u8}")

    def mask(self, value: Any, path: Path) -> Mask:
        try:
            return read_mask(str(value if value is not None else ""))
        except PatternError as error:
            self.fail(path, str(error), "write how the bytes begin, like 05 01 ..")

    def fail(self, path: Path, problem: str, remedy: str) -> NoReturn:
        """Raise PeripheralError with the line of the part, or of the nearest one around it."""
        steps = path
        while steps and steps not in self.lines:
            steps = steps[:-1]
        name = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
        line = self.lines.get(steps, 0)
        raise PeripheralError(self.file, problem, remedy, line=line, field=name.lstrip("."))
