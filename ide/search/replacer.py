"""Carries out a replacement over open and closed files, and takes the last one back (no Qt)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ide.encoding import NotTextError
from ide.search.matching import Match, StaleMatchError, replace
from ide.search.replacing import Replaced, replace_in_file, take_back


class OpenTexts(Protocol):
    """The texts an editor holds; they are newer than their files and can be undone there."""

    def text_of(self, path: str) -> str | None: ...

    def put_text(self, path: str, text: str) -> None: ...


@dataclass(frozen=True)
class Trouble:
    """A file that was left as it is, and the key of the text that says why."""

    path: str
    key: str
    reason: str = ""


@dataclass(frozen=True)
class Outcome:
    """What a replacement did."""

    matches: int
    files: int
    troubles: tuple[Trouble, ...]


class Replacer:
    """Replaces in the files of a project; knows how to take the last replacement back."""

    def __init__(self, texts: OpenTexts) -> None:
        self._texts = texts
        self._root = Path()
        self._written: list[Replaced] = []
        self._edited: dict[str, tuple[str, str]] = {}

    def replace(self, root: Path, chosen: Mapping[str, Sequence[Match]]) -> Outcome:
        """Replace matches below ``root``, by file; one that changed is left alone and named."""
        self._root, self._written, self._edited = root, [], {}
        troubles, done = [], 0
        for path, matches in chosen.items():
            try:
                self._replace(path, matches)
            except StaleMatchError:
                troubles.append(Trouble(path, "search.stale"))
            except (OSError, NotTextError, UnicodeEncodeError) as error:
                troubles.append(Trouble(path, "search.write_failed", str(error)))
            else:
                done += len(matches)
        return Outcome(done, len(self._written) + len(self._edited), tuple(troubles))

    def undo(self) -> list[Trouble]:
        """Take the last replacement back; return the files that changed since and stay."""
        troubles = []
        for path, (before, after) in self._edited.items():
            if self._texts.text_of(path) == after:
                self._texts.put_text(path, before)
            else:
                troubles.append(Trouble(path, "search.not_undone"))
        for replaced in self._written:
            try:
                if not take_back(self._root, replaced):
                    troubles.append(Trouble(replaced.path, "search.not_undone"))
            except OSError as error:
                troubles.append(Trouble(replaced.path, "search.write_failed", str(error)))
        self._written, self._edited = [], {}
        return troubles

    def _replace(self, path: str, matches: Sequence[Match]) -> None:
        text = self._texts.text_of(path)
        if text is None:
            self._written.append(replace_in_file(self._root, path, matches))
            return
        after = replace(text, matches)
        self._texts.put_text(path, after)
        self._edited[path] = (text, after)
