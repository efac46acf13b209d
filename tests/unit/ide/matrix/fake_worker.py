"""A worker without an engine: it draws nothing, and dies or falls silent where a page says so."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from pathlib import Path


def tell(message: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def first_time(folder: Path, name: str) -> bool:
    """Whether no worker has come by here before."""
    try:
        (folder / name).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def main() -> None:
    """Be a worker; the first line says where notes can be left."""
    notes = Path(json.loads(sys.stdin.readline())["pictures"])
    tell({"ready": True})
    for line in sys.stdin:
        for row in json.loads(line)["cells"]:
            route = row["cell"]["page"]["route"]
            tell({"begun": row["index"]})
            if route == "dies" or (route == "dies-once" and first_time(notes, "died")):
                os.kill(os.getpid(), signal.SIGKILL)
            if route == "silent-once" and first_time(notes, "silent"):
                threading.Event().wait()
            tell({"done": row["index"], "record": {"status": "ok", "text": route}, "ms": 1.0})
        tell({"idle": True})


if __name__ == "__main__":
    main()
