"""The device dock: its phone, its cards, the phone's state as a file, calls made again."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from apimock.calls import Call, CallRecord, Reply
from apimock.state.device import SnapshotError
from ide import atomic, keeping, messages
from ide.i18n import tr
from ide.panels.device.outcome_choices import rule_of

if TYPE_CHECKING:
    from ide.mainwindow import MainWindow
    from ide.session import Session
    from ide.workbench import Workbench

_NAME = "device.json"
_STATE = "minideckPhone"
_VERSION = 1


def wire_window(window: MainWindow, bench: Workbench) -> None:
    """Connect what lives as long as the window."""
    device = window.device
    device.refused.connect(messages.warning)
    device.save_requested.connect(partial(bench.run, "device.save_state"))
    device.load_requested.connect(partial(bench.run, "device.load_state"))
    bench.handle("device.save_state", partial(_ask_save, window))
    bench.handle("device.load_state", partial(_ask_load, window))
    bench.session_ending.connect(lambda _session: device.release())
    window.calls.again_requested.connect(partial(_call_again, window))
    window.calls.rule_requested.connect(partial(_make_rule, window))


def wire_session(window: MainWindow, bench: Workbench, session: Session) -> None:
    """Connect what lives as long as the project is open."""
    kept = keeping.folder_of(bench.profile, session.folder.root) if bench.profile else None
    file = kept / _NAME if kept else None
    window.device.show_phone(session.phone, session.answers, session.access, session.webcam, file)


def save_state(window: MainWindow, file: Path) -> bool:
    """Write the phone's whole state to a file."""
    desk = window.device.desk
    if desk is None:
        return False
    document = {_STATE: _VERSION, "state": desk.phone.snapshot()}
    try:
        atomic.write_text(file, json.dumps(document, ensure_ascii=False, indent=1))
    except OSError as error:
        reason = error.strerror or str(error)
        messages.error(tr("device.file_failed", file=file.name, reason=reason))
        return False
    messages.info(tr("device.state_saved", file=file.name))
    return True


def load_state(window: MainWindow, file: Path) -> bool:
    """Take over the phone's state from a file; undo takes it back."""
    desk = window.device.desk
    if desk is None:
        return False
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(document, dict) or not isinstance(document.get("state"), dict):
            raise SnapshotError(f"“{_STATE}” and “state” are missing")
        desk.edits.load(document["state"])
    except OSError as error:
        reason = error.strerror or str(error)
        messages.error(tr("device.file_failed", file=file.name, reason=reason))
        return False
    except ValueError as error:
        messages.error(tr("device.state_failed", file=file.name, reason=error))
        return False
    messages.info(tr("device.state_loaded", file=file.name))
    return True


def _ask_save(window: MainWindow) -> None:
    title, kinds = tr("command.device.save_state"), tr("device.state_filter")
    name, _ = QFileDialog.getSaveFileName(window, title, "phone.phone.json", kinds)
    if name:
        save_state(window, Path(name))


def _ask_load(window: MainWindow) -> None:
    title, kinds = tr("command.device.load_state"), tr("device.state_filter")
    name, _ = QFileDialog.getOpenFileName(window, title, "", kinds)
    if name:
        load_state(window, Path(name))


def _call_again(window: MainWindow, record: CallRecord) -> None:
    """Make a call again, as the app did; its answer is a new row of the log."""
    desk, made = window.device.desk, record.call
    if desk is not None:
        call = Call(made.name, made.params, made.sync, made.page, made.target, made.gesture)
        desk.phone.call(call, _forget)


def _forget(_reply: Reply) -> None:
    """Nobody in the app has asked: the answer is in the log."""


def _make_rule(window: MainWindow, record: CallRecord) -> None:
    desk = window.device.desk
    if desk is None:
        return
    rules = desk.phone.rules
    before, after = rules.all, (rule_of(record, rules.all), *rules.all)
    desk.edits.do(lambda: rules.replace(after), lambda: rules.replace(before))
    window.focus_dock("device")
    window.device.card("answers")
