"""What a person enters for a submission, and its JSON file (no Qt).

The fields are those that Tencent's ``submit_audit`` interface and the mini-program console ask for;
``form.json`` has the names of submission-review.md B6.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, TypeVar

_Row = TypeVar("_Row")


class FormError(ValueError):
    """A text is no form: the sentence says what is wrong."""


@dataclass(frozen=True)
class Item:
    """A page for the reviewers. ``tag``: words separated by spaces; the classes are categories."""

    address: str = ""
    title: str = ""
    tag: str = ""
    first_class: str = ""
    second_class: str = ""
    third_class: str = ""

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, one by one."""
        return tuple(self.tag.split())


@dataclass(frozen=True)
class Basic:
    """What the public sees of the mini-program. ``logo`` is a path, relative to the project."""

    name: str = ""
    short_name: str = ""
    intro: str = ""
    logo: str = ""
    contact: str = ""
    icp: str = ""
    """Number of the ICP filing, without which nothing is released in mainland China."""
    complaint: str = ""
    """The page where users complain."""


@dataclass(frozen=True)
class ReviewAccount:
    """With what a reviewer logs in, and the steps to what is behind the login."""

    user: str = ""
    password: str = ""
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Purpose:
    """What personal data is used for. ``category``: as the reference of privacy writes it."""

    category: str = ""
    purpose: str = ""


@dataclass(frozen=True)
class Ugc:
    """Declares content of users: ``scene`` and ``method`` hold the numbers of ``ugc_declare``."""

    scene: tuple[int, ...] = ()
    other_scene: str = ""
    method: tuple[int, ...] = ()
    has_audit_team: bool = False
    audit_desc: str = ""


@dataclass(frozen=True)
class Media:
    """Pictures and a video of the flow, paths relative to the project or absolute."""

    pics: tuple[str, ...] = ()
    video: str = ""


@dataclass(frozen=True)
class Feedback:
    """What the author answers to a rejection."""

    info: str = ""
    pics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """All that the person enters. ``description`` is what changed in this version."""

    version: str = ""
    description: str = ""
    last_version: str = ""
    """Version of the last package, or empty. It is known, not entered, so not in the file."""
    items: tuple[Item, ...] = ()
    basic: Basic = Basic()
    test_account: ReviewAccount = ReviewAccount()
    notes: str = ""
    """What the reviewers should know."""
    privacy: tuple[Purpose, ...] = ()
    ugc: Ugc = Ugc()
    privacy_api_not_use: bool = False
    order_path: str = ""
    """The page with the person's orders, for apps that sell."""
    media: Media = Media()
    feedback: Feedback = Feedback()
    confirmed: frozenset[str] = field(default_factory=frozenset)
    """Codes of the warnings which the person has read and takes."""

    def to_json(self) -> dict[str, Any]:
        """Return the form as ``form.json`` holds it."""
        document: dict[str, Any] = asdict(self)
        del document["last_version"]
        document["desc"] = document.pop("description")
        document["confirmed"] = sorted(self.confirmed)
        return document

    @classmethod
    def from_json(cls, value: object, last_version: str = "") -> Form:
        """Read a form; what is missing, unknown or of another type is as if it were not entered."""
        rows = _mapping(value)
        return cls(
            version=_text(rows.get("version")),
            description=_text(rows.get("desc")),
            last_version=last_version,
            items=_rows(rows.get("items"), _item),
            basic=Basic(**_texts(Basic, rows.get("basic"))),
            test_account=_test_account(rows.get("test_account")),
            notes=_text(rows.get("notes")),
            privacy=_rows(rows.get("privacy"), lambda row: Purpose(**_texts(Purpose, row))),
            ugc=_ugc(rows.get("ugc")),
            privacy_api_not_use=rows.get("privacy_api_not_use") is True,
            order_path=_text(rows.get("order_path")),
            media=_media(rows.get("media")),
            feedback=_feedback(rows.get("feedback")),
            confirmed=frozenset(_strings(rows.get("confirmed"))),
        )


EMPTY = Form()
"""Nothing is entered yet."""


def read_form(text: str, last_version: str = "") -> Form:
    """Read the text of a ``form.json``.

    Raises:
        FormError: it is no JSON, or no object.
    """
    try:
        value = json.loads(text)
    except ValueError as error:
        raise FormError(str(error)) from error
    if not isinstance(value, Mapping):
        raise FormError(f"an object is expected, not {type(value).__name__}")
    return Form.from_json(value, last_version)


def write_form(form: Form) -> str:
    """Return the text of ``form.json``."""
    return json.dumps(form.to_json(), ensure_ascii=False, indent=2) + "\n"


def _item(row: Mapping[str, Any]) -> Item:
    return Item(**_texts(Item, row))


def _test_account(value: object) -> ReviewAccount:
    row = _mapping(value)
    return ReviewAccount(
        _text(row.get("user")), _text(row.get("password")), _strings(row.get("steps"))
    )


def _ugc(value: object) -> Ugc:
    row = _mapping(value)
    return Ugc(
        scene=_numbers(row.get("scene")),
        other_scene=_text(row.get("other_scene")),
        method=_numbers(row.get("method")),
        has_audit_team=row.get("has_audit_team") is True,
        audit_desc=_text(row.get("audit_desc")),
    )


def _media(value: object) -> Media:
    row = _mapping(value)
    return Media(_strings(row.get("pics")), _text(row.get("video")))


def _feedback(value: object) -> Feedback:
    row = _mapping(value)
    return Feedback(_text(row.get("info")), _strings(row.get("pics")))


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _rows(value: object, read: Callable[[Mapping[str, Any]], _Row]) -> tuple[_Row, ...]:
    rows = value if isinstance(value, list) else ()
    return tuple(read(row) for row in rows if isinstance(row, Mapping))


def _texts(kind: type[Item | Basic | Purpose], value: object) -> dict[str, str]:
    row = _mapping(value)
    return {name: _text(row.get(name)) for name in (each.name for each in fields(kind))}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _strings(value: object) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _numbers(value: object) -> tuple[int, ...]:
    rows = value if isinstance(value, list) else ()
    return tuple(item for item in rows if isinstance(item, int) and not isinstance(item, bool))
