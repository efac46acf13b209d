"""Workers of a contact sheet on this computer: child processes that are replaced when they die.

(no Qt)
"""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from ide.exit_codes import CannotRunError
from ide.matrix.plan import Cell, batches
from ide.matrix.record import Record, Shot, lost
from renderer.child_environment import child_environment

MOST_TRIES = 3
"""A cell is tried again twice when its worker dies."""

SILENCE_S = 60.0
"""A worker that says nothing for so long beyond what a page may take is ended."""

_LOOK_S = 1.0
_STOP_S = 5.0
_COMMAND = (sys.executable, "-m", "ide.headless.matrix_worker")


@dataclass(frozen=True)
class Order:
    """What workers are told at the start."""

    project: Path
    build: Path
    pictures: Path
    states: Mapping[str, Any]
    timeout_s: float

    def to_json(self) -> dict[str, Any]:
        """Return the first line of a worker's input."""
        return {
            "project": str(self.project),
            "build": str(self.build),
            "pictures": str(self.pictures),
            "states": dict(self.states),
            "timeout_s": self.timeout_s,
        }


@dataclass
class _Worker:
    process: subprocess.Popen[bytes]
    number: int
    left: list[int] = field(default_factory=list)
    """Cells of its batch that are not done."""
    current: int | None = None
    idle: bool = False
    heard: float = field(default_factory=time.monotonic)
    words: deque[str] = field(default_factory=lambda: deque(maxlen=20))
    """The last lines of its standard error."""
    readers: list[threading.Thread] = field(default_factory=list)

    def release(self) -> int:
        """Let go of a process that ends; returns its exit code."""
        code = self.process.wait()
        with contextlib.suppress(OSError):
            _pipe(self.process.stdin).close()
        for thread, stream in zip(
            self.readers, (self.process.stdout, self.process.stderr), strict=True
        ):
            # A process of the engine that outlives it for a moment may hold the other end.
            thread.join(_STOP_S)
            if not thread.is_alive():
                _pipe(stream).close()
        return code


class Crew:
    """Draws cells with some workers; use it as a context manager."""

    def __init__(
        self,
        order: Order,
        jobs: int,
        *,
        command: Sequence[str] = _COMMAND,
        silence_s: float = SILENCE_S,
    ) -> None:
        self._order = order
        self._jobs = jobs
        self._command = list(command)
        self._patience = order.timeout_s + silence_s
        self._events: queue.Queue[tuple[_Worker, Mapping[str, Any] | None]] = queue.Queue()
        self._workers: list[_Worker] = []
        self._waiting: deque[list[int]] = deque()
        self._tries: Counter[int] = Counter()
        self._failed_starts = 0
        self._numbers = 0

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, cells: Sequence[Cell]) -> Iterator[tuple[int, Shot]]:
        """Yield each cell's place in ``cells`` and what came of it, as they are done.

        Raises:
            CannotRunError: workers end before they have drawn anything.
        """
        places = {cell.key: place for place, cell in enumerate(cells)}
        for batch in batches(cells, self._jobs):
            self._waiting.append([places[cell.key] for cell in batch])
        open_cells = set(range(len(cells)))
        for _ in range(min(self._jobs, len(self._waiting))):
            self._start()
        while open_cells:
            try:
                worker, message = self._events.get(timeout=_LOOK_S)
            except queue.Empty:
                self._end_silent()
                continue
            for place, shot in self._heard(worker, message, cells):
                open_cells.discard(place)
                yield place, shot

    def close(self) -> None:
        """End the workers."""
        for worker in self._workers:
            with contextlib.suppress(OSError):
                _pipe(worker.process.stdin).close()
        for worker in self._workers:
            try:
                worker.process.wait(_STOP_S)
            except subprocess.TimeoutExpired:
                worker.process.kill()
            worker.release()
        self._workers.clear()

    def _start(self) -> None:
        process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=surroundings(child_environment()),
        )
        self._numbers += 1
        worker = _Worker(process, self._numbers)
        self._workers.append(worker)
        for read in (self._read_output, self._read_errors):
            thread = threading.Thread(target=read, args=[worker], daemon=True)
            worker.readers.append(thread)
            thread.start()
        self._send(worker, self._order.to_json())

    def _read_output(self, worker: _Worker) -> None:
        for line in _pipe(worker.process.stdout):
            with contextlib.suppress(ValueError):
                self._events.put((worker, json.loads(line)))
        self._events.put((worker, None))

    def _read_errors(self, worker: _Worker) -> None:
        for line in _pipe(worker.process.stderr):
            worker.words.append(line.decode("utf-8", "replace").strip())

    def _send(self, worker: _Worker, message: Mapping[str, Any]) -> None:
        # One that has died meanwhile is heard of by the end of its output.
        with contextlib.suppress(OSError):
            pipe = _pipe(worker.process.stdin)
            pipe.write(json.dumps(message).encode() + b"\n")
            pipe.flush()

    def _heard(
        self, worker: _Worker, message: Mapping[str, Any] | None, cells: Sequence[Cell]
    ) -> Iterator[tuple[int, Shot]]:
        worker.heard = time.monotonic()
        if message is None:
            yield from self._died(worker, cells)
        elif "begun" in message:
            worker.current = int(message["begun"])
        elif "done" in message:
            place = int(message["done"])
            self._failed_starts, worker.current = 0, None
            worker.left.remove(place)
            record = Record.from_json(message["record"])
            yield place, Shot(record, float(message["ms"]), self._tries[place] + 1)
        else:
            self._give(worker, cells)

    def _give(self, worker: _Worker, cells: Sequence[Cell]) -> None:
        worker.idle = not self._waiting
        if self._waiting:
            worker.left = list(self._waiting.popleft())
            rows = [{"index": place, "cell": cells[place].to_json()} for place in worker.left]
            self._send(worker, {"cells": rows})

    def _died(self, worker: _Worker, cells: Sequence[Cell]) -> Iterator[tuple[int, Shot]]:
        """Take back what the worker had; the cell it drew is alone in a batch from now on."""
        code = worker.release()
        self._workers.remove(worker)
        why = f"signal {-code}" if code < 0 else f"exit code {code}"
        current, left = worker.current, worker.left
        if left and left != [current]:
            self._waiting.appendleft([place for place in left if place != current])
        if current is None:
            self._failed_starts += 1
        else:
            self._tries[current] += 1
            if self._tries[current] < MOST_TRIES:
                self._waiting.appendleft([current])
            else:
                tries = self._tries[current]
                yield current, Shot(lost(cells[current].page.name, tries, why), 0.0, tries)
        if self._failed_starts >= MOST_TRIES:
            words = [line for line in worker.words if line] or [why]
            raise CannotRunError(f"matrix: workers end before they draw anything: {words[-1]}")
        for idle in [one for one in self._workers if one.idle]:
            self._give(idle, cells)
        # Those that have just been started take a batch each when they are ready.
        starting = sum(not worker.idle and not worker.left for worker in self._workers)
        for _ in range(min(self._jobs - len(self._workers), len(self._waiting) - starting)):
            self._start()

    def _end_silent(self) -> None:
        now = time.monotonic()
        for worker in self._workers:
            if worker.left and now - worker.heard > self._patience:
                worker.process.kill()


def surroundings(environment: Mapping[str, str]) -> dict[str, str]:
    """Return what a worker finds around it: the same time zone, language and scale everywhere."""
    fixed = {
        "TZ": "Asia/Shanghai",
        "LANG": "zh_CN.UTF-8",
        "LC_ALL": "zh_CN.UTF-8",
        "LANGUAGE": "zh_CN",
        "QT_SCALE_FACTOR": "1",
    }
    if sys.platform.startswith("linux"):
        fixed["QT_QPA_PLATFORM"] = "offscreen"
    return {**environment, **fixed}


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream
