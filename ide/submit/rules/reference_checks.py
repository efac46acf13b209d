"""Checks of what files refer to and is not there (no Qt)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from ide.submit.rules.flaws import Facts, Flaw, Flaws
from ide.submit.rules.known import sought
from ide.submit.rules.reach import template_users
from ide.survey import Survey, is_library

_PICTURE_TAGS = frozenset({"image", "cover-image"})
_REMOTE = re.compile(r"[A-Za-z][\w+.-]*:|//")


def pictures(facts: Facts) -> Flaws:
    """P02: pictures named in templates exist, spelt as they are named."""
    survey, files = facts.surveyed, facts.submission.present
    users = template_users(survey)
    spelt = {path.lower(): path for path in files}
    for element in survey.elements:
        source = element.attributes.get("src") if element.tag in _PICTURE_TAGS else None
        if not source or "{{" in source or _REMOTE.match(source) or is_library(element.template):
            continue
        # A path in an imported template counts from the file that uses it.
        owners = [survey.components[user] for user in users.get(element.template, ())]
        paths = [_resolved(source, owner["template"]) for owner in owners]
        paths = paths or [_resolved(source, element.template)]
        if any(path in files for path in paths):
            continue
        other = next((spelt[path.lower()] for path in paths if path.lower() in spelt), None)
        if other is not None:
            yield Flaw("path-case", element.spots["src"], {"path": source, "file": other})
        else:
            yield Flaw("image-missing", element.spots["src"], {"path": source})


def _resolved(source: str, origin: str) -> str:
    plain = source.strip().partition("?")[0].partition("#")[0]
    folder = "" if plain.startswith("/") else posixpath.dirname(origin)
    return posixpath.normpath(posixpath.join(folder, plain.lstrip("/"))).lstrip("/")


def style_files(facts: Facts) -> Flaws:
    """P02: style sheets name no files of the package, which phones do not load from there."""
    survey, files = facts.surveyed, facts.submission.present
    told: set[tuple[str, str]] = set()
    for named in survey.style_urls:
        path = _resolved(named.url, named.sheet)
        name = (named.sheet, path.rpartition(".")[0])  # a font is named in several formats
        if is_library(named.sheet) or "{{" in named.url or name in told:
            continue
        told.add(name)
        code = "style-file-local" if path in files else "style-file-missing"
        yield Flaw(code, named.spot, {"path": named.url})


def data_pictures(facts: Facts) -> Flaws:
    """P02: pictures whose whole path stands in a script are there."""
    survey, files = facts.surveyed, facts.submission.present
    folders = {path.partition("/")[0] for path in files if "/" in path}
    suffixes = tuple(sought()["pictures_named"]["suffixes"])
    fetched = {use.values.get("url") for use in survey.uses}
    users = _script_users(survey)
    for said in survey.strings:
        plain = said.text.partition("?")[0]
        local = plain.startswith(("./", "../")) or plain.lstrip("/").partition("/")[0] in folders
        path = local and plain.lower().endswith(suffixes) and said.whole
        if not path or is_library(said.script) or said.text in fetched or _REMOTE.match(plain):
            continue
        origins = [said.script, *_templates_of(survey, users, said.script), ""]
        if not any(_resolved(plain, origin) in files for origin in origins):
            yield Flaw("data-image-missing", said.spot, {"path": said.text})


def _script_users(survey: Survey) -> Mapping[str, list[str]]:
    users: dict[str, list[str]] = {}
    for path, row in survey.data["scripts"].items():
        for other in row["needs"]:
            users.setdefault(other, []).append(path)
    return users


def _templates_of(survey: Survey, users: Mapping[str, list[str]], script: str) -> list[str]:
    """Return the templates whose components come to a script: paths in data count from there."""
    reached, pending = set(), [script]
    while pending:
        path = pending.pop()
        if path not in reached:
            reached.add(path)
            pending += users.get(path, ())
    rows = survey.components.values()
    return [row["template"] for row in rows if row["script"] in reached and row["template"]]
