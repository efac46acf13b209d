"""Starts the application: schemes, profile folder, log, settings, window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from ide import log, messages, wiring
from ide.crash import CrashReporter
from ide.editor.scheme import register_scheme as register_editor_scheme
from ide.exit_codes import CANNOT_RUN
from ide.i18n import add_folder, translator
from ide.mainwindow import MainWindow
from ide.profile import default_folder
from ide.screenshot import Screenshot
from ide.settings.store import Settings
from ide.theme.theme import Theme
from ide.webcam.page import register_scheme as register_webcam_scheme
from ide.workbench import Workbench
from renderer.host.scheme import register_scheme as register_app_scheme

_FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"


@dataclass(frozen=True)
class Opened:
    """The parts of a window that is open."""

    window: MainWindow
    bench: Workbench

    def close(self) -> None:
        """Close the window and its project without asking, and let go of all that was in it."""
        self.bench.shut_down()
        self.window.close()
        self.window.editor.code.close_view()
        messages.bridge.release()
        # What lives on would be restyled and translated along with the next window.
        theme = self.bench.theme
        shiboken6.delete(self.window)
        theme.leave()
        shiboken6.delete(theme)


def prepare() -> None:
    """Do what has to come before the QApplication."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Chromium refuses its sandbox to root; everyone else keeps it.
        flags = os.environ.get(_FLAGS, "")
        if "--no-sandbox" not in flags:
            os.environ[_FLAGS] = f"{flags} --no-sandbox".strip()
    register_editor_scheme()
    register_app_scheme()
    register_webcam_scheme()


def open_window(application: QApplication, profile: Path | None, *, lite: bool = False) -> Opened:
    """Build the window; ``profile`` None keeps nothing on the disk but the theme's icons.

    A ``lite`` one has no editor.
    """
    add_folder(profile / "i18n" if profile else None)
    settings = Settings(profile / "settings.json" if profile else None)
    folder = profile or Path(os.environ.get("TMPDIR", "/tmp")) / f"minideck-{os.getpid()}"
    theme = Theme(application, folder / "theme")
    # Before there are widgets: each is then written once. The style sheet is different: widgets
    # that are put together under one are styled again at each step, so it comes after them.
    translator.use(settings.text("appearance.language"))
    window = MainWindow(lite=lite)
    bench = Workbench(window, theme, settings, profile)
    wiring.wire_window(window, bench)
    bench.begin()
    return Opened(window, bench)


def run(
    project: Path | None = None,
    screenshot: Path | None = None,
    arguments: Sequence[str] = (),
    *,
    profile: Path | None = None,
    lite: bool = False,
) -> int:
    """Run the IDE until its window closes; return the exit code.

    With ``screenshot`` the window is saved as a PNG once it has settled, and closes.
    """
    prepare()
    QCoreApplication.setApplicationName("minideck")
    application = QApplication([sys.argv[0], *arguments])
    folder = profile or default_folder()
    log.start(folder)
    crashes = CrashReporter()
    crashes.install()
    opened = open_window(application, folder, lite=lite)
    opened.window.show()
    if project is not None:
        QTimer.singleShot(0, lambda: opened.bench.open_project(project))
    shot = Screenshot(opened.window, opened.bench, screenshot) if screenshot else None
    if shot is not None:
        shot.saved.connect(application.quit)
    code = application.exec()
    if shot is not None and shot.failure:
        sys.stderr.write(f"{shot.failure}\n")
        code = CANNOT_RUN
    opened.close()
    crashes.uninstall()
    log.stop()
    return code
