"""The placeholders of templates: ``@integer``, ``@cname``, ``@date``, ``@image``, …, all seeded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any
from urllib.parse import quote

_LOWER = "abcdefghijklmnopqrstuvwxyz"
_POOLS = {
    "lower": _LOWER,
    "upper": _LOWER.upper(),
    "alpha": _LOWER + _LOWER.upper(),
    "number": "0123456789",
    "symbol": "!@#$%^&*()[]",
}
_FIRST_S = 946_684_800
_LAST_S = 1_767_225_600
_FORMATS = {
    "yyyy": "%Y", "yy": "%y", "y": "%y", "MM": "%m", "M": "%-m", "dd": "%d", "d": "%-d",
    "HH": "%H", "H": "%-H", "hh": "%I", "h": "%-I", "mm": "%M", "m": "%-M", "ss": "%S",
    "s": "%-S", "SS": "%f", "S": "%f", "A": "%p", "a": "%P", "T": "%s",
}  # fmt: skip
_UNITS = frozenset(["year", "month", "week", "day", "hour", "minute", "second"])
_FORMAT = re.compile("|".join(sorted(_FORMATS, key=len, reverse=True)))


@cache
def _words() -> Mapping[str, list[Any]]:
    return tomllib.loads((files("apimock") / "data" / "words.toml").read_text("utf-8"))


class Maker:
    """Makes single values; everything depends on the random numbers handed in."""

    def __init__(self, random: Random, now: float) -> None:
        self.random = random
        self.now = now
        self.counter = 0

    def natural(self, low: float = 0, high: float = 9_007_199_254_740_992) -> int:
        first, last = sorted((int(low), int(high)))
        return self.random.randint(first, last)

    def word(self, name: str) -> Any:
        return self.random.choice(_words()[name])

    def letters(self, pool: str, count: int) -> str:
        return "".join(self.random.choice(pool) for _ in range(min(count, 10_000)))

    def moment(self) -> datetime:
        return datetime.fromtimestamp(self.natural(_FIRST_S, _LAST_S), UTC)


def _integer(m: Maker, low: float = -9_007_199_254_740_992, high: float = 2**53) -> int:
    return m.natural(low, high)


def _float(
    m: Maker, low: float = -1000, high: float = 1000, fewest: int = 0, most: int = 4
) -> float:
    digits = "".join(str(m.natural(0, 9)) for _ in range(min(15, m.natural(fewest, most))))
    return float(f"{m.natural(low, high)}.{digits or 0}")


def _boolean(m: Maker, low: int = 1, high: int = 1, current: bool = True) -> bool:
    return current if m.random.random() < low / max(1, low + high) else not current


def _character(m: Maker, pool: str = "alpha") -> str:
    return m.letters(_POOLS.get(str(pool), str(pool)), 1)


def _string(m: Maker, *given: Any) -> str:
    pool = "".join(_POOLS.values())
    if given and isinstance(given[0], str):
        pool, given = _POOLS.get(given[0], given[0]), given[1:]
    low = int(given[0]) if given else 3
    high = int(given[1]) if len(given) > 1 else (low if given else 7)
    return m.letters(pool, m.natural(low, high))


def _range(m: Maker, start: int = 0, stop: int | None = None, step: int = 1) -> list[int]:
    first, last = (0, start) if stop is None else (start, stop)
    if step == 0:
        raise ValueError("a step of 0 never ends")
    return list(range(int(first), int(last), int(step)))[:10_000]


def formatted(moment: datetime, pattern: str) -> str:
    """A time as a pattern like ``yyyy-MM-dd HH:mm:ss`` says."""

    def put(found: re.Match[str]) -> str:
        code = _FORMATS[found[0]]
        if code == "%s":
            return str(int(moment.timestamp() * 1000))
        if code == "%P":
            return moment.strftime("%p").lower()
        if code == "%f":
            return f"{moment.microsecond // 1000:03d}"
        text = moment.strftime(code.replace("-", ""))
        return text.lstrip("0") or "0" if "-" in code else text

    return _FORMAT.sub(put, pattern)


def _time_text(usual: str) -> Callable[..., str]:
    return lambda m, pattern=usual: formatted(m.moment(), str(pattern))


def _now(m: Maker, *given: str) -> str:
    usual = [text for text in given if text not in _UNITS]
    moment = datetime.fromtimestamp(m.now / 1000, UTC)
    return formatted(moment, usual[0] if usual else "yyyy-MM-dd HH:mm:ss")


def _color(m: Maker) -> str:
    return f"#{m.random.getrandbits(24):06x}"


def _rgb(m: Maker) -> str:
    return f"rgb({m.natural(0, 255)}, {m.natural(0, 255)}, {m.natural(0, 255)})"


def _image(m: Maker, size: str = "", background: str = "", *texts: str) -> str:
    """A picture that needs no network: its size on a ground of one colour."""
    size = str(size) or m.random.choice(["300x250", "250x250", "240x400", "120x90", "125x125"])
    width, _, height = size.partition("x")
    if not (width.isdigit() and height.isdigit()):
        raise ValueError(f"“{size}” is no size like 200x100")
    ground = str(background) or _color(m)
    text = str(texts[-1]) if texts else size
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<rect width="100%" height="100%" fill="{ground}"/><text x="50%" y="50%" fill="#fff" '
        f'font-family="sans-serif" text-anchor="middle" dy=".35em">{text}</text></svg>'
    )
    return f"data:image/svg+xml,{quote(svg)}"


def _many(m: Maker, given: Sequence[Any], usual: tuple[int, int]) -> int:
    low = int(given[0]) if given else usual[0]
    return m.natural(low, int(given[1]) if len(given) > 1 else (low if given else usual[1]))


def _word(m: Maker, *given: Any) -> str:
    return m.letters(_LOWER, _many(m, given, (3, 10)))


def _cword(m: Maker, *given: Any) -> str:
    pool = "".join(_words()["characters"])
    if given and isinstance(given[0], str):
        pool, given = given[0], given[1:]
    return m.letters(pool, _many(m, given, (1, 1)))


def _sentence(m: Maker, *given: Any) -> str:
    words = [m.word("words") for _ in range(_many(m, given, (12, 18)))]
    return " ".join(words).capitalize() + "."


def _csentence(m: Maker, *given: Any) -> str:
    return m.letters("".join(_words()["characters"]), _many(m, given, (12, 18))) + "。"


def _paragraph(m: Maker, *given: Any) -> str:
    return " ".join(_sentence(m) for _ in range(_many(m, given, (3, 7))))


def _cparagraph(m: Maker, *given: Any) -> str:
    return "".join(_csentence(m) for _ in range(_many(m, given, (3, 7))))


def _title(m: Maker, *given: Any) -> str:
    return " ".join(m.word("words").capitalize() for _ in range(_many(m, given, (3, 7))))


def _name(m: Maker, middle: bool = False) -> str:
    parts = ["first", "first", "last"] if middle is True else ["first", "last"]
    return " ".join(m.word(part) for part in parts)


def _domain(m: Maker) -> str:
    return f"{m.word('words')}.example"


def _email(m: Maker, domain: str = "") -> str:
    return f"{m.word('first').lower()}.{m.word('last').lower()}@{domain or _domain(m)}"


def _url(m: Maker, protocol: str = "https", host: str = "") -> str:
    return f"{protocol}://{host or _domain(m)}/{m.word('words')}"


def _region(m: Maker) -> str:
    return str(m.word("regions"))


def _place(m: Maker, depth: int, prefix: bool) -> str:
    parts: list[str] = list(m.word("places"))
    return " ".join(parts[: depth + 1]) if prefix is True else parts[depth]


def _guid(m: Maker) -> str:
    digits = f"{m.random.getrandbits(128):032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _increment(m: Maker, step: int = 1) -> int:
    m.counter += int(step)
    return m.counter


def _pick(m: Maker, *choices: Any) -> Any:
    if len(choices) == 1 and isinstance(choices[0], list):
        choices = tuple(choices[0])
    if not choices:
        raise ValueError("there is nothing to pick from")
    return m.random.choice(choices)


def _shuffle(m: Maker, items: Any = ()) -> list[Any]:
    mixed = list(items)
    m.random.shuffle(mixed)
    return mixed


PLACEHOLDERS: Mapping[str, Callable[..., Any]] = {
    "boolean": _boolean, "bool": _boolean, "natural": Maker.natural, "integer": _integer,
    "int": _integer, "float": _float, "character": _character, "char": _character,
    "string": _string, "str": _string, "range": _range,
    "date": _time_text("yyyy-MM-dd"), "time": _time_text("HH:mm:ss"),
    "datetime": _time_text("yyyy-MM-dd HH:mm:ss"), "now": _now,
    "timestamp": lambda m: int(m.moment().timestamp() * 1000),
    "image": _image, "img": _image, "dataimage": _image, "color": _color, "hex": _color,
    "rgb": _rgb, "paragraph": _paragraph, "cparagraph": _cparagraph, "sentence": _sentence,
    "csentence": _csentence, "word": _word, "cword": _cword, "title": _title,
    "ctitle": lambda m, *given: _cword(m, *(given or (3, 7))),
    "first": lambda m: m.word("first"), "last": lambda m: m.word("last"), "name": _name,
    "cfirst": lambda m: m.word("cfirst"), "clast": lambda m: m.word("clast"),
    "cname": lambda m: f"{m.word('cfirst')}{m.word('clast')}",
    "url": _url, "domain": _domain, "protocol": lambda m: m.random.choice(["http", "https"]),
    "tld": lambda m: "example", "email": _email,
    "ip": lambda m: ".".join(str(m.natural(1, 254)) for _ in range(4)),
    "region": _region, "province": lambda m: _place(m, 0, False),
    "city": lambda m, prefix=False: _place(m, 1, prefix),
    "county": lambda m, prefix=False: _place(m, 2, prefix),
    "zip": lambda m: m.letters("0123456789", 6),
    "phone": lambda m: f"1{m.random.choice('3578')}{m.letters('0123456789', 9)}",
    "guid": _guid, "uuid": _guid, "id": lambda m: m.letters("0123456789", 18),
    "increment": _increment, "inc": _increment, "pick": _pick, "shuffle": _shuffle,
    "capitalize": lambda m, text="": str(text).capitalize(),
    "upper": lambda m, text="": str(text).upper(), "lower": lambda m, text="": str(text).lower(),
}  # fmt: skip
"""Functions by name in lower case; their first parameter is the Maker."""
