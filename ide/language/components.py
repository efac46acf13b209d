"""Which components a template may use, and what is known of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ide.language.answers import Spot
from ide.language.parts import Parts, PartsReader
from ide.language.reading import wxml
from ide.language.reading.style import Sheet
from ide.language.workspace import Workspace, stem_of

_MOST_IMPORTS = 40


@dataclass(frozen=True)
class Component:
    """An entry of ``usingComponents``: ``stem`` is its project path without extension, if found."""

    tag: str
    written: str
    origin: str
    """The JSON file that names it."""
    stem: str | None
    generic: bool = False


class Components:
    """Answers for the templates of one workspace."""

    def __init__(self, workspace: Workspace, parts: PartsReader) -> None:
        self._workspace = workspace
        self._parts = parts
        self._known: dict[str, dict[str, Component]] = {}
        self._users: dict[str, list[str]] | None = None
        self._included: dict[str, tuple[object, object, list[str]]] = {}
        self._generation = -1

    def of(self, template: str) -> dict[str, Component]:
        """Return the components by tag; of a template without a JSON, those of its users."""
        self._freshen()
        known = self._known.get(template)
        if known is None:
            known = self._known[template] = self._read(template)
        return known

    def parts_of(self, component: Component) -> Parts:
        """Return what a component's script offers."""
        stem = component.stem
        return self._parts.of(self._workspace.beside(stem, "script") if stem else None)

    def script_of(self, template: str) -> str | None:
        """Return the script a template belongs to, also that of a page that includes it."""
        own = self._workspace.beside(stem_of(template), "script")
        if own is not None:
            return own
        for user in self.users(template):
            found = self._workspace.beside(stem_of(user), "script")
            if found is not None:
                return found
        return None

    def slots_of(self, component: Component) -> list[str]:
        """Return the names of a component's slots."""
        path = self._workspace.beside(component.stem, "wxml") if component.stem else None
        template = self._workspace.template(path) if path else None
        if template is None:
            return []
        names = (element.value("name") for element in template.named("slot"))
        return [name for name in dict.fromkeys(names) if name and "{{" not in name]

    def users(self, template: str) -> list[str]:
        """Return the templates that import or include one."""
        self._freshen()
        if self._users is None:
            self._users = {}
            for path in list(self._workspace.paths):
                if path.endswith(".wxml"):
                    for target in self.included(path):
                        self._users.setdefault(target, []).append(path)
        return self._users.get(template, [])

    def included(self, path: str) -> list[str]:
        """Return the files a template imports or includes."""
        template, state = self._workspace.template(path), self._workspace.state
        known = self._included.get(path)
        if known is not None and known[0] is template and known[1] is state:
            return known[2]
        found = []
        for element in template.elements if template else ():
            if element.name in ("import", "include"):
                target = self._workspace.lead("template", element.value("src"), path)
                if target is not None:
                    found.append(target)
        self._included[path] = (template, state, found)
        return found

    def templates(self, path: str) -> Iterator[tuple[str, str, wxml.Attribute]]:
        """Yield name, file and place of each template a file may use, its own first."""
        for file in (path, *self.included(path)):
            template = self._workspace.template(file)
            for element in template.named("template") if template else ():
                name = element.attribute("name")
                if name is not None and name.value:
                    yield name.value, file, name

    def sheets(self, template: str) -> Iterator[tuple[str, Sheet]]:
        """Yield the style sheets that apply to a template: its own, the app's, what they import."""
        stems = [stem_of(template), *(stem_of(user) for user in self.users(template))]
        app = self._workspace.project_path("app")
        waiting = [self._workspace.beside(stem, "style") for stem in (*stems, app)]
        seen: set[str] = set()
        while waiting and len(seen) < _MOST_IMPORTS:
            path = waiting.pop(0)
            sheet = self._workspace.sheet(path) if path and path not in seen else None
            if path is None or sheet is None:
                continue
            seen.add(path)
            yield path, sheet
            waiting += [self._workspace.lead("style", item.name, path) for item in sheet.imports]

    def modules(self, path: str) -> dict[str, Spot]:
        """Return the WXS modules of a template: where each is written, its own or a file."""
        template = self._workspace.template(path)
        found: dict[str, Spot] = {}
        for element in template.named("wxs") if template else ():
            module = element.attribute("module")
            if module is None or not module.value:
                continue
            target = self._workspace.lead("wxs", element.value("src"), path)
            if target is not None:
                found[module.value] = Spot(module.value, target, 0, 0)
            else:
                place = Spot(module.value, path, module.value_start, module.value_end)
                found[module.value] = place
        return found

    def _freshen(self) -> None:
        if self._generation != self._workspace.generation:
            self._generation = self._workspace.generation
            self._known.clear()
            self._users = None

    def _read(self, template: str) -> dict[str, Component]:
        stem = stem_of(template)
        found = dict(self._declared_by_app(template))
        if self._workspace.exists(stem + ".json"):
            found.update(self._declared(stem + ".json"))
        else:
            for user in self.users(template)[:8]:
                found.update(self._declared(stem_of(user) + ".json"))
        return found

    def _declared_by_app(self, template: str) -> Iterator[tuple[str, Component]]:
        state = self._workspace.state
        inside = self._workspace.package_path(template)
        plugin = state.plugins.owner(inside) if inside else None
        if plugin is not None:
            origin = self._workspace.project_path(plugin.root + "/plugin.json")
            for tag, written in plugin.using.items():
                yield tag, self._component(tag, written, origin)
        else:
            yield from self._declared(self._workspace.project_path("app.json"))

    def _declared(self, origin: str) -> Iterator[tuple[str, Component]]:
        document = self._workspace.json(origin)
        if document is None:
            return
        for entry in document.values("usingComponents"):
            tag = str(entry.path[-1])
            yield tag, self._component(tag, entry.text, origin)
        for entry in document.values("componentGenerics"):
            tag = str(entry.path[-1])
            default = document.get("componentGenerics", tag, "default")
            component = self._component(tag, default.text if default else "", origin)
            yield tag, Component(tag, component.written, origin, component.stem, generic=True)

    def _component(self, tag: str, written: object, origin: str) -> Component:
        text = written if isinstance(written, str) else ""
        return Component(tag, text, origin, self._workspace.lead("component", text, origin))
