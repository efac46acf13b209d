"""Variables of a scenario: ``${name}`` in its texts, with the values they are given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from apimock.scenario.document import Document, Field, Path_
from apimock.scenario.errors import offered

MEMBER = "variables"
_NAME = re.compile(r"[A-Za-z_]\w*")
_PLACE = re.compile(r"\$(\$\{)|\$\{([^{}]*)\}")


def filled(document: Document, given: Field | None = None) -> Document:
    """The document with its variables' values; one that declares none stays as it is.

    ``given`` is the ``with`` of whoever uses it. A text that is a variable and nothing else becomes
    its value, whatever that is; ``$${`` stands for ``${``. Raises ScenarioError.
    """
    values = _values(document, given)
    if values is None:
        return document
    top = {name: value for name, value in document.value.items() if name != MEMBER}
    return replace(document, value=_Filling(document, values).of(top, ()))


def _values(document: Document, given: Field | None) -> Mapping[str, Any] | None:
    """What each variable is; None for a document without variables."""
    file = PurePath(document.file).name
    wanted = given.mapping().value if given is not None else {}
    declared = None
    if isinstance(document.value, dict):
        declared = Field(document, (), document.value).get(MEMBER)
    known = declared.mapping().value if declared is not None else {}
    for name, value in wanted.items():
        assert given is not None
        place = given.need(name)
        if name not in known:
            hint = offered(name, known) if known else "it has no “variables”"
            raise place.error(f"{file} has no variable “{name}”", hint)
        _check(place, value)
    if declared is None:
        return None
    for name, value in known.items():
        if not _NAME.fullmatch(name):
            raise declared.need(name).error("is no name of a variable", "letters, digits and _")
        _check(declared.need(name), value)
    found = {**known, **wanted}
    for name, value in found.items():
        if value is None:
            where = given or declared.need(name)
            hint = f"write “with: {{{name}: …}}” where it is used, or give it a value of its own"
            raise where.error(f"the variable “{name}” of {file} has no value", hint)
    return found


def _check(place: Field, value: Any) -> None:
    if isinstance(value, (dict, list)):
        raise place.error("should be a text, a number, true or false")


class _Filling:
    """Puts values in the place of their names, all through a document."""

    def __init__(self, document: Document, values: Mapping[str, Any]) -> None:
        self._document = document
        self._values = values

    def of(self, value: Any, path: Path_) -> Any:
        if isinstance(value, dict):
            return {name: self.of(each, (*path, name)) for name, each in value.items()}
        if isinstance(value, list):
            return [self.of(each, (*path, at)) for at, each in enumerate(value)]
        if not isinstance(value, str) or "${" not in value:
            return value
        whole = _PLACE.fullmatch(value)
        if whole is not None and not whole[1]:
            return self._value(whole[2], path)
        return _PLACE.sub(lambda found: self._text(found, path), value)

    def _text(self, found: re.Match[str], path: Path_) -> str:
        if found[1]:
            return found[1]
        value = self._value(found[2], path)
        return str(value).lower() if isinstance(value, bool) else str(value)

    def _value(self, name: str, path: Path_) -> Any:
        if name not in self._values:
            place = Field(self._document, path, None)
            raise place.error(f"there is no variable “{name}”", offered(name, self._values))
        return self._values[name]
