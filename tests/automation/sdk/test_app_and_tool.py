"""The unmodified ``miniprogram-automator`` drives the app, the tool and the phone around them."""

from __future__ import annotations

import os
import re
import socket
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from ide.automation.table import table
from tests.automation.sdk.conftest import ROOT
from tests.node_tests import node

HERE = Path(__file__).resolve().parent
SDK = ROOT / "node_modules" / "miniprogram-automator" / "out"
DECLARED = ("Automator", "MiniProgram", "Page", "Element", "Native")
CLASS = re.compile(r"class (\w+)")
METHOD = re.compile(r"^    ([\w$]+)\(.*\): ")
NOT_PUBLIC = ("    private ", "    protected ", "    static ")


@pytest.mark.parametrize("name", ["app", "native", "tool"])
def test_the_official_sdk(name: str, endpoint: str, request: pytest.FixtureRequest) -> None:
    said = drive(endpoint, name)
    assert said == golden(name, said, request)


def test_the_official_sdk_launches_and_closes_it(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    port = free_port()
    windows = sys.platform == "win32"
    cli = tmp_path / ("cli.bat" if windows else "cli")
    rest = "%*" if windows else '"$@"'
    shell = "@echo off\n" if windows else "#!/bin/sh\nexec "
    cli.write_text(f'{shell}"{sys.executable}" -m ide.cli {rest}\n')
    cli.chmod(0o755)
    said = drive(f"ws://127.0.0.1:{port}", "launch", str(cli), str(HERE / "app"))
    assert said == golden("launch", said, request)


def free_port() -> int:
    """Return a port that no system gives to whoever asks for any: it stays free until it is used.

    Those given out begin at 32768 or higher; whoever tests beside us begins at another number.
    """
    begin = os.getpid() % 10_000
    for number in range(10_000):
        port = 20_000 + (begin + number) % 10_000
        with socket.socket() as one, suppress(OSError):
            one.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


def drive(endpoint: str, name: str, *launched: str) -> list[str]:
    """Run a script and return what it said."""
    done = node(
        str(HERE / "driver.cjs"), endpoint, str(HERE / "scripts" / f"{name}.cjs"), *launched
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def golden(name: str, said: list[str], request: pytest.FixtureRequest) -> list[str]:
    """Return the transcript of a script, which may be to be written."""
    transcript = HERE / "transcripts" / f"{name}.txt"
    if request.config.getoption("--update-samples"):
        transcript.write_text("\n".join(said) + "\n", "utf-8")
    return transcript.read_text("utf-8").splitlines()


def test_every_public_method_of_the_sdk_is_called() -> None:
    declared = {method for name in DECLARED for method in public_methods(name)}
    called = {
        line
        for transcript in (HERE / "transcripts").glob("*.txt")
        for line in transcript.read_text("utf-8").partition("# methods called\n")[2].splitlines()
    }
    assert len(declared) > 80
    assert declared - called == set()


def test_every_method_of_the_wire_that_the_sdk_sends_is_in_the_table() -> None:
    sent = {
        name
        for file in SDK.glob("*.js")
        for name in re.findall(r'"((?:App|Tool)\.\w+)"', file.read_text("utf-8"))
    }
    events = set(table().events) | {"Tool.onRemoteDebugConnected"}
    assert sent - set(table().methods) - events == set()


def public_methods(name: str) -> list[str]:
    """Return the methods that one file of the SDK declares, with their classes."""
    found, owner = [], ""
    for line in (SDK / f"{name}.d.ts").read_text("utf-8").splitlines():
        if declared := CLASS.search(line):
            owner = declared[1]
        elif not line.startswith(NOT_PUBLIC) and (method := METHOD.match(line)):
            found.append(f"{owner}.{method[1]}")
    return found
