"""``preflight --fix``: mends what can be mended, until nothing is left to mend."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from ide.exit_codes import CannotRunError
from ide.fix import Fix
from ide.i18n import tr
from ide.submit.fixes import StaleFixError, apply, plan, reader
from ide.submit.rules import Verdict

_ROUNDS = 5
"""What is mended can bring to light what stood behind it; this often is enough for all of it."""


def show(root: Path, verdicts: Sequence[Verdict]) -> None:
    """Print what the fixes would change, as a unified diff that ``git apply`` takes."""
    steps = plan(_fixes(verdicts), reader(root))
    sys.stdout.write(steps.diff)
    sys.stderr.write(f"{tr('fixing.would', count=len(steps.done), files=len(steps.files))}\n")


def mend(root: Path, examine: Callable[[], Sequence[Verdict]]) -> None:
    """Carry the fixes out, look again, and say what was done.

    Raises:
        CannotRunError: a file changed meanwhile or cannot be written.
    """
    done: list[Fix] = []
    for _ in range(_ROUNDS):
        steps = plan(_fixes(examine()), reader(root))
        if not steps.files:
            break
        try:
            apply(root, steps)
        except StaleFixError as error:
            raise CannotRunError(f"preflight: {tr('fixing.stale', file=error)}") from error
        except (OSError, UnicodeEncodeError) as error:
            reason = getattr(error, "strerror", None) or error
            raise CannotRunError(f"preflight: {tr('fixing.failed', reason=reason)}") from error
        done += steps.done
    for fix in done:
        names = ", ".join(dict.fromkeys(change.file for change in fix.changes))
        sys.stdout.write(f"{names}: {tr(fix.title, **fix.values)}\n")
    sys.stdout.write(f"{tr('fixing.done', count=len(done))}\n\n")


def _fixes(verdicts: Iterable[Verdict]) -> list[Fix]:
    """Return every fix once, in the order of the rules."""
    found: list[Fix] = []
    for verdict in verdicts:
        for finding in verdict.findings:
            if finding.fix is not None and finding.fix not in found:
                found.append(finding.fix)
    return found
