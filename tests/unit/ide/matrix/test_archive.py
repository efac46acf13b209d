"""The project on its way to other computers: the same bytes, bounded, no way out of its folder."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from ide.exit_codes import CannotRunError
from ide.matrix import archive
from ide.matrix.archive import ArchiveError, digest_of, pack, unpack


@pytest.fixture
def packed(tmp_path: Path) -> bytes:
    project, build = tmp_path / "project", tmp_path / "build"
    (project / "pages").mkdir(parents=True)
    (project / "pages" / "页面.wxml").write_text("<view/>", encoding="utf-8")
    (project / ".git").mkdir()
    (project / ".git" / "config").write_text("secret", encoding="utf-8")
    build.mkdir()
    (build / "manifest.json").write_text("{}", encoding="utf-8")
    return pack(project, build)


def test_a_project_comes_out_as_it_went_in(tmp_path: Path, packed: bytes) -> None:
    folder = unpack(packed, digest_of(packed), tmp_path / "out")
    files = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    assert files == {"project/pages/页面.wxml", "build/manifest.json"}
    assert pack(tmp_path / "project", tmp_path / "build") == packed
    assert unpack(packed, digest_of(packed), folder) == folder


def test_a_damaged_archive_is_refused(tmp_path: Path, packed: bytes) -> None:
    with pytest.raises(ArchiveError, match="damaged"):
        unpack(packed[:-1], digest_of(packed), tmp_path / "out")


@pytest.mark.parametrize(
    "name", ["../x", "/x", "project/../../x", "project\\..\\x", "other/x", "project/./x", "C:/x"]
)
def test_a_path_that_leads_out_is_refused_and_nothing_is_left(tmp_path: Path, name: str) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as opened:
        opened.writestr("project/app.json", "{}")
        opened.writestr(zipfile.ZipInfo(name), "out")
    evil = content.getvalue()
    with pytest.raises(ArchiveError, match="not allowed"):
        unpack(evil, digest_of(evil), tmp_path / "deep" / "out")
    assert list((tmp_path / "deep").iterdir()) == []
    assert [file for file in tmp_path.rglob("x")] == []


def test_what_is_too_large_is_neither_sent_nor_unpacked(
    tmp_path: Path, packed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_UNPACKED", 3)
    with pytest.raises(ArchiveError, match="too large"):
        unpack(packed, digest_of(packed), tmp_path / "out")
    with pytest.raises(CannotRunError, match="can be sent"):
        pack(tmp_path / "project", tmp_path / "build")
