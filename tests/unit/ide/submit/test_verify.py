"""A package that was changed, damaged or made by somebody else is told file by file."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ide.cli import main
from ide.submit import package
from ide.submit.package import Package
from ide.submit.verify import Fault, verify
from tests.unit.ide.submit.packages import content_of, copied, make_project

Entries = list[tuple[str | zipfile.ZipInfo, bytes]]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Package:
    root = tmp_path_factory.mktemp("written")
    files = {"images/a.png": b"\x89PNG"}
    return package.write(make_project(root / "app", files), root / "out", "Shop")


@pytest.fixture
def done(written: Package, tmp_path: Path) -> Package:
    return copied(written, tmp_path / "out")


def rewrite(done: Package, change: Callable[[Entries], Entries | None]) -> None:
    entries: Entries = list(content_of(done.file).items())
    entries = change(entries) or entries
    with zipfile.ZipFile(done.file, "w") as archive:
        for name, data in entries:
            archive.writestr(name, data)


def doubts(done: Package) -> list[tuple[Fault, str]]:
    return [(doubt.fault, doubt.path) for doubt in verify(done.file).doubts]


def test_a_package_as_it_was_written_is_sound(done: Package) -> None:
    verdict = verify(done.file)
    assert verdict.is_sound
    assert verdict.is_safe
    assert verdict.sha256 == done.sha256
    assert verdict.manifest == done.content


def test_a_package_edited_by_hand_is_told_file_by_file(done: Package) -> None:
    def change(entries: Entries) -> Entries:
        kept = [(name, data) for name, data in entries if name != "images/a.png"]
        changed = [(n, data + b"steal()" if n == "app.js" else data) for n, data in kept]
        return [*changed, ("extra.js", b"1")]

    rewrite(done, change)
    assert doubts(done) == [
        (Fault.CHANGED, "app.js"),
        (Fault.ADDED, "extra.js"),
        (Fault.MISSING, "images/a.png"),
    ]


def test_the_same_files_in_another_zip_are_told(done: Package) -> None:
    rewrite(done, lambda entries: entries[::-1])
    assert doubts(done) == [(Fault.HASH, "")]


def test_a_cut_off_package_is_no_zip(done: Package) -> None:
    done.file.write_bytes(done.file.read_bytes()[:-40])
    assert doubts(done) == [(Fault.NOT_ZIP, "")]


def test_a_turned_bit_is_damage(done: Package) -> None:
    data = bytearray(done.file.read_bytes())
    data[data.index(b"App({})")] ^= 1
    done.file.write_bytes(data)
    assert doubts(done) == [(Fault.DAMAGED, "app.js"), (Fault.MISSING, "app.js")]
    assert not verify(done.file).is_safe


@pytest.mark.parametrize(
    "path", ["../a.js", "/etc/a.js", "a//b.js", "./a.js", "c:/a.js", "a\\..\\b.js", "aux.js", "a/"]
)
def test_paths_that_lead_elsewhere_are_unsafe(done: Package, path: str) -> None:
    rewrite(done, lambda entries: [*entries, (path, b"1")])
    assert (Fault.UNSAFE, path) in doubts(done)
    assert not verify(done.file).is_safe


def test_links_and_names_for_two_files_are_unsafe(done: Package) -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    link.create_system = 3
    rewrite(done, lambda entries: [*entries, (link, b"/etc/passwd"), ("APP.js", b"1")])
    assert (Fault.UNSAFE, "link") in doubts(done)
    assert (Fault.TWICE, "APP.js") in doubts(done)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_entries_of_one_name_are_told(done: Package) -> None:
    rewrite(done, lambda entries: [*entries, ("app.js", b"other()")])
    assert (Fault.TWICE, "app.js") in doubts(done)


def test_a_package_without_its_manifest_cannot_be_judged(done: Package) -> None:
    done.manifest.unlink()
    assert doubts(done) == [(Fault.NO_MANIFEST, "")]
    assert verify(done.file).is_safe


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "minideck-package-1"}', "{"])
def test_a_manifest_that_is_none_is_told(done: Package, text: str) -> None:
    done.manifest.write_text(text)
    assert doubts(done) == [(Fault.BAD_MANIFEST, "")]


def test_the_command_says_it_and_ends_with_its_code(
    done: Package, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(done.file)]) == 0
    assert "whole and unchanged, 6 files" in capsys.readouterr().out
    rewrite(done, lambda entries: [*entries, ("extra.js", b"1")])
    told = tmp_path / "told.json"
    assert main(["verify", str(done.file), "--json", str(told)]) == 1
    assert "extra.js: not in the manifest" in capsys.readouterr().out
    document = json.loads(told.read_text("utf-8"))
    assert document["sound"] is False
    assert document["doubts"] == [{"fault": "added", "path": "extra.js", "detail": "1 bytes"}]
    assert main(["verify", str(tmp_path / "none.zip")]) == 2
    assert "none.zip is not a file" in capsys.readouterr().err
