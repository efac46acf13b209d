"""Checks of what was taken over from others: the licences are known and listed (no Qt)."""

from __future__ import annotations

import re

from ide.submit.rules.flaws import Facts, Flaw, Flaws
from ide.submit.rules.known import sought
from ide.submit.rules.licences import Foreign, foreign_parts
from ide.survey import Spot

_SHOWN = 12


def licences(facts: Facts) -> Flaws:
    """P42: lists the licences, and what has none or one that asks for the source."""
    submission = facts.submission
    by_licence: dict[str, list[Foreign]] = {}
    cloud = str(submission.config.get("cloudfunctionRoot") or "").strip("./")
    own = (f"{cloud}/",) if cloud else ()
    paths = {p for p in submission.paths if not submission.project_path(p).startswith(own)}
    for part in foreign_parts(submission.root, submission.app_root, frozenset(paths)):
        by_licence.setdefault(part.licence, []).append(part)
    strict = re.compile(sought()["licences"]["strict"])
    for licence, parts in sorted(by_licence.items()):
        if not licence:
            for part in parts:
                spot = Spot(submission.project_path(part.path))
                yield Flaw("licence-unknown", spot, {"name": part.name})
        elif strict.search(licence):
            for part in parts:
                spot = Spot(submission.project_path(part.path))
                yield Flaw("licence-strict", spot, {"name": part.name, "licence": licence})
        else:
            names = ", ".join(part.name for part in parts[:_SHOWN])
            more = " …" if len(parts) > _SHOWN else ""
            values = {"licence": licence, "names": names + more, "count": len(parts)}
            yield Flaw("licence-listed", Spot(submission.project_path(parts[0].path)), values)
