"""``snapshot``: renders pages without a window and says what each shows and what is wrong."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from ide.exit_codes import FINDINGS, GOOD, CannotRunError
from ide.headless.application import start_qt
from ide.headless.document import write_document
from ide.headless.page_run import Target
from ide.headless.project import HeadlessProject
from ide.headless.result import PageRecord, Status
from ide.headless.stage import Stage, StageOptions
from ide.matrix.axes import phone_state
from renderer.host.screen import DEFAULT_DEVICE, DevicePreset, UnknownDeviceError, device

MAX_JOBS = 2


def run(args: argparse.Namespace) -> int:
    """Carry the command out; returns the exit code.

    Raises:
        CannotRunError: the project or an argument is unusable.
    """
    state, named = (None, "") if args.scenario is None else phone_state("snapshot", args.scenario)
    preset = _device(args.device or named or DEFAULT_DEVICE)
    app = start_qt()
    project = HeadlessProject(args.project)
    project.open()
    try:
        targets = _targets(args, project)
        options = StageOptions(preset, args.out, args.timeout, args.keep, state)
        shots = Snapshots(project, options)
        shots.finished.connect(app.quit)
        shots.start(targets, 1 if args.keep else _jobs(args.jobs, len(targets)))
        if targets:
            app.exec()
        records = shots.close()
    finally:
        project.close()
    if args.json is not None:
        write_document("snapshot", args.json, _document(project, preset, records))
    return GOOD if all(record.status is Status.OK for record in records) else FINDINGS


class Snapshots(QObject):
    """Works through the pages with some players side by side."""

    finished = Signal()

    def __init__(self, project: HeadlessProject, options: StageOptions) -> None:
        super().__init__()
        self._project = project
        self._options = options
        self._queue: deque[tuple[int, Target]] = deque()
        self._records: dict[int, PageRecord] = {}
        self._stages: list[Stage] = []
        self._count = 0

    def start(self, targets: Sequence[Target], jobs: int) -> None:
        """Begin; ``finished`` follows the last page."""
        self._queue.extend(enumerate(targets))
        self._count = len(targets)
        names = picture_names(targets)
        for _ in range(jobs):
            stage = Stage(self._project, self._options, names, self)
            stage.shot.connect(self._on_shot)
            self._stages.append(stage)
            self._next(stage)

    def close(self) -> list[PageRecord]:
        """End the players and return the records in the order of the pages."""
        for stage in self._stages:
            stage.close()
        return [self._records[index] for index in sorted(self._records)]

    def _next(self, stage: Stage) -> None:
        if self._queue:
            stage.shoot(*self._queue.popleft())
        if self._queue:  # compiled while the page before it is drawn
            self._project.bundle.prepare(f"page/{self._queue[0][1].route}")

    def _on_shot(self, index: int, record: PageRecord) -> None:
        self._records[index] = record
        _tell(record)
        if len(self._records) == self._count:
            self.finished.emit()
        else:
            sender = self.sender()
            assert isinstance(sender, Stage)
            self._next(sender)


def picture_names(targets: Sequence[Target]) -> list[str]:
    """Return a distinct file name for the picture of every target."""
    names: list[str] = []
    for target in targets:
        text = f"{target.route}_{target.query}" if target.query else target.route
        stem = re.sub(r"[^\w.-]+", "_", text)[:120] or "entry"
        name, number = stem, 1
        while f"{name}.png" in names:
            number += 1
            name = f"{stem}_{number}"
        names.append(f"{name}.png")
    return names


def _device(name: str) -> DevicePreset:
    try:
        return device(name)
    except UnknownDeviceError as error:
        raise CannotRunError(f"snapshot: {error}") from error


def _targets(args: argparse.Namespace, project: HeadlessProject) -> list[Target]:
    if args.all:
        return [Target(route) for route in project.bundle.routes]
    if args.page:
        return [Target.parse(text) for text in args.page]
    return [Target(project.bundle.manifest["entryPage"])]


def _jobs(wanted: int | None, pages: int) -> int:
    cores = os.cpu_count() or 1
    return max(1, min(wanted or MAX_JOBS, cores if wanted is None else wanted, pages))


def _tell(record: PageRecord) -> None:
    ready = f"{record.ready_ms:7.0f} ms" if record.ready_ms is not None else "      –   "
    query = f"?{record.query}" if record.query else ""
    sys.stdout.write(f"{record.status.value:8}{ready}  {record.page}{query}\n")
    for error in record.errors:
        place = f" ({error.file}:{error.line})" if error.file else ""
        sys.stdout.write(f"          {error.kind}: {error.message.splitlines()[0][:160]}{place}\n")
    sys.stdout.flush()


def _document(
    project: HeadlessProject, preset: DevicePreset, records: Sequence[PageRecord]
) -> Mapping[str, Any]:
    return {
        "project": str(project.root),
        "device": preset.id,
        "pages": [record.to_json() for record in records],
    }
