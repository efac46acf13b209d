"""Runs the tests of the editor's page under Node; each file of them is one test here."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.node_tests import files_in, passes

HERE = Path(__file__).resolve().parent


@pytest.mark.parametrize("name", files_in(HERE))
def test_the_page_behaves(name: str) -> None:
    passes(HERE / name)
