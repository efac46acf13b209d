"""The audit of a running mini-program as a child process: every page opened, all rules, the score.

Reads a line of JSON with ``project``; writes one with ``data`` (the report as JSON, with the score)
and ``report`` (the same as a page).
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ide.exit_codes import CANNOT_RUN, GOOD, CannotRunError
from ide.headless.preflight import facts_of
from ide.headless.smoke_run import run_pages
from ide.project.folder import read_folder
from ide.submit import report
from ide.submit.report_page import page
from ide.submit.rules import examine


def main() -> int:
    """Audit the project asked for on standard input."""
    root = Path(json.loads(sys.stdin.readline())["project"])
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        record = run_pages(root, None, lambda *_: None)
    except CannotRunError as error:
        sys.stderr.write(f"{error}\n")
        return CANNOT_RUN
    facts = replace(facts_of(root, None), run=record)
    created = datetime.now().astimezone().isoformat(timespec="seconds")
    document = report.document(facts, examine(facts), read_folder(root).name, created=created)
    sys.stdout.write(json.dumps({"data": document, "report": page(document)}) + "\n")
    sys.stdout.flush()
    return GOOD


if __name__ == "__main__":
    sys.exit(main())
