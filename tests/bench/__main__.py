"""Runs the benches, each in a process of its own, and prints their tables."""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.figures import Table, from_json, render, to_json
from tests.bench.request import Request

ROOT = Path(__file__).resolve().parents[2]
BENCHES = {
    "start": "starting",
    "compile": "compiling",
    "first-page": "first_page",
    "save": "saving",
    "set-data": "set_data",
    "calls": "calls",
    "automation": "automation",
    "memory": "memory",
    "matrix": "matrix",
}


def main(arguments: list[str] | None = None) -> int:
    """Run what the command line asks for; returns 1 when a bench failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="also the official demo of DIR")
    parser.add_argument("--only", choices=BENCHES, action="append", help="one bench; repeatable")
    parser.add_argument("--repeats", type=int, default=5, help="of what takes long (default 5)")
    parser.add_argument("--long", action="store_true", help="500 page navigations instead of 200")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures there")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args(arguments)
    chosen = list(dict.fromkeys(args.only or BENCHES))
    tables: list[Table] = []
    failed = []
    for name in chosen:
        made = _here(name, args) if args.here else _in_a_process(name, args)
        if made is None:
            failed.append(name)
            continue
        tables += made
        if not args.here:
            for table in made:
                sys.stdout.write(f"{render(table)}\n\n")
            sys.stdout.flush()
    if args.json is not None:
        text = json.dumps([to_json(table) for table in tables], ensure_ascii=False, indent=1)
        args.json.write_text(text + "\n", encoding="utf-8")
    if failed:
        sys.stderr.write(f"failed: {', '.join(failed)}\n")
    return 1 if failed else 0


def _here(name: str, args: argparse.Namespace) -> list[Table]:
    module = importlib.import_module(f"tests.bench.{BENCHES[name]}")
    with tempfile.TemporaryDirectory(prefix="minideck-bench-") as folder:
        request = Request(Path(folder), args.corpus, max(1, args.repeats), args.long)
        made: list[Table] = module.run(request)
    return made


def _in_a_process(name: str, args: argparse.Namespace) -> list[Table] | None:
    with tempfile.TemporaryDirectory(prefix="minideck-bench-") as folder:
        file = Path(folder) / "tables.json"
        command = [sys.executable, "-m", "tests.bench", "--here", "--only", name]
        command += ["--repeats", str(args.repeats), "--json", str(file)]
        command += ["--corpus", str(args.corpus.resolve())] if args.corpus else []
        command += ["--long"] if args.long else []
        done = subprocess.run(command, cwd=ROOT, check=False)
        if done.returncode != 0:
            return None
        return [from_json(value) for value in json.loads(file.read_text("utf-8"))]


if __name__ == "__main__":
    sys.exit(main())
