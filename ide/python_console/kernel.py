"""The kernel from its start to its end."""

from __future__ import annotations

import logging
import os
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from ipykernel.kernelapp import IPKernelApp
from traitlets.config import Config

from ide.i18n import translator
from ide.python_console import lifeline
from ide.python_console.desk import furnish
from ide.python_console.setting import Setting

_THEME = Path(__file__).with_name("theme.json")
"""The sixteen colours of a terminal; the window draws them in those of its own theme."""
_QUIET = "PYDEVD_DISABLE_FILE_VALIDATION"
"""Else the debugger that IPython brings along warns of itself above the first line."""


def run(setting: Setting) -> None:
    """Be the kernel until the window lets go of it."""
    pipe = lifeline.take()
    if sys.platform != "win32":
        os.setsid()  # the window ends what is started from here together with us
    translator.use(setting.language)
    home = setting.folder / "ipython"
    # Nothing of another IPython of the person's comes in, nothing of ours stays behind.
    os.environ["IPYTHONDIR"] = str(home)
    (home / "themes").mkdir(parents=True)
    shutil.copy(_THEME, home / "themes" / "minideck.json")
    os.environ[_QUIET] = "1"
    app = IPKernelApp.instance(config=_config(setting, home))
    app.initialize([])
    del os.environ[_QUIET]
    furnish(app.shell, setting)
    lifeline.follow(pipe, _end_of(app), partial(_clear_away, setting))
    app.start()
    _clear_away(setting)


def _config(setting: Setting, home: Path) -> Config:
    config = Config()
    config.IPKernelApp.log_level = logging.CRITICAL  # it explains itself to a terminal
    config.IPKernelApp.connection_file = setting.connection_file
    config.IPKernelApp.kernel_class = "ide.python_console.shell.Kernel"
    config.IPKernelApp.outstream_class = "ide.python_console.output.SlowStream"
    config.BaseIPythonApplication.ipython_dir = str(home)
    # A project need not be trusted: nothing is imported because it lies in its folder.
    config.InteractiveShellApp.ignore_cwd = True
    config.HistoryAccessor.hist_file = setting.history or ":memory:"
    config.InteractiveShell.colors = "minideck"
    return config


def _clear_away(setting: Setting) -> None:
    """Delete what is only here for this kernel, should the window not live to do it."""
    shutil.rmtree(setting.folder, ignore_errors=True)


def _end_of(app: IPKernelApp) -> Callable[[], None]:
    def end() -> None:
        loop = app.kernel.io_loop
        loop.add_callback(loop.stop)

    return end
