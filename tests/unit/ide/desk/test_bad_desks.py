"""Whatever happens to a desk's folder: a clear sentence, nothing lost, nothing half-written."""

from __future__ import annotations

import errno
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ide.desk.model import folder as desk_folder
from ide.desk.model import mpsub
from ide.desk.model.conditions import Wish
from ide.desk.model.folder import DeskFolder
from ide.desk.model.lock import NAME, STALE_S
from ide.desk.model.process import DeskError
from tests.unit.ide.desk.desks import SHOT, People, Time, app_files, package


@pytest.fixture
def people(tmp_path: Path) -> People:
    return People(tmp_path / "desk", tmp_path / "packages")


def everything(root: Path) -> dict[str, bytes]:
    return {str(f.relative_to(root)): f.read_bytes() for f in root.rglob("*") if f.is_file()}


def refused(act: Callable[[], object]) -> DeskError:
    with pytest.raises(DeskError) as caught:
        act()
    assert str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (errno.EROFS, "read_only"),
        (errno.ENOSPC, "full"),
        (errno.ENOENT, "gone"),
        (errno.EIO, "gone"),
    ],
)
@pytest.mark.parametrize("at", range(4))
def test_a_write_that_fails_leaves_everything_as_it_was(
    people: People, monkeypatch: pytest.MonkeyPatch, number: int, name: str, at: int
) -> None:
    row = people.does(people.does(people.hand_in(), "submit"), "take", "Mei")
    second = package(people.packages, "1.1.0")
    before = everything(people.root)
    real, left = os.fsync, [at]

    def fsync(descriptor: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(number, os.strerror(number))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    if at < 2:
        error = refused(lambda: people.author.hand_in(second))
        assert error.name == name
    wish = Wish("reject", "Mei", rules=("3.3.1",))
    left[0] = at
    if at < 2:
        assert refused(lambda: people.reviewer.act(row, wish, (SHOT,))).name == name
    monkeypatch.setattr(os, "fsync", real)
    after = everything(people.root)
    assert {path: after[path] for path in before} == before
    # A picture nothing names may stay behind; an event or a package never does.
    assert all("/pictures/" in path for path in set(after) - set(before))
    assert people.reviewer.act(row, wish, (SHOT,)).state == "rejected"


def test_a_folder_that_vanished_is_told(people: People) -> None:
    row = people.hand_in()
    people.root.rename(people.root.with_name("elsewhere"))
    assert refused(people.author.read).name == "gone"
    assert refused(lambda: people.author.act(row, Wish("submit", "Lin"))).name == "gone"
    assert refused(lambda: people.author.hand_in(package(people.packages, "2.0.0"))).name == "gone"
    people.root.with_name("elsewhere").rename(people.root)
    assert people.author.act(row, Wish("submit", "Lin")).state == "submitted"


def test_a_stick_with_write_protection_can_be_read(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, second = people.hand_in(), package(people.packages, "2.0.0")

    def protected(*_arguments: object) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "open", protected)
    fresh = DeskFolder(people.root, people.time, patience_s=0)
    error = refused(lambda: fresh.act(row, Wish("submit", "Lin")))
    assert error.name == "read_only"
    assert str(people.root) in str(error)
    assert refused(lambda: fresh.hand_in(second)).name == "read_only"
    monkeypatch.undo()
    assert people.author.read().submissions == (row,)


def test_a_folder_that_is_no_desk_is_not_made_one(tmp_path: Path) -> None:
    desk = DeskFolder(tmp_path, Time())
    assert refused(desk.read).name == "not_a_desk"
    (tmp_path / "desk.json").write_text("{}")
    assert refused(desk.read).name == "not_a_desk"
    (tmp_path / "desk.json").write_text('{"schema": "minideck-desk-2"}')
    assert refused(desk.read).name == "newer_desk"
    (tmp_path / "desk.json").write_text("{half")
    assert refused(desk.read).name == "unreadable"


def test_foreign_files_are_named_and_left_alone(people: People) -> None:
    row = people.hand_in()
    place = people.root / "submissions"
    (place / "holiday.jpg").write_bytes(b"jpg")
    (place / "my folder").mkdir()
    (place / row.id / "Thumbs.db").write_bytes(b"db")
    (place / row.id / "events" / "0001 (copy).json").write_text("copy")
    (place / row.id / "events" / ".half.tmp").write_text("{")
    desk = people.author.read()
    assert desk.foreign == ("holiday.jpg", "my folder")
    assert desk.submissions == (row,)
    assert people.does(row, "submit").state == "submitted"
    assert (place / "holiday.jpg").exists()


def _event(row_root: Path, number: int) -> Path:
    return row_root / "events" / f"{number:04d}.json"


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


TAMPERING: dict[str, tuple[Callable[[Path], object], int]] = {
    "another name": (lambda root: _edit(_event(root, 2), '"Lin"', '"Mei"'), 1),
    "half an event": (lambda root: _event(root, 2).write_text('{"schema"'), 1),
    "an event taken out": (lambda root: _event(root, 2).unlink(), 1),
    "the first taken out": (lambda root: _event(root, 1).unlink(), 0),
    "no events": (lambda root: [file.unlink() for file in (root / "events").iterdir()], 0),
    "an event of another": (lambda root: _event(root, 1).rename(_event(root, 9)), 0),
}


@pytest.mark.parametrize("how", TAMPERING)
def test_a_log_changed_by_hand_is_told_and_trusted_no_further(people: People, how: str) -> None:
    row = people.does(people.does(people.hand_in(), "submit"), "take", "Mei")
    tamper, trusted = TAMPERING[how]
    tamper(people.root / "submissions" / row.id)
    seen = people.author.read().submissions[0]
    assert len(seen.events) == trusted
    assert ".json" in seen.fault
    before = everything(people.root)
    error = refused(lambda: people.author.act(seen, Wish("withdraw", "Lin")))
    assert error.name in ("damaged", "conflict")
    assert everything(people.root) == before


def _rewrite(file: Path, change: Callable[[dict[str, bytes]], object]) -> None:
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "no zip": lambda file: file.write_bytes(b"hello"),
    "empty": lambda file: file.write_bytes(b""),
    "cut off": lambda file: file.write_bytes(file.read_bytes()[:-200]),
    "a byte turned": lambda file: file.write_bytes(_turned(file.read_bytes())),
    "a script changed": lambda file: _rewrite(
        file, lambda rows: rows.update({"package/app.js": b"evil"})
    ),
    "a file added": lambda file: _rewrite(file, lambda rows: rows.update({"package/x.js": b"x"})),
    "a file removed": lambda file: _rewrite(file, lambda rows: rows.pop("package/app.js")),
    "no sums": lambda file: _rewrite(file, lambda rows: rows.pop("signature.sha256")),
    "a way out": lambda file: _rewrite(file, lambda rows: rows.update({"../../evil.js": b"x"})),
    "an absolute path": lambda file: _rewrite(file, lambda rows: rows.update({"/etc/x": b"x"})),
    "a drive": lambda file: _rewrite(file, lambda rows: rows.update({"C:/x": b"x"})),
}


def _turned(data: bytes) -> bytes:
    return data[:80] + bytes([data[80] ^ 1]) + data[81:]


@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_package_is_not_taken(people: People, how: str) -> None:
    file = package(people.packages)
    DAMAGE[how](file)
    before = everything(people.root)
    error = refused(lambda: people.author.hand_in(file))
    assert error.name == "damaged"
    assert file.name in str(error)
    assert everything(people.root) == before


@pytest.mark.parametrize("how", DAMAGE)
def test_a_package_damaged_at_the_desk_is_shown_and_nothing_more(people: People, how: str) -> None:
    row = people.does(people.hand_in(), "submit")
    DAMAGE[how](people.root / "submissions" / row.id / "package.mpsub")
    for desk in (people.author, DeskFolder(people.root, people.time, patience_s=0)):
        seen = desk.read().submissions[0]
        assert seen.fault
        assert (seen.state, seen.facts.version) == ("submitted", "1.0.0")
        assert refused(lambda desk=desk, seen=seen: desk.act(seen, Wish("take", "Mei"))).name == (
            "damaged"
        )


def test_a_package_put_in_place_of_another_is_told(people: People) -> None:
    row = people.does(people.hand_in(), "submit")
    other = package(people.packages, "1.0.0", files=app_files("evil"))
    file = people.root / "submissions" / row.id / "package.mpsub"
    file.write_bytes(other.read_bytes())
    seen = people.author.read().submissions[0]
    assert "not the one" in seen.fault
    assert seen.facts.app == row.facts.app
    assert refused(lambda: people.author.act(seen, Wish("take", "Mei"))).name == "damaged"


def test_the_second_writer_hears_who_is_first(people: People) -> None:
    row = people.hand_in()
    (people.root / NAME).write_text(json.dumps({"by": "Mei", "token": "x"}))
    error = refused(lambda: people.author.act(row, Wish("submit", "Lin")))
    assert error.name == "busy"
    assert "Mei" in str(error)
    os.utime(people.root / NAME, (1, os.stat(people.root / NAME).st_mtime - 2 * STALE_S))
    assert people.author.act(row, Wish("submit", "Lin")).state == "submitted"
    assert not (people.root / NAME).exists()


def test_two_who_write_the_same_event_never_replace_each_other(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = people.hand_in()
    real, raced = desk_folder._write_new, []

    def quicker(file: Path, text: str) -> None:
        if not raced:
            raced.append(True)
            file.write_text(text.replace("Lin", "Mei"), "utf-8")
        real(file, text)

    monkeypatch.setattr(desk_folder, "_write_new", quicker)
    assert refused(lambda: people.author.act(row, Wish("submit", "Lin"))).name == "conflict"


def test_a_disk_without_links_gets_events_too(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(_old: Path, _new: Path) -> None:
        raise OSError(errno.EPERM, "no links on this disk")

    monkeypatch.setattr(os, "link", link)
    row = people.does(people.does(people.hand_in(), "submit"), "take", "Mei")
    assert people.author.read().submissions == (row,)


def test_a_package_says_all_that_was_handed_in(tmp_path: Path) -> None:
    file = package(tmp_path, "1.2.0")
    contents = mpsub.read(file)
    assert (contents.facts.version, contents.facts.author) == ("1.2.0", "Lin")
    assert contents.shots == ("shots/home.png",)
    assert contents.sizes.keys() == app_files().keys()
    again = tmp_path / "again"
    again.mkdir()
    assert package(again, "1.2.0").read_bytes() == file.read_bytes()
