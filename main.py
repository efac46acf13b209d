"""Start Minideck from a checkout: set up what is missing, then run the command line.

This file, `bootstrap/` and `ide.cli` use nothing but the standard library, and this file must be
readable by old Python versions, so that even they are told in one sentence what is missing.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036
    sys.stderr.write(
        "minideck: Python 3.11 or newer is needed, this is %d.%d. "  # noqa: UP031
        "Install it, then run: python3.11 main.py\n" % sys.version_info[:2]
    )
    sys.exit(2)

from bootstrap.start import start
from ide.cli import look_over

if __name__ == "__main__":
    if sys.argv[1:2] != ["test"]:
        look_over(sys.argv[1:])
    sys.exit(start(sys.argv[1:]))
