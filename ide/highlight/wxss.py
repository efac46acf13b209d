"""The Pygments lexer of WXSS."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from pygments.lexer import RegexLexer, bygroups, include
from pygments.token import (
    Comment,
    Keyword,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Text,
    Whitespace,
)


class WxssLexer(RegexLexer):
    """Style sheets: CSS with ``rpx`` and imports."""

    name = "WXSS"
    aliases: ClassVar[list[str]] = ["wxss"]
    filenames: ClassVar[list[str]] = ["*.wxss"]
    mimetypes: ClassVar[list[str]] = ["text/x-wxss"]
    url = "https://developers.weixin.qq.com/miniprogram/dev/framework/view/wxss.html"
    flags = re.DOTALL

    tokens: ClassVar[dict[str, Any]] = {
        "blank": [
            (r"\s+", Whitespace),
            (r"/\*.*?(?:\*/|\Z)", Comment.Multiline),
        ],
        "strings": [
            (r'"(?:[^"\\\n]|\\.)*"?', String.Double),
            (r"'(?:[^'\\\n]|\\.)*'?", String.Single),
        ],
        "root": [
            include("rules"),
            (r"\}", Punctuation),
        ],
        "rules": [
            include("blank"),
            include("strings"),
            (r"@[\w-]+", Keyword, "at rule"),
            (r"\{", Punctuation, "block"),
            (r"(\.)([\w-]+)", bygroups(Punctuation, Name.Class)),
            (r"(#)([\w-]+)", bygroups(Punctuation, Name.Namespace)),
            (r"(::?)([\w-]+)", bygroups(Punctuation, Name.Decorator)),
            (r"\d+(?:\.\d+)?%", Number),
            (r"[A-Za-z_][\w-]*", Name.Tag),
            (r"[\[\]()>+~*,=|^$;:&]", Punctuation),
            (r".", Text),
        ],
        "at rule": [
            include("blank"),
            include("strings"),
            (r";", Punctuation, "#pop"),
            (r"\{", Punctuation, ("#pop", "block")),
            (r"(?=\})", Punctuation, "#pop"),
            include("values"),
        ],
        "block": [
            (r"\}", Punctuation, "#pop"),
            # A name with a colon is a declaration unless a block opens before it ends.
            (
                r"(--[\w-]+)(\s*)(:)(?=[^{}]*(?:[;}]|\Z))",
                bygroups(Name.Variable, Whitespace, Punctuation),
                "declaration",
            ),
            (
                r"([-\w*]+)(\s*)(:)(?=[^{}]*(?:[;}]|\Z))",
                bygroups(Name.Property, Whitespace, Punctuation),
                "declaration",
            ),
            include("rules"),
        ],
        "declaration": [
            include("blank"),
            include("strings"),
            (r";", Punctuation, "#pop"),
            (r"(?=\})", Punctuation, "#pop"),
            (r"!\s*important\b", Keyword),
            include("values"),
        ],
        "values": [
            (r"#[0-9a-fA-F]{3,8}\b", Number.Hex),
            (
                r"([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(%|[A-Za-z]+)?",
                bygroups(Number, Keyword.Type),
            ),
            (r"url\([^\"')]*\)", String.Other),
            (r"--[\w-]+", Name.Variable),
            (r"([\w-]+)(\()", bygroups(Name.Function, Punctuation)),
            (r"[A-Za-z_-][\w-]*", Keyword.Constant),
            (r"[-+*/<>=|^~]", Operator),
            (r"[()\[\],:]", Punctuation),
            (r".", Text),
        ],
    }
