"""The options of the plugin, on the command line and in the ini file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ide.testing.setting import SEVERAL, Wanted, check_patterns, check_themes

CONNECT = "MINIDECK_CONNECT"
"""The variable that says ``connect`` too: a command line, and so a token on it, is seen by all."""


@dataclass(frozen=True)
class _Option:
    """An option; ``--minideck-a-b`` on the command line, ``minideck_a_b`` in the ini file."""

    name: str
    kind: str
    """``text``, ``texts``, ``number``, ``flag`` as in the ini file."""
    help: str
    metavar: str = ""
    default: str = ""


OPTIONS = (
    _Option("project", "text", "the mini-program to test, relative to the root folder", "DIR"),
    _Option("device", "texts", "a phone to test on, may be given several times", "ID"),
    _Option("theme", "texts", "light or dark, may be given several times", "THEME"),
    _Option("language", "texts", "the phone's language, may be given several times", "CODE"),
    _Option("scenario", "texts", "a scenario to test under, may be given several times", "FILE"),
    _Option("state", "text", "a snapshot of a phone that tests start from", "FILE"),
    _Option("timeout", "number", "seconds a test may take, 0 for ever", "S", "60"),
    _Option("patience", "number", "seconds that what a test waits for may take", "S", "10"),
    _Option("allow", "texts", "errors of the app that fail no test, a regular expression", "REGEX"),
    _Option("allow-errors", "flag", "let no error of the app fail a test"),
    _Option("connect", "text", "drive the app that listens there instead of starting one", "URL"),
    _Option("processes", "number", "phones that a worker keeps at once", "N", "2"),
    _Option("pictures", "text", "folder of expected pictures beside the test", "DIR", "pictures"),
    _Option("update-pictures", "flag", "write the expected pictures anew"),
    _Option("require-pictures", "flag", "fail where an expected picture is missing"),
    _Option("results", "text", "folder of what failed tests leave", "DIR", "minideck-results"),
    _Option("report", "text", "write one HTML page about all tests", "FILE"),
    _Option("report-language", "text", "of the page: en, zh, de or system", "CODE", "system"),
)  # fmt: skip


@dataclass(frozen=True)
class Options:
    """What the person chose: the command line counts before the ini file."""

    wanted: Wanted
    allow_errors: bool
    connect: str
    patience: float
    processes: int
    pictures: str
    update_pictures: bool
    require_pictures: bool
    results: Path
    report: Path | None
    report_language: str


def declare(parser: pytest.Parser) -> None:
    """Tell pytest all options."""
    group = parser.getgroup("minideck", "tests of mini-programs")
    for option in OPTIONS:
        ini = _ini(option.name)
        if option.kind == "flag":
            group.addoption(
                f"--minideck-{option.name}",
                dest=ini,
                action="store_true",
                default=None,
                help=option.help,
            )
            parser.addini(ini, option.help, type="bool", default=False)
        else:
            action = "append" if option.kind == "texts" else "store"
            group.addoption(
                f"--minideck-{option.name}",
                dest=ini,
                action=action,
                metavar=option.metavar,
                help=option.help,
            )
            kind: Any = "linelist" if option.kind == "texts" else "string"
            parser.addini(
                ini,
                option.help,
                type=kind,
                default=[] if option.kind == "texts" else option.default,
            )


def read(config: pytest.Config) -> Options:
    """Return the options.

    Raises:
        pytest.UsageError: one of them cannot be.
    """
    value = {option.name: _value(config, option) for option in OPTIONS}
    check_themes(value["theme"])
    check_patterns(value["allow"])
    several: dict[str, Any] = {name: tuple(value[name]) for name in SEVERAL}
    wanted = Wanted(
        project=value["project"], state=value["state"], timeout=value["timeout"], **several
    )
    return Options(
        wanted=wanted,
        allow_errors=value["allow-errors"],
        connect=value["connect"] or os.environ.get(CONNECT, ""),
        patience=value["patience"],
        processes=max(1, round(value["processes"])),
        pictures=value["pictures"],
        update_pictures=value["update-pictures"],
        require_pictures=value["require-pictures"],
        results=config.rootpath / value["results"],
        report=config.rootpath / value["report"] if value["report"] else None,
        report_language=value["report-language"],
    )


def _ini(name: str) -> str:
    return f"minideck_{name.replace('-', '_')}"


def _value(config: pytest.Config, option: _Option) -> Any:
    given = config.getoption(_ini(option.name))
    value = config.getini(_ini(option.name)) if given is None else given
    if option.kind != "number":
        return value
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if number < 0:
        raise pytest.UsageError(
            f"minideck: {option.name} has to be a number from 0, not {value!r}."
        )
    return number
