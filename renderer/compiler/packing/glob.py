"""Glob patterns as the platform's tool reads them: ``*``, ``**``, ``?``, ``[…]``, ``{a,b}``."""

from __future__ import annotations

import re
from itertools import product

_MOST_ALTERNATIVES = 200


def glob_pattern(glob: str) -> re.Pattern[str] | None:
    """Return the regular expression of a glob, None when it is none.

    ``*`` and ``?`` stay within a folder and pass over names that begin with a dot; ``**`` as a
    whole part stands for any folders.
    """
    if glob.startswith("#"):
        return None
    negated = glob.startswith("!")
    alternatives = _alternatives(glob[1:] if negated else glob)
    if not alternatives or not any(alternatives):
        return None
    body = "|".join(_path(one) for one in alternatives)
    try:
        return re.compile(f"(?!(?:{body})$).*" if negated else body, re.DOTALL)
    except re.error:
        return None


def _alternatives(glob: str) -> list[str]:
    """Write ``{a,b}`` out."""
    opened = _brace(glob)
    if opened is None:
        return [glob]
    start, end, choices = opened
    tails = _alternatives(glob[end:])
    middles = [one for choice in choices for one in _alternatives(choice)]
    pairs = list(product(middles, tails))
    return [f"{glob[:start]}{middle}{tail}" for middle, tail in pairs[:_MOST_ALTERNATIVES]]


def _brace(glob: str) -> tuple[int, int, list[str]] | None:
    """Return where the first choice stands and what it offers."""
    start = glob.find("{")
    while start >= 0:
        depth, parts, last = 0, [], start + 1
        for at in range(start, len(glob)):
            depth += {"{": 1, "}": -1}.get(glob[at], 0)
            if glob[at] == "," and depth == 1:
                parts.append(glob[last:at])
                last = at + 1
            if depth == 0:
                parts.append(glob[last:at])
                if len(parts) > 1:
                    return start, at + 1, parts
                break
        start = glob.find("{", start + 1)
    return None


def _path(glob: str) -> str:
    parts = glob.split("/")
    written = ""
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        if part == "**":
            written += r"(?:(?!\.)[^/]+(?:/(?!\.)[^/]+)*)?" if last else r"(?:(?!\.)[^/]+/)*"
        else:
            written += _part(part) + ("" if last else "/")
    return written


def _part(glob: str) -> str:
    written = "" if not glob.startswith(("*", "?", "[")) else r"(?!\.)"
    at = 0
    while at < len(glob):
        character = glob[at]
        end = glob.find("]", at + 2) if character == "[" else -1
        if character == "*":
            written += "[^/]*"
        elif character == "?":
            written += "[^/]"
        elif end > 0:
            inside = glob[at + 1 : end].replace("\\", "\\\\").replace("[", "\\[")
            written += f"[^{inside[1:]}/]" if inside[0] in "!^" else f"[{inside}]"
            at = end
        else:
            written += re.escape(character)
        at += 1
    # A star that is a whole part stands for a name, which has a character at least.
    return r"(?!\.)[^/]+" if set(glob) == {"*"} else written
