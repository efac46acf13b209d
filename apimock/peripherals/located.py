"""YAML as plain data, all scalars as text, with the line of every part; aliases are refused."""

from __future__ import annotations

from typing import Any

import yaml

from apimock.peripherals.document import PeripheralError

LIMIT = 1024 * 1024
_DEPTH = 20
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C is ten times as fast; some systems lack it."""
_NULL = "tag:yaml.org,2002:null"

Path = tuple[str | int, ...]


def read_yaml(data: bytes, file: str) -> tuple[Any, dict[Path, int]]:
    """The data of a YAML file and the line of each part of it. Raises PeripheralError."""
    if len(data) > LIMIT:
        said = f"it has {len(data) / 1e6:.1f} MB, and a peripheral may have {LIMIT / 1e6:.0f}"
        raise PeripheralError(file, said, "keep one peripheral in a file")
    try:
        text = data.decode("utf-8-sig")
        _check_events(text, file)
        node = yaml.compose(text, _LOADER)
    except UnicodeDecodeError as error:
        raise PeripheralError(file, "it is not UTF-8", "save it as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = f"no YAML ({error.problem or error.context})"
        line = mark.line + 1 if mark else 0
        raise PeripheralError(file, said, "check indentation and quotes", line=line) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        if isinstance(error, PeripheralError):
            raise
        said = f"no YAML ({str(error).splitlines()[0] if str(error) else 'nested too deeply'})"
        raise PeripheralError(file, said, "check indentation and quotes") from error
    lines: dict[Path, int] = {}
    return _plain(node, (), lines, file), lines


def _check_events(text: str, file: str) -> None:
    """Raise PeripheralError at an alias, and before deep nesting makes parsing take long."""
    depth = 0
    for event in yaml.parse(text, _LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            raise PeripheralError(file, "it uses an alias", "write the part out", line=line)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEPTH:
            raise PeripheralError(file, "it is nested too deeply", "flatten it", line=line)


def _plain(node: yaml.Node | None, path: Path, lines: dict[Path, int], file: str) -> Any:
    if node is None:
        return None
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, i), lines, file) for i, item in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return None if node.tag == _NULL else str(node.value)
    found: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise PeripheralError(file, "a key is no text", "write key: value", line=line)
        if key.value in found:
            remedy = "remove one of them"
            raise PeripheralError(file, "it stands twice", remedy, line=line, field=key.value)
        found[key.value] = _plain(value, (*path, key.value), lines, file)
        lines[(*path, key.value)] = line
    return found
