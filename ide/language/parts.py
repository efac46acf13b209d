"""What a page or component offers, gathered from its script and its behaviors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ide.language import facts
from ide.language.answers import Spot
from ide.language.reading.objects import Member, ObjectLiteral, comment_before
from ide.language.reading.script import Definition, Script
from ide.language.reading.shapes import Shape, members_of, merge, put_path, shape_of
from ide.language.workspace import Workspace

_DEEPEST = 6
_PLAIN_MAKERS = frozenset({"Page", "Component", "Behavior"})
_NOT_METHODS = frozenset(
    {"data", "options", "behaviors", "properties", "observers", "methods", "externalClasses"}
    | {"relations", "lifetimes", "pageLifetimes", "computed", "watch", "props", "mixins"}
)
_TYPES = ("String", "Number", "Boolean", "Array", "Object", "Function")


@dataclass(frozen=True)
class Property:
    """A property of a component."""

    spot: Spot
    type: str = ""
    default: str = ""


@dataclass
class Parts:
    """``opaque`` says that there may be more than could be read."""

    path: str = ""
    maker: str = ""
    methods: dict[str, Spot] = field(default_factory=dict)
    assigned: set[str] = field(default_factory=set)
    data: dict[str, Shape] = field(default_factory=dict)
    properties: dict[str, Property] = field(default_factory=dict)
    events: dict[str, Spot] = field(default_factory=dict)
    classes: list[Spot] = field(default_factory=list)
    opaque: bool = False


class PartsReader:
    """Reads parts of scripts, each once a generation of the workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[str, Parts] = {}
        self._generation = -1

    def of(self, path: str | None) -> Parts:
        """Return the parts of a script, empty ones without a script."""
        if self._generation != self._workspace.generation:
            self._generation = self._workspace.generation
            self._known.clear()
        if path is None:
            return Parts(opaque=True)
        return self._of(path, 0)

    def _of(self, path: str, depth: int) -> Parts:
        known = self._known.get(path)
        if known is not None:
            return known
        script = self._workspace.script(path)
        if script is None or depth > _DEEPEST:
            return Parts(path, opaque=True)
        parts = self._known[path] = Parts(path)
        definitions = [item for item in script.definitions if item.maker != "App"]
        wanted = [d for d in definitions if d.maker != "Behavior"] or definitions
        parts.opaque = not wanted or not script.text
        for definition in wanted:
            _Gathering(self, self._workspace, script, parts, depth).take(definition)
        for mention in script.triggered:
            spot = Spot(mention.name, path, mention.start, mention.end)
            parts.events.setdefault(mention.name, spot)
        for mention, value in script.set_data:
            named = Shape(mention.name, path, mention.start, mention.end)
            shape = shape_of(script, value, named)
            put_path(parts.data, mention.name, shape)
        parts.assigned.update(mention.name for mention in script.assigned)
        return parts


class _Gathering:
    """Adds what one definition brings."""

    def __init__(
        self, reader: PartsReader, workspace: Workspace, script: Script, parts: Parts, depth: int
    ) -> None:
        self._reader, self._workspace = reader, workspace
        self._script, self._parts, self._depth = script, parts, depth

    def take(self, definition: Definition) -> None:
        parts = self._parts
        parts.maker = parts.maker or definition.maker
        if definition.opaque or definition.maker not in _PLAIN_MAKERS:
            parts.opaque = True
        self._take_body(definition)
        self._take_data(definition)
        self._take_properties(definition)
        self._take_classes(definition)
        self._take_behaviors(definition)

    def _take_body(self, definition: Definition) -> None:
        if definition.maker.endswith("Page") or definition.maker == "class":
            self._take_methods(definition.body)
        methods = definition.part("methods")
        if methods is not None:
            literal = self._script.object_of(methods.value)
            if literal is None:
                self._take_foreign(self._script.tokens.word(methods.value))
            else:
                self._take_methods(literal)
        for spread in definition.body.spreads if not definition.maker.endswith("Page") else ():
            self._take_foreign(spread)

    def _take_methods(self, literal: ObjectLiteral) -> None:
        parts = self._parts
        parts.opaque = parts.opaque or literal.computed
        for member in literal.members:
            if member.name not in _NOT_METHODS and (
                member.kind != "value"
                or self._script.is_function_at(member.value)
                or self._script.tokens.items[member.value].kind == "word"
            ):
                parts.methods.setdefault(member.name, self._spot(self._script, parts.path, member))
        for spread in literal.spreads:
            self._take_foreign(spread)

    def _take_foreign(self, name: str) -> None:
        """Take the methods of an object that is named here and stands elsewhere."""
        found = self._object_named(name)
        if found is None:
            self._parts.opaque = True
            return
        script, path, literal = found
        if literal.computed or literal.spreads:
            self._parts.opaque = True
        for member in literal.members:
            if member.name not in _NOT_METHODS:
                self._parts.methods.setdefault(member.name, self._spot(script, path, member))

    def _take_data(self, definition: Definition) -> None:
        data = definition.part("data")
        if data is None:
            return
        parts = self._parts
        found = members_of(self._script, parts.path, data.value)
        if not found:
            foreign = self._object_named(self._script.tokens.word(data.value))
            if foreign is not None:
                script, path, literal = foreign
                found = members_of(script, path, literal.opening)
        merge(parts.data, found)

    def _take_properties(self, definition: Definition) -> None:
        member = definition.part("properties") or definition.part("props")
        if member is None:
            return
        literal = self._script.object_of(member.value)
        script, path = self._script, self._parts.path
        if literal is None:
            found = self._object_named(script.tokens.word(member.value))
            if found is None:
                return
            script, path, literal = found
        self._take_each_property(script, path, literal)
        for spread in literal.spreads:
            foreign = self._object_named(spread)
            if foreign is not None:
                self._take_each_property(*foreign)

    def _take_each_property(self, script: Script, path: str, literal: ObjectLiteral) -> None:
        for member in literal.members:
            spot = self._spot(script, path, member)
            self._parts.properties.setdefault(member.name, _property(script, path, spot, member))

    def _take_classes(self, definition: Definition) -> None:
        member = definition.part("externalClasses")
        tokens = self._script.tokens
        if member is None or tokens.word(member.value) != "[":
            return
        for token in tokens.items[member.value : tokens.close_of(member.value)]:
            if token.kind == "string":
                spot = Spot(token.text[1:-1], self._parts.path, token.start + 1, token.end - 1)
                self._parts.classes.append(spot)

    def _take_behaviors(self, definition: Definition) -> None:
        member = definition.part("behaviors") or definition.part("mixins")
        if member is None:
            return
        tokens = self._script.tokens
        if tokens.word(member.value) != "[":
            self._parts.opaque = True
            return
        for token in tokens.items[member.value + 1 : tokens.close_of(member.value)]:
            if token.kind == "word":
                self._take_behavior(token.text)
            elif token.kind == "string":
                for row in facts.behavior_properties(token.text[1:-1]):
                    spot = Spot(row, self._parts.path, token.start, token.end)
                    self._parts.properties.setdefault(row, Property(spot))
            elif token.text not in (",",):
                self._parts.opaque = True

    def _take_behavior(self, name: str) -> None:
        script = self._script
        path = self._module_of(name)
        if path is None:
            local = [d for d in script.definitions if d.maker == "Behavior"]
            for definition in local[:1]:
                self._take_body(definition)
                self._take_data(definition)
                self._take_properties(definition)
            self._parts.opaque = self._parts.opaque or not local
            return
        other = self._reader._of(path, self._depth + 1)
        mine = self._parts
        mine.opaque = mine.opaque or other.opaque
        for attribute in ("methods", "properties", "events"):
            for key, value in getattr(other, attribute).items():
                getattr(mine, attribute).setdefault(key, value)
        merge(mine.data, other.data)
        mine.assigned |= other.assigned

    def _module_of(self, name: str) -> str | None:
        source = self._script.imports.get(name)
        if source is None:
            return None
        return self._workspace.lead("script", source.specifier, self._parts.path)

    def _object_named(self, name: str) -> tuple[Script, str, ObjectLiteral] | None:
        script, path = self._script, self._parts.path
        if name in script.objects:
            literal = script.object_of(script.objects[name])
            return (script, path, literal) if literal else None
        source = script.imports.get(name)
        target = self._module_of(name)
        other = self._workspace.script(target) if target else None
        if source is None or target is None or other is None:
            return None
        export = other.exports.get("default" if source.name == "*" else source.name)
        literal = other.object_of(export.value) if export is not None else None
        return (other, target, literal) if literal else None

    def _spot(self, script: Script, path: str, member: Member) -> Spot:
        comment = comment_before(script.tokens, member.start)
        return Spot(member.name, path, member.start, member.end, comment)


def _property(script: Script, path: str, spot: Spot, member: Member) -> Property:
    tokens = script.tokens
    word = tokens.word(member.value)
    if word in _TYPES:
        return Property(spot, word)
    if word != "{":
        return Property(spot, "" if word == "null" else word)
    shape = shape_of(script, member.value, Shape(spot.name, path, spot.start, spot.end))
    kind = shape.members.get("type")
    value = shape.members.get("value")
    written = kind.text if kind else ""
    return Property(spot, written if written != "null" else "", value.text if value else "")


def mentions(parts: Parts) -> Iterator[str]:
    """Yield every name a handler may have."""
    yield from parts.methods
    yield from parts.assigned
