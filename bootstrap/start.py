"""Sets up what is missing, then hands the command line to the virtual environment."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator

from bootstrap import steps
from bootstrap.places import LOCK, ROOT, venv_environment, venv_python
from bootstrap.progress import say
from bootstrap.trouble import SetupError, explain_os_error

CANNOT_RUN = 2


def start(arguments: list[str]) -> int:
    """Run the command line given after `main.py`; returns its exit code."""
    testing = arguments[:1] == ["test"]
    wanted = steps.TEST if testing else steps.RUNTIME
    try:
        if steps.due(wanted):
            with _one_at_a_time():
                steps.carry_out(wanted, say)
            say("Everything is set up; starting")
    except SetupError as error:
        say(str(error))
        return CANNOT_RUN
    except OSError as error:
        say(str(explain_os_error(error)))
        return CANNOT_RUN
    except KeyboardInterrupt:
        say("Set-up was interrupted. Run the command again to go on from here.")
        return CANNOT_RUN
    module = "bootstrap.checks" if testing else "ide.cli"
    return _hand_over([str(venv_python()), "-m", module, *arguments[testing:]])


def _hand_over(command: list[str]) -> int:
    environment = {**venv_environment(), "PYTHONPATH": str(ROOT)}
    if sys.platform == "win32":
        return subprocess.run(command, env=environment, check=False).returncode
    os.execve(command[0], command, environment)


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Keep two set-ups of one checkout apart; the system frees the lock of a dead process."""
    with LOCK.open("a+b") as file:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield
