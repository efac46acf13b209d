"""Finds the shared libraries that Qt lacks on a bare Linux, and the packages that bring them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path

from bootstrap.places import VENV
from bootstrap.progress import Say
from bootstrap.trouble import SetupError

_QT_PARTS = ("lib/libQt6WebEngineCore.so.6", "libexec/QtWebEngineProcess", "lib/libQt6Gui.so.6")
_DISPLAY_PARTS = ("plugins/platforms/libqxcb.so",)
_MISSING = re.compile(r"^\s*(\S+) => not found", re.MULTILINE)


@dataclass(frozen=True)
class Library:
    """A shared library, its Debian package, and whether only a real display needs it."""

    soname: str
    package: str
    display: bool = False


def known_libraries() -> dict[str, Library]:
    """Return the table of `libraries.toml` by soname."""
    text = (Path(__file__).parent / "libraries.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["library"]
    return {row["soname"]: Library(**row) for row in rows}


def missing_sonames(qt: Path, *, display: bool) -> list[str]:
    """Return the sonames that the dynamic loader does not find for Qt's programs and plugins."""
    parts = _QT_PARTS + (_DISPLAY_PARTS if display else ())
    found: dict[str, None] = {}
    for part in parts:
        if (qt / part).exists():
            done = subprocess.run(
                ["ldd", str(qt / part)], capture_output=True, text=True, check=False
            )
            found.update(dict.fromkeys(_MISSING.findall(done.stdout)))
    return [name for name in found if not name.startswith("libQt6")]


def qt_folder() -> Path | None:
    """Return the folder of PySide6's own Qt in the virtual environment."""
    return next(iter(VENV.glob("lib/python*/site-packages/PySide6/Qt")), None)


def provide(sonames: list[str], say: Say) -> None:
    """Install the packages of missing libraries when allowed, else tell the line that does it.

    Raises:
        SetupError: the libraries are missing and cannot be installed from here.
    """
    table = known_libraries()
    unknown = [name for name in sonames if name not in table]
    packages = sorted({_available(table[name].package) for name in sonames if name in table})
    if unknown or not shutil.which("apt-get"):
        raise SetupError(
            "Qt needs shared libraries that this system lacks: "
            + ", ".join(sonames)
            + ". Install the packages that contain them with your system's package manager."
        )
    line = "apt-get install -y " + " ".join(packages)
    if os.geteuid() != 0:
        raise SetupError(f"Qt needs libraries that this system lacks. Run once: sudo {line}")
    say("Installing system libraries: " + ", ".join(packages))
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], [*line.split(), "-qq"]):
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode != 0:
        raise SetupError(f"System libraries could not be installed. Run once: {line}")


def _available(package: str) -> str:
    """Return the package's name on this release; newer ones add `t64` to some."""
    for name in (package, package + "t64"):
        done = subprocess.run(
            ["apt-cache", "show", "--no-all-versions", name], capture_output=True, check=False
        )
        if done.returncode == 0:
            return name
    return package
