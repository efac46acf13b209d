"""The record of a smoke run: what was seen of every page when each was opened once (no Qt).

It holds facts, not verdicts: the checks in ``rules/run_checks.py`` judge. Sizes are CSS pixels,
times milliseconds since the page's app was started, places those of the project's sources.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from ide.survey import Spot

SCHEMA = "minideck-run-1"
RECORD = "run.json"
"""The file a run leaves beside its pictures."""
_Row = TypeVar("_Row")
Colour = tuple[int, int, int]


class RunRecordError(ValueError):
    """A document is no record of a run; the sentence says why."""


@dataclass(frozen=True)
class Text:
    """A text and the one colour it stands on; texts on pictures and gradients are left out."""

    text: str
    color: Colour
    background: Colour
    size: float
    weight: int
    own: str
    """The built-in component whose own colours these are, '' when the author chose them."""
    spot: Spot


@dataclass(frozen=True)
class TapArea:
    """A small part of a page that answers a finger, as large as the finger finds it."""

    tag: str
    text: str
    heard: bool
    """Whether it is sure that somebody hears the touch."""
    width: float
    height: float
    spot: Spot


@dataclass(frozen=True)
class Picture:
    """A picture that was shown: its pixels and the box it fills."""

    source: str
    mode: str
    natural: tuple[int, int]
    shown: tuple[float, float]
    turned: bool
    """Whether width and height of the box cannot be compared with the picture's."""
    vector: bool
    spot: Spot


@dataclass(frozen=True)
class Bar:
    """A fixed part with something to tap that reaches into the strip of the home indicator."""

    tag: str
    height: float
    overlap: float
    spot: Spot


@dataclass(frozen=True)
class Part:
    """An element worth a remark; ``kind`` says what it is."""

    kind: str
    tag: str
    spot: Spot


@dataclass(frozen=True)
class Rule:
    """A style rule worth a remark."""

    selector: str
    spot: Spot


@dataclass(frozen=True)
class Tree:
    """How many elements a page has, the depth of the deepest and the most children of one."""

    nodes: int = 0
    depth: int = 0
    children: int = 0
    deepest: Spot = field(default_factory=Spot)
    widest: Spot = field(default_factory=Spot)


@dataclass(frozen=True)
class SetData:
    """One ``setData``: who called it, with which keys and how many bytes of JSON."""

    owner: str
    """Path of the page or component."""
    instance: int
    """Number of the instance; a component can be on a page many times."""
    page: str
    at_ms: float
    bytes: int
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Timing:
    """How long something took on the machine of the run, and how long it may.

    ``kind``: ``first-screen``, ``render``, ``script`` or ``request``.
    """

    kind: str
    what: str
    ms: float
    budget_ms: float
    spot: Spot


@dataclass(frozen=True)
class MadeCall:
    """A call of ``wx``: on which page, when, whether a tap caused it, and how it ended."""

    name: str
    page: str
    at_ms: float
    tapped: bool
    ok: bool
    message: str = ""


@dataclass(frozen=True)
class MadeRequest:
    """A request to a server. ``ended``: ``answered``, ``offline``, ``failed`` or ``open``."""

    api: str
    address: str
    page: str
    began_ms: float
    ended_ms: float
    ended: str
    same_as: str = ""
    """What makes two requests the same: method, address and data."""
    status: int = 0
    message: str = ""


@dataclass(frozen=True)
class Trouble:
    """Something that went wrong: ``script``, ``rejection`` or ``resource``.

    ``offline``: the app had learned before that there is no network.
    """

    kind: str
    message: str
    at_ms: float
    offline: bool
    spot: Spot


@dataclass(frozen=True)
class Visit:
    """One page, opened in a fresh start of the app."""

    route: str
    spot: Spot = field(default_factory=Spot)
    """The page's template."""
    query: str = ""
    entry: bool = False
    """Whether it is the page the app begins with."""
    tab: bool = False
    status: str = "ok"
    """``ok``, ``error``, ``timeout`` or ``crash``."""
    landed: str = ""
    """The page that was on top in the end; '' when none came."""
    parameters: bool = False
    """Whether the page takes parameters, so that it may miss some."""
    screenshot: str = ""
    ready_ms: float | None = None
    interactive: int = 0
    """Parts that answer a tap."""
    resizable: bool = False
    adapts: bool = False
    """Whether styles or elements follow another size of the page."""
    tree: Tree = field(default_factory=Tree)
    texts: tuple[Text, ...] = ()
    taps: tuple[TapArea, ...] = ()
    pictures: tuple[Picture, ...] = ()
    bars: tuple[Bar, ...] = ()
    scrollers: tuple[Part, ...] = ()
    """Boxes that scroll by CSS without momentum."""
    controls: tuple[Part, ...] = ()
    """What asks a person to log in: ``getPhoneNumber`` and the like, or ``password``."""
    active_rules: tuple[Rule, ...] = ()
    """Style rules that show a touch by ``:active``."""
    set_data: tuple[SetData, ...] = ()
    timings: tuple[Timing, ...] = ()
    calls: tuple[MadeCall, ...] = ()
    requests: tuple[MadeRequest, ...] = ()
    remote_pictures: tuple[tuple[str, float], ...] = ()
    """Addresses of pictures on the network, each with the time it was asked for."""
    troubles: tuple[Trouble, ...] = ()
    console_errors: tuple[str, ...] = ()


@dataclass(frozen=True)
class RunRecord:
    """A smoke run: which phone it was on and what every page came to."""

    device: str
    pixel_ratio: float
    visits: tuple[Visit, ...] = ()
    complete: bool = True
    """False when somebody ended it before the last page."""

    def to_json(self) -> dict[str, Any]:
        """Return the record as JSON."""
        return {"schema": SCHEMA, **asdict(self)}

    @classmethod
    def from_json(cls, value: object) -> RunRecord:
        """Read a record.

        Raises:
            RunRecordError: the document is none.
        """
        if not isinstance(value, Mapping) or value.get("schema") != SCHEMA:
            raise RunRecordError(f"the document is no record of a run: its schema is not {SCHEMA}")
        return _read(cls, value, "record")


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _read(kind: type[_Row], value: object, where: str) -> _Row:
    if not isinstance(value, Mapping):
        raise RunRecordError(f"{where} is no object")
    typed: Any = kind
    hints = _hints(typed)
    names = [one.name for one in fields(kind) if one.name in value]  # type: ignore[arg-type]
    try:
        given = {name: _value(hints[name], value[name], f"{where}.{name}") for name in names}
        return kind(**given)
    except TypeError as error:
        raise RunRecordError(f"{where} is not complete: {error}") from error


def _value(hint: Any, value: object, where: str) -> Any:
    if is_dataclass(hint):
        return _read(hint, value, where)  # type: ignore[arg-type]
    if get_origin(hint) is tuple:
        return _tuple(get_args(hint), value, where)
    allowed = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    if float in allowed and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed):
        raise RunRecordError(f"{where} is {type(value).__name__}, not what it should be")
    return value


def _tuple(kinds: tuple[Any, ...], value: object, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise RunRecordError(f"{where} is no list")
    if len(kinds) == 2 and kinds[1] is ...:
        kinds = (kinds[0],) * len(value)
    if len(kinds) != len(value):
        raise RunRecordError(f"{where} has {len(value)} items, not {len(kinds)}")
    return tuple(_value(kind, item, where) for kind, item in zip(kinds, value, strict=True))
