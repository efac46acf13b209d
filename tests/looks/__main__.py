"""Takes a picture of every scene: ``python -m tests.looks --out DIR`` (under a real or virtual display).

``--scene`` chooses by the beginning of a name; faults that a program can see are printed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ide.app import prepare
from tests.looks.faults import faults, settle
from tests.looks.scenes import SCENES, shown
from tests.looks.stage import open_stage, rest

SIZES = ((1280, 720), (1920, 1080))
THEMES = ("light", "dark")


def main() -> int:
    """Take the pictures; return how many have faults."""
    parser = argparse.ArgumentParser(prog="python -m tests.looks", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scene", default="")
    parser.add_argument("--language", default="en")
    parser.add_argument("--project", type=Path, help="a project to open instead of the kiosk")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    prepare()
    application = QApplication(sys.argv[:1])
    bad = 0
    for scene in (scene for scene in SCENES if scene.name.startswith(chosen.scene)):
        with (
            tempfile.TemporaryDirectory() as folder,
            open_stage(application, Path(folder), chosen.project, chosen.language) as person,
        ):
            for theme in THEMES:
                person.bench.settings.set("appearance.theme", theme)
                for width, height in SIZES:
                    person.window.resize(width, height)
                    with shown(person, scene) as widget:
                        rest()
                        settle()
                        found = faults(widget)
                        if (person.window.width(), person.window.height()) != (width, height):
                            found.append(f"the window needs {person.window.size().toTuple()}")
                        person.window.screen().grabWindow(person.window.winId()).save(
                            str(chosen.out / f"{scene.name}-{theme}-{width}.png")
                        )
                        if scene.dialog:
                            widget.grab().save(
                                str(chosen.out / f"{scene.name}-{theme}-{width}-dialog.png")
                            )
                        for fault in sorted(set(found)):
                            print(f"{scene.name} {theme} {width}: {fault}", flush=True)
                        bad += bool(found)
    return bad


if __name__ == "__main__":
    sys.exit(min(main(), 1))
