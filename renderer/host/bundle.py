"""The compiled app as the players serve it: the compiler's answers, kept until they are stale."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any, Protocol

from renderer.host.compiler_process import Answer, Answered

Deliver = Callable[[bytes | None], None]
Complain = Callable[[str], None]

_ASSET_BYTES = 64 * 1024 * 1024


class Compiler(Protocol):
    """What answers questions of ``renderer/compiler/README.md``."""

    def ask(self, op: str, answered: Answered, *, latest: bool = False, **params: Any) -> None:
        """Ask; ``answered`` is called once, unless a newer question made the answer useless."""
        ...


class Bundle:
    """One generation of an app. Several players may serve from it."""

    def __init__(self, compiler: Compiler, manifest: Mapping[str, Any]) -> None:
        self._compiler = compiler
        self.manifest = manifest
        self.generation = 1
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}
        """Diagnostics of every chunk compiled so far, by chunk name."""
        self._chunks: dict[str, bytes] = {}
        self._waiting: dict[tuple[int, str], list[tuple[Deliver, Complain]]] = {}
        """Who waits for a chunk that is being compiled, by generation and name."""
        self._assets: dict[str, bytes] = {}
        self._asset_bytes = 0

    @property
    def routes(self) -> list[str]:
        """The pages of the app, in the order of app.json."""
        return [page["route"] for page in self.manifest["pages"]]

    def manifest_json(self) -> bytes:
        """Return ``manifest.json``."""
        return json.dumps(self.manifest, ensure_ascii=False).encode()

    def chunk(self, name: str, deliver: Deliver, complain: Complain) -> None:
        """Deliver a chunk as JSON; None when the compiler could not say, after complaining."""
        known = self._chunks.get(name)
        if known is not None:
            deliver(known)
            return
        request = (self.generation, name)
        waiting = self._waiting.setdefault(request, [])
        waiting.append((deliver, complain))
        if len(waiting) == 1:
            self._compiler.ask("chunk", partial(self._on_chunk, request), name=name)

    def prepare(self, name: str) -> None:
        """Have a chunk compiled that will be asked for soon; what is wrong is told then."""
        self.chunk(name, _nobody_waits, _nobody_waits)

    def asset(self, path: str, deliver: Deliver, complain: Complain) -> None:
        """Deliver a file of the package, or None when it has no such file."""
        known = self._assets.get(path)
        if known is not None:
            deliver(known)
            return
        generation = self.generation

        def answered(answer: Answer) -> None:
            if answer.error:
                complain(f"file {path}: {answer.error}")
            content = _bytes_of(answer.result)
            if content is not None and generation == self.generation:
                self._keep_asset(path, content)
            deliver(content)

        self._compiler.ask("asset", answered, path=path)

    def source_map(self, path: str, deliver: Deliver, complain: Complain) -> None:
        """Deliver the source map of a module, or None when it has none."""

        def answered(answer: Answer) -> None:
            if answer.error:
                complain(f"source map {path}: {answer.error}")
            text = answer.result
            deliver(text.encode() if isinstance(text, str) else None)

        self._compiler.ask("source_map", answered, path=path)

    def replace(self, manifest: Mapping[str, Any] | None, stale: Collection[str]) -> list[str]:
        """Go on to the next generation: forget the chunks that are stale and all assets.

        ``manifest`` is the new one when the app itself changed. Chunks of pages that the app no
        longer has are forgotten too, with all that was wrong with them. Returns which chunks of
        the app have to be compiled again to know what is wrong with it now.
        """
        self.generation += 1
        if manifest is not None:
            self.manifest = manifest
        gone = {name for name in self.diagnostics if not self._belongs(name)}
        again = sorted(set(self.diagnostics).intersection(stale) - gone)
        for name in (*stale, *gone):
            self._chunks.pop(name, None)
            self.diagnostics.pop(name, None)
        self._assets.clear()
        self._asset_bytes = 0
        return again

    def _belongs(self, name: str) -> bool:
        """Whether the app as it is now has this chunk; only pages and the tab bar come and go."""
        sort, _, target = name.partition("/")
        if sort == "page":
            return target in self.routes
        return sort != "component" or target == self.manifest.get("customTabBar")

    def _on_chunk(self, request: tuple[int, str], answer: Answer) -> None:
        generation, name = request
        waiting = self._waiting.pop(request)
        body = None
        if not answer.error:
            body = json.dumps(answer.result, ensure_ascii=False).encode()
            self.diagnostics[name] = list(answer.result.get("diagnostics", ()))
            if generation == self.generation:
                self._chunks[name] = body
        for deliver, complain in waiting:
            if answer.error:
                complain(f"chunk {name}: {answer.error}")
            deliver(body)

    def _keep_asset(self, path: str, content: bytes) -> None:
        if self._asset_bytes + len(content) > _ASSET_BYTES:
            self._assets.clear()
            self._asset_bytes = 0
        if len(content) <= _ASSET_BYTES:
            self._assets[path] = content
            self._asset_bytes += len(content)


def _nobody_waits(_answer: object) -> None:
    return None


def _bytes_of(result: Any) -> bytes | None:
    """The content in an answer of ``asset``: base64, alone or under ``base64``; None: no file."""
    text = result.get("base64") if isinstance(result, dict) else result
    return base64.b64decode(text) if isinstance(text, str) else None
