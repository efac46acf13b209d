"""Runs every check of the project, as `main.py test`: style, types, contracts, tests."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from bootstrap import unsteady
from bootstrap.places import ROOT
from bootstrap.steps import node_command

TYPESCRIPT_PROJECTS = (
    "renderer/runtime/logic",
    "renderer/runtime/view",
    "renderer/toolchain",
    "ide/editor/web",
)
PYTHON_PLACES = ("main.py", "bootstrap", "ide", "renderer", "apimock", "resources", "tests")

_MOST_WORKERS = 4
"""Each runs a window with its web engine, which take about 1 GB."""
_UNWANTED = frozenset({"PYTHONDONTWRITEBYTECODE"})
"""Tests start hundreds of Python processes: compiling all modules in each takes minutes."""


@dataclass(frozen=True)
class Check:
    """One program that has to end with exit code 0."""

    title: str
    command: list[str]


def style_checks() -> list[Check]:
    """Return the checks that take no time."""
    ruff = [sys.executable, "-m", "ruff"]
    return [
        Check("ruff", [*ruff, "check", *PYTHON_PLACES]),
        Check("ruff format", [*ruff, "format", "--check", *PYTHON_PLACES]),
    ]


def type_checks() -> list[Check]:
    """Return the checks of types, which run beside the tests."""
    tsc = [*node_command("node"), str(ROOT / "node_modules" / "typescript" / "bin" / "tsc")]
    return [
        Check("mypy", [sys.executable, "-m", "mypy"]),
        *(Check(f"tsc {p}", [*tsc, "-p", str(ROOT / p)]) for p in TYPESCRIPT_PROJECTS),
    ]


def tests(arguments: list[str]) -> Check:
    """Return the run of pytest, of all tests when there are no arguments."""
    return Check("pytest", [sys.executable, "-m", "pytest", *(arguments or _everything())])


def _everything() -> list[str]:
    """Return the arguments of the whole run: a file in one process, the longest ones first.

    There is one process more than cores, as tests wait for the engine's processes a third of
    their time.
    """
    workers = min((os.cpu_count() or 1) + 1, _MOST_WORKERS)
    order = ("--dist", "loadfile", "--no-loadscope-reorder")
    return ["-n", str(workers), *order, "--durations", "15"]


def main(arguments: list[str]) -> int:
    """Run all checks, or with arguments only pytest with these; returns 0 when all passed."""
    failed = list(_only_tests(arguments) if arguments else _everything_that_fails())
    if failed:
        print("failed: " + ", ".join(failed))
    return 1 if failed else 0


def _only_tests(arguments: list[str]) -> Iterator[str]:
    """Run pytest; yield its title when it failed."""
    if not _told(tests(arguments)):
        yield "pytest"


def _everything_that_fails() -> Iterator[str]:
    """Run all checks; yield the titles of those that failed."""
    yield from (check.title for check in style_checks() if not _told(check))
    types = type_checks()
    with ThreadPoolExecutor(1) as beside:
        ended = [(check, beside.submit(_said, check.command)) for check in types]
        yield from _only_tests([])
        for check, saying in ended:
            code, words = saying.result()
            print(f"== {check.title}: {_verdict(code)}", words.strip(), sep="\n", flush=True)
            if code != 0:
                yield check.title


def _told(check: Check) -> bool:
    """Run a check whose output is seen at once; returns whether it passed."""
    started = time.monotonic()
    print(f"== {check.title}", flush=True)
    code = _run(check.command)
    seconds = time.monotonic() - started
    print(f"== {check.title}: {_verdict(code)} in {seconds:.1f} s", flush=True)
    return code == 0


def _verdict(code: int) -> str:
    return "ok" if code == 0 else "FAILED"


def _run(command: list[str]) -> int:
    """Run a check; a few tests that fail in the whole run are asked once more, and named."""
    code = _code_of(command)
    failed = unsteady.failed_tests(ROOT) if "-n" in command else []
    if not unsteady.worth_a_second_look(code, failed):
        return code
    print("== failed, now once more without others beside them:", *failed, sep="\n   ", flush=True)
    code = _code_of(unsteady.second_look())
    if code == 0:
        print(unsteady.verdict(failed))
    return code


def _said(command: list[str]) -> tuple[int, str]:
    """Run a check whose output is seen when it has ended; returns its code and output."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    return done.returncode, done.stdout


def _code_of(command: list[str]) -> int:
    return subprocess.run(command, cwd=ROOT, env=_environment(), check=False).returncode


def _environment() -> dict[str, str]:
    """Return an environment in which Qt needs no display and node is the project's own."""
    node = node_command("node")[0]
    kept = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
    return {
        **kept,
        "PATH": os.path.dirname(node) + os.pathsep + os.environ.get("PATH", ""),
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "PYTHONPATH": str(ROOT),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
