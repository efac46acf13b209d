"""The lexer of a file name, ours or one of Pygments."""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath

from pygments.lexer import Lexer
from pygments.lexers.css import LessCssLexer, SassLexer, ScssLexer
from pygments.lexers.data import JsonLexer
from pygments.lexers.javascript import JavascriptLexer, TypeScriptLexer
from pygments.lexers.python import PythonLexer
from pygments.lexers.special import TextLexer

from ide.highlight.wxml import WxmlLexer
from ide.highlight.wxs import WxsLexer
from ide.highlight.wxss import WxssLexer

_LEXERS: dict[str, type[Lexer]] = {
    ".wxml": WxmlLexer,
    ".wxss": WxssLexer,
    ".css": WxssLexer,
    ".wxs": WxsLexer,
    ".js": JavascriptLexer,
    ".ts": TypeScriptLexer,
    ".json": JsonLexer,
    ".less": LessCssLexer,
    ".scss": ScssLexer,
    ".sass": SassLexer,
    ".py": PythonLexer,
}


@cache
def lexer_of(path: str) -> Lexer:
    """Return the lexer for a path; it gives back exactly the text it was given."""
    kind = _LEXERS.get(PurePosixPath(path).suffix.lower(), TextLexer)
    return kind(stripnl=False, ensurenl=False)
