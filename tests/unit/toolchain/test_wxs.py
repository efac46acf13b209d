"""WXS files: what they require, and what in them is no WXS."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from renderer.toolchain.process import Toolchain

Result = dict[str, Any]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("var a = 1\nvar = 2", ["wxs-syntax@2:5"]),
        ("var a = 1\nlet b = 2", ["wxs-newer-syntax@2:5"]),
        ("for (var k in {}) {}", ["wxs-unsupported@1:1"]),
        ("var d = new Date()", ["wxs-unsupported@1:9"]),
        ("var r = /x/", ["wxs-unsupported@1:9"]),
        ("try { throw 1 } catch (e) {}", ["wxs-unsupported@1:1", "wxs-unsupported@1:7"]),
        ("var a = 'new /x/ let'; // try {", []),
        ("\ufeffmodule.exports = 1", []),
        ("module.exports = 1 /* to the end", []),
    ],
)
def test_what_is_no_wxs_is_reported(
    toolchain: Toolchain, codes: Callable[[Result], list[str]], source: str, found: list[str]
) -> None:
    result = toolchain.request("wxs.compile", [{"path": "a.wxs", "source": source}])[0]
    assert sorted(codes(result)) == found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x.constructor", "__wxs_ctor(x)"),
        ("x.y[0].constructor === 'Array'", "__wxs_ctor(x.y[0]) === 'Array'"),
        ("x['constructor']", "__wxs_ctor(x)"),
        ("(1).constructor + (a, b)['constructor']", "__wxs_ctor((1)) + __wxs_ctor((a, b))"),
        ("x\n  .constructor\ny()", "__wxs_ctor(x)\n\ny()"),
        ("f(x.constructor.constructor)", "f(__wxs_ctor(__wxs_ctor(x)))"),
        ("var s = '.constructor', o = {constructor: 1}", None),
        ("constructor()", None),
    ],
)
def test_constructor_becomes_the_name_of_the_type(
    toolchain: Toolchain, source: str, expected: str | None
) -> None:
    result = toolchain.request("wxs.compile", [{"path": "a.wxs", "source": source}])[0]
    assert result["code"].rstrip() == (source if expected is None else expected)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"getRegExp('^-?\d+(\.\d+)?$')", r"getRegExp('^-?\\d+(\\.\\d+)?$')"),
        (r"""'\\d \' \" \n \t \x41 \u4e2d \0'""", None),
        (r"'\\\w'", r"'\\\\w'"),
        ("'a\\\nb'", None),
        (r"var a = 1 // '\d'", None),
    ],
)
def test_a_backslash_without_meaning_stays(
    toolchain: Toolchain, source: str, expected: str | None
) -> None:
    result = toolchain.request("wxs.compile", [{"path": "a.wxs", "source": source}])[0]
    assert result["code"] == (source if expected is None else expected)


def test_requires(toolchain: Toolchain) -> None:
    source = "var a = require('./a.wxs')\nvar b = require(\"/b.wxs\") // require('c')"
    result = toolchain.request("wxs.compile", [{"path": "a.wxs", "source": source}])[0]
    assert result["requires"] == [
        {"specifier": "./a.wxs", "line": 1, "column": 17},
        {"specifier": "/b.wxs", "line": 2, "column": 17},
    ]
