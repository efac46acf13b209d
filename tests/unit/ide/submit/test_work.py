"""Jobs of the submission dialog run beside the window and may outlive what waits for them."""

from __future__ import annotations

import threading

from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from ide import gui_thread
from ide.submit.dialog.work import GivenUp, Task, Work


def test_a_job_tells_how_far_it_is_and_what_came_of_it(qtbot: QtBot) -> None:
    work = Work()
    seen: list[tuple[int, int]] = []
    work.progressed.connect(lambda done, total: seen.append((done, total)))

    def job(task: Task) -> str:
        task.tell(1, 2)
        task.tell(2, 2)
        return "done"

    with qtbot.waitSignal(work.finished) as finished:
        work.start(job)
    assert seen == [(1, 2), (2, 2)]
    assert finished.args == ["done"]
    assert not work.running


def test_a_job_given_up_is_heard_no_more(qtbot: QtBot) -> None:
    work, heard = Work(), []
    work.finished.connect(heard.append)
    go, ended = threading.Event(), threading.Event()

    def job(task: Task) -> None:
        go.wait()
        try:
            task.tell(1, 1)
        except GivenUp:
            ended.set()
            raise

    work.start(job)
    work.cancel()
    go.set()
    qtbot.waitUntil(ended.is_set)
    work.close()
    assert heard == []


def test_a_job_may_end_after_what_waits_for_it_is_gone(qtbot: QtBot) -> None:
    work = Work()
    go, told = threading.Event(), threading.Event()

    def job(task: Task) -> None:
        go.wait()
        task.tell(1, 1)
        told.set()

    work.start(job)
    threads = [each for each in threading.enumerate() if each.name == "submission"]
    work.deleteLater()
    QCoreApplication.sendPostedEvents(work, QEvent.Type.DeferredDelete)
    go.set()
    for thread in threads:
        thread.join()
    QCoreApplication.sendPostedEvents(gui_thread.of_application())
    assert told.is_set()
