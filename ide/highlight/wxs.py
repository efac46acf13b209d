"""The Pygments lexer of WXS, which is written like JavaScript."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from pygments.lexer import inherit
from pygments.lexers.javascript import JavascriptLexer
from pygments.token import Error, Name, Text


class WxsLexer(JavascriptLexer):
    """Scripts of templates; a character no script has is text, the rest keeps its colours."""

    name = "WXS"
    aliases: ClassVar[list[str]] = ["wxs"]
    filenames: ClassVar[list[str]] = ["*.wxs"]
    mimetypes: ClassVar[list[str]] = ["text/x-wxs"]
    url = "https://developers.weixin.qq.com/miniprogram/dev/reference/wxs/"

    tokens: ClassVar[dict[str, Any]] = {
        "root": [
            (r"\b(?:getDate|getRegExp|module|exports|require)\b", Name.Builtin),
            inherit,
        ],
    }

    def get_tokens_unprocessed(
        self, text: str, stack: Iterable[str] = ("root",)
    ) -> Iterator[tuple[int, Any, str]]:
        """Yield position, kind and text of each token."""
        for place, kind, value in super().get_tokens_unprocessed(text, stack):
            yield place, Text if kind is Error else kind, value
