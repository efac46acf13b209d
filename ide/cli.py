"""The command line: ``main.py COMMAND …``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any

from ide.exit_codes import CANNOT_RUN, CannotRunError
from ide.version import VERSION


@dataclass(frozen=True)
class Command:
    """A command: its arguments, and the module whose ``run(args) -> int`` does the work.

    The module is imported when the command runs, so that none pays for another's libraries.
    """

    summary: str
    module: str
    arguments: Callable[[argparse.ArgumentParser], None]
    refuse: Callable[[argparse.Namespace], None]
    """Raises CannotRunError for what can be told with the standard library alone."""


def look_over(argv: Sequence[str]) -> None:
    """End the program (SystemExit) when a command line can be answered without running anything.

    That is `--help`, `--version` and every mistake that the standard library can see, so that
    nobody waits for a set-up only to be told of a slip.
    """
    try:
        _understood(argv)
    except CannotRunError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(CANNOT_RUN) from None


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line, ours by default, and return its exit code (``ide.exit_codes``)."""
    try:
        args = _understood(sys.argv[1:] if argv is None else argv)
        code = import_module(COMMANDS[args.command].module).run(args)
    except CannotRunError as error:
        sys.stderr.write(f"{error}\n")
        return CANNOT_RUN
    assert isinstance(code, int)
    return code


def _understood(argv: Sequence[str]) -> argparse.Namespace:
    args = _parser(COMMANDS).parse_args(_with_command(argv))
    COMMANDS[args.command].refuse(args)
    return args


def _with_command(argv: Sequence[str]) -> list[str]:
    """Return the arguments with `open` before them when they name no command."""
    if argv and (argv[0] in COMMANDS or argv[0] in ("-h", "--help", "--version")):
        return list(argv)
    if "auto" in argv and "--auto-port" in argv:
        # The official automator says what it was told to say before the command.
        verb = argv.index("auto")
        return ["auto", *argv[:verb], *argv[verb + 1 :]]
    return ["open", *argv]


def _parser(commands: Mapping[str, Command]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=_program(),
        usage=f"{_program()} [PROJECT]\n       {_program()} COMMAND …",
        description="WeChat mini-programs, offline. Without a command, PROJECT is opened.",
        epilog=f"{_program()} COMMAND --help says more of a command.",
    )
    parser.add_argument("--version", action="version", version=f"minideck {VERSION}")
    subparsers = parser.add_subparsers(
        dest="command", required=True, metavar="COMMAND", prog=_program()
    )
    for name, command in commands.items():
        command.arguments(
            subparsers.add_parser(name, help=command.summary, description=command.summary)
        )
    return parser


def _program() -> str:
    """Return what this command line is started with: the console script, or a checkout's file."""
    installed = Path(sys.argv[0]).stem == "minideck"
    return "minideck" if installed else "python3 main.py"


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


def _preflight_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, metavar="PROJECT")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the report as JSON")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write the report as a page")
    parser.add_argument("--sarif", type=Path, metavar="FILE", help="write the report as SARIF")
    parser.add_argument(
        "--form", type=Path, metavar="FILE", help="check the entries of a form.json as well"
    )
    parser.add_argument("--fix", action="store_true", help="mend what can be mended, then check")
    parser.add_argument(
        "--dry-run", action="store_true", help="print what --fix would change, and change nothing"
    )
    parser.add_argument(
        "--run", action="store_true", help="open every page as well, for the rules that need it"
    )
    parser.add_argument(
        "--shots", type=Path, metavar="DIR", help="folder for the pictures of the pages of --run"
    )


def _package_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, metavar="PROJECT")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="folder for the package"
    )
    parser.add_argument("--version", metavar="V", help="version (default: the form's, or 1.0.0)")
    parser.add_argument("--desc", metavar="TEXT", help="what is new in it")
    parser.add_argument("--form", type=Path, metavar="FORM.json", help="what a submission asks for")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the result as JSON")


def _verify_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--manifest", type=Path, metavar="FILE", help="its description (default: beside it)"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the result as JSON")


def _trace_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the trace, - for standard input")
    parser.add_argument(
        "--maps",
        type=Path,
        required=True,
        metavar="FILE",
        help="the .maps.zip beside the package, or a folder with what it holds",
    )
    parser.add_argument(
        "--upload-map",
        type=Path,
        metavar="FILE",
        help="the map that the platform offers for app-service.js of the version",
    )
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
    parser.add_argument(
        "--scenario", type=Path, metavar="FILE", help="scenario, or state of the phone"
    )
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


def _matrix_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, metavar="PROJECT")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="folder for the sheet"
    )
    several: dict[str, Any] = {"action": "extend", "nargs": "+", "default": []}
    parser.add_argument(
        "--pages", **several, metavar="PATH?QUERY", help="pages to draw (default: every page)"
    )
    parser.add_argument("--all", action="store_true", help="draw every page")
    parser.add_argument("--devices", **several, metavar="ID", help="phones, by id or name")
    parser.add_argument("--themes", **several, metavar="NAME", help="light, dark (light)")
    parser.add_argument("--languages", **several, metavar="CODE", help="zh_CN, en, … (zh_CN)")
    parser.add_argument(
        "--scenarios", **several, type=Path, metavar="FILE", help="scenarios, or states of a phone"
    )
    parser.add_argument("--jobs", type=int, metavar="N", help="workers (default: one a core)")
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help="draw on many computers: tcp://… of a dask scheduler"
    )
    parser.add_argument(
        "--baseline", type=Path, metavar="DIR", help="sheet to compare with (default: the last one)"
    )
    parser.add_argument(
        "--threshold",
        type=float,
        default=0.0,
        metavar="PERCENT",
        help="share of a picture that may differ (0)",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the result as JSON")
    parser.add_argument(
        "--timeout", type=float, default=20.0, metavar="S", help="seconds a page may take (20)"
    )
    parser.add_argument(
        "--resume", action="store_true", help="go on with a run that was broken off"
    )


def _scenario_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    play = verbs.add_parser("run", help="play scenarios and say what came true")
    play.add_argument("files", type=Path, nargs="+", metavar="FILE")
    play.add_argument("--project", type=Path, required=True, metavar="PROJECT")
    play.add_argument("--device", metavar="ID", help="the phone, by id or name")
    play.add_argument("--junit", type=Path, metavar="FILE", help="write the result as JUnit XML")
    play.add_argument("--json", type=Path, metavar="FILE", help="write the result as JSON")
    play.add_argument(
        "--out", type=Path, metavar="DIR", help="folder for pictures of what did not come true"
    )
    play.add_argument(
        "--timeout", type=float, default=60.0, metavar="S", help="seconds a step may take (60)"
    )
    play.add_argument(
        "--record", type=Path, metavar="FILE", help="write the run down, with its calls"
    )
    play.add_argument("--log", action="store_true", help="print every step and how it came out")
    play.add_argument(
        "--same-log", action="store_true", help="compare the calls with those recorded"
    )
    play.add_argument(
        "--wait", type=float, default=5.0, metavar="S", help="seconds a place may take to come (5)"
    )
    export = verbs.add_parser("export", help="write scenarios as Python tests")
    export.add_argument("files", type=Path, nargs="+", metavar="FILE")
    export.add_argument(
        "--to-pytest",
        type=Path,
        required=True,
        metavar="OUT",
        help="the test's file, or a folder for test_<scenario>.py",
    )
    export.add_argument(
        "--project", type=Path, metavar="PROJECT", help="the mini-program the tests name"
    )
    export.add_argument(
        "--wait", type=float, default=10.0, metavar="S", help="seconds things may take (10)"
    )
    export.add_argument("--force", action="store_true", help="write over files that are there")


def _auto_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, nargs="?", metavar="PROJECT")
    parser.add_argument(
        "--project", type=Path, dest="named", metavar="PROJECT", help="the same, as others say it"
    )
    parser.add_argument(
        "--port",
        "--auto-port",
        type=int,
        default=0,
        metavar="N",
        help="where to listen, on this computer only (default: any port that is free)",
    )
    parser.add_argument("--device", metavar="ID", help="the phone, by id or name")
    parser.add_argument("--theme", choices=("light", "dark"), help="how the phone looks")
    parser.add_argument("--language", metavar="CODE", help="the phone's language: zh_CN, en, …")
    parser.add_argument("--once", action="store_true", help="end when the first client has gone")
    parser.add_argument(
        "--until-eof", action="store_true", help="end when the standard input is closed"
    )
    parser.add_argument(
        "--without-token", action="store_true", help="let in every program of this computer"
    )
    parser.add_argument(
        "--trust-project", action="store_true", help="let the mini-program reach the network"
    )
    for name in ("--ticket", "--auto-account"):
        parser.add_argument(name, dest="account", help=argparse.SUPPRESS)


def _stdio_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stdio", action="store_true", help="the default; some editors add it")
    parser.add_argument("--clientProcessId", type=int, metavar="PID", help=argparse.SUPPRESS)


def _mcp_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, nargs="?", metavar="PROJECT")


def _mcp_refused(args: argparse.Namespace) -> None:
    if args.project is not None:
        _not_a_folder_refused(args)


def _nothing_refused(_args: argparse.Namespace) -> None:
    pass


def _open_refused(args: argparse.Namespace) -> None:
    if args.project is not None:
        _not_a_folder_refused(args)
    if not _has_display():
        raise CannotRunError(_NO_DISPLAY)


def _not_a_folder_refused(args: argparse.Namespace) -> None:
    project: Path = args.project
    if project.is_dir():
        return
    if len(project.parts) == 1 and not project.suffix:
        close = get_close_matches(project.name, COMMANDS, n=1)
        if close:
            raise CannotRunError(f"{project} is neither a folder nor a command; {close[0]} is one.")
    raise CannotRunError(
        f"{project} is not a folder. Name the folder that holds app.json or project.config.json."
    )


def _auto_refused(args: argparse.Namespace) -> None:
    if (args.project is None) is (args.named is None):
        raise CannotRunError("auto: name one project: `auto PROJECT` or `auto --project PROJECT`.")
    args.project = args.project or args.named
    _not_a_folder_refused(args)
    if not 0 <= args.port <= _LAST_PORT:
        raise CannotRunError(f"auto: {args.port} is no port; they go from 1 to {_LAST_PORT}.")
    if args.account is not None:
        raise CannotRunError(
            "auto: --ticket and --auto-account need an account with WeChat, which is never asked "
            "for here; leave them out. To be another person, set the phone's persona."
        )


def _not_a_file_refused(args: argparse.Namespace) -> None:
    file: Path = args.file
    if not file.is_file() and str(file) != "-":
        raise CannotRunError(f"{file} is not a file.")


def _scenario_refused(args: argparse.Namespace) -> None:
    if args.project is not None:
        _not_a_folder_refused(args)


def _has_display() -> bool:
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


_NO_DISPLAY = (
    "There is no display. To run without one, set QT_QPA_PLATFORM=offscreen (and see the window "
    "with --screenshot FILE), or use `check` and `snapshot`, which need none."
)

_LAST_PORT = 65535

COMMANDS: Mapping[str, Command] = {
    "open": Command(
        "open a project in the window (the default)", "ide.opening", _open_arguments, _open_refused
    ),
    "check": Command(
        "compile everything and list what is wrong",
        "ide.headless.check",
        _check_arguments,
        _not_a_folder_refused,
    ),
    "preflight": Command(
        "check a project against the rules of a submission",
        "ide.headless.preflight",
        _preflight_arguments,
        _not_a_folder_refused,
    ),
    "package": Command(
        "write the package of a project, when no error forbids it",
        "ide.headless.package",
        _package_arguments,
        _not_a_folder_refused,
    ),
    "verify": Command(
        "say whether a package is whole, safe and unchanged",
        "ide.headless.verify",
        _verify_arguments,
        _not_a_file_refused,
    ),
    "trace": Command(
        "lead a stack trace of a package back to its sources",
        "ide.headless.trace",
        _trace_arguments,
        _not_a_file_refused,
    ),
    "snapshot": Command(
        "render pages without a window",
        "ide.headless.snapshot",
        _snapshot_arguments,
        _not_a_folder_refused,
    ),
    "matrix": Command(
        "draw every page on every phone as one sheet, compared with the last run",
        "ide.headless.matrix",
        _matrix_arguments,
        _not_a_folder_refused,
    ),
    "scenario": Command(
        "play what happens to a phone over time, and say what came true",
        "ide.headless.scenario",
        _scenario_arguments,
        _scenario_refused,
    ),
    "auto": Command(
        "let a mini-program without a window be driven over a WebSocket",
        "ide.headless.auto",
        _auto_arguments,
        _auto_refused,
    ),
    "lsp": Command(
        "serve the language service to an editor, over standard input and output",
        "ide.lsp.command",
        _stdio_arguments,
        _nothing_refused,
    ),
    "mcp": Command(
        "let a coding agent see and use a mini-program, over standard input and output",
        "ide.mcp_server.command",
        _mcp_arguments,
        _mcp_refused,
    ),
}


if __name__ == "__main__":
    sys.exit(main())
