"""A further language is a file in the profile folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ide.i18n import FALLBACK, add_folder, languages, tr, translator


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    before = translator.code
    yield tmp_path
    add_folder(None)
    translator.use(before)


def test_a_catalogue_of_ones_own_is_offered_and_may_leave_out_texts(folder: Path) -> None:
    (folder / "fr.toml").write_text(
        '[language]\nname = "Français"\n[button]\nclose = "Fermer"\n'
        '[status]\ncursor = "L {wrong}"\n',
        "utf-8",
    )
    add_folder(folder)
    assert languages()["fr"] == "Français"
    translator.use("fr")
    assert tr("button.close") == "Fermer"
    assert tr("button.save") == "Save"
    assert tr("status.cursor", line=3, column=4) == "Ln 3, Col 4"


def test_a_broken_catalogue_is_logged_and_counts_as_empty(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "it.toml").write_text("[broken", "utf-8")
    add_folder(folder)
    translator.use("it")
    assert tr("button.close") == "Close"
    assert any("it.toml" in record.getMessage() for record in caplog.records)


def test_ours_can_be_worded_otherwise(folder: Path) -> None:
    (folder / f"{FALLBACK}.toml").write_text('[button]\nclose = "Shut"\n', "utf-8")
    add_folder(folder)
    translator.use(FALLBACK)
    assert tr("button.close") == "Shut"
    assert tr("button.save") == "Save"
