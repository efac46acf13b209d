"""The Pygments lexer of WXML."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from pygments.lexer import RegexLexer, bygroups, include, using
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

from ide.highlight.wxs import WxsLexer

_DIRECTIVE = r"(?:wx|model|generic|change|worklet|mark|data):[\w:.-]+"
_EVENT = r"(?:capture-)?(?:mut-)?(?:bind|catch):?[\w:.-]+"


class WxmlLexer(RegexLexer):
    """Templates: tags, directives, events, expressions in ``{{ }}`` and inline WXS."""

    name = "WXML"
    aliases: ClassVar[list[str]] = ["wxml"]
    filenames: ClassVar[list[str]] = ["*.wxml"]
    mimetypes: ClassVar[list[str]] = ["text/x-wxml"]
    url = "https://developers.weixin.qq.com/miniprogram/dev/reference/wxml/"
    flags = re.DOTALL

    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"<!--.*?(?:-->|\Z)", Comment.Multiline),
            (r"<![^>]*>?", Comment.Preproc),
            (r"(<)(wxs)\b", bygroups(Punctuation, Name.Tag), ("script", "tag")),
            (r"(</?)([A-Za-z_][\w.:-]*)", bygroups(Punctuation, Name.Tag), "tag"),
            (r"\{\{", String.Interpol, "expression"),
            (r"&#?\w+;", Name.Entity),
            (r"\s+", Whitespace),
            (r"[^<{&\s]+", Text),
            (r"[<{&]", Text),
        ],
        "tag": [
            (r"\s+", Whitespace),
            (r"/>", Punctuation, "#pop"),
            (r">", Punctuation, "#pop"),
            (rf"({_DIRECTIVE})(\s*)(=)", bygroups(Keyword, Whitespace, Operator), "value"),
            (rf"({_EVENT})(\s*)(=)", bygroups(Name.Function, Whitespace, Operator), "value"),
            (
                r"([^\s=<>\"'/]+)(\s*)(=)",
                bygroups(Name.Attribute, Whitespace, Operator),
                "value",
            ),
            (r"wx:[\w-]+", Keyword),
            (r"[^\s=<>\"'/]+", Name.Attribute),
            (r"(?=<)", Text, "#pop"),
            (r".", Text),
        ],
        "value": [
            (r"\s+", Whitespace),
            (r'"', String.Double, ("#pop", "double")),
            (r"'", String.Single, ("#pop", "single")),
            (r"(?=[/>])", Text, "#pop"),
            (r"\{\{", String.Interpol, ("#pop", "expression")),
            (r"[^\s\"'>/{]+", String, "#pop"),
            (r".", String, "#pop"),
        ],
        "double": [
            (r'"', String.Double, "#pop"),
            (r"\{\{", String.Interpol, "expression in double"),
            (r'[^"{]+', String.Double),
            (r"\{", String.Double),
        ],
        "single": [
            (r"'", String.Single, "#pop"),
            (r"\{\{", String.Interpol, "expression in single"),
            (r"[^'{]+", String.Single),
            (r"\{", String.Single),
        ],
        # The quote of the attribute ends a broken expression, so that only one line looks odd.
        "expression in double": [(r'(?=")', Text, "#pop"), include("expression")],
        "expression in single": [(r"(?=')", Text, "#pop"), include("expression")],
        "expression": [
            (r"\}\}", String.Interpol, "#pop"),
            (r"\s+", Whitespace),
            (r"'(?:[^'\\]|\\.)*'", String.Single),
            (r'"(?:[^"\\]|\\.)*"', String.Double),
            (r"\b(?:true|false|null|undefined)\b", Keyword.Constant),
            (r"\d+(?:\.\d+)?", Number),
            (r"(\.)([A-Za-z_$][\w$]*)", bygroups(Punctuation, Name.Attribute)),
            (r"[A-Za-z_$][\w$]*", Name.Variable),
            (r"\.\.\.|[+\-*/%<>=!&|?:.^~]", Operator),
            (r"[()\[\]{},;]", Punctuation),
            (r".", Text),
        ],
        "script": [
            (r"(?<=/>)", Text, "#pop"),
            (r"(</)(wxs)(\s*>?)", bygroups(Punctuation, Name.Tag, Punctuation), "#pop"),
            (r".+?(?=</wxs\b)", using(WxsLexer), "#pop"),
            (r".+", using(WxsLexer), "#pop"),
        ],
    }
