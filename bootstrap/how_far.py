"""How far the programs are that install packages, from what they print and leave on disk."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

_MARKER = re.compile(r"(\w+) (==|!=) '([^']*)'")
_COLLECTED = re.compile(r"^Collecting ([\w.-]+)==")
_LOADING = re.compile(r"^\s+Downloading \S+ \(([^)]+)\)")
_INSTALLING = "Installing collected packages: "


class Gauge(Protocol):
    """Knows how far a program is."""

    def hear(self, line: str) -> None:
        """Take in a line the program printed."""

    def read(self) -> str:
        """Return how far it is, for a person; empty when there is nothing to say yet."""


class Quiet:
    """The gauge of a program that ends soon."""

    def hear(self, line: str) -> None:
        """Nothing it prints says how far it is."""

    def read(self) -> str:
        return ""


class PipGauge:
    """Counts what pip has fetched into `fetched` and unpacked into `installed`."""

    def __init__(self, lock: str, fetched: Path, installed: Path) -> None:
        self._fetched = fetched
        self._installed = installed
        self._wanted = locked_packages(lock)
        self._before = self._unpacked()
        self._collected = 0
        self._name = ""
        self._size = ""
        self._installing = 0

    def hear(self, line: str) -> None:
        if collected := _COLLECTED.match(line):
            self._collected += 1
            self._name, self._size = collected[1], ""
        elif loading := _LOADING.match(line):
            self._size = f" ({loading[1]})"
        elif line.startswith(_INSTALLING):
            self._installing = line.count(",") + 1

    def read(self) -> str:
        if self._installing:
            unpacked = min(self._unpacked() - self._before, self._installing)
            return f"unpacking: {unpacked} of {self._installing} packages"
        if not self._collected:
            return ""
        megabytes = _bytes_below(self._fetched) / 1e6
        return (
            f"fetching: {self._collected} of {self._wanted} packages, {megabytes:.0f} MB; "
            f"now {self._name}{self._size}"
        )

    def _unpacked(self) -> int:
        return sum(1 for _ in self._installed.glob("*.dist-info"))


class NpmGauge:
    """Counts the packages of a lock file that npm has put in place below `root`."""

    def __init__(self, lock: str, root: Path) -> None:
        packages: dict[str, dict[str, object]] = json.loads(lock)["packages"]
        self._places = [
            root / place / "package.json"
            for place, facts in packages.items()
            if place and "os" not in facts and "cpu" not in facts
        ]

    def hear(self, line: str) -> None:
        """npm prints nothing before its end."""

    def read(self) -> str:
        there = sum(place.exists() for place in self._places)
        return f"{there} of {len(self._places)} packages" if there else "asking the registry"


def locked_packages(lock: str) -> int:
    """Return how many packages of a pip lock apply to this system and this Python."""
    here = {"sys_platform": sys.platform, "implementation_name": sys.implementation.name}
    lines = (line for line in lock.splitlines() if re.match(r"[\w.-]+==", line))
    return sum(_applies(_MARKER.findall(line), here) for line in lines)


def _applies(conditions: Iterable[tuple[str, str, str]], here: dict[str, str]) -> bool:
    return all(
        (here[name] == value) is (relation == "==")
        for name, relation, value in conditions
        if name in here
    )


def _bytes_below(folder: Path) -> int:
    total = 0
    for file in folder.rglob("*"):
        try:
            total += file.stat().st_size
        except FileNotFoundError:  # pip moves its files while they are counted
            continue
    return total
