"""Checks of what files refer to and is not there (no Qt)."""

from __future__ import annotations

import posixpath
import re

from ide.submit.rules.flaws import Facts, Flaw, Flaws
from ide.survey import is_library

_PICTURE_TAGS = frozenset({"image", "cover-image"})
_REMOTE = re.compile(r"[A-Za-z][\w+.-]*:|//")


def pictures(facts: Facts) -> Flaws:
    """P02: pictures named in templates exist, spelt as they are named."""
    files = facts.submission.present
    spelt = {path.lower(): path for path in files}
    for element in facts.surveyed.elements:
        source = element.attributes.get("src") if element.tag in _PICTURE_TAGS else None
        if not source or "{{" in source or _REMOTE.match(source) or is_library(element.template):
            continue
        path = _resolved(source, element.template)
        if path in files:
            continue
        other = spelt.get(path.lower())
        if other is not None:
            yield Flaw("path-case", element.spot, {"path": source, "file": other})
        else:
            yield Flaw("image-missing", element.spot, {"path": source})


def _resolved(source: str, origin: str) -> str:
    plain = source.strip().partition("?")[0].partition("#")[0]
    folder = "" if plain.startswith("/") else posixpath.dirname(origin)
    return posixpath.normpath(posixpath.join(folder, plain.lstrip("/"))).lstrip("/")
