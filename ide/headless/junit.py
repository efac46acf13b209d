"""Outcomes of scenarios as a JUnit file, which every build server reads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from ide.exit_codes import CannotRunError
from ide.headless.scenario_run import Outcome

_MOST_STEPS = 5000
_UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(file: Path, outcomes: Sequence[Outcome]) -> None:
    """Write one test suite a scenario and one test case an expectation.

    Raises:
        CannotRunError: the file cannot be written.
    """
    root = ElementTree.Element("testsuites")
    for outcome in outcomes:
        _suite(root, outcome)
    ElementTree.indent(root)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        ElementTree.ElementTree(root).write(file, encoding="utf-8", xml_declaration=True)
    except OSError as error:
        raise CannotRunError(f"scenario: {file} cannot be written: {error.strerror}.") from error


def _suite(root: ElementTree.Element, outcome: Outcome) -> None:
    failures = sum(not case.ok for case in outcome.cases)
    suite = ElementTree.SubElement(
        root,
        "testsuite",
        name=_clean(outcome.scenario.name()),
        tests=str(len(outcome.cases)),
        failures=str(failures),
        errors="0",
        skipped="0",
        time=f"{outcome.took:.3f}",
    )
    source = str(outcome.scenario.file)
    for case in outcome.cases:
        entry = ElementTree.SubElement(
            suite,
            "testcase",
            name=_clean(case.name),
            classname=_clean(outcome.scenario.file.name.split(".")[0]),
            file=case.file or source,
            line=str(case.line),
            time=f"{case.seconds:.3f}",
        )
        if not case.ok:
            place = f"{case.file or source}:{case.line}: " if case.line else ""
            failure = ElementTree.SubElement(entry, "failure", message=_clean(case.message))
            failure.text = _clean(f"{place}{case.message}")
        if case.screenshot:
            shown = ElementTree.SubElement(entry, "system-out")
            shown.text = f"[[ATTACHMENT|{case.screenshot}]]"
    if outcome.steps.rows:
        steps = ElementTree.SubElement(suite, "system-out")
        steps.text = _clean(outcome.steps.text(_MOST_STEPS))


def _clean(text: str) -> str:
    """Text without what XML cannot hold."""
    return _UNWRITABLE.sub("�", text)
