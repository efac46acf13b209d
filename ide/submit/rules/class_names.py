"""The classes, ids and tags that elements may have, also those put together at run time (no Qt)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from ide.submit.rules.flaws import Facts
from ide.survey import Element

_BINDING = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_LITERAL = re.compile(r"'([^'\n]*)'|\"([^\"\n]*)\"|`([^`]*)`")
_HOLE = "\0"
_NAME = re.compile(r"[\w-]+")
_OWN = frozenset({"class", "id", "style"})


@dataclass
class Names:
    """What elements may be called. ``begun`` and ``ended``: pieces that names are made from."""

    classes: set[str] = field(default_factory=set)
    begun: set[str] = field(default_factory=set)
    ended: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)

    def add(self, *others: Names) -> None:
        """Take over what others know."""
        for other in others:
            self.classes |= other.classes
            self.begun |= other.begun
            self.ended |= other.ended
            self.tags |= other.tags

    def may_have(self, name: str) -> bool:
        """Whether some element may have a class or an id."""
        return (
            name in self.classes
            or any(name[:length] in self.begun for length in range(1, len(name)))
            or any(name[start:] in self.ended for start in range(1, len(name)))
        )

    def text(self, text: str) -> None:
        """Note the names in a text that is whole."""
        self.classes.update(_NAME.findall(text))

    def piece(self, text: str) -> None:
        """Note the names in a text that something is put before or after."""
        self.text(text)
        names = text.split()
        if names and not text[0].isspace() and _NAME.fullmatch(names[0]):
            self.ended.add(names[0])
        if names and not text[-1].isspace() and _NAME.fullmatch(names[-1]):
            self.begun.add(names[-1])

    def element(self, element: Element) -> None:
        """Note an element with all its attributes: any of them may hand a class on."""
        self.tags.add(element.tag)
        self.handed(element, ())

    def handed(self, element: Element, own: Collection[str] = _OWN) -> None:
        """Note what an element hands to a component, which may make names of it."""
        for name, value in element.attributes.items():
            if value and name not in own:
                self._attribute(value)

    def _attribute(self, value: str) -> None:
        for token in _BINDING.sub(_HOLE, value).split():
            parts = token.split(_HOLE)
            if len(parts) == 1:
                self.text(token)
                continue
            if parts[0]:
                self.begun.add(parts[0])
            if parts[-1]:
                self.ended.add(parts[-1])
        for binding in _BINDING.findall(value):
            self.code(binding, "+" in binding)

    def code(self, source: str, joined: bool) -> None:
        """Note the texts of a piece of code; ``joined`` when texts are put together in it."""
        for found in _LITERAL.finditer(source):
            literal = next((group for group in found.groups() if group is not None), "")
            if joined:
                self.piece(literal)
            else:
                self.text(literal)


def names_by_template(facts: Facts) -> dict[str, Names]:
    """Return what each template calls its elements."""
    found: dict[str, Names] = {}
    for element in facts.surveyed.elements:
        found.setdefault(element.template, Names()).element(element)
    return found


def names_at_run_time(facts: Facts) -> Names:
    """Return what elements may be called by scripts, and by values that components are handed."""
    survey, names = facts.surveyed, Names()
    for element in survey.elements:
        names.handed(element)
    for said in survey.strings:
        names.text(said.text)
    names.classes |= survey.words
    for members in survey.members.values():
        names.classes |= members.keys | members.assigned
    for piece in survey.pieces:
        names.piece(piece)
    inline = {element.template for element in survey.elements if element.tag == "wxs"}
    for path in _texts_of_wxs(survey.data["wxs"], inline):
        names.code(facts.submission.text(path), joined=True)
    return names


def _texts_of_wxs(files: Iterable[str], templates: Iterable[str]) -> list[str]:
    return [*files, *sorted(templates)]
