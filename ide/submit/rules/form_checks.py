"""Checks of what the person enters (no Qt)."""

from __future__ import annotations

import re

from ide.submit.rules.flaws import Facts, Flaw, Flaws

_VERSION = re.compile(r"\d{1,9}\.\d{1,9}\.\d{1,9}")
_VAGUE = frozenset({"update", "test", "fix", "bug", "更新", "测试", "修复", "1", "-"})


def version(facts: Facts) -> Flaws:
    """P39: the version is one, and higher than the last."""
    form = facts.form
    assert form is not None
    if not _VERSION.fullmatch(form.version):
        values = {"field": "version", "version": form.version or "–"}
        yield Flaw("version-form", values=values)
    elif form.last_version and _parts(form.version) <= _parts(form.last_version):
        values = {"field": "version", "version": form.version, "last": form.last_version}
        yield Flaw("version-not-higher", values=values)


def description(facts: Facts) -> Flaws:
    """P39: the description says what changed."""
    assert facts.form is not None
    text = facts.form.description.strip()
    if not text:
        yield Flaw("description-empty", values={"field": "desc"})
    elif text.lower() in _VAGUE:
        yield Flaw("description-vague", values={"field": "desc", "text": text})


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
