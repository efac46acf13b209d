"""What a mini-program stored is there the next time, and gone when told to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from apimock.calls import Call, Reply
from apimock.clock import ManualClock
from apimock.phone import Phone
from ide.keeping import KeptPhone, folder_of, forget


class Run:
    """One run of a phone that is kept in a folder."""

    def __init__(self, folder: Path | None) -> None:
        self.clock = ManualClock()
        self.failures: list[str] = []
        self.kept = KeptPhone(folder, self.clock, self.failures.append)
        self.phone = Phone(self.clock, tree=self.kept.tree)
        self.kept.follow(self.phone)

    def call(self, name: str, **params: Any) -> Reply:
        replies: list[Reply] = []
        self.phone.call(Call(name, params, True), replies.append)
        return replies[0]


def write_file(run: Run, path: str, data: str) -> None:
    reply = run.call("FileSystemManager.writeFileSync", filePath=path, data=data, encoding="utf8")
    assert reply.outcome == "ok", reply


def test_storage_files_and_permissions_survive(tmp_path: Path) -> None:
    first = Run(tmp_path)
    first.call("setStorageSync", key="cart", data={"茶": [1, 2.5, None]})
    first.phone.device.permissions.set_scope("scope.camera", "denied")
    write_file(first, "wxfile://usr/note.txt", "hello")
    write_file(first, "wxfile://usr/.hidden", "")
    temporary = first.phone.files.add_temporary(b"x", ".png")
    first.kept.close()

    second = Run(tmp_path)
    assert second.call("getStorageSync", key="cart").value == {"茶": [1, 2.5, None]}
    assert second.phone.device.permissions.scopes == {"scope.camera": "denied"}
    assert second.phone.files.read("usr/note.txt") == b"hello"
    assert second.phone.files.read(temporary.removeprefix("wxfile://")) is None
    assert second.failures == []


def test_it_is_written_soon_after_a_change_and_not_at_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Run(tmp_path)
    written: list[str] = []
    monkeypatch.setattr("ide.atomic.write_text", lambda _path, text: written.append(text))
    for number in range(20):
        run.call("setStorageSync", key="n", data=number)
    assert written == []
    run.clock.advance(1000)
    assert len(written) == 1
    run.kept.close()
    assert len(written) == 1


def test_without_a_folder_nothing_is_kept() -> None:
    run = Run(None)
    run.call("setStorageSync", key="k", data=1)
    run.kept.close()
    assert Run(None).call("getStorageSync", key="k").value in ("", None)


@pytest.mark.parametrize("text", ["{", "[]", '{"storage": {"spaces": 3}}', '{"storage": 1}', "\0"])
def test_a_damaged_file_starts_an_empty_phone_that_keeps_again(tmp_path: Path, text: str) -> None:
    (tmp_path / "phone.json").write_text(text, "utf-8")
    run = Run(tmp_path)
    run.call("setStorageSync", key="k", data="new")
    run.kept.close()
    assert Run(tmp_path).call("getStorageSync", key="k").value == "new"


def test_a_place_that_cannot_be_written_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    run = Run(tmp_path / "file" / "phone")
    run.call("setStorageSync", key="k", data=1)
    write_file(run, "wxfile://usr/a", "in memory")
    run.kept.close()
    assert len(run.failures) == 1
    assert run.phone.files.read("usr/a") == b"in memory"


def test_each_project_has_its_own_phone_that_can_be_forgotten(tmp_path: Path) -> None:
    profile, shop, cafe = tmp_path / "profile", tmp_path / "shop", tmp_path / "cafe"
    for project in (shop, cafe):
        run = Run(folder_of(profile, project))
        run.call("setStorageSync", key="k", data=project.name)
        run.kept.close()
    forget(profile, shop)
    forget(profile, shop)
    assert not folder_of(profile, shop).exists()
    kept = Run(folder_of(profile, cafe))
    assert kept.call("getStorageSync", key="k").value == "cafe"
