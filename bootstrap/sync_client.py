"""Writes the client for programs that wait from the one for programs with an event loop.

``python -m bootstrap.sync_client`` writes ``ide/automation/client/sync``; with ``--check`` it only
says whether that is current. Needs ruff, which formats what is written.
"""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from tokenize import NAME, NEWLINE, NL, OP, STRING, TokenInfo, generate_tokens

_ROOM = Path(__file__).resolve().parent.parent / "ide" / "automation" / "client"
_BY_HAND = frozenset({"__init__.py", "connection.py", "process.py"})
_NOTE = "\n# Written by `python -m bootstrap.sync_client` from aio/{name}: change that one.\n"
_NAMES = {
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "aio": "sync",
}
_SIMPLE = frozenset(".()[],")
_WORDS = frozenset({"or", "and", "if", "in", "is", "not"})


def converted(source: str, name: str) -> str:
    """Return a module without ``async`` and ``await``, before it is formatted."""
    tokens = list(generate_tokens(io.StringIO(source).readline))
    lines = source.splitlines(keepends=True)
    edits: list[tuple[int, int, int, str]] = []  # line, first column, end column, replacement
    for place, token in enumerate(tokens):
        if token.type != NAME:
            continue
        if token.string in ("async", "await"):
            following = tokens[place + 1]
            if following.start[0] == token.start[0]:
                edits.append((token.start[0], token.start[1], following.start[1], ""))
            if token.string == "await":
                edits.extend(_needless_brackets(tokens, place))
        elif token.string in _NAMES:
            edits.append((token.start[0], token.start[1], token.end[1], _NAMES[token.string]))
    for line, first, end, text in sorted(edits, reverse=True):
        old = lines[line - 1]
        lines[line - 1] = old[:first] + text + old[end:]
    end = next(token.end[0] for token in tokens if token.type == STRING)
    return "".join([*lines[:end], _NOTE.format(name=name), *lines[end:]])


def _needless_brackets(tokens: list[TokenInfo], place: int) -> list[tuple[int, int, int, str]]:
    """The brackets around ``(await x)`` when they only held the two words together."""
    before = tokens[place - 1]
    if before.string != "(" or tokens[place - 2].type in (NAME, STRING):
        return []
    if tokens[place - 2].string in ("]", ")"):
        return []
    depth = 0
    for token in tokens[place:]:
        if token.string in "([{" and token.type == OP:
            depth += 1
        elif token.string in ")]}" and token.type == OP:
            if depth == 0:
                ends = (token.start[0], token.start[1], token.end[1], "")
                return [(before.start[0], before.start[1], before.end[1], ""), ends]
            depth -= 1
        elif depth == 0 and _is_more(token):
            return []
    return []


def _is_more(token: TokenInfo) -> bool:
    """Whether brackets around it do more than hold ``await x`` together."""
    return (
        (token.type == OP and token.string not in _SIMPLE)
        or token.type in (NEWLINE, NL)
        or (token.type == NAME and token.string in _WORDS)
    )


def written() -> dict[Path, str]:
    """Return the files of the generated client and what they have to hold."""
    files: dict[Path, str] = {}
    for source in sorted((_ROOM / "aio").glob("*.py")):
        if source.name not in _BY_HAND:
            target = _ROOM / "sync" / source.name
            text = converted(source.read_text("utf-8"), source.name)
            files[target] = _formatted(text, target)
    return files


def _formatted(text: str, target: Path) -> str:
    for command in (["check", "--fix", "--quiet", "--select", "I"], ["format", "--quiet"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--stdin-filename", str(target), "-"],
            input=text,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        text = done.stdout
    return text


def stale() -> list[str]:
    """Return the names of generated files that are not current, or no longer generated."""
    files = written()
    known = {*files, *(_ROOM / "sync" / name for name in _BY_HAND)}
    left = [one.name for one in (_ROOM / "sync").glob("*.py") if one not in known]
    old = [one.name for one, text in files.items() if not one.exists() or _read(one) != text]
    return sorted([*left, *old])


def _read(file: Path) -> str:
    return file.read_text("utf-8")


def main() -> int:
    """Write the files, or check them; returns the exit code."""
    if "--check" in sys.argv[1:]:
        names = stale()
        if names:
            print(f"not current: {', '.join(names)}; run python -m bootstrap.sync_client")
        return 1 if names else 0
    for file, text in written().items():
        file.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
