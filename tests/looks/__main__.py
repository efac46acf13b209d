"""Takes a picture of every scene, on any display: ``python -m tests.looks --out DIR``.

``--scene`` chooses by the beginnings of names (``start,phone``); faults that a program can see
are printed. ``--scale 2`` draws as on a dense screen, which has to be as many times as large.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from itertools import product
from pathlib import Path

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from ide.app import prepare
from tests.e2e.journey import Person
from tests.looks.faults import faults, settle
from tests.looks.scenes import SCENES, Scene, shown, unseen
from tests.looks.stage import open_stage, rest

SIZES = ((1280, 720), (1920, 1080))
THEMES = ("light", "dark")


def main() -> int:
    """Take the pictures; return how many have faults."""
    parser = argparse.ArgumentParser(prog="python -m tests.looks", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scene", default="")
    parser.add_argument("--language", default="en")
    parser.add_argument("--brief", action="store_true", help="two pictures instead of four")
    parser.add_argument("--view", default="", help="one of them only, such as light-1280")
    parser.add_argument("--scale", type=int, default=1, help="pixels of the screen for one")
    parser.add_argument("--project", type=Path, help="a project to open instead of the kiosk")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    if chosen.scale != 1:
        os.environ["QT_SCALE_FACTOR"] = str(chosen.scale)
    prepare()
    application = QApplication(sys.argv[:1])
    bad = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        open_stage(application, Path(folder), chosen.project, chosen.language) as person,
    ):
        views = list(zip(THEMES, SIZES, strict=True) if chosen.brief else product(THEMES, SIZES))
        views = [each for each in views if chosen.view in ("", f"{each[0]}-{each[1][0]}")]
        wanted = tuple(chosen.scene.split(","))
        # A theme and a size for all scenes before the next ones: both lay the window out anew.
        for theme, size in views:
            person.bench.settings.set("appearance.theme", theme)
            person.window.resize(*size)
            person.bench.run("view.layout_edit")
            rest()
            for scene in (scene for scene in SCENES if scene.name.startswith(wanted)):
                found = _look(person, scene, size, chosen.out / f"{scene.name}-{theme}-{size[0]}")
                bad += bool(found)
                for fault in found:
                    sys.stdout.write(f"{scene.name} {theme} {size[0]}: {fault}\n")
                sys.stdout.flush()
    return bad


def _look(person: Person, scene: Scene, size: tuple[int, int], file: Path) -> list[str]:
    """Take the pictures of a scene; return its faults."""
    window = person.window
    if person.bench.session is None:
        person.bench.open_project(person.root)
    window.resize(*size)
    QCursor.setPos(window.screen().geometry().bottomRight())
    window.docks["simulator"].raise_()
    with shown(person, scene) as widget:
        rest()
        settle()
        found = set(faults(widget))
        found |= {f"“{key}” is not seen" for key in unseen(person, scene)}
        if (window.width(), window.height()) != size:
            found.add(f"the window needs {window.width()}×{window.height()} px")
        window.screen().grabWindow(window.winId()).save(f"{file}.png")
        if scene.dialog:
            widget.grab().save(f"{file}-dialog.png")
    return sorted(found)


if __name__ == "__main__":
    sys.exit(min(main(), 1))
