"""The review desk: what may be done when, by whom, and which version a phone gets."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from ide.desk.model.board import RELEASE, TRIAL, Board, board_of, share_of
from ide.desk.model.conditions import Wish, may
from ide.desk.model.process import DeskError, process
from ide.desk.model.submission import Submission, is_newer
from ide.submit.form import Form, Item
from tests.unit.ide.desk.desks import DAY, FORM, PAGE, SHOT, People


@pytest.fixture
def people(tmp_path: Path) -> People:
    return People(tmp_path / "desk", tmp_path / "packages")


def board(people: People) -> Board:
    return board_of(people.reviewer.read().submissions, "wxdesk")


def refused(people: People, submission: Submission, action: str, **more: object) -> DeskError:
    with pytest.raises(DeskError) as caught:
        people.does(submission, action, **more)
    return caught.value


def test_a_submission_goes_from_hand_in_to_everybody(people: People) -> None:
    row = people.hand_in()
    assert (row.state, row.facts.version, row.facts.pages) == ("uploaded", "1.0.0", (PAGE,))
    steps = [
        ("choose_trial", "Lin", "trial"),
        ("submit", "Lin", "submitted"),
        ("take", "Mei", "in_review"),
        ("delay", "Mei", "delayed"),
        ("resume", "Mei", "in_review"),
        ("reject", "Mei", "rejected"),
        ("resubmit", "Lin", "submitted"),
        ("take", "Mei", "in_review"),
        ("approve", "Mei", "approved"),
        ("release", "Lin", "released"),
        ("suspend", "Lin", "suspended"),
        ("reopen", "Lin", "released"),
    ]
    for action, by, state in steps:
        row = people.does(row, action, by, text="because" if action != "take" else "")
        assert row.state == state
    assert [event.action for event in row.events] == ["hand_in", *(step[0] for step in steps)]
    assert board(people).online == row
    numbers = {name: process().states[name].status for name in ("approved", "rejected", "delayed")}
    assert numbers == {"approved": 0, "rejected": 1, "delayed": 4}


def test_a_rejection_keeps_rules_words_and_marked_pictures(people: People) -> None:
    row = people.does(people.does(people.hand_in(), "submit"), "take", "Mei")
    row = people.does(row, "reject", "Mei", text="空页", rules=("3.3.1",), pictures=(SHOT,))
    seen = people.author.read().submissions[0].decision
    assert seen is not None
    assert (seen.rules, seen.text, seen.by) == (("3.3.1",), "空页", "Mei")
    assert people.author.picture(row.id, seen.pictures[0]) == SHOT.data
    assert seen.pictures[0].page == PAGE


def test_only_one_version_is_in_review(people: People) -> None:
    first, second = people.hand_in("1.0.0"), people.hand_in("1.1.0")
    people.does(first, "submit")
    assert refused(people, second, "submit").code == 85009
    people.does(first, "withdraw")
    assert people.does(second, "submit").state == "submitted"


def test_only_one_version_is_the_trial(people: People) -> None:
    first = people.does(people.hand_in("1.0.0"), "choose_trial")
    people.does(people.hand_in("1.1.0"), "choose_trial")
    now = board(people)
    assert [each.state for each in now.submissions] == ["uploaded", "trial"]
    assert now.given(TRIAL, "anybody") == now.submissions[1] == now.trial
    people.does(first, "choose_trial")
    assert board(people).trial == board(people).submissions[0]


@pytest.mark.parametrize(("version", "code"), [("1.0.0", 85015), ("0.9", 85015), ("1.0", 85015)])
def test_the_version_grows(people: People, version: str, code: int) -> None:
    people.hand_in("1.0.0")
    with pytest.raises(DeskError) as caught:
        people.hand_in(version, files={"app.json": b'{"pages": []}'})
    assert (caught.value.name, caught.value.code) == ("version_grows", code)


def test_the_same_app_is_not_handed_in_twice(people: People) -> None:
    people.hand_in("1.0.0", files={"app.json": b'{"pages": []}'})
    with pytest.raises(DeskError) as caught:
        people.hand_in("1.1.0", files={"app.json": b'{"pages": []}'})
    assert caught.value.name == "same_package"


def test_versions_are_ordered_by_their_numbers() -> None:
    rows = ["0.9", "1.0.0-beta", "1.0.0", "1.0.1", "1.0.10", "1.1", "2"]
    assert all(is_newer(b, a) for a, b in pairwise(rows))
    assert not is_newer("1.0.0", "1.0")


def test_nobody_judges_their_own_work_unless_the_desk_allows_it(people: People) -> None:
    row = people.does(people.hand_in(), "submit")
    assert refused(people, row, "take", by="lin ").name == "same_person"
    people.author.set_may_judge_own(allowed=True)
    assert people.does(row, "take", "Lin").state == "in_review"


def test_withdrawing_is_counted_by_day_and_month(people: People) -> None:
    row = people.hand_in()
    for count in range(10):
        if count == 5:
            people.does(row, "submit" if count == 0 else "resubmit", text="again")
            assert refused(people, row, "withdraw").code == 87013
            people.time.at += DAY
            people.does(row, "withdraw")
            continue
        people.does(row, "submit" if count == 0 else "resubmit", text="again")
        people.does(row, "withdraw")
    people.time.at += DAY
    people.does(row, "resubmit", text="again")
    assert refused(people, row, "withdraw").name == "withdraw_month"
    people.time.at += 31 * DAY
    assert people.does(row, "withdraw").state == "withdrawn"


def test_somebody_appeals_once(people: People) -> None:
    row = people.does(people.does(people.hand_in(), "submit"), "take", "Mei")
    row = people.does(row, "reject", "Mei", rules=("3.3.1",))
    row = people.does(people.does(row, "appeal", text="look again"), "take", "Mei")
    people.does(row, "reject", "Mei", rules=("3.3.1",))
    assert refused(people, row, "appeal", text="once more").name == "appealed"


def test_words_are_demanded_and_counted(people: People) -> None:
    row = people.does(people.does(people.hand_in(), "submit"), "take", "Mei")
    assert refused(people, row, "reject", by="Mei").name == "no_reason"
    assert refused(people, row, "delay", by="Mei", text=" ").name == "no_text"
    people.does(row, "reject", "Mei", text="no")
    assert refused(people, row, "resubmit", text="x" * 201).code == 85051
    assert refused(people, row, "resubmit", by=" ", text="x").name == "no_name"


ITEM = FORM.items[0]
FORMS = {
    "no_items": Form(items=()),
    "items_count": Form(items=(ITEM,) * 6),
    "item_page": Form(items=(replace(ITEM, address="pages/gone/gone"),)),
    "item_title": Form(items=(replace(ITEM, title="x" * 33),)),
    "item_tag": Form(items=(replace(ITEM, tag="x" * 21),)),
    "no_category": Form(items=(Item(PAGE, "Home"),)),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_the_platform_refuses_is_refused(people: People, name: str) -> None:
    row = people.hand_in(form=FORMS[name])
    error = refused(people, row, "submit")
    assert error.name == name
    assert f"({error.code})" in str(error)


def test_a_release_in_stages_only_rises(people: People) -> None:
    people.released("1.0.0")
    row = people.does(people.approved("1.1.0"), "release_gray", percent=10)
    assert refused(people, row, "raise_gray", percent=10).code == 85082
    assert refused(people, row, "raise_gray", percent=100).code == 85081
    row = people.does(row, "raise_gray", percent=50)
    assert row.percent == 50
    everybody = [f"o{number}" for number in range(200)]
    given = {who: board(people).given(RELEASE, who) for who in everybody}
    assert all((given[who] == row) is (share_of(who) < 50) for who in everybody)
    people.does(row, "cancel_gray")
    assert {each.facts.version for each in map(_given(people), everybody) if each} == {"1.0.0"}
    people.does(row, "release")
    assert {each.facts.version for each in map(_given(people), everybody) if each} == {"1.1.0"}


def _given(people: People):
    now = board(people)
    return lambda who: now.given(RELEASE, who)


def test_a_first_release_has_no_stages(people: People) -> None:
    row = people.approved()
    assert refused(people, row, "release_gray", percent=10).code == 85079


def test_a_rollback_goes_to_one_of_the_last_five_and_not_twice(people: People) -> None:
    rows = [people.released(f"1.{number}.0") for number in range(7)]
    targets = [each.facts.version for each in board(people).rollback_targets]
    assert targets == ["1.5.0", "1.4.0", "1.3.0", "1.2.0", "1.1.0"]
    assert refused(people, rows[6], "rollback", target=rows[0].id).code == 87012
    assert refused(people, rows[5], "rollback", target=rows[4].id).name == "not_online"
    gray = people.does(people.approved("2.0.0"), "release_gray", percent=5)
    assert refused(people, rows[6], "rollback", target=rows[5].id).code == 87011
    people.does(gray, "cancel_gray")
    people.does(rows[6], "rollback", target=rows[3].id)
    online = board(people).online
    assert online is not None
    assert online.id == rows[3].id
    assert refused(people, rows[3], "rollback", target=rows[2].id).code == 87012
    people.does(gray, "release")
    assert people.does(gray, "rollback", target=rows[3].id).state == "rolled_back"


def test_a_suspended_service_is_given_to_nobody(people: People) -> None:
    people.does(people.released(), "suspend", text="leak")
    assert board(people).given(RELEASE, "o1") is None


def test_what_can_be_done_is_told_before_it_is_tried(people: People) -> None:
    row = people.does(people.hand_in(), "submit")
    now, at = board(people), people.reviewer.now
    assert may(now, row, "take", "Mei", at) is None
    refusal = may(now, row, "take", "Lin", at)
    assert refusal is not None
    assert refusal.name == "same_person"
    refusal = may(now, row, "release", "Lin", at)
    assert refusal is not None
    assert refusal.name == "state"


def test_two_people_at_once_are_told_of_each_other(people: People) -> None:
    row = people.does(people.hand_in(), "submit")
    people.reviewer.act(row, Wish("take", "Mei"))
    with pytest.raises(DeskError) as caught:
        people.author.act(row, Wish("withdraw", "Lin"))
    assert caught.value.name == "conflict"
    assert "Mei" in str(caught.value)
    fresh = people.author.read().submissions[0]
    assert [event.action for event in fresh.events] == ["hand_in", "submit", "take"]
