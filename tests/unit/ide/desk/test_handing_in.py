"""What is handed in, how it differs from what was before, and what is on the phones of a window."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from ide.desk.model import mpsub, reasons
from ide.desk.model.board import RELEASE, board_of
from ide.desk.model.compare import compare
from ide.desk.model.editions import REVIEW, Edition, Editions, offer
from ide.desk.model.handing import Origin, form_of, gather
from ide.desk.model.pages import form_html, letter_document, letter_html
from ide.desk.model.process import DeskError
from ide.submit.form import Form, Media
from ide.submit.history import Written
from tests.unit.ide.desk.desks import FORM, PAGE, SHOT, People, app_files, package, with_privacy


@pytest.fixture
def people(tmp_path: Path) -> People:
    return People(tmp_path / "desk", tmp_path / "packages")


def written(folder: Path, files: dict[str, bytes]) -> Written:
    file = folder / "words-1.0.0.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return Written("1.0.0", "first", str(file), digest)


def test_a_package_is_handed_in_with_form_report_and_pictures(tmp_path: Path) -> None:
    (tmp_path / "p.png").write_bytes(b"png")
    shot = tmp_path / "shot.png"
    shot.write_bytes(b"shot")
    origin = Origin(
        tmp_path, "Words", "wx1", {"libVersion": "3.8.0", "packOptions": {}, "condition": {}}
    )
    form = form_of(replace(FORM, version="0.1", media=Media(("p.png",))), _done(tmp_path))
    report = {
        "project": {"name": "Words", "root": str(tmp_path)},
        "screens": [{"page": PAGE, "png": str(shot)}, {"page": "x", "png": str(tmp_path / "no")}],
    }
    file = tmp_path / "words.mpsub"
    mpsub.write(file, gather(_done(tmp_path), origin, "Lin", form, report))
    seen = mpsub.read(file)
    assert (seen.form.version, seen.form.items) == ("1.0.0", FORM.items)
    assert (seen.shots, seen.media) == (("shots/pages_home_home.png",), ("media/p.png",))
    assert seen.report == {
        "project": {"name": "Words"},
        "screens": [{"page": PAGE, "png": "shots/pages_home_home.png"}],
    }
    assert str(tmp_path).encode() not in file.read_bytes()
    config = json.loads(mpsub.package_files(file)["project.config.json"])
    assert config == {"libVersion": "3.8.0", "projectname": "Words"}


def _done(folder: Path) -> Written:
    return written(folder, app_files())


def test_a_package_changed_since_it_was_written_is_not_handed_in(tmp_path: Path) -> None:
    done = _done(tmp_path)
    origin = Origin(tmp_path, "Words", "wx1", {})
    missing = replace(FORM, media=Media(("gone.png",)))
    with pytest.raises(mpsub.DamagedError, match=r"gone\.png"):
        gather(done, origin, "Lin", missing, {})
    Path(done.file).write_bytes(b"other")
    with pytest.raises(mpsub.DamagedError, match="changed"):
        gather(done, origin, "Lin", Form(), {})


def test_two_submissions_are_compared(tmp_path: Path) -> None:
    old = mpsub.read(package(tmp_path, "1.0.0"))
    app = {"pages": [PAGE, "pages/map/map"], "requiredPrivateInfos": ["chooseLocation"]}
    files = app_files("1.1.0", **{"app.json": json.dumps(app), "pages/map/map.js": "Page({})"})
    del files["app.js"]
    new = mpsub.read(package(tmp_path, "1.1.0", files=files, form=with_privacy()))
    rows = {(row.kind, row.name): row.how for row in compare(old, new)}
    assert rows == {
        ("size", "total"): "changed",
        ("size", "main"): "changed",
        ("page", "pages/map/map"): "added",
        ("permission", "chooseLocation"): "added",
        ("permission", "位置信息"): "added",
        ("file", "app.js"): "removed",
        ("file", "app.json"): "changed",
        ("file", f"{PAGE}.wxml"): "changed",
        ("file", "pages/map/map.js"): "added",
    }
    assert compare(new, new) == ()
    assert {row.how for row in compare(None, new)} == {"added"}


def edition(people: People, version: str, submission: str, channel: str = RELEASE) -> Edition:
    return Edition(str(people.root), "wxdesk", channel, submission, version)


def test_an_update_replaces_exactly_what_is_installed(people: People, tmp_path: Path) -> None:
    first = people.hand_in("1.0.0", files=app_files("1.0.0", **{"old/gone.js": "1"}))
    second = people.hand_in("1.1.0", files=app_files("1.1.0", **{"new/here.js": "2"}))
    editions = Editions(tmp_path / "profile" / "desk")
    one, two = edition(people, "1.0.0", first.id), edition(people, "1.1.0", second.id)
    editions.install(one, people.author.package(first.id))
    folder = editions.folder(one)
    assert editions.of(folder) == one
    assert editions.of(tmp_path) is None
    before = people.author.package(second.id).read_bytes()
    changed = editions.install(two, people.author.package(second.id))
    assert set(changed) == {"app.js", f"{PAGE}.wxml", "old/gone.js", "new/here.js"}
    assert editions.of(folder) == two
    found = {f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file()}
    assert found == {*app_files(), "new/here.js", "project.config.json"}
    assert not (folder / "old").exists()
    assert people.author.package(second.id).read_bytes() == before
    assert editions.folder(edition(people, "1.1.0", second.id, REVIEW)) != folder


def test_a_damaged_package_replaces_nothing(people: People, tmp_path: Path) -> None:
    row = people.hand_in()
    editions = Editions(tmp_path / "profile" / "desk")
    one = edition(people, "1.0.0", row.id)
    editions.install(one, people.author.package(row.id))
    people.author.package(row.id).write_bytes(b"half")
    with pytest.raises(DeskError):
        editions.install(replace(one, version="2"), people.author.package(row.id))
    assert editions.of(editions.folder(one)) == one


def test_an_update_is_offered_when_another_version_is_given(people: People) -> None:
    first = people.released("1.0.0")
    second = people.released("1.1.0")
    board = board_of(people.author.read().submissions, "wxdesk")
    old, new = edition(people, "1.0.0", first.id), edition(people, "1.1.0", second.id)
    found = offer(board, old, "o1")
    assert found is not None
    assert (found.edition, found.forced) == (new, False)
    assert offer(board, new, "o1") is None
    assert offer(board, replace(old, channel="trial"), "o1") is None
    people.does(second, "require")
    found = offer(board_of(people.author.read().submissions, "wxdesk"), old, "o1")
    assert found is not None
    assert found.forced
    people.does(second, "rollback", target=first.id)
    found = offer(board_of(people.author.read().submissions, "wxdesk"), new, "o1")
    assert found is not None
    assert found.edition == old


def test_a_desk_may_have_rules_of_its_own(tmp_path: Path) -> None:
    assert not reasons.load(tmp_path).own
    file = reasons.write_own(tmp_path)
    assert reasons.load(tmp_path) == replace(reasons.ours(), own=True)
    file.write_text('date = "2027-01-01"\n[[rule]]\nnumber = "9.9"\ntitle.de = "Ruhig"\n')
    own = reasons.load(tmp_path)
    assert (own.date, own.find("9.9").said("zh")) == ("2027-01-01", "Ruhig")
    file.write_text("[[rule]\n")
    with pytest.raises(DeskError, match=r"rules\.toml"):
        reasons.load(tmp_path)


def test_rules_are_found_by_number_and_by_words_of_any_language() -> None:
    rule = reasons.ours().find("3.5.2")
    assert rule is not None
    assert reasons.matches(rule, "3.5.2")
    assert reasons.matches(rule, rule.title["zh"][:2])
    assert not reasons.matches(rule, "no such words")


def test_a_letter_says_that_it_is_practice_and_trusts_no_text(people: People) -> None:
    row = people.does(people.does(people.hand_in(), "submit"), "take", "Mei")
    assert letter_html(row, reasons.ours()) == ""
    text = "<script>alert(1)</script>"
    row = people.does(row, "reject", "Mei", text=text, rules=("3.3.1",), pictures=(SHOT,))
    letter = letter_document(row, letter_html(row, reasons.ours(), [SHOT.data]))
    assert "not connected to WeChat" in letter
    assert "real decisions may differ" in letter
    assert "3.3.1" in letter
    assert "data:image/png;base64," in letter
    assert "<script>" not in letter
    assert "&lt;script&gt;" in letter
    assert "<i>not entered</i>" in form_html(row)
