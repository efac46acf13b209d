"""The command line: ``main.py COMMAND …``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from ide.exit_codes import CANNOT_RUN, CannotRunError


@dataclass(frozen=True)
class Command:
    """A command: its arguments, and the module whose ``run(args) -> int`` does the work.

    The module is imported when the command runs, so that none pays for another's libraries.
    """

    summary: str
    module: str
    arguments: Callable[[argparse.ArgumentParser], None]


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line, ours by default, and return its exit code (``ide.exit_codes``)."""
    args = _parser(COMMANDS).parse_args(_with_command(sys.argv[1:] if argv is None else argv))
    command = COMMANDS[args.command]
    try:
        code = import_module(command.module).run(args)
    except CannotRunError as error:
        sys.stderr.write(f"{error}\n")
        return CANNOT_RUN
    assert isinstance(code, int)
    return code


def _with_command(argv: Sequence[str]) -> list[str]:
    """Return the arguments with `open` before them when they name no command."""
    if argv and (argv[0] in COMMANDS or argv[0] in ("-h", "--help")):
        return list(argv)
    return ["open", *argv]


def _parser(commands: Mapping[str, Command]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="minideck", description="WeChat mini-programs, offline.")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in commands.items():
        command.arguments(
            subparsers.add_parser(name, help=command.summary, description=command.summary)
        )
    return parser


def _open_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, nargs="?", metavar="PROJECT")
    parser.add_argument(
        "--screenshot", type=Path, metavar="FILE", help="save the window as PNG, then end"
    )
    parser.add_argument(
        "--lite",
        action="store_true",
        help="preview and debugger only; places open in the editor of your own",
    )
    parser.add_argument(
        "--profile", type=Path, metavar="DIR", help="keep settings and everything else there"
    )


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, metavar="PROJECT")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the result as JSON")


def _snapshot_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, metavar="PROJECT")
    parser.add_argument(
        "--page",
        action="append",
        default=[],
        metavar="PATH?QUERY",
        help="a page to render, may be repeated (default: the entry page)",
    )
    parser.add_argument("--all", action="store_true", help="render every page")
    parser.add_argument("--device", metavar="ID", help="the phone, by id or name")
    parser.add_argument("--scenario", type=Path, metavar="FILE", help="state of the phone")
    parser.add_argument("--out", type=Path, metavar="DIR", help="folder for the pictures")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the result as JSON")
    parser.add_argument(
        "--timeout", type=float, default=20.0, metavar="S", help="seconds a page may take (20)"
    )
    parser.add_argument(
        "--keep", action="store_true", help="render all pages in one run of the app"
    )
    parser.add_argument(
        "--jobs", type=int, metavar="N", help="phones at a time (default: 2 where cores allow)"
    )


COMMANDS: Mapping[str, Command] = {
    "open": Command("open a project in the window (the default)", "ide.opening", _open_arguments),
    "check": Command(
        "compile everything and list what is wrong", "ide.headless.check", _check_arguments
    ),
    "snapshot": Command(
        "render pages without a window", "ide.headless.snapshot", _snapshot_arguments
    ),
}


if __name__ == "__main__":
    sys.exit(main())
