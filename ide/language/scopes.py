"""Which names an expression in a template may use, and what each of them is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ide.language.answers import Spot
from ide.language.components import Components
from ide.language.parts import Parts
from ide.language.reading import expression, wxml
from ide.language.reading import script as script_reader
from ide.language.reading.expression import ELEMENT
from ide.language.reading.objects import comment_before
from ide.language.reading.script import Script
from ide.language.reading.shapes import Shape
from ide.language.workspace import Workspace


@dataclass(frozen=True)
class Name:
    """A name; ``kind``: ``data``, ``property``, ``item``, ``index``, ``module`` or ``slot``."""

    name: str
    kind: str
    shape: Shape
    detail: str = ""


class Scopes:
    """Answers for one workspace."""

    def __init__(self, workspace: Workspace, components: Components) -> None:
        self._workspace = workspace
        self._components = components

    def names(self, path: str, element: wxml.Element, parts: Parts) -> dict[str, Name]:
        """Return the names that can be used in an element, the nearest of each."""
        found: dict[str, Name] = {}
        template = next((e for e in element.ancestors() if e.name == "template"), None)
        inside_template = template is not None and bool(template.value("name"))
        if not inside_template:
            for shape in parts.data.values():
                found[shape.name] = Name(shape.name, "data", shape, shape.text)
            for item in parts.properties.values():
                spot = item.spot
                shape = Shape(spot.name, spot.path, spot.start, spot.end, item.default)
                shape.comment = spot.comment
                found[spot.name] = Name(spot.name, "property", shape, item.type)
        for module, spot in self._components.modules(path).items():
            found[module] = Name(module, "module", self._module(spot), "wxs")
        for around in reversed(list(element.ancestors())):
            for name in self._introduced(path, around, found):
                found[name.name] = name
        return found

    def resolve(self, names: dict[str, Name], parts: tuple[str, ...]) -> Shape | None:
        """Return what a path of names leads to."""
        if not parts or parts[0] not in names:
            return None
        return names[parts[0]].shape.follow(parts[1:])

    def _introduced(
        self, path: str, element: wxml.Element, outer: dict[str, Name]
    ) -> Iterator[Name]:
        loop = element.attribute("wx:for") or element.attribute("wx:for-items")
        if loop is not None:
            item = element.attribute("wx:for-item")
            index = element.attribute("wx:for-index")
            source = self._looped(loop, outer)
            name = (item.value or "item") if item else "item"
            place = (item.value_start, item.value_end) if item else (loop.start, loop.end)
            shape = Shape(name, path, *place)
            if source is not None and ELEMENT in source.members:
                shape.members = source.members[ELEMENT].members
                shape.text = source.members[ELEMENT].text
            yield Name(name, "item", shape, f"wx:for {loop.value or ''}".strip())
            name = (index.value or "index") if index else "index"
            place = (index.value_start, index.value_end) if index else (loop.start, loop.end)
            yield Name(name, "index", Shape(name, path, *place, kind="number"), "wx:for")
        for attribute in element.attributes:
            if attribute.name.startswith("slot:"):
                name = attribute.value or attribute.name.removeprefix("slot:")
                shape = Shape(name, path, attribute.start, attribute.end)
                yield Name(name, "slot", shape, attribute.name)

    def _looped(self, loop: wxml.Attribute, outer: dict[str, Name]) -> Shape | None:
        for binding in wxml.bindings_of(loop):
            text = loop.value or ""
            at = binding.start - loop.value_start
            found = expression.paths(text, at, at + binding.end - binding.start)
            if len(found) == 1:
                return self.resolve(outer, found[0].names)
        return None

    def _module(self, spot: Spot) -> Shape:
        """Return the exports of a WXS module as the members of its name."""
        shape = Shape(spot.name, spot.path, spot.start, spot.end, kind="module")
        script = self._module_script(spot)
        for name, export in script.exports.items() if script is not None else ():
            if name == "default" or script is None:
                continue
            place = script.declaration(name) or export
            member = Shape(name, spot.path, place.start, place.end, kind="function")
            member.comment = comment_before(script.tokens, _line_start(script.text, place.start))
            shape.members[name] = member
        return shape

    def _module_script(self, spot: Spot) -> Script | None:
        """Return a module's code; that written inside a template keeps its offsets."""
        if spot.path.endswith(".wxs"):
            return self._workspace.script(spot.path)
        template = self._workspace.template(spot.path)
        for start, end in template.scripts if template is not None else ():
            head = template.element_before(start) if template is not None else None
            if template is not None and head is not None and head.value("module") == spot.name:
                return script_reader.read(" " * start + template.text[start:end])
        return None


def _line_start(text: str, offset: int) -> int:
    start = text.rfind("\n", 0, offset) + 1
    return start + len(text[start:offset]) - len(text[start:offset].lstrip())
