"""Runs every check of the project, as `main.py test`: style, types, contracts, tests."""

from __future__ import annotations

import os
import subprocess
import sys
import time
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


@dataclass(frozen=True)
class Check:
    """One program that has to end with exit code 0."""

    title: str
    command: list[str]


def all_checks(pytest_arguments: list[str]) -> list[Check]:
    """Return the checks in the order in which they are cheapest to fail."""
    python = [sys.executable, "-m"]
    tsc = [*node_command("node"), str(ROOT / "node_modules" / "typescript" / "bin" / "tsc")]
    return [
        Check("ruff", [*python, "ruff", "check", *PYTHON_PLACES]),
        Check("ruff format", [*python, "ruff", "format", "--check", *PYTHON_PLACES]),
        Check("mypy", [*python, "mypy"]),
        *(Check(f"tsc {p}", [*tsc, "-p", str(ROOT / p)]) for p in TYPESCRIPT_PROJECTS),
        Check("pytest", [*python, "pytest", *(pytest_arguments or _everything())]),
    ]


def _everything() -> list[str]:
    """Return the arguments of the whole run: a process for each core, a file in one process."""
    workers = min(os.cpu_count() or 1, _MOST_WORKERS)
    return ["-n", str(workers), "--dist", "loadfile", "--durations", "15"]


def main(arguments: list[str]) -> int:
    """Run all checks, or with arguments only pytest with these; returns 0 when all passed."""
    checks = all_checks(arguments)
    if arguments:
        checks = checks[-1:]
    failed = []
    for check in checks:
        started = time.monotonic()
        print(f"== {check.title}", flush=True)
        passed = _run(check.command) == 0
        print(
            f"== {check.title}: {'ok' if passed else 'FAILED'}"
            f" in {time.monotonic() - started:.1f} s"
        )
        if not passed:
            failed.append(check.title)
    if failed:
        print("failed: " + ", ".join(failed))
    return 1 if failed else 0


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


def _code_of(command: list[str]) -> int:
    return subprocess.run(command, cwd=ROOT, env=_environment(), check=False).returncode


def _environment() -> dict[str, str]:
    """Return an environment in which Qt needs no display and node is the project's own."""
    node = node_command("node")[0]
    return {
        **os.environ,
        "PATH": os.path.dirname(node) + os.pathsep + os.environ.get("PATH", ""),
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "PYTHONPATH": str(ROOT),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
