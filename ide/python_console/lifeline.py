"""The pipe from the window: a line interrupts the person's code, its end ends the kernel."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import BinaryIO

INTERRUPT = b"interrupt\n"
"""What the window writes to stop what runs."""
GRACE = 1.0
"""Seconds the kernel has to end by itself once the window let go of it."""


def take() -> BinaryIO:
    """Return the pipe that is our standard input; programs we start read nothing from it."""
    kept = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return os.fdopen(kept, "rb", buffering=0)


def follow(pipe: BinaryIO, end: Callable[[], None], give_up: Callable[[], None]) -> None:
    """Obey the window from now on, on a thread that asks for no turn of the main one.

    ``end`` asks the kernel to end; ``give_up`` is called when it does not.
    """
    main = threading.main_thread()
    wanted = (pipe, main, end, give_up)
    threading.Thread(target=_read, args=wanted, name="lifeline", daemon=True).start()


def _read(
    pipe: BinaryIO, main: threading.Thread, end: Callable[[], None], give_up: Callable[[], None]
) -> None:
    for line in iter(pipe.readline, b""):
        if line == INTERRUPT:
            _interrupt(main)
    _interrupt(main)  # an endless loop would never hear that the end has come
    end()
    main.join(GRACE)
    give_up()
    os._exit(0)


def _interrupt(main: threading.Thread) -> None:
    """Send what Ctrl+C sends to the main thread, which wakes it up from waiting too."""
    if sys.platform == "win32":
        signal.raise_signal(signal.SIGINT)
    elif main.ident is not None:
        signal.pthread_kill(main.ident, signal.SIGINT)
