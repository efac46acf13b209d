"""Peripherals written by hand: what a bad document says, on which line, and what bytes become."""

from __future__ import annotations

import contextlib
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from apimock.peripherals.document import PeripheralError, full_uuid
from apimock.peripherals.pattern import PatternError, read_mask, read_pattern
from apimock.peripherals.reader import peripheral_of, read_peripheral

GOOD = """name: Thing
address: c8:0f:10:00:00:09
services:
  - uuid: 180F
    characteristics:
      - uuid: 2A19
        properties: [read, notify]
        value: 57
actions:
  low:
    - {set: 2A19, value: 0A}
    - {notify: 2A19}
"""


def error(text: str | bytes) -> PeripheralError:
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(PeripheralError) as caught:
        read_peripheral(data, "thing.yaml")
    return caught.value


def test_a_small_document_is_enough() -> None:
    thing = read_peripheral(GOOD.encode(), "thing.yaml")
    assert (thing.name, thing.address, thing.advert.name) == ("Thing", "C8:0F:10:00:00:09", "Thing")
    assert thing.services[0].characteristics[0].value.make() == b"\x57"
    assert thing.connection.attempts == ("ok",)
    assert peripheral_of(thing.document) == thing, "the state keeps what was read"


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "words"),
    [
        ("name: Thing\n", "", 1, "name", "a text is missing; add name"),
        ("c8:0f:10:00:00:09", "12", 2, "address", "“12” is no address; write it like C8:0F"),
        ("uuid: 180F", "uuid: 18", 4, "services[0].uuid", "“18” is no UUID; write 180D"),
        ("- uuid: 180F\n   ", "-", 4, "services[0].uuid", "the UUID is missing"),
        (
            "[read, notify]", "[read, shout]", 7,
            "services[0].characteristics[0].properties[1]", "“shout” is no property; write read",
        ),
        ("value: 57", "value: 5", 8, "services[0].characteristics[0].value", "“5” is neither hex"),
        ("value: 57", "valeu: 57", 8, "services[0].characteristics[0].valeu", "is unknown; there"),
        ("value: 57", "every: {interval: 0, values: [01]}", 8,
         "services[0].characteristics[0].every.interval", "write one from 20 to"),
        ("value: 57", "every: {values: []}", 8,
         "services[0].characteristics[0].every.values", "nothing is to be sent"),
        ("set: 2A19", "set: 2A20", 11, "actions.low[0]", "no characteristic 00002A20-"),
        ("[read, notify]", "[read]", 12, "actions.low[1]", "cannot notify; add notify"),
        ("{notify: 2A19}", "{notify: 2A19, set: 2A19}", 12, "actions.low[1]", "one thing"),
        ("{set: 2A19, value: 0A}", "{set: 2A19}", 11, "actions.low[0].set", "value is missing"),
        ("name: Thing", "name: Thing\nname: Other", 2, "name", "it stands twice"),
        ("name: Thing", "name: Thing\nconnection: {attempts: [maybe]}", 2,
         "connection.attempts[0]", "“maybe” is no outcome; write ok, fail, timeout"),
        ("name: Thing", "name: Thing\nadvertise: {connectable: perhaps}", 2,
         "advertise.connectable", "neither yes nor no"),
        ("name: Thing", "name: Thing\ndistance: far", 2, "distance", "“far” is no number"),
        ("services:", "services: 7\nrest:", 4, "rest", "is unknown"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(
    old: str, new: str, line: int, field: str, words: str
) -> None:
    assert old in GOOD
    found = error(GOOD.replace(old, new, 1))
    assert (found.line, found.field) == (line, field)
    assert words in str(found)
    assert str(found).startswith(f"thing.yaml, line {line}, {field}: ")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 0, "no key: value pairs"),
        ("- 1\n", 1, "no key: value pairs"),
        ("name: [a\n", 2, "expected ',' or ']'"),
        ("name: 'a\n\n", 3, "no YAML (found unexpected end of stream)"),
        ("a: &x 1\nb: *x\n", 2, "it uses an alias; write the part out"),
        ("? [a]\n: b\n", 1, "a key is no text"),
        (b"\xff\xfe\xff", 0, "it is not UTF-8"),
        ("a: \x01", 0, "no YAML"),
        ("[" * 50 + "]" * 50, 1, "nested too deeply"),
        ("[" * 100_000, 1, "nested too deeply"),
        ("#" * 1_100_000, 0, "it has 1.1 MB, and a peripheral may have 1"),
    ],
)
def test_what_is_no_document(text: str | bytes, line: int, words: str) -> None:
    found = error(text)
    assert words in str(found)
    assert found.line == line


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=200), st.integers(0, len(GOOD)), st.integers(0, len(GOOD)))
def test_garbage_gives_a_clear_error(rest: str, start: int, end: int) -> None:
    for text in (rest, GOOD[:start] + rest + GOOD[end:]):
        with contextlib.suppress(PeripheralError):
            assert read_peripheral(text.encode("utf-8", "surrogatepass"), "x").services is not None


def test_the_ready_made_ones_are_readable() -> None:
    for path in resources.path("peripherals").glob("*.yaml"):
        assert read_peripheral(path.read_bytes(), path.name).services


@pytest.mark.parametrize(
    ("text", "count", "made"),
    [
        ("06 4a4B", 0, b"\x06\x4a\x4b"),
        ("'Ab c' 00", 0, b"Ab c\x00"),
        ("{count:u16be} {count:u16le}", 258, b"\x01\x02\x02\x01"),
        ("{count:u8}", 257, b"\x01"),
        ("{wave:i16le:-10:10:4}", 1, b"\x0a\x00"),
        ("{wave:i16le:-10:10:4}", 3, b"\xf6\xff"),
        ("{wave:u8:-50:300:4}", 1, b"\xff"),
        ("{written} {written:1:2}", 0, b"abcb"),
        ("01 02 {sum} {xor}", 0, b"\x01\x02\x03\x00"),
        ("", 0, b""),
    ],
)
def test_bytes_of_patterns(text: str, count: int, made: bytes) -> None:
    assert read_pattern(text).make(count, b"abc", Random(1)) == made


def test_random_stays_within_its_bounds_and_follows_the_seed() -> None:
    pattern = read_pattern("{random:u8:10:12}")
    drawn = [pattern.make(random=Random(seed))[0] for seed in range(50)]
    assert set(drawn) == {10, 11, 12}
    assert drawn == [pattern.make(random=Random(seed))[0] for seed in range(50)]


@pytest.mark.parametrize("text", ["0", "zz", "'open", "{count}", "{wave:u8:1}", "{random:f8:1:2}",
                                  "{random:u8:a:b}", "{dance}", "{written:x}",
                                  "{sum:u8}"])  # fmt: skip
def test_what_is_no_pattern(text: str) -> None:
    with pytest.raises(PatternError):
        read_pattern(text)


def test_masks() -> None:
    mask = read_mask("05 .. 'a'")
    assert mask.fits(b"\x05\xffa and more")
    assert not mask.fits(b"\x05\xffb")
    assert not mask.fits(b"\x05")
    assert read_mask("").fits(b"")


def test_uuids() -> None:
    base = "-0000-1000-8000-00805F9B34FB"
    assert full_uuid("180d") == f"0000180D{base}"
    assert full_uuid("0x12345678") == f"12345678{base}"
    long = "6e400001-b5a3-f393-e0a9-e50e24dcca9e"
    assert full_uuid(long) == long.upper()
    assert full_uuid("18 0D") == full_uuid("xyz") == ""
