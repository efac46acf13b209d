"""The compiler's child process: JSON lines, and no request that ends it."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from renderer.compiler.server import Server

Ask = Callable[..., Any]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "项目"
    (folder / "p").mkdir(parents=True)
    (folder / "app.json").write_text('{"pages": ["p/p"]}')
    (folder / "app.js").write_text("App({})")
    (folder / "p" / "p.wxml").write_text("<view>你好</view>", "utf-8")
    (folder / "p" / "p.js").write_text("Page({})")
    (folder / "p" / "a.png").write_bytes(b"\x89PNG")
    return folder


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@pytest.fixture
def ask(server: Server, root: Path, tmp_path: Path) -> Ask:
    def ask(op: str, **params: Any) -> Any:
        line = json.dumps({"id": 7, "op": op, **params}).encode()
        reply = json.loads(server.answer(line))
        assert reply["id"] == 7
        return reply

    reply = ask("open", root=str(root), cache=str(tmp_path / "cache"), options={})
    assert reply["result"]["entryPage"] == "p/p"
    return ask


def test_all_operations(ask: Ask, root: Path) -> None:
    assert ask("manifest")["result"]["entryPage"] == "p/p"
    chunk = ask("chunk", name="page/p/p")["result"]
    assert "你好" in chunk["components"]["p/p"]["template"]
    assert base64.b64decode(ask("asset", path="p/a.png")["result"]["base64"]) == b"\x89PNG"
    assert ask("asset", path="../x")["result"] == {"base64": None}
    assert ask("source_map", path="p/p.js") == {"id": 7, "result": None}
    assert ask("check")["result"]["diagnostics"] == []
    (root / "p" / "p.wxml").write_text("<text/>")
    assert ask("changed", paths=["p/p.wxml"])["result"] == {
        "kind": "template",
        "stale": ["page/p/p"],
        "generation": 2,
    }


def test_unsaved_text_is_compiled_and_taken_away_again(ask: Ask) -> None:
    ask("chunk", name="page/p/p")
    assert (
        ask("overlay", path="p/p.wxml", text="<text>typed</text>")["result"]["kind"] == "template"
    )
    assert "typed" in ask("chunk", name="page/p/p")["result"]["components"]["p/p"]["template"]
    ask("overlay", path="p/p.wxml", text=None)
    assert "你好" in ask("chunk", name="page/p/p")["result"]["components"]["p/p"]["template"]


@pytest.mark.parametrize(
    "request_",
    [
        {"op": "nonsense"},
        {"op": "chunk"},
        {"op": "chunk", "name": 3},
        {"op": "changed", "paths": 1},
        {},
    ],
)
def test_a_wrong_request_is_answered_with_an_error(ask: Ask, request_: Mapping[str, Any]) -> None:
    params = {**request_}
    assert ask(str(params.pop("op", "")), **params)["error"]
    assert ask("manifest")["result"]["entryPage"] == "p/p"


@pytest.mark.parametrize("line", [b"not json", b"[]", b"\xff\xfe", b'{"id": 1'])
def test_a_line_that_is_no_request_is_answered_too(server: Server, line: bytes) -> None:
    assert json.loads(server.answer(line))["error"]


def test_a_fault_of_ours_ends_one_request_only(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("boom")

    with monkeypatch.context() as patch:
        patch.setattr("renderer.compiler.compiler.Compiler.chunk", fail)
        assert ask("chunk", name="app")["error"] == "RuntimeError: boom"
    assert "result" in ask("chunk", name="app")


def test_nothing_open_is_said(server: Server) -> None:
    assert (
        json.loads(server.answer(b'{"id": 1, "op": "manifest"}'))["error"] == "no project is open"
    )
    reply = json.loads(server.answer(b'{"id": 1, "op": "open", "root": "/nowhere/at/all"}'))
    assert "not a folder" in reply["error"]


def test_the_process_speaks_utf8_and_ends_with_its_input(root: Path) -> None:
    lines = [
        json.dumps({"id": 1, "op": "open", "root": str(root)}, ensure_ascii=False),
        json.dumps(
            {"id": 2, "op": "overlay", "path": "p/p.wxml", "text": "<view>早</view>"},
            ensure_ascii=False,
        ),
        json.dumps({"id": 3, "op": "chunk", "name": "page/p/p"}),
    ]
    done = subprocess.run(
        [sys.executable, "-m", "renderer.compiler.server"],
        input="\n".join(lines).encode() + b"\n",
        capture_output=True,
        timeout=60,
        check=True,
    )
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    assert [reply["id"] for reply in replies] == [1, 2, 3]
    assert "早" in replies[2]["result"]["components"]["p/p"]["template"]
    assert done.stderr == b""
