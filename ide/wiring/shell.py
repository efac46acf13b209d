"""The window itself: commands, messages, theme, start page."""

from __future__ import annotations

from functools import partial

from ide import messages
from ide.mainwindow import MainWindow
from ide.workbench import Workbench


def wire_window(window: MainWindow, bench: Workbench) -> None:
    """Connect what lives as long as the window."""
    window.actions_.triggered.connect(bench.run)
    messages.bridge.posted.connect(window.toasts.show_message)
    messages.bridge.flush()
    # The editor's page draws in its own process: it begins first, and both are done together.
    bench.theme.chosen.connect(window.editor.set_theme)
    bench.theme.changed.connect(window.set_theme)
    for dock in ("files", "device", "problems"):
        bench.handle(f"view.focus_{dock}", partial(window.focus_dock, dock))
    bench.handle("view.focus_phone", partial(window.focus_dock, "simulator"))
    bench.handle("file.quit", window.close)
