"""Runs the tests of what runs inside the developer tools under Node."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.node_tests import files_in, passes

HERE = Path(__file__).resolve().parent


@pytest.mark.parametrize("name", files_in(HERE))
def test_the_script_behaves(name: str) -> None:
    passes(HERE / name)
