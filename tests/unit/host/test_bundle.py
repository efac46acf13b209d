"""The bundle asks the compiler once for what several wait for."""

from __future__ import annotations

import json
from typing import Any

from renderer.host.bundle import Bundle
from renderer.host.compiler_process import Answer, Answered

MANIFEST = {"pages": [{"route": "pages/a/a"}]}


class SlowCompiler:
    """Keeps questions until they are answered by hand."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Answered]] = []

    def ask(self, op: str, answered: Answered, *, latest: bool = False, **params: Any) -> None:
        self.asked.append((f"{op} {params['name']}", answered))

    def answer(self, answer: Answer) -> None:
        _, answered = self.asked.pop(0)
        answered(answer)


def test_a_prepared_chunk_is_compiled_once_for_all_who_ask() -> None:
    compiler = SlowCompiler()
    bundle = Bundle(compiler, MANIFEST)
    got: list[bytes | None] = []
    bundle.prepare("page/pages/a/a")
    bundle.chunk("page/pages/a/a", got.append, got.append)  # type: ignore[arg-type]
    bundle.chunk("page/pages/a/a", got.append, got.append)  # type: ignore[arg-type]
    assert [question for question, _ in compiler.asked] == ["chunk page/pages/a/a"]
    compiler.answer(Answer({"name": "x", "diagnostics": []}))
    assert [json.loads(body or b"null")["name"] for body in got] == ["x", "x"]
    bundle.prepare("page/pages/a/a")
    assert compiler.asked == []


def test_a_failure_of_a_prepared_chunk_is_told_to_who_asks() -> None:
    compiler = SlowCompiler()
    bundle = Bundle(compiler, MANIFEST)
    bodies: list[bytes | None] = []
    complaints: list[str] = []
    bundle.prepare("app")
    bundle.chunk("app", bodies.append, complaints.append)
    compiler.answer(Answer(error="it died"))
    assert bodies == [None]
    assert complaints == ["chunk app: it died"]


def test_an_answer_of_an_older_generation_is_not_kept() -> None:
    compiler = SlowCompiler()
    bundle = Bundle(compiler, MANIFEST)
    old: list[bytes | None] = []
    bundle.chunk("app", old.append, lambda _: None)
    bundle.replace(None, ["app"])
    new: list[bytes | None] = []
    bundle.chunk("app", new.append, lambda _: None)
    compiler.answer(Answer({"name": "old"}))
    assert new == []
    compiler.answer(Answer({"name": "new"}))
    assert [json.loads(body or b"null")["name"] for body in old + new] == ["old", "new"]
