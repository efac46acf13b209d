"""Files of rules: ours, the official tool's, cloud tests'; mistakes name their place."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from apimock.rules import (
    LIMIT,
    End,
    FollowUp,
    Rule,
    RuleError,
    Scripted,
    files_beside,
    load_rules,
    read_outcome,
    read_rules,
    write_official,
    write_rules,
)
from tests.unit.apimock.bench import Bench

OFFICIAL = {
    "useApiMock": True,
    "apiMockConfig": {
        "globalOpen": True,
        "rules": [
            {
                "ruleId": "1-2-3",
                "ruleName": "sign in",
                "apiName": "request",
                "enable": True,
                "verifyFail": False,
                "filterList": [
                    {
                        "propName": "url",
                        "propRegString": "LOGIN",
                        "filterId": "f",
                        "matchType": "regExp",
                    },
                    {"propName": "data.kind", "propRegString": "a", "matchType": "string"},
                ],
                "returnConfig": {
                    "returnType": "succ",
                    "generateType": "manual",
                    "manual": {
                        "succ": {"resStr": '{"data": {"ok": 1}, "statusCode": 200}'},
                        "fail": {"resStr": '{"errMsg": "request:fail kept"}'},
                    },
                    "template": {"succ": {"templateStr": "{}"}, "fail": {"templateStr": "{}"}},
                },
            },
            {
                "ruleName": "denied",
                "apiName": "getLocation",
                "filterList": [],
                "returnConfig": {
                    "returnType": "fail",
                    "generateType": "manual",
                    "manual": {
                        "fail": {"resStr": '{"errMsg": "getLocation:fail no", "errCode": 2}'}
                    },
                },
            },
            {
                "ruleName": "many",
                "apiName": "request",
                "returnConfig": {
                    "returnType": "succ",
                    "generateType": "template",
                    "template": {"succ": {"templateStr": '{"data": {"list|10": [{"id|+1": 1}]}}'}},
                },
            },
        ],
    },
}


def test_an_export_of_the_official_tool_is_taken_over(bench: Bench) -> None:
    bench.phone.rules.replace(read_rules(json.dumps(OFFICIAL)))
    call = {"url": "https://a.example/login", "data": {"kind": "a"}}
    assert bench.ok("request", call)["data"] == {"ok": 1}
    assert len(bench.ok("request", {"url": "https://a.example/x"})["data"]["list"]) == 10
    reply = bench.call("getLocation")
    assert reply.result == {"errMsg": "getLocation:fail no", "errCode": 2}


def test_an_export_goes_out_again_with_nothing_lost() -> None:
    rules = read_rules(json.dumps(OFFICIAL))
    text, left = write_official(rules)
    assert left == ()
    written = json.loads(text)["apiMockConfig"]["rules"]
    first, original = written[0], OFFICIAL["apiMockConfig"]["rules"][0]  # type: ignore[index]
    assert first["verifyFail"] is False
    assert first["returnConfig"]["manual"]["fail"] == original["returnConfig"]["manual"]["fail"]
    again = read_rules(text)
    assert [(r.api, r.args, r.outcome, r.enabled) for r in again] == [
        (r.api, r.args, r.outcome, r.enabled) for r in rules
    ]
    assert read_rules(write_rules(rules)) == rules
    _, left = write_official([Rule("hang", "login", Scripted("hang")), Rule("g", "choose*")])
    assert left == ("hang", "g")


@pytest.mark.parametrize(
    "wrap", [lambda r: r, lambda r: {"rules": r}, lambda r: {"mock": {"rules": r}}]
)
def test_lists_of_official_rules_are_found_wherever_they_stand(wrap: Any) -> None:
    rules = OFFICIAL["apiMockConfig"]["rules"]  # type: ignore[index]
    assert [rule.api for rule in read_rules(json.dumps(wrap(rules)))] == [
        "request",
        "getLocation",
        "request",
    ]


def test_a_recording_of_the_automation_holds_rules_too() -> None:
    rule = OFFICIAL["apiMockConfig"]["rules"][0]  # type: ignore[index]
    commands = [
        {"command": "tap"},
        {"command": "mock", "rule": rule},
        {"command": "mock", "rule": rule},
    ]
    rules = read_rules(json.dumps({"commands": commands}))
    assert [rule.id for rule in rules] == ["1-2-3", "1-2-3 2"]


@pytest.mark.parametrize(
    ("document", "url", "data"),
    [
        (
            [{"rule": r".*/SendMsg\?.*", "success": {"a": 1}}],
            "https://x.example/SendMsg?x",
            {"a": 1},
        ),
        (
            {"rule": "Send", "success": {"data": [2], "statusCode": 200}},
            "https://x.example/Send",
            [2],
        ),
        ([{"rule": {"url": "Send", "params": "k"}, "success": "t"}], "https://x.example/Send", "t"),
    ],
)
def test_mock_lists_of_cloud_tests(bench: Bench, document: Any, url: str, data: Any) -> None:
    bench.phone.rules.replace(read_rules(json.dumps(document)))
    assert bench.ok("request", {"url": url, "data": "k"})["data"] == data


@pytest.mark.parametrize(
    ("success", "result"),
    [({"data": 5}, {"data": 5}), (5, 5), ({"result": [1]}, [1])],
)
def test_cloud_functions_of_cloud_tests(bench: Bench, success: Any, result: Any) -> None:
    rule = {"api": "cloud.callFunction", "rule": {"name": "sum"}, "success": success}
    bench.phone.rules.replace(read_rules(json.dumps([rule])))
    answer = bench.ok("cloud.callFunction", {"name": "sum"})
    assert answer["result"] == result
    assert "statusCode" not in answer


def test_failures_of_cloud_tests(bench: Bench) -> None:
    rule = {"rule": ".*", "fail": {"errMsg": "request:fail timeout", "errno": 5}}
    bench.phone.rules.replace(read_rules(json.dumps([rule])))
    assert bench.call("request", {"url": "https://a.example"}).result == rule["fail"]


MISTAKES: list[tuple[str, int, str]] = [
    (
        '{"rules": [\n {"api": "a",\n  "match": {"args": {"x": "/(/"}}}]}',
        3,
        "rules[0].match.args.x",
    ),
    (
        '{"rules": [\n {"api": "a"},\n {"api": "b",\n "outcome": {"type": 3}}]}',
        4,
        "rules[1].outcome.type",
    ),
    ('{"rules": [{"api": "a",\n "match": {"nth": [0]}}]}', 2, "rules[0].match.nth[0]"),
    ('{"rules": [{"api": "a",\n "match": {"when": 1}}]}', 2, "rules[0].match.when"),
    ('{"rules": [{"api": "a",\n "match": {"probability": 2}}]}', 2, "rules[0].match.probability"),
    (
        '{"rules": [{"api": "a",\n "outcome": {"data": {},\n "file": "x"}}]}',
        3,
        "rules[0].outcome.file",
    ),
    ('{"rules": [{"api": "a",\n "outcome": {"type": "script"}}]}', 2, "rules[0].outcome.script"),
    (
        '{"rules": [{"api": "a",\n "outcome": {"template": "@range(1,5,0)"}}]}',
        2,
        "rules[0].outcome.template",
    ),
    ('{"rules": [{"api": "a",\n "delay": {"min": 3, "max": 1}}]}', 2, "rules[0].delay"),
    ('{"rules": [{"api": "a",\n "sequence": [{"errno": "1"}]}]}', 2, "rules[0].sequence[0].errno"),
    ('{"rules": [{"api": "a",\n "then": [{}]}]}', 2, "rules[0].then[0]"),
    ('{"rules": [{"api": "a",\n "then": [{"set": {"x": 1}}]}]}', 2, "rules[0].then[0].set.x"),
    ('{"rules": [{"api": "a", "id": "x"},\n {"api": "a",\n "id": "x"}]}', 3, "rules[1].id"),
    ('{"rules": [{"api": "/(/"}]}', 1, "rules[0].api"),
    ('[{"rule": "(",\n "success": 1}]', 1, "[0].rule"),
    ('[{"rule": "a"}]', 1, "[0]"),
    ('[{"apiName": "login",\n "returnConfig": 1}]', 2, "[0].returnConfig"),
    (
        '[{"apiName": "login",\n "returnConfig": {"manual": {"succ":\n {"resStr": "{\\n,"}}}}]',
        3,
        "[0].returnConfig.manual.succ.resStr",
    ),
    ('{"rules": [}', 1, ""),
]


@pytest.mark.parametrize(
    ("text", "line", "field"), MISTAKES, ids=[m[2] or "json" for m in MISTAKES]
)
def test_a_mistake_names_file_line_and_field(text: str, line: int, field: str) -> None:
    with pytest.raises(RuleError) as caught:
        read_rules(text, "shop.rules.json")
    error = caught.value
    assert (error.file, error.line, error.field) == ("shop.rules.json", line, field)
    assert str(error).startswith(f"shop.rules.json, line {line}: {field}")
    assert len(str(error)) < 200


def test_files_too_large_or_unreadable_are_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.rules.json"
    with large.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with pytest.raises(
        RuleError, match=r"large\.rules\.json: the file has 100\.0 MB; at most 10 MB"
    ):
        load_rules(large)
    with pytest.raises(RuleError, match="at most 10 MB"):
        read_rules(" " * (LIMIT + 1))
    with pytest.raises(RuleError, match=r"none\.json: the file cannot be read"):
        load_rules(tmp_path / "none.json")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe{}")
    with pytest.raises(RuleError, match="is not UTF-8"):
        load_rules(tmp_path / "bytes.json")
    with pytest.raises(RuleError, match="nested too deeply"):
        read_rules("[" * 100_000)
    good = tmp_path / "good.rules.json"
    good.write_text("\ufeff" + write_rules([Rule("a", "login")]), "utf-8")
    assert load_rules(good) == (Rule("a", "login"),)


def test_an_outcome_of_another_file_names_its_place_there() -> None:
    assert read_outcome({"type": "cancel"}, "tracks[1]", 5).delay == (5, 5)
    with pytest.raises(RuleError, match=r"tracks\[1\]\.outcome\.type should be one of"):
        read_outcome({"type": "x"}, "tracks[1]")


def made_up_rule(random: Random, number: int) -> Rule:
    """A rule with any mix of members."""

    def value(depth: int = 0) -> Any:
        plain = [None, True, random.randint(-9, 9), "ä“x", "/a/i", "@name", 1.5, b"\0\xff"]
        if depth > 2 or random.random() < 0.6:
            return random.choice(plain)
        if random.random() < 0.5:
            return [value(depth + 1) for _ in range(random.randint(0, 3))]
        return {random.choice(["a", "b.c", "$x"]): value(depth + 1) for _ in range(2)}

    def outcome() -> Scripted:
        source = random.choice(
            [{"data": {"k": value()}}, {"template": {"n|1-3": "@int(1,2)"}}, {"file": "a/b.json"}]
        )
        kind = random.choice(["ok", "fail", "cancel", "timeout", "ask", "live", "hang"])
        low = random.choice([0.0, 5.0, 7.5])
        return Scripted(
            kind,
            message=random.choice(["", "x:fail y"]),
            errno=random.choice([None, 0, 103]),
            code=random.choice([None, -1]),
            delay=(low, low + random.choice([0.0, 3.0])),
            **source,
        )

    condition = [{"regex": "a|b", "flags": "i"}, {"gt": 2}, {"exists": False}, "/x/", 3, {"not": 1}]
    script = Scripted("script", script="() => 1\n// ü", until_told=random.random() < 0.5)
    return Rule(
        id=f"r{number}",
        api=random.choice(["request", "choose*", "/^get/"]),
        outcome=random.choice([outcome(), script]),
        args={random.choice(["a", r"b\.c", "d.0"]): random.choice(condition) for _ in range(2)},
        route=random.choice(["*", "pages/a/*"]),
        nth=random.choice([(), (1, "3+")]),
        enabled=random.random() < 0.5,
        bypass_gates=random.random() < 0.5,
        note=random.choice(["", "so"]),
        persona=random.choice(["*", "anna"]),
        scene=random.choice([(), (1011, 1089)]),
        probability=random.choice([1.0, 0.25]),
        sequence=tuple(outcome() for _ in range(random.randint(0, 2))),
        end=random.choice(list(End)),
        then=random.choice([(), (FollowUp(3.0, "e", {"a": [1]}, {"network.type": "none"}),)]),
        extra=random.choice([{}, {"color": "red", "x": [1]}]),
    )


def test_what_is_written_reads_back_equal() -> None:
    random = Random(7)
    for _ in range(300):
        rules = tuple(made_up_rule(random, number) for number in range(3))
        text = write_rules(rules)
        assert read_rules(text) == rules
        assert write_rules(read_rules(text)) == text


def test_files_of_outcomes_lie_beside_the_rules(tmp_path: Path) -> None:
    folder = tmp_path / "mock"
    (folder / "media").mkdir(parents=True)
    (folder / "media" / "a.json").write_bytes(b"{}")
    (tmp_path / "secret.json").write_bytes(b"{}")
    read = files_beside(folder)
    assert read("media/a.json") == b"{}"
    assert [read(name) for name in ("media", "none", "../secret.json", "/etc/hostname")] == [
        None
    ] * 4
