"""How far set-up is: what gauges count, and how often the person hears of it."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from bootstrap import places, steps
from bootstrap.how_far import NpmGauge, PipGauge, locked_packages
from bootstrap.progress import Ticker
from bootstrap.trouble import SetupError

LOCK = """
one==1.0 \\
    --hash=sha256:0
two-more==2.0 ; sys_platform != 'no-such-system' and implementation_name != 'pypy' \\
    --hash=sha256:0
never==3.0 ; sys_platform == 'no-such-system' \\
    --hash=sha256:0
"""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def gauge(tmp_path: Path) -> PipGauge:
    for name in ("fetched", "installed/pip-23.dist-info"):
        (tmp_path / name).mkdir(parents=True)
    return PipGauge(LOCK, tmp_path / "fetched", tmp_path / "installed")


def test_a_lock_counts_what_applies_here() -> None:
    assert locked_packages(LOCK) == 2


def test_the_real_lock_leaves_other_systems_out() -> None:
    text = places.RUNTIME_LOCK.read_text(encoding="utf-8")
    assert 20 < locked_packages(text) < text.count("==") - 2


def test_fetching_says_packages_megabytes_and_the_one_that_takes_long(
    gauge: PipGauge, tmp_path: Path
) -> None:
    assert gauge.read() == ""
    gauge.hear("Collecting one==1.0 (from -r lock (line 2))\n")
    gauge.hear("Collecting two-more==2.0 (from -r lock (line 4))\n")
    gauge.hear("  Downloading two_more-2.0-py3-none-any.whl (170.1 MB)\n")
    (tmp_path / "fetched" / "pip-unpack").mkdir()
    (tmp_path / "fetched" / "pip-unpack" / "two.whl").write_bytes(bytes(3_000_000))
    assert gauge.read() == "fetching: 2 of 2 packages, 3 MB; now two-more (170.1 MB)"


def test_unpacking_counts_what_was_not_there_before(gauge: PipGauge, tmp_path: Path) -> None:
    gauge.hear("Collecting one==1.0 (from -r lock (line 2))\n")
    gauge.hear("Installing collected packages: one, two-more\n")
    assert gauge.read() == "unpacking: 0 of 2 packages"
    (tmp_path / "installed" / "one-1.0.dist-info").mkdir()
    assert gauge.read() == "unpacking: 1 of 2 packages"


def test_npm_packages_are_counted_where_they_are_put(tmp_path: Path) -> None:
    packages = {
        "": {},
        "node_modules/a": {},
        "node_modules/@b/c": {},
        "node_modules/elsewhere": {"os": ["plan9"]},
    }
    gauge = NpmGauge(json.dumps({"packages": packages}), tmp_path)
    assert gauge.read() == "asking the registry"
    place = tmp_path / "node_modules" / "@b" / "c"
    place.mkdir(parents=True)
    (place / "package.json").write_text("{}")
    assert gauge.read() == "1 of 2 packages"


def test_a_terminal_rewrites_its_line_and_is_left_clean() -> None:
    screen = Terminal()
    with Ticker(screen, lambda: 0.0) as ticker:
        for text in ("one", "one", "two"):
            ticker.show(text)
    lines = screen.getvalue().split("\r")
    assert [line.replace("\x1b[K", "") for line in lines] == [
        "",
        "minideck:       one",
        "minideck:       two",
        "",
    ]


def test_a_log_hears_of_it_now_and_then() -> None:
    now = [0.0]
    log = io.StringIO()
    with Ticker(log, lambda: now[0]) as ticker:
        for second in range(25):
            now[0] = float(second)
            ticker.show(f"at {second}")
    assert log.getvalue().split() == ["minideck:", "at", "10", "minideck:", "at", "20"]


def test_a_program_is_heard_while_it_runs_and_its_last_words_explain_its_failure() -> None:
    heard: list[str] = []

    class Ears:
        def hear(self, line: str) -> None:
            heard.append(line)

        def read(self) -> str:
            return ""

    program = "print('working'); print('no space left on device'); raise SystemExit(1)"
    with pytest.raises(SetupError, match="The disk is full"):
        steps._run("Trying", [sys.executable, "-c", program], Ears())
    assert heard == ["working\n", "no space left on device\n"]
