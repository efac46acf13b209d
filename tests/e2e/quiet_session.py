"""A whole session in a process of its own, which tells every socket that its Python code used.

Run as ``python -m tests.e2e.quiet_session FOLDER``: opens a project below FOLDER, types, and brings
every scene of the window to the screen in which the person has turned on nothing that listens;
the last line printed is what was seen, as JSON.
"""

from __future__ import annotations

import json
import socket
import sys
from pathlib import Path
from typing import Any

_WATCHED = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")
_LOOKUPS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")


def watch(seen: list[str]) -> None:
    """Note every address of the network that Python code of this process names from now on."""

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _LOOKUPS:
            seen.append(f"{event} {arguments[0]}")
        elif event in _WATCHED and arguments[0].family != getattr(socket, "AF_UNIX", None):
            seen.append(f"{event} {arguments[1]}")

    sys.addaudithook(hook)


def main() -> int:
    """Run the session and tell."""
    seen: list[str] = []
    watch(seen)
    # Qt and everything of ours is loaded under the watch.
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from tests.looks.scenes import SCENES, shown  # noqa: PLC0415
    from tests.looks.stage import open_stage  # noqa: PLC0415

    application = QApplication(sys.argv[:1])
    brought = []
    with open_stage(application, Path(sys.argv[1]), None, "en") as person:
        person.wait(lambda: "Good morning" in person.text())
        for scene in SCENES:
            if scene.listens:
                continue
            with shown(person, scene):
                brought.append(scene.name)
    sys.stdout.write(json.dumps({"seen": seen, "scenes": brought}) + "\n")
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
