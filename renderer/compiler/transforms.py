"""The toolchain's transforms, each run once for the same input: remembered here and on disk."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Protocol

from renderer.compiler.cache import Cache
from resources import path as resource_path

Item = Mapping[str, Any]
Result = Mapping[str, Any]

_BUNDLE = ("web", "toolchain", "toolchain.cjs")
_MEMORY_ENTRIES = 20_000
_OURS = frozenset({"toolchain-fault", "toolchain-gave-up"})
_PLAIN_MARSHAL = 2
"""A format of ``marshal`` without back references: equal items give equal bytes."""


class TransformRunner(Protocol):
    """The part of ``renderer.toolchain.Toolchain`` that the compiler uses."""

    def request(self, op: str, items: Sequence[Item]) -> list[dict[str, Any]]:
        """Run one operation on several items; one result an item, in order."""
        ...


_PART = 48


class Transforms:
    """Runs operations in batches and never twice for the same item."""

    def __init__(self, runner: TransformRunner, cache: Cache) -> None:
        self._runner = runner
        self._cache = cache
        self._known: dict[str, Result] = {}
        self.told: Callable[[int], None] | None = None
        """Hears how many items were done, while somebody waits for a long run."""

    def run(self, op: str, items: Sequence[Item], salt: str = "") -> list[Result]:
        """Return one result an item, in order.

        ``salt`` stands for what a result depends on beside its item.
        """
        if not items:
            return []
        keys = [self._key(op + salt, item) for item in items]
        missing = [key for key in dict.fromkeys(keys) if key not in self._known]
        if missing:
            self._recall(missing)
            self._compute(op, keys, items)
        return [self._known[key] for key in keys]

    def _recall(self, keys: Sequence[str]) -> None:
        if len(self._known) > _MEMORY_ENTRIES:
            self._known.clear()
        self._known.update(self._cache.get(keys))

    def _compute(self, op: str, keys: Sequence[str], items: Sequence[Item]) -> None:
        todo = {key: item for key, item in zip(keys, items, strict=True) if key not in self._known}
        if not todo:
            return
        wanted = list(todo)
        step = _PART if self.told else len(wanted)
        for start in range(0, len(wanted), step):
            part = wanted[start : start + step]
            results = self._runner.request(op, [todo[key] for key in part])
            self._known.update(zip(part, results, strict=True))
            pairs = zip(part, results, strict=True)
            self._cache.put({key: result for key, result in pairs if not _is_faulty(result)})
            if self.told:
                self.told(len(part))

    def _key(self, op: str, item: Item) -> str:
        digest = hashlib.blake2b(digest_size=20)
        digest.update(toolchain_stamp().encode())
        digest.update(op.encode())
        digest.update(marshal.dumps(dict(item), _PLAIN_MARSHAL))
        return digest.hexdigest()


def _is_faulty(result: Result) -> bool:
    """Whether a transform failed for a reason that is not in its item: it may go well next time."""
    return any(note.get("code") in _OURS for note in result.get("diagnostics", ()))


@cache
def toolchain_stamp() -> str:
    """Return a text that differs between versions of the transforms and their packages."""
    bundle = resource_path(*_BUNDLE)
    digest = hashlib.blake2b(digest_size=16)
    try:
        digest.update(bundle.read_bytes())
    except OSError:
        return "no bundle"
    packages = bundle.parent / "node_modules"
    for package in sorted((*packages.glob("*/package.json"), *packages.glob("@*/*/package.json"))):
        digest.update(package.read_bytes())
    return digest.hexdigest()
