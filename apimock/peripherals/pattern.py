"""Bytes written down: hex, quoted text, and fields that are filled in each time.

``06 'OK' {count:u8} {wave:u16le:300:420:30} {random:u8:0:9} {written} {written:1:3} {sum} {xor}``
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from random import Random
from typing import Literal

_TOKEN = re.compile(r"\s*(?:(?P<hex>(?:[0-9A-Fa-f]{2})+)|'(?P<text>[^']*)'|\{(?P<field>[^{}]*)\})")
_MASK_TOKEN = re.compile(r"\s*(?:(?P<any>\.\.)|(?P<hex>(?:[0-9A-Fa-f]{2})+)|'(?P<text>[^']*)')")
_FORMAT = re.compile(r"(?P<sign>[ui])(?P<bits>8|16|24|32)(?P<order>le|be)?")
_LIMIT = 512


class PatternError(ValueError):
    """A text that describes no bytes."""


@dataclass(frozen=True)
class Number:
    """How a number becomes bytes."""

    size: int
    signed: bool
    big: bool

    def encode(self, value: float) -> bytes:
        """The bytes; a value that does not fit is cut to the nearest that does."""
        bits = self.size * 8 - int(self.signed)
        low = -(2**bits) if self.signed else 0
        whole = int(min(max(round(value), low), 2**bits - 1))
        order: Literal["big", "little"] = "big" if self.big else "little"
        return whole.to_bytes(self.size, order, signed=self.signed)


@dataclass(frozen=True)
class Filling:
    """A field: what it holds, with its numbers."""

    kind: str
    number: Number
    arguments: tuple[float, ...] = ()


@dataclass(frozen=True)
class Pattern:
    """Bytes with fields in between."""

    parts: tuple[bytes | Filling, ...] = ()

    def make(self, count: int = 0, written: bytes = b"", random: Random | None = None) -> bytes:
        """The bytes of the ``count``-th message, in answer to what was ``written``."""
        made = b""
        for part in self.parts:
            made += part if isinstance(part, bytes) else _fill(part, made, count, written, random)
        return made[:_LIMIT]


@dataclass(frozen=True)
class Mask:
    """How written bytes have to begin; None stands for any byte."""

    wanted: tuple[int | None, ...] = ()

    def fits(self, written: bytes) -> bool:
        """Whether the written bytes begin this way."""
        pairs = zip(self.wanted, written, strict=False)
        return len(written) >= len(self.wanted) and all(m is None or m == b for m, b in pairs)


def read_pattern(text: str) -> Pattern:
    """The pattern a text describes. Raises PatternError."""
    parts: list[bytes | Filling] = []
    at = 0
    while text[at:].strip():
        token = _TOKEN.match(text, at)
        if token is None:
            raise PatternError(f"“{text[at:].strip()[:20]}” is neither hex, 'text' nor a {{field}}")
        if token["field"] is not None:
            parts.append(_filling(token["field"]))
        elif token["hex"] is not None:
            parts.append(bytes.fromhex(token["hex"]))
        else:
            parts.append(token["text"].encode())
        at = token.end()
    return Pattern(tuple(parts))


def read_mask(text: str) -> Mask:
    """The mask a text describes: hex, 'text', ``..`` for any byte. Raises PatternError."""
    found: list[int | None] = []
    at = 0
    while text[at:].strip():
        token = _MASK_TOKEN.match(text, at)
        if token is None:
            raise PatternError(f"“{text[at:].strip()[:20]}” is neither hex, 'text' nor ..")
        if token["any"]:
            found.append(None)
        else:
            found += bytes.fromhex(token["hex"]) if token["hex"] else token["text"].encode()
        at = token.end()
    return Mask(tuple(found))


def _filling(text: str) -> Filling:
    kind, *rest = [part.strip() for part in text.split(":")]
    number = Number(1, signed=False, big=False)
    if kind in {"sum", "xor"} and not rest:
        return Filling(kind, number)
    if kind == "written" and len(rest) <= 2:
        return Filling(kind, number, tuple(_numbers(text, rest)))
    wanted = {"count": 0, "random": 2, "wave": 3}.get(kind)
    if wanted is None or len(rest) != wanted + 1:
        forms = "{count:u8}, {random:u8:0:9}, {wave:u16le:low:high:period}, {written}, {sum}, {xor}"
        raise PatternError(f"“{{{text}}}” is no field; there are {forms}")
    form = _FORMAT.fullmatch(rest[0])
    if form is None:
        raise PatternError(f"“{rest[0]}” is no form of a number; write u8, i16le, u24be, …")
    size = int(form["bits"]) // 8
    number = Number(size, signed=form["sign"] == "i", big=form["order"] == "be")
    return Filling(kind, number, tuple(_numbers(text, rest[1:])))


def _numbers(text: str, parts: list[str]) -> list[float]:
    try:
        values = [float(part) for part in parts]
    except ValueError:
        values = [math.nan]
    if not all(math.isfinite(value) and abs(value) < 2**40 for value in values):
        raise PatternError(f"“{{{text}}}” needs numbers")
    return values


def _fill(part: Filling, before: bytes, count: int, written: bytes, random: Random | None) -> bytes:
    numbers = part.arguments
    if part.kind == "written":
        return written[slice(*(int(number) for number in numbers))] if numbers else written
    if part.kind == "sum":
        return part.number.encode(sum(before) % 256)
    if part.kind == "xor":
        folded = 0
        for byte in before:
            folded ^= byte
        return bytes([folded])
    if part.kind == "count":
        return part.number.encode(count % 2 ** (8 * part.number.size))
    low, high = numbers[:2]
    if part.kind == "random":
        return part.number.encode(low + (high - low) * (random or Random(0)).random())
    period = max(1.0, numbers[2])
    swing = math.sin(2 * math.pi * count / period)
    return part.number.encode((low + high) / 2 + (high - low) / 2 * swing)
