"""JSON schemas of a mini-program's configuration files, made from the reference (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from renderer.compiler.config.schema import reference

Schema = dict[str, Any]
Entry = Mapping[str, Any]

PAGE = "page.json"
"""The schema of every JSON file beside a template: a page may be a component and the reverse."""

_BY_NAME = (
    "app.json",
    "project.config.json",
    "project.private.config.json",
    "sitemap.json",
    "theme.json",
    "ext.json",
    "plugin.json",
)
_JSON_TYPES = {
    "string": "string",
    "boolean": "boolean",
    "number": "number",
    "object": "object",
    "null": "null",
}
_VARIABLE = "^@"
_THEME_NAMES = ("light", "dark")


def schema_of(root: Path, path: str, text: str = "") -> str:
    """Return the name of the schema for a file of a project, empty when it has none.

    ``theme.json`` may have another name in ``app.json``; what has light and dark counts as one.
    """
    file = PurePosixPath(path)
    if file.suffix != ".json":
        return ""
    if file.name in _BY_NAME:
        return file.name
    if (root / file.with_suffix(".wxml")).exists():
        return PAGE
    if all(f'"{name}"' in text[:2000] for name in _THEME_NAMES):
        return "theme.json"
    return ""


def schemas(unknown_key: str, bad_color: str, no_effect: str) -> dict[str, Schema]:
    """Return every schema by name; the arguments are the words of its three warnings."""
    made = _Maker(unknown_key, bad_color, no_effect)
    facts = reference()
    found = {name: made.closed(facts[name]["keys"]) for name in _BY_NAME if _has_entries(name)}
    found[PAGE] = made.closed([*facts["page.json"]["keys"], *_optional(facts["component.json"])])
    found["project.private.config.json"] = made.private(facts)
    found["ext.json"] = made.extension(facts)
    found["theme.json"] = made.theme(facts)
    return found


def _has_entries(name: str) -> bool:
    return all(isinstance(entry, Mapping) for entry in reference()[name]["keys"])


def _optional(part: Mapping[str, Any]) -> list[Entry]:
    return [{**entry, "required": False} for entry in part["keys"]]


class _Maker:
    """Turns entries of the reference into schemas; unknown keys are warned of, never errors."""

    def __init__(self, unknown_key: str, bad_color: str, no_effect: str) -> None:
        self._unknown: Schema = {"deprecationMessage": unknown_key}
        self._bad_color = bad_color
        self._no_effect = no_effect

    def closed(self, entries: Iterable[Entry]) -> Schema:
        """An object with exactly these keys."""
        rows = list(entries)
        made: Schema = {
            "type": "object",
            "properties": {row["key"]: self._member(row) for row in rows},
            "additionalProperties": self._unknown,
        }
        aliases = {row.get("alias") for row in rows}
        needed = [row["key"] for row in rows if row.get("required") and row["key"] not in aliases]
        if needed:
            made["required"] = needed
        return made

    def private(self, facts: Mapping[str, Any]) -> Schema:
        """The project's keys that may be private; settings without effect there say so."""
        private = facts["project.private.config.json"]
        project = {row["key"]: row for row in facts["project.config.json"]["keys"]}
        rows = [project.get(key, {"key": key, "type": ""}) for key in private["keys"]]
        made = self.closed({**row, "required": False} for row in rows)
        settings = made["properties"].get("setting", {}).get("properties", {})
        for key in private["settingKeysIgnored"]:
            if key in settings:
                settings[key] = {**settings[key], "deprecationMessage": self._no_effect}
        return made

    def extension(self, facts: Mapping[str, Any]) -> Schema:
        """Its own keys and those it may override of app.json."""
        own = facts["ext.json"]
        names = set(own["sameAsAppJson"])
        app = [
            {**row, "required": False} for row in facts["app.json"]["keys"] if row["key"] in names
        ]
        return self.closed([*own["keys"], *app])

    def theme(self, facts: Mapping[str, Any]) -> Schema:
        """Variables by free names; their values are colours, words or paths."""
        made = self.closed(facts["theme.json"]["keys"])
        color = {"anyOf": [{"type": "string", "format": "color-hex"}, {"type": "string"}]}
        for name in _THEME_NAMES:
            made["properties"][name]["additionalProperties"] = color
        return made

    def _member(self, entry: Entry) -> Schema:
        made = self._value(entry)
        description = _description(entry)
        if description:
            made["markdownDescription"] = description
        default = entry.get("default")
        if default is not None and not str(default).startswith("<"):
            made["default"] = default
        if entry.get("deprecated"):
            made["deprecationMessage"] = str(entry.get("note") or entry.get("meaning"))
        if entry.get("documented") is False:
            made["doNotSuggest"] = True
        return made

    def _value(self, entry: Entry) -> Schema:
        declared = str(entry.get("type") or "")
        if not declared:
            return {}
        options = [self._option(name, entry) for name in declared.split("|")]
        if entry.get("theme") and declared != "HexColor":
            options = [_without(options[0], "default"), {"type": "string", "pattern": _VARIABLE}]
        return options[0] if len(options) == 1 else {"anyOf": options}

    def _option(self, name: str, entry: Entry) -> Schema:
        if name == "HexColor":
            return self._color(themed=bool(entry.get("theme")))
        if name == "false":
            return {"enum": [False]}
        if name.endswith("[]") or name.startswith("Array<"):
            return self._list(name, entry)
        if name == "object":
            return self._object(entry)
        if name not in _JSON_TYPES:
            return {}
        return _with_choices({"type": _JSON_TYPES[name]}, entry.get("enum"))

    def _color(self, *, themed: bool) -> Schema:
        other: Schema = {"deprecationMessage": self._bad_color}
        if themed:
            other = {"if": {"pattern": _VARIABLE}, "else": other}
        color = {"format": "color-hex"}
        return {"type": "string", "if": {"pattern": "^#"}, "then": color, "else": other}

    def _list(self, name: str, entry: Entry) -> Schema:
        made: Schema = {"type": "array"}
        if isinstance(entry.get("items"), list):
            made["items"] = self.closed(entry["items"])
        elif name == "string[]":
            made["items"] = _with_choices({"type": "string"}, entry.get("enum"))
        for limit in ("minItems", "maxItems"):
            if limit in entry:
                made[limit] = entry[limit]
        return made

    def _object(self, entry: Entry) -> Schema:
        if "keys" in entry:
            return self.closed(entry["keys"])
        made: Schema = {"type": "object"}
        if isinstance(entry.get("values"), list):
            made["additionalProperties"] = self.closed(entry["values"])
        for key in entry.get("knownKeys", ()):
            made.setdefault("properties", {})[key] = {}
        return made


def _with_choices(schema: Schema, choices: Sequence[Any] | None) -> Schema:
    """Choices bind, unless one of them stands for something free."""
    if not choices:
        return schema
    real = [choice for choice in choices if not str(choice).startswith("<")]
    is_free = len(real) < len(choices) or "" in real
    chosen = {**schema, "enum": real}
    return {"anyOf": [chosen, schema]} if is_free else chosen


def _without(schema: Schema, key: str) -> Schema:
    return {name: value for name, value in schema.items() if name != key}


def _description(entry: Entry) -> str:
    """What the key means, in the reference's own words, and since when it is there."""
    parts = [str(entry.get("meaning") or "").strip(), str(entry.get("note") or "").strip()]
    sentences = [f"{part[0].upper()}{part[1:]}." for part in parts if part]
    facts = []
    if entry.get("since"):
        facts.append(f"Since {entry['since']}.")
    default = entry.get("default")
    if default not in (None, ""):
        facts.append(
            f"Default: `{str(default).lower() if isinstance(default, bool) else default}`."
        )
    return " ".join(sentences) + ("\n\n" + " ".join(facts) if facts else "")
