"""Starts the kernel: ``python -P -m ide.python_console CONNECTION_FILE`` (see ``setting.py``)."""

from __future__ import annotations

import sys

from ide.python_console.kernel import run
from ide.python_console.setting import Setting

if __name__ == "__main__":
    run(Setting.from_environment(sys.argv[1]))
