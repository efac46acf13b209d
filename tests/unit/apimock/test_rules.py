"""Rules: what they match, how they end a call, and what follows."""

from __future__ import annotations

import json
from typing import Any

import pytest

from apimock import wording
from apimock.calls import Call, Outcome, Stage
from apimock.rules import Circumstances, End, FollowUp, Rule, Scripted, read_rules
from apimock.rules.conditions import fits, is_turn, member, steps
from tests.unit.apimock.bench import Bench

URL = "https://api.example/items?page=2"


def put(bench: Bench, *rules: dict[str, Any]) -> None:
    bench.phone.rules.replace(read_rules(json.dumps({"rules": list(rules)})))


@pytest.mark.parametrize(
    ("path", "value", "found"),
    [
        ("a.b", {"a": {"b": 1}}, 1),
        (r"a\.b", {"a.b": 2}, 2),
        (r"propName.namespace1\.key", {"propName": {"namespace1.key": 3}}, 3),
        ("list.1.id", {"list": [{"id": 1}, {"id": 2}]}, 2),
        (r"a\\b", {"a\\b": 4}, 4),
    ],
)
def test_a_dotted_path_reaches_names_with_dots(path: str, value: Any, found: int) -> None:
    assert member(value, path) == found
    assert steps(path)


@pytest.mark.parametrize(
    ("condition", "value", "meets"),
    [
        (1, 1, True),
        (1, True, False),
        ({"equals": {"a": 1}}, {"a": 1}, True),
        ({"a": 1}, {"a": 1}, True),
        ("/^ab/", "abc", True),
        ("/^AB/i", "abc", True),
        ("/AB/", "abc", False),
        ("ab", "abc", False),
        ({"regex": "AB", "flags": "i"}, "abc", True),
        ({"regex": '"page":2'}, {"page": 2}, True),
        ({"exists": True}, None, True),
        ({"gt": 2, "lte": 4}, 4, True),
        ({"gt": 2}, "3", True),
        ({"lt": 2}, True, False),
        ({"in": ["a", "b"]}, "b", True),
        ({"contains": "x"}, ["x"], True),
        ({"contains": "x"}, "yxz", True),
        ({"not": {"in": [1]}}, 2, True),
    ],
)
def test_condition(condition: Any, value: Any, meets: bool) -> None:
    assert fits(condition, value) is meets


@pytest.mark.parametrize(
    ("nth", "counts"),
    [
        ([2], [2]),
        (["2-4"], [2, 3, 4]),
        (["4+"], [4, 5, 6]),
        (["*/3"], [3, 6]),
        ([1, "5+"], [1, 5, 6]),
    ],
)
def test_nth(nth: list[Any], counts: list[int]) -> None:
    assert [n for n in range(1, 7) if is_turn(nth, n)] == counts


def test_a_parameter_left_out_has_its_documented_default(bench: Bench) -> None:
    match = {"args": {"dataType": "json", "method": "GET", "timeout": {"exists": True}}}
    put(bench, {"api": "request", "match": match, "outcome": {"data": {"data": 1}}})
    assert bench.ok("request", {"url": URL})["data"] == 1
    assert bench.call("request", {"url": URL, "dataType": "text"}).outcome is Outcome.FAIL
    assert bench.ok("request", {"url": URL, "dataType": "json"})["data"] == 1


def test_persona_scene_and_route(bench: Bench) -> None:
    phone = bench.phone
    rule = Rule("r", "login", Scripted("cancel"), persona="b*", scene=(1011,), route="/shop/")
    phone.rules.replace([rule])
    assert rule.api == "login"
    bench.ok("login", page="pages/shop/a")
    phone.scene = 1011
    bench.ok("login", page="pages/shop/a")
    phone.device.user.persona = next(
        p["id"] for p in phone.device.user.personas if p["id"].startswith("b")
    )
    assert bench.fails("login", page="pages/shop/a") == "login:fail cancel"
    bench.ok("login", page="pages/home/a")


def test_chance_comes_from_the_seed_alone() -> None:
    def run(seed: int, noise: int) -> list[str]:
        bench = Bench()
        bench.phone.rules.seed = seed
        bench.phone.rules.replace(
            [Rule("r", "getNetworkType", Scripted("cancel"), probability=0.5)]
        )
        for _ in range(noise):
            bench.phone.random.random()
        return [bench.call("getNetworkType").result["errMsg"] for _ in range(30)]

    assert run(1, 0) == run(1, 7)
    assert run(1, 0) != run(2, 0)
    assert len(set(run(1, 0))) == 2


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (End.LAST, ["cancel", "timeout", "timeout", "timeout", "timeout"]),
        (End.CYCLE, ["cancel", "timeout", "cancel", "timeout", "cancel"]),
        (End.FALL_BACK, ["cancel", "timeout", "getNetworkType:ok"] + ["getNetworkType:ok"] * 2),
    ],
)
def test_sequence(bench: Bench, end: End, said: list[str]) -> None:
    outcomes = (Scripted("cancel"), Scripted("timeout"))
    bench.phone.rules.replace([Rule("r", "getNetworkType", sequence=outcomes, end=end)])
    replies = [bench.call("getNetworkType").result["errMsg"] for _ in range(5)]
    assert [text.removeprefix("getNetworkType:fail ") for text in replies] == said


def test_counts_go_on_where_a_snapshot_left_them(bench: Bench) -> None:
    outcomes = (Scripted("cancel"), Scripted("timeout"))
    rules = [Rule("r", "getNetworkType", sequence=outcomes, end=End.CYCLE)]
    bench.phone.rules.replace(rules)
    bench.fails("getNetworkType")
    other = Bench()
    other.phone.rules.replace(rules)
    other.phone.rules.go_on(*bench.phone.rules.counts())
    assert other.fails("getNetworkType") == "getNetworkType:fail timeout"


def test_an_answer_waits_until_it_is_told(bench: Bench) -> None:
    put(bench, {"id": "wait", "api": "login", "delay": "until-told", "outcome": {"type": "cancel"}})
    replies = bench.start("login")
    bench.clock.advance(100_000)
    assert replies == []
    (held,) = bench.phone.held.all
    assert (held.api, held.rule) == ("login", "wait")
    assert bench.phone.log.pending(waiting=True)
    bench.phone.held.release(held.number)
    assert replies[0].result["errMsg"] == "login:fail cancel"
    with pytest.raises(KeyError):
        bench.phone.held.release(held.number)
    bench.start("login")
    bench.phone.restart()
    assert bench.phone.held.all == ()


@pytest.mark.parametrize(
    ("outcome", "message"),
    [
        (Scripted("hang"), "getBatteryInfoSync:fail timeout"),
        (Scripted("cancel", until_told=True), "getBatteryInfoSync:fail cancel"),
        (Scripted("cancel", delay=(500, 500)), "getBatteryInfoSync:fail cancel"),
        (Scripted("ask"), "getBatteryInfoSync:ok"),
        (Scripted("live"), "getBatteryInfoSync:ok"),
    ],
)
def test_a_synchronous_call_is_answered_at_once(
    bench: Bench, outcome: Scripted, message: str
) -> None:
    bench.phone.rules.replace([Rule("r", "getBatteryInfoSync", outcome)])
    assert bench.call("getBatteryInfoSync", sync=True).result["errMsg"] == message


def test_live_lets_the_phone_answer_after_the_delay(bench: Bench) -> None:
    put(bench, {"api": "getNetworkType", "outcome": {"type": "live"}, "delay": 700})
    replies = bench.start("getNetworkType")
    bench.clock.advance(699)
    assert replies == []
    bench.clock.advance(1)
    assert replies[0].result["networkType"] == "wifi"


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ("live", "getLocation:ok"),
        ("ok", "getLocation:ok"),
        ("cancel", "getLocation:fail cancel"),
        ("timeout", "getLocation:fail timeout"),
    ],
)
def test_a_person_is_asked_for_the_outcome(bench: Bench, choice: str, message: str) -> None:
    put(bench, {"id": "ask", "api": "getLocation", "outcome": {"type": "ask"}})
    replies = bench.start("getLocation", {"type": "gcj02"})
    (question,) = bench.phone.asking.open
    assert (question.kind, question.facts["rule"]) == ("outcome", "ask")
    assert question.facts["params"] == {"type": "gcj02"}
    bench.answer(choice)
    assert replies[0].result["errMsg"] == message


def test_every_recorded_failure_is_offered_and_data_can_be_given(bench: Bench) -> None:
    put(bench, {"api": "getLocation", "outcome": {"type": "ask"}})
    for number, failure in enumerate(wording.outcomes("getLocation")):
        replies = bench.start("getLocation")
        bench.answer(f"fail:{number}")
        assert dict(replies[0].result) == failure.as_result()
    replies = bench.start("getLocation")
    bench.answer("ok", {"latitude": 5})
    assert replies[0].result["latitude"] == 5


def test_template_and_file_make_the_data(bench: Bench) -> None:
    template = {"data": {"list|3": [{"id|+1": 5, "n": "@integer(1, 9)"}]}, "statusCode": 200}
    put(
        bench,
        {
            "api": "request",
            "match": {"args": {"url": "/items/"}},
            "outcome": {"template": template},
        },
        {"api": "request", "outcome": {"file": "answer.json"}},
        {"api": "getLocation", "outcome": {"file": "place.json"}},
        {"api": "login", "outcome": {"file": "missing.json"}},
    )
    stored = {"answer.json": b'{"a": 1}', "place.json": b'{"latitude": 3}'}
    bench.phone.rules.read_file = stored.get
    rows = bench.ok("request", {"url": URL})["data"]["list"]
    assert [row["id"] for row in rows] == [5, 6, 7]
    other = {"url": "https://b.example/"}
    got = bench.ok("request", other)
    assert (got["data"], got["statusCode"]) == ({"a": 1}, 200)
    assert bench.ok("request", {**other, "responseType": "arraybuffer"})["data"] == b'{"a": 1}'
    assert bench.ok("getLocation")["latitude"] == 3
    assert bench.fails("login") == "login:fail rule “rules[3]”: there is no file missing.json"


def test_follow_ups_set_the_phone_and_tell_the_app(bench: Bench) -> None:
    put(
        bench,
        {
            "api": "login",
            "outcome": {"type": "cancel"},
            "then": [
                {"after": 100, "set": {"network.type": "none"}},
                {"after": 300, "event": "server.notify", "data": {"state": "NOTPAY"}},
            ],
        },
    )
    bench.fails("login")
    bench.clock.advance(100)
    assert bench.named("onNetworkStatusChange") == [{"isConnected": False, "networkType": "none"}]
    bench.clock.advance(200)
    assert bench.named("server.notify") == [{"state": "NOTPAY"}]


def test_a_script_is_handed_to_the_app_and_its_row_closed_by_what_it_says(bench: Bench) -> None:
    put(bench, {"id": "js", "api": "getLocation", "outcome": {"script": "() => ({latitude: 1})"}})
    reply = bench.call("getLocation", id=77)
    assert reply.outcome is Outcome.SCRIPT
    assert reply.value == {"rule": "js", "source": "() => ({latitude: 1})"}
    assert bench.phone.log.find_open(77) is not None
    said = {"id": 77, "name": "getLocation", "outcome": "fail", "result": {"errMsg": "x"}}
    bench.call("$outcome", said)
    row = next(row for row in bench.phone.log if row.call.id == 77)
    assert row.reply is not None
    assert (row.reply.outcome, row.stage, row.note) == (Outcome.FAIL, Stage.RULE, "js")
    message = bench.call("getLocation", id=-4).result["errMsg"]
    assert message.endswith("rule “js”: a script cannot answer a component of the page")


def test_a_rule_can_be_switched_off_and_listeners_hear(bench: Bench) -> None:
    heard: list[int] = []
    stop = bench.phone.rules.watch(lambda: heard.append(1))
    bench.phone.rules.replace([Rule("r", "login", Scripted("cancel"))])
    bench.phone.rules.enable(0, False)
    bench.ok("login")
    stop()
    bench.phone.rules.enable(0, True)
    assert bench.fails("login") == "login:fail cancel"
    assert heard == [1, 1]


def test_circumstances_have_defaults() -> None:
    hit = Bench().phone.rules.match(Call("login"), bypassing=False, circumstances=Circumstances())
    assert hit is None
    assert FollowUp(5).after == 5


def test_what_the_worker_answers_comes_to_the_phone_while_a_rule_names_it(bench: Bench) -> None:
    assert bench.value("$ruled") == []
    bench.phone.rules.replace([Rule("small", "getWindow*", Scripted(data={"windowWidth": 240}))])
    assert bench.named("$ruled")[-1] == {"names": ["getWindowInfo"]}
    assert bench.value("getWindowInfo") == {"windowWidth": 240}
    bench.phone.rules.replace([Rule("other", "getWindowInfo", Scripted(), route="pages/b/*")])
    reply = bench.call("getWindowInfo", {}, sync=True, page="pages/a/a")
    assert reply.outcome is Outcome.PERFORM, "the worker answers where no rule fits"
    bench.phone.rules.enable(0, False)
    assert bench.named("$ruled")[-1] == {"names": []}
