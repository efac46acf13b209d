"""Keeps the compiled app in step with the files and the unsaved buffers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ide import log
from ide.finding import Finding, Severity
from ide.project.checker import Checker
from ide.project.findings import KnownFindings
from ide.survey import Survey
from renderer.host.bundle import Bundle
from renderer.host.compiler_process import Answer, CompilerProcess

_PATIENCE_MS = 700
KINDS = ("none", "style", "template", "script", "app")

_logger = log.logger("builder")


@dataclass(frozen=True)
class Build:
    """One step the running app has to follow."""

    kind: str
    """``style``, ``template``, ``script`` or ``app``."""
    stale: tuple[str, ...]
    ms: float


class Builder(QObject):
    """Drives the compiler. A step that does not compile is held back until it does."""

    opened = Signal(object)  # Bundle
    built = Signal(object)  # Build
    broken = Signal(list)  # list of Finding: errors that keep the last good page up
    mended = Signal()
    findings_changed = Signal(list)  # list of Finding, of the whole project
    failed = Signal(str)  # why there is no compiler
    busy_changed = Signal(bool)
    progressed = Signal(int, int)  # files done, of how many
    cancelled = Signal()  # there is no first bundle; ``open`` tries again
    rested = Signal()  # the compiler has done all it was asked to

    def __init__(self, root: Path, cache: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = CompilerProcess(root, cache=cache, parent=self)
        self._process.died.connect(self._on_died)
        self.bundle: Bundle | None = None
        self.automatic = True
        """Whether changes compile at once; else they wait for :meth:`compile_now`."""
        self.checks = True
        """Whether the whole project is checked beside what the preview needs."""
        self._changed: set[str] = set()
        self._overlays: dict[str, str | None] = {}
        self._open_answers = 0
        self._running = False
        self._broken = False
        self._failing = False
        self._moved = False
        self._kind = "none"
        self._stale: set[str] = set()
        self._started = 0.0
        self._open_chunks = 0
        self._checker = Checker(root, cache, self)
        self._checker.checked.connect(self._on_checked)
        self._checker.busy_changed.connect(self.busy_changed)
        self._checker.progressed.connect(self.progressed)
        self._known = KnownFindings()
        self._errors: list[Finding] = []
        # Half a tag is no news while it is being typed.
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._tell_broken)
        self._edited: set[str] = set()
        self._typing = False

    def open(self) -> None:
        """Start the compiler; ``opened`` follows with the first bundle."""
        self.busy_changed.emit(True)
        self._process.open(self._on_opened)

    def cancel(self) -> None:
        """Give up what takes long: the first compile, or the check of the whole project."""
        self._checker.cancel()
        if self.bundle is None:
            self._process.stop()
            self.busy_changed.emit(False)
            self.cancelled.emit()

    def close(self) -> None:
        """End the compiler's process."""
        self._patience.stop()
        self._checker.close()
        self._process.close()

    def set_overlay(self, path: str, text: str | None) -> None:
        """Compile with the unsaved text of a buffer, or with the file again for None."""
        self._overlays[path] = text
        self._checker.set_overlay(path, text)
        if self.automatic:
            self._next()

    def files_changed(self, paths: Iterable[str]) -> None:
        """Compile what these files make stale."""
        paths = list(paths)
        self._changed.update(paths)
        self._check(paths)
        if self.automatic:
            self._next()

    def compile_now(self) -> bool:
        """Compile what waits, and check the whole project; returns whether ``rested`` follows."""
        self._next()
        if self.checks:
            self._checker.check_now()
        return self._running

    def survey(self, done: Callable[[Survey | None], None]) -> None:
        """Look through all that the app reaches, for a submission; None when that failed."""
        self._checker.survey(done)

    def clear_cache(self, done: Callable[[], None]) -> None:
        """Forget what was compiled; ``done`` is called when all will be compiled anew."""

        def forgotten(answer: Answer) -> None:
            if answer.error:
                _logger.error("forget: %s", answer.error)
            elif self.bundle is not None:
                self.bundle.replace(answer.result, list(self.bundle.diagnostics))
            done()

        self._checker.forget()
        self._process.ask("forget", forgotten)

    @property
    def failing(self) -> bool:
        """Whether the last step does not compile."""
        return self._failing

    def note(self, findings: list[Finding]) -> None:
        """Tell what the language service finds together with the compiler's findings."""
        self._known.take_noted(findings)
        self.findings_changed.emit(self._known.all)

    def _check(self, paths: list[str]) -> None:
        if self.checks:
            self._checker.files_changed(paths)
        else:
            self._checker.note_changed(paths)

    def _next(self) -> None:
        nothing = not self._changed and not self._overlays
        if self._running or nothing or self.bundle is None:
            return
        self._running = True
        self._started = perf_counter()
        paths, self._changed = sorted(self._changed), set()
        overlays, self._overlays = self._overlays, {}
        self._edited = {*paths, *overlays}
        self._typing = not paths
        self._open_answers = len(overlays) + bool(paths)
        for path, text in overlays.items():
            self._process.overlay(path, text, self._on_changed)
        if paths:
            self._process.ask("changed", self._on_changed, paths=paths)

    def _on_opened(self, answer: Answer) -> None:
        self.busy_changed.emit(False)
        if answer.error:
            self.failed.emit(answer.error)
            return
        self.bundle = Bundle(self._process, answer.result)
        self.opened.emit(self.bundle)
        self._check([])
        self._next()

    def _on_changed(self, answer: Answer) -> None:
        self._open_answers -= 1
        if answer.error:
            _logger.error("changed: %s", answer.error)
        else:
            result: Mapping[str, Any] = answer.result
            self._kind = max(self._kind, str(result["kind"]), key=KINDS.index)
            self._stale.update(result["stale"])
            self._moved = self._moved or result["kind"] != "none"
        if self._open_answers > 0:
            return
        if not self._moved:
            self._finish()
            return
        self._moved = False
        if self._kind == "app":
            self._process.ask("manifest", self._on_manifest)
        else:
            self._replace(None)

    def _on_manifest(self, answer: Answer) -> None:
        if answer.error:
            _logger.error("manifest: %s", answer.error)
            self._finish()
            return
        rows = [Finding.from_json(row) for row in answer.result.get("diagnostics", ())]
        errors = [row for row in rows if row.severity is Severity.ERROR]
        if not answer.result.get("pages") or any(row.code.startswith("json-") for row in errors):
            # What is half written says nothing of the app: the last good one goes on.
            self._known.take_build(self._edited, rows)
            self.findings_changed.emit(self._known.all)
            self._deliver(errors)
            return
        self._replace(answer.result)

    def _replace(self, manifest: Mapping[str, Any] | None) -> None:
        """Go to the next generation and compile again what the app has already loaded."""
        if self.bundle is None:
            return
        loaded = self.bundle.replace(manifest, self._stale)
        self._open_chunks = len(loaded)
        if not loaded:
            self._deliver(())
            return
        for name in loaded:
            self.bundle.chunk(name, lambda _body: self._on_chunk(loaded), self._complain)

    def _on_chunk(self, names: list[str]) -> None:
        self._open_chunks -= 1
        if self._open_chunks == 0 and self.bundle is not None:
            rows = [row for name in names for row in self.bundle.diagnostics.get(name, ())]
            findings = list(dict.fromkeys(Finding.from_json(row) for row in rows))
            self._known.take_build(self._edited, findings)
            self.findings_changed.emit(self._known.all)
            self._deliver([item for item in findings if item.severity is Severity.ERROR])

    def _deliver(self, errors: Iterable[Finding]) -> None:
        errors = list(errors)
        self._failing = bool(errors)
        if errors:
            self._errors = errors
            if self._broken or not self._typing:
                self._tell_broken()
            elif not self._patience.isActive():
                self._patience.start()
        else:
            build = Build(
                self._kind, tuple(sorted(self._stale)), (perf_counter() - self._started) * 1000
            )
            self._kind, self._stale = "none", set()
            self._patience.stop()
            if self._broken:
                self._broken = False
                self.mended.emit()
            self.built.emit(build)
        self._finish()

    def _tell_broken(self) -> None:
        self._patience.stop()
        self._broken = True
        self.broken.emit(self._errors)

    def _finish(self) -> None:
        self._running = False
        if self.automatic:
            self._next()
        if not self._running:
            self.rested.emit()

    def _complain(self, text: str) -> None:
        _logger.error("%s", text)

    def _on_checked(self, findings: list[Finding]) -> None:
        self._known.take_check(findings)
        self.findings_changed.emit(self._known.all)

    def _on_died(self, reason: str) -> None:
        _logger.warning("%s", reason)
        self._running = False
