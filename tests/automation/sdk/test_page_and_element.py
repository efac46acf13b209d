"""The unmodified ``miniprogram-automator`` drives pages and elements as its transcripts say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.node_tests import node

HERE = Path(__file__).resolve().parent


@pytest.mark.parametrize("name", ["page", "element", "controls"])
def test_the_official_sdk(name: str, endpoint: str, request: pytest.FixtureRequest) -> None:
    done = node(str(HERE / "driver.cjs"), endpoint, str(HERE / "scripts" / f"{name}.cjs"))
    assert done.returncode == 0, done.stderr
    transcript = HERE / "transcripts" / f"{name}.txt"
    if request.config.getoption("--update-samples"):
        transcript.parent.mkdir(exist_ok=True)
        transcript.write_text(done.stdout, "utf-8")
    assert done.stdout.splitlines() == transcript.read_text("utf-8").splitlines()
