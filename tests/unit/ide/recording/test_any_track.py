"""Whatever a track holds becomes Python that compiles and does the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from apimock.jsonable import encode
from apimock.scenario.channels import Channel, Value, channels
from apimock.scenario.document import parse
from apimock.scenario.model import Scenario
from apimock.scenario.reading import read
from ide.recording.deeds import Deed, plan
from ide.recording.source import python_test
from tests.unit.ide.recording.ghost import Ghost, Key

_WORDS = st.text("aB0._ -/\"'\\\n\x07{}$支é\u2028😀", max_size=6)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | _WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=3),
    max_leaves=6,
)
_SPECIAL = {"ui", "expect", "permission", "scan", "state", "log", "reply", "peripheral", "api:"}
_PLACES = st.sampled_from(["#pay", ".row", ".card >>> .title", "button", '[data-id="7"]'])


def value_of(value: Value) -> st.SearchStrategy[Any]:
    """Any value that fits."""
    if value.words:
        return st.sampled_from(list(value.words))
    least = -99 if value.least is None else value.least
    most = 99 if value.most is None else value.most
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "number": st.floats(least, max(least, most), allow_nan=False),
        "integer": st.integers(int(least), int(max(least, most))),
        "text": _WORDS,
        "flag": st.booleans(),
        "list": st.lists(_VALUES, max_size=3),
        "mapping": st.dictionaries(_WORDS, _VALUES, max_size=3),
        "any": _VALUES,
    }
    return kinds[value.type]


def key_of(channel: Channel) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    """Any key of a channel that has no rules of its own."""
    known = {n: v for n, v in channel.values.items() if v.type not in ("picture", "peripherals")}
    needed = {n for n, v in known.items() if channel.does != "state" and not v.optional}
    least = 1 if channel.does == "state" else 0
    chosen = st.sets(st.sampled_from(sorted(known)), min_size=least) if known else st.just(set())
    name = f"{channel.name}onThing" if channel.name.endswith(":") else channel.name
    return chosen.flatmap(
        lambda names: st.fixed_dictionaries(
            {one: value_of(known[one]) for one in sorted(names | needed)}
        ).map(lambda values: (name, values))
    )


def touches() -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    pair = st.tuples(st.floats(-99, 99), st.floats(-99, 99)).map(list)
    more = st.fixed_dictionaries(
        {},
        optional={
            "text": _WORDS,
            "nth": st.integers(0, 4),
            "at": pair,
            "middle": st.just(True),
            "page": st.sampled_from(["pages/a/a", "pages/b/b"]),
        },
    )
    verb = st.one_of(
        st.fixed_dictionaries({"tap": _PLACES | st.just(".modal-confirm")}),
        st.fixed_dictionaries({"longpress": _PLACES}),
        st.fixed_dictionaries({"input": _PLACES, "value": _WORDS, "enter": st.booleans()}),
        st.fixed_dictionaries({"swipe": _PLACES, "by": pair}),
        st.fixed_dictionaries({"scroll": _PLACES, "by": pair}),
        st.just({"back": True}),
    )
    return st.tuples(verb, more).map(lambda both: ("ui", {**both[1], **both[0]}))


def expected() -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    texts = _WORDS | st.just("/^a|b.$/")
    seen = st.fixed_dictionaries(
        {"selector": _PLACES},
        optional={"text": texts, "exact": st.booleans(), "exists": st.booleans()},
    )
    wanted = st.one_of(
        seen,
        st.fixed_dictionaries({"text": texts}),
        st.fixed_dictionaries({"data": st.dictionaries(_WORDS.filter(bool), _VALUES, max_size=3)}),
        st.fixed_dictionaries({"route": st.sampled_from(["pages/a/a", "/a$/"])}),
        st.fixed_dictionaries(
            {"called": st.just("request")},
            optional={
                "times": st.integers(0, 3),
                "args": st.dictionaries(_WORDS, texts, max_size=2),
            },
        ),
        st.fixed_dictionaries({"state": st.just({"battery": {"level": 12}})}),
    )
    more = st.fixed_dictionaries({}, optional={"within": st.integers(0, 20_000)})
    return st.tuples(wanted, more).map(lambda both: ("expect", {**both[0], **both[1]}))


KEYS = st.one_of(
    touches(),
    expected(),
    st.just(("permission", {"scope": "scope.camera", "state": "denied"})),
    st.just(("scan", {"result": "a"})),
    st.just(("state", {"set": {"battery.level": 3}})),
    st.just(("log", {"name": "login"})),
    st.just(("api:login", {"queue": [{"type": "fail"}, {"type": "ok"}], "end": "last"})),
    *(key_of(channel) for channel in channels().values() if channel.name not in _SPECIAL),
)


@st.composite
def scenarios(draw: Any) -> Scenario:
    """A recording: keys of all channels, in the order of their times."""
    tracks: dict[str, list[dict[str, Any]]] = {}
    time = 0.0
    for order, (channel, values) in enumerate(draw(st.lists(KEYS, max_size=12)), 1):
        time += draw(st.sampled_from([0, 40, 800, 7000]))
        tracks.setdefault(channel, []).append({"t": time, "order": order, **values})
    document = {
        "version": 1,
        "title": draw(_WORDS),
        "tracks": [{"channel": name, "keys": keys} for name, keys in tracks.items()],
    }
    text = json.dumps(encode(document))
    file = Path(f"mock/{draw(st.sampled_from(['a', 'first ride', '骑行', '1 – 2', 'class']))}.json")
    return read(parse(text.encode(), str(file)), file)


def as_key(deed: Deed) -> Key:
    """A deed as the ghost hears it."""
    values = dict(deed.values)
    if deed.channel == "page":
        back = values["how"] == "navigateBack"
        values = {"how": values["how"], **({"delta": values["delta"]} if back else {})}
        if not back:
            values["url"] = deed.values.get("url", "")
    if deed.channel == "ui" and not values.get("enter"):
        values.pop("enter", None)
    if deed.channel == "ui" and values.get("back"):
        values = {"back": True}
    if deed.channel == "ui" and values.get("tap") == ".modal-confirm":
        values = {"tap": ".modal-confirm"}
    if values.get("do") == "enter":
        values.pop("reason", None)
    if deed.does == "api:":
        queue = values.pop("queue", None)
        end = values.pop("end", "fall-back") if queue is not None else "fall-back"
        values = {"queue": [values] if queue is None else queue}
        values |= {} if end == "fall-back" else {"end": end}
    if deed.does == "event:":
        values = {"detail": values.get("detail", {})}
    return deed.channel, values


@settings(deadline=None, max_examples=150, phases=[Phase.generate])
@given(scenarios())
def test_any_recorded_track_is_python_that_does_the_same(scenario: Scenario) -> None:
    source = python_test(scenario).source
    ghost = Ghost()
    ghost.play(source)
    deeds = plan(scenario)
    opening = bool(deeds) and deeds[0].channel == "app" and deeds[0].values["do"] == "enter"
    if opening and deeds[0].time == 0:
        deeds = deeds[1:]
    wanted = [as_key(deed) for deed in deeds if deed.channel not in ("expect", "note")]
    for one, other in zip(ghost.keys, wanted, strict=True):
        assert json.loads(json.dumps(one)) == json.loads(json.dumps(other))
    assert all(len(line) <= 200 or '"' in line for line in source.splitlines())
