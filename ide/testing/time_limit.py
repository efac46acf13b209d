"""Ends what takes too long in the main thread: a test that hangs fails, the next one runs."""

from __future__ import annotations

import _thread
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from types import FrameType

_HAS_ALARM = hasattr(signal, "setitimer")
_AT_ONCE_S = 0.001
"""An alarm that is due already rings after this: 0 would be none."""


class TimeLimitError(BaseException):
    """A test took longer than it may.

    No Exception, so that a test that catches all of them ends all the same.
    """


@contextmanager
def time_limit(seconds: float, told: Callable[[], str]) -> Iterator[None]:
    """Raise TimeLimitError in the body once it took ``seconds``; 0 is no limit.

    Where the body waits in a system call that no signal ends, it ends after the call. Outside the
    main thread, where Python delivers no signals, there is no limit.

    Args:
        seconds: what the body may take.
        told: the sentence of the error, asked for when it is raised.
    """
    if not seconds or threading.current_thread() is not threading.main_thread():
        yield
        return
    over = _alarm if _HAS_ALARM else _interruption
    with over(seconds, told):
        yield


@contextmanager
def _alarm(seconds: float, told: Callable[[], str]) -> Iterator[None]:
    """POSIX rings; whoever had set an alarm gets its handler back, and what was left to wait."""

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TimeLimitError(told())

    before = signal.signal(signal.SIGALRM, ring)
    began = monotonic()
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if left:
            rest = max(left - (monotonic() - began), _AT_ONCE_S)
            signal.setitimer(signal.ITIMER_REAL, rest, interval)


@contextmanager
def _interruption(seconds: float, told: Callable[[], str]) -> Iterator[None]:
    """Elsewhere a thread presses Ctrl+C, and what that means is known only here."""
    rung = threading.Event()

    def press() -> None:
        rung.set()
        _thread.interrupt_main()

    def heard(number: int, frame: FrameType | None) -> None:
        if rung.is_set():
            raise TimeLimitError(told())
        if callable(before):
            before(number, frame)

    before = signal.signal(signal.SIGINT, heard)
    timer = threading.Timer(seconds, press)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        signal.signal(signal.SIGINT, before)
