"""No text is cut off or pale, nothing overlaps, no target is small, in any language or theme."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import ide
from ide.docks import places
from ide.i18n import FALLBACK, languages
from tests.e2e.journey import Person, at_the_window
from tests.looks.dialogs import CLASSES
from tests.looks.faults import faults, settle
from tests.looks.scenes import SCENES, Scene, shown
from tests.patience import PatientBot

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

SMALLEST = (1280, 720)
DARK = ("en", "dark")
IDE = Path(ide.__file__).parent


@pytest.fixture(scope="module")
def person(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Person]:
    folder = tmp_path_factory.mktemp("looks")
    qtbot, root, profile = PatientBot(request), folder / "kiosk", folder / "profile"
    with at_the_window(qapp, qtbot, root, profile, SMALLEST) as somebody:
        yield somebody


# All scenes in one language before the next one: changing it makes every text anew.
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
@pytest.mark.parametrize(("language", "theme"), [*((c, "light") for c in languages()), DARK])
def test_a_scene_is_without_faults(person: Person, scene: Scene, language: str, theme: str) -> None:
    bench, window = person.bench, person.window
    window.resize(*SMALLEST)
    if bench.session is None:
        assert bench.open_project(person.root)
    bench.settings.set("appearance.language", language)
    bench.settings.set("appearance.theme", theme)
    with shown(person, scene) as widget:
        settle()
        found = set(faults(widget, colours=language == FALLBACK))
    if (window.width(), window.height()) != SMALLEST:
        found.add(f"the window needs {window.width()}×{window.height()} px")
        window.resize(*SMALLEST)
    assert "\n".join(sorted(found)) == ""


def test_every_dock_has_a_scene() -> None:
    names = {scene.name for scene in SCENES}
    assert {f"dock-{place.name}" for place in places()} <= names


def test_every_dialog_has_a_scene() -> None:
    assert set(CLASSES) == set(_dialogs())
    assert set(CLASSES.values()) <= {scene.name for scene in SCENES if scene.dialog}


def _dialogs() -> Iterator[str]:
    """Name the classes of dialogs below ide/; those that others build on are no dialogs."""
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for file in IDE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    found = {"QDialog"}
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    return (name for name in found & set(bases) if not name.startswith("_"))
