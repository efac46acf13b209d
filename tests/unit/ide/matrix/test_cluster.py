"""Without the library, or without a scheduler, one sentence says what to do."""

from __future__ import annotations

import sys

import pytest

from ide.exit_codes import CannotRunError
from ide.matrix.cluster import Cluster


def test_a_missing_library_is_a_sentence_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(CannotRunError, match=r"pip install 'minideck\[cluster\]'"):
        Cluster("tcp://127.0.0.1:9")
