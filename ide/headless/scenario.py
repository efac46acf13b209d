"""``scenario``: ``run`` plays scenarios on fresh apps and says what came true."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import indent
from typing import Any

from PySide6.QtCore import QEventLoop, Qt

from apimock.scenario.errors import ScenarioError
from apimock.scenario.model import Scenario
from apimock.scenario.reading import load
from apimock.state.device import SnapshotError
from ide.exit_codes import FINDINGS, GOOD, CannotRunError
from ide.headless import scenario_export
from ide.headless.application import start_qt
from ide.headless.document import write_document
from ide.headless.junit import write_junit
from ide.headless.project import HeadlessProject
from ide.headless.scenario_run import Outcome, ScenarioRun
from renderer.host.screen import DEFAULT_DEVICE, DevicePreset, UnknownDeviceError, device


def run(args: argparse.Namespace) -> int:
    """Carry the command out; returns the exit code.

    Raises:
        CannotRunError: a scenario, the project or an argument is unusable.
    """
    if args.verb == "export":
        return scenario_export.run(args)
    if args.record is not None and len(args.files) > 1:
        raise CannotRunError("scenario: --record takes one scenario at a time.")
    scenarios = [read_scenario("scenario", file) for file in args.files]
    presets = [preset_of("scenario", args.device, one) for one in scenarios]
    start_qt()
    project = HeadlessProject(args.project)
    project.open()
    try:
        outcomes = [
            _play(project, scenario, preset, args)
            for scenario, preset in zip(scenarios, presets, strict=True)
        ]
    finally:
        project.close()
    if args.junit is not None:
        write_junit(args.junit, outcomes)
    if args.json is not None:
        write_document("scenario", args.json, _document(project, outcomes, log=args.log))
    return GOOD if all(outcome.ok for outcome in outcomes) else FINDINGS


def read_scenario(command: str, file: Path) -> Scenario:
    """Read a scenario file for a command.

    Raises:
        CannotRunError: it cannot be used; the sentence names file, line and field.
    """
    try:
        return load(file)
    except ScenarioError as error:
        raise CannotRunError(f"{command}: {error}.") from error


def preset_of(command: str, wanted: str | None, scenario: Scenario) -> DevicePreset:
    """Return the phone a scenario is played on: the one asked for, or its own.

    Raises:
        CannotRunError: there is no such phone.
    """
    try:
        return device(wanted or scenario.device or DEFAULT_DEVICE)
    except UnknownDeviceError as error:
        place = "" if wanted else f"{scenario.file}: device: "
        raise CannotRunError(f"{command}: {place}{error}") from error


def _play(
    project: HeadlessProject, scenario: Scenario, preset: DevicePreset, args: argparse.Namespace
) -> Outcome:
    waiting = QEventLoop()
    try:
        played = ScenarioRun(
            project,
            scenario,
            preset,
            limit_s=args.timeout,
            pictures=args.out,
            same_log=args.same_log,
            record=args.record is not None,
            patience=args.wait,
        )
    except SnapshotError as error:
        raise CannotRunError(f"scenario: {scenario.file}: start: {error}.") from error
    played.done.connect(waiting.quit, Qt.ConnectionType.QueuedConnection)
    played.start()
    waiting.exec()
    if played.recorder is not None:
        write_document("scenario", args.record, played.recorder.stop())
    played.close()
    _tell(played.outcome, log=args.log)
    return played.outcome


def _tell(outcome: Outcome, *, log: bool) -> None:
    state = "ok" if outcome.ok else "FAILED"
    sys.stdout.write(f"{state:8}{outcome.took:7.1f} s  {outcome.scenario.name()}\n")
    if log and outcome.steps.rows:
        sys.stdout.write(f"{indent(outcome.steps.text(sys.maxsize), '  ')}\n")
    for case in outcome.cases:
        if case.ok:
            continue
        sys.stdout.write(f"          {case.name}\n            {case.message}\n")
        if case.screenshot:
            sys.stdout.write(f"            {case.screenshot}\n")
    sys.stdout.flush()


def _document(
    project: HeadlessProject, outcomes: Sequence[Outcome], *, log: bool
) -> Mapping[str, Any]:
    return {
        "project": str(project.root),
        "scenarios": [_entry(outcome, log=log) for outcome in outcomes],
    }


def _entry(outcome: Outcome, *, log: bool) -> Mapping[str, Any]:
    steps = {"steps": [row.to_json() for row in outcome.steps.rows]} if log else {}
    return {**outcome.to_json(), **steps}
