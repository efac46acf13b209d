"""Sheets on which a judge says of every finding in real mini-programs whether it is right.

``python -m tests.corpus.judging sheet --corpus DIR --out FILE`` writes an empty sheet; a judge
fills in ``verdict`` (right, wrong, unsure) and ``why`` without seeing the other. Both are kept
as ``judged-1.json`` and ``judged-2.json``; ``python -m tests.corpus.judging sum`` adds them up.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.corpus.conftest import projects
from tests.e2e.conftest import minideck

APPS = (
    "litemall-wx",
    "colorui-demo",
    "howtocook",
    "tdesign-retail",
    "renard-wx",
    "july-client",
    "weapp-library",
    "rainbow-cats",
    "scrm",
    "wxapp-market",
)
"""Ten apps written by hand, each by other people: all that is found in them is judged.

Of the other apps of the corpus the errors are, since few apps have any.
"""
SHEETS = tuple(Path(__file__).with_name(f"judged-{number}.json") for number in (1, 2))
VERDICTS = ("right", "wrong", "unsure")
_LIMIT_S = 600.0


@dataclass(frozen=True)
class Judged:
    """One finding and what a judge says of it."""

    app: str
    check: str
    code: str
    severity: str
    file: str
    line: int
    message: str
    verdict: str = ""
    why: str = ""

    @property
    def finding(self) -> tuple[str, str, str, int, str]:
        """What makes it this finding, whoever judges."""
        return self.app, self.code, self.file, self.line, self.message


@dataclass(frozen=True)
class Sum:
    """How many findings of a severity are right; what nobody can tell counts as wrong."""

    severity: str
    right: int
    judged: int

    @property
    def share(self) -> float:
        """Share of what is right, 1 where nothing was found."""
        return self.right / self.judged if self.judged else 1.0


def read_sheet(file: Path) -> tuple[Judged, ...]:
    """Read a sheet; raises ValueError for a verdict that is none."""
    rows = [Judged(**row) for row in json.loads(file.read_text("utf-8"))]
    odd = [row.finding for row in rows if row.verdict not in VERDICTS]
    if odd:
        raise ValueError(f"{file.name}: no verdict, or an unknown one, for {odd[:3]}")
    return tuple(rows)


def sums(rows: Iterable[Judged]) -> tuple[Sum, ...]:
    """Add up a judge's sheet by severity."""
    judged: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row in rows:
        judged[row.severity] += 1
        right[row.severity] += row.verdict == "right"
    return tuple(Sum(name, right[name], judged[name]) for name in ("error", "warning", "info"))


def agreement(one: Iterable[Judged], two: Iterable[Judged]) -> float:
    """Share of the findings of which both judges say the same."""
    first = {row.finding: row.verdict for row in one}
    second = {row.finding: row.verdict for row in two}
    same = sum(first[name] == second.get(name) for name in first)
    return same / len(first) if first else 1.0


def write_sheet(rows: Iterable[Judged], file: Path) -> None:
    """Write a sheet, a finding a line."""
    lines = ",\n".join(json.dumps(asdict(row), ensure_ascii=False) for row in rows)
    file.write_text(f"[\n{lines}\n]\n", "utf-8")


def findings(corpus: Path) -> Iterator[Judged]:
    """Run the checks on the apps of a corpus and yield what is to be judged."""
    with tempfile.TemporaryDirectory() as folder:
        for app, root in projects(corpus).items():
            out = Path(folder) / f"{app}.json"
            done = minideck("preflight", root, json_file=out, limit_s=_LIMIT_S)
            rows: list[Mapping[str, Any]] = done.result.get("findings", [])
            for row in rows:
                if app not in APPS and row["severity"] != "error":
                    continue
                place = (str(row["file"]), int(row["line"] or 0), str(row["message"]))
                yield Judged(app, row["check"], row["code"], row["severity"], *place)


def main(arguments: list[str] | None = None) -> None:
    """Write an empty sheet, or add the two filled ones up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("does", choices=("sheet", "sum"))
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args(arguments)
    if args.does == "sheet":
        write_sheet(findings(args.corpus), args.out)
        return
    sheets = [read_sheet(file) for file in SHEETS]
    for file, rows in zip(SHEETS, sheets, strict=True):
        told = (f"{s.severity} {s.right} of {s.judged} ({s.share:.1%})" for s in sums(rows))
        sys.stdout.write(f"{file.stem}: {', '.join(told)}\n")
    sys.stdout.write(f"both say the same of {agreement(*sheets):.1%}\n")


if __name__ == "__main__":
    main()
