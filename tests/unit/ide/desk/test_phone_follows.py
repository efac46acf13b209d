"""A version on the phone follows the desk: trial, stages, rollback, a desk that is gone."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject

from apimock.calls import Event
from apimock.clock import ManualClock
from apimock.phone import Phone
from ide.desk.model.board import RELEASE, TRIAL, share_of
from ide.desk.model.editions import REVIEW, Edition, Editions
from ide.desk.model.submission import Submission
from ide.launch.starting import Starting
from ide.wiring.desk_phone import DeskReleases
from tests.unit.ide.desk.desks import People


class Holder(QObject):
    """What a version has to know of the open project: who holds the phone, who it is itself."""

    def __init__(self, openid: str) -> None:
        super().__init__()
        user = SimpleNamespace(current=lambda: {"openid": openid})
        self.phone = SimpleNamespace(device=SimpleNamespace(user=user))
        self.told: list[tuple[str, str]] = []

    def use_edition(self, env_version: str, version: str) -> None:
        self.told.append((env_version, version))


@pytest.fixture
def people(tmp_path: Path) -> People:
    return People(tmp_path / "desk", tmp_path / "packages")


def on_phone(
    people: People, row: Submission, channel: str, openid: str = "oAnna"
) -> tuple[DeskReleases, Holder]:
    """Install a version for somebody."""
    editions = Editions(people.packages.parent / "profile" / openid)
    edition = Edition(str(people.root), "wxdesk", channel, row.id, row.facts.version)
    editions.install(edition, people.author.package(row.id))
    holder = Holder(openid)
    return DeskReleases(holder, editions, edition), holder


@pytest.mark.usefixtures("qapp")
def test_a_release_in_stages_reaches_those_it_is_for(people: People) -> None:
    first = people.released("1.0.0")
    everybody = {who: on_phone(people, first, RELEASE, who) for who in ("oAnna", "oBen", "oEve")}
    row = people.does(people.approved("1.1.0"), "release_gray", percent=1)
    shares = sorted(share_of(who) for who in everybody)
    people.does(row, "raise_gray", percent=shares[1] + 1)
    found = {who: releases.found() for who, (releases, _holder) in everybody.items()}
    assert found == {
        who: "available" if share_of(who) <= shares[1] else "none" for who in everybody
    }
    releases, holder = next(pair for who, pair in everybody.items() if found[who] == "available")
    assert "app.js" in releases.install()
    assert holder.told == [("release", "1.1.0")]
    assert releases.found() == "none"
    people.does(row, "cancel_gray")
    assert releases.found() == "available"
    releases.install()
    assert holder.told[-1] == ("release", "1.0.0")


@pytest.mark.usefixtures("qapp")
def test_a_version_below_the_least_is_updated_at_once(people: People) -> None:
    releases, _holder = on_phone(people, people.released("1.0.0"), RELEASE)
    people.does(people.released("2.0.0"), "require")
    assert releases.found() == "forced"
    assert not releases.waits()


@pytest.mark.usefixtures("qapp")
def test_a_trial_version_is_replaced_at_the_next_start(people: People) -> None:
    first = people.does(people.hand_in("1.0.0"), "choose_trial")
    releases, holder = on_phone(people, first, TRIAL)
    assert (releases.found(), releases.waits()) == ("none", False)
    people.does(people.hand_in("1.1.0"), "choose_trial")
    assert (releases.found(), releases.waits()) == ("none", True)
    releases.install()
    assert holder.told == [("trial", "1.1.0")]
    assert not releases.waits()


@pytest.mark.usefixtures("qapp")
def test_what_is_reviewed_stays_as_it_is(people: People) -> None:
    releases, holder = on_phone(people, people.hand_in("1.0.0"), REVIEW)
    people.released("1.1.0")
    assert (releases.found(), releases.waits(), releases.install()) == ("none", False, ())
    releases.tell()
    assert holder.told == [("trial", "1.0.0")]


@pytest.mark.usefixtures("qapp")
def test_without_the_desk_the_phone_keeps_what_it_has(people: People) -> None:
    releases, _holder = on_phone(people, people.released("1.0.0"), RELEASE)
    second = people.released("1.1.0")
    people.author.package(second.id).write_bytes(b"half")
    assert releases.found() == "fails"
    assert releases.install() == ()
    people.root.rename(people.root.with_name("away"))
    assert (releases.found(), releases.install()) == ("none", ())


class Source:
    """Another version that is there, and waits for a start or not."""

    def __init__(self, *, waiting: bool) -> None:
        self.waiting = waiting
        self.installed = 0

    def found(self) -> str:
        return "available"

    def waits(self) -> bool:
        return self.waiting

    def install(self) -> list[str]:
        self.installed += 1
        self.waiting = False
        return ["app.js"]


@pytest.mark.usefixtures("qapp")
def test_a_version_that_was_loaded_is_installed_by_the_next_start(tmp_path: Path) -> None:
    clock = ManualClock()
    phone = Phone(clock)
    starting = Starting(tmp_path, phone)
    source, told = Source(waiting=False), []
    starting.releases = source
    starting.installed.connect(told.append)
    assert not starting.install_waiting()
    starting.begin()
    assert phone.device.apps.update == "available"
    phone.emit(Event("UpdateManager#1:updateReady", {}))
    assert starting.install_waiting()
    assert (source.installed, told) == (1, [["app.js"]])
    assert not starting.install_waiting()
    source.waiting = True
    assert starting.install_waiting()
    starting.close()
