"""The window: places rooms in docks, menus and bars. It decides nothing and connects nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QChildEvent, QEvent, QSize, Qt
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QTabBar,
    QTabWidget,
    QToolBar,
    QToolButton,
    QWidget,
)

import resources
from ide.automation.server.button import AutomationButton
from ide.commands import Actions, table
from ide.debugger.devtools_panel import DevToolsPanel
from ide.debugger.panel import DebugPanel
from ide.docks import places
from ide.editor.area import EditorArea
from ide.editor.status import EditorStatus
from ide.i18n import tr
from ide.launch.clear_button import ClearButton
from ide.launch.picker import ModeButton
from ide.launch.progress import CompileProgress
from ide.layouts import LITE, Layout, first, layouts
from ide.panels.appdata import AppDataPanel
from ide.panels.calls import CallsPanel
from ide.panels.console.panel import ConsolePanel
from ide.panels.device.panel import DevicePanel
from ide.panels.files import FilesPanel
from ide.panels.outline import OutlinePanel
from ide.panels.problems.panel import ProblemsPanel
from ide.panels.python.panel import PythonPanel
from ide.panels.scenario.panel import ScenarioPanel
from ide.panels.storage.panel import StoragePanel
from ide.panels.wxml.panel import WxmlPanel
from ide.search.panel import SearchPanel
from ide.simulator.view import SimulatorView
from ide.start.page import StartPage
from ide.theme import icons
from ide.theme.palette import Colors
from ide.widgets.dock import Dock
from ide.widgets.stack import CurrentStack
from ide.widgets.texts import follow
from ide.widgets.toast import Toasts

_TOOLBAR = ("file.open_project", "file.save", "project.compile", "project.submit")
_AREAS = Qt.DockWidgetArea
_DOCK_AREAS = {
    "left": _AREAS.LeftDockWidgetArea,
    "right": _AREAS.RightDockWidgetArea,
    "bottom": _AREAS.BottomDockWidgetArea,
}
_LAYOUT_VERSION = 1
_ROOM_BESIDE = 1400
"""Pixels a window has at least when phone and device stand side by side at first."""
_LEAST_BELOW = 150
"""Pixels every panel below the editor gets along with."""


class MainWindow(QMainWindow):
    """The editor in the middle, files on its left, the phone and its device on the right."""

    def __init__(self, *, lite: bool = False) -> None:
        """A ``lite`` window has no editor."""
        super().__init__()
        self.lite = lite
        self.setObjectName("mainWindow")
        self.setWindowIcon(QIcon(str(resources.path("icons", "minideck.svg"))))
        self.resize(1440, 900)
        self.setDockNestingEnabled(True)
        self.actions_ = Actions(self)
        self.start = StartPage()
        self.editor = EditorArea()
        self.simulator = SimulatorView()
        self.files = FilesPanel()
        self.search = SearchPanel()
        self.outline = OutlinePanel()
        self.problems = ProblemsPanel()
        self.console = ConsolePanel()
        self.calls = CallsPanel()
        self.wxml = WxmlPanel()
        self.appdata = AppDataPanel()
        self.storage = StoragePanel()
        self.debug = DebugPanel()
        self.devtools = DevToolsPanel()
        self.device = DevicePanel()
        self.scenario = ScenarioPanel()
        self.python = PythonPanel()
        self.may_close: Callable[[], bool] = lambda: True
        panels: dict[str, QWidget] = {
            "files": self.files,
            "search": self.search,
            "outline": self.outline,
            "simulator": self.simulator,
            "device": self.device,
            "scenario": self.scenario,
            "problems": self.problems,
            "console": self.console,
            "calls": self.calls,
            "wxml": self.wxml,
            "appdata": self.appdata,
            "storage": self.storage,
            "debug": self.debug,
            "devtools": self.devtools,
            "python": self.python,
        }
        self.docks = {
            place.name: Dock(place.name, panels[place.name], rests=place.rests)
            for place in places()
        }
        self._stack = CurrentStack()
        self._stack.addWidget(self.start)
        self._stack.addWidget(self.editor)
        self.setCentralWidget(self._stack)
        self._place_docks()
        self._make_menus()
        self._make_toolbar()
        self._make_status_bar()
        self._watch_docks()
        self.toasts = Toasts(self)
        self.show_start()
        follow(self, self.retranslate)

    def show_start(self) -> None:
        """Show the start page and no panels."""
        # Panels first: beside them the page would need a larger window.
        for dock in self.docks.values():
            dock.hide()
        self._stack.setCurrentWidget(self.start)
        self._stack.show()
        self.toolbar.hide()
        self.editor_status.show_nothing()
        self.compile_label.clear()
        self.problems_button.hide()
        self.actions_.set_project_open(open=False)
        # What the panels needed is no limit to a window without them.
        if layout := self.layout():
            layout.activate()

    def show_project(self, layout: str = "") -> None:
        """Show the rooms of an open project, as the person left them when ``layout`` fits."""
        self._stack.setCurrentWidget(self.editor)
        self.toolbar.show()
        self.problems_button.show()
        if self.lite:
            self.use_layout(layouts()[LITE])
        if not self.restore_layout(layout) and not self.lite:
            self.use_layout(first())
        self.actions_.set_project_open(open=True)

    def layout_text(self) -> str:
        """Return where docks are and whether the editor is shown, for :meth:`restore_layout`."""
        editor = "" if self._stack.isHidden() else "editor"
        return f"{editor}:{self.saveState(_LAYOUT_VERSION).toBase64().toStdString()}"

    def restore_layout(self, text: str) -> bool:
        """Arrange the window as it was; False when the text says nothing for this window."""
        editor, _, state = text.rpartition(":")
        data = QByteArray.fromBase64(state.encode())
        if not state or not self.restoreState(data, _LAYOUT_VERSION):
            return False
        self.show_editor(shown=editor != "" or ":" not in text)
        return True

    def use_layout(self, layout: Layout) -> None:
        """Arrange the window afresh: every dock in its place, those of the layout shown."""
        for dock in self.docks.values():
            # Those that stand beside each other for a moment would make the window larger.
            dock.hide()
            dock.setFloating(False)
        self._place_docks()
        for name, dock in self.docks.items():
            dock.setVisible(name in layout.docks)
        self.show_editor(shown=layout.editor)
        self._size_docks()
        for name in reversed(layout.docks):
            self.docks[name].raise_()

    def show_editor(self, *, shown: bool) -> None:
        """Show or hide the editor; a lite window has none."""
        self._stack.setVisible(shown and not self.lite)

    @property
    def editor_shown(self) -> bool:
        """Whether the editor has its place in the window."""
        return not self._stack.isHidden()

    def set_zen(self, *, zen: bool) -> None:
        """Show nothing but the editor or the phone, without bars, on the whole screen."""
        for bar in (self.menuBar(), self.statusBar(), self.toolbar):
            bar.setVisible(not zen)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)
        if zen:
            self.setWindowState(self.windowState() | Qt.WindowState.WindowFullScreen)

    def focus_dock(self, name: str) -> None:
        """Bring a panel to the front with the keyboard in it."""
        dock = self.docks[name]
        appears = dock.isHidden()
        dock.show()
        dock.raise_()
        if appears and name == "device" and self.width() >= _ROOM_BESIDE:
            # Qt would let it share the width that the phone alone had.
            self._size_columns()
        dock.widget().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_theme(self, colors: Colors) -> None:
        """Use other colours."""
        self.actions_.refresh_icons()
        self.modes.refresh_icons()
        self.clear.refresh_icons()
        self.progress.refresh_icons()
        self.branch_button.setIcon(icons.icon("branch"))
        self.webcam_button.setIcon(icons.icon("dot", "error"))
        self.automation_button.refresh_icons()
        self.python_button.setIcon(icons.icon("python"))
        for dock in self.docks.values():
            dock.refresh_icons()
        for log in (self.console, self.problems, self.calls.log):
            log.refresh_icons()
        self.device.refresh_icons()
        self.scenario.refresh_icons()
        self.python.refresh_icons()
        self.simulator.set_theme(colors)

    def retranslate(self) -> None:
        """Show titles in the language in use."""
        for name, menu in self._menus.items():
            menu.setTitle(tr(f"menu.{name}"))
        self.actions_.retranslate()
        self.editor.retranslate()
        self.editor_status.retranslate()
        self.toolbar.setWindowTitle(tr("menu.toolbar"))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Close when whoever knows says that nothing is lost."""
        if self.may_close():
            event.accept()
        else:
            event.ignore()

    def childEvent(self, event: QChildEvent) -> None:  # noqa: N802
        """Let the tabs of docks show their whole titles."""
        super().childEvent(event)
        tabs = event.child()
        if event.type() == QEvent.Type.ChildPolished and isinstance(tabs, QTabBar):
            tabs.setElideMode(Qt.TextElideMode.ElideNone)
            tabs.setUsesScrollButtons(True)

    def _place_docks(self) -> None:
        # Tables and trees below need the width more than the list of files needs the height.
        self.setCorner(Qt.Corner.BottomLeftCorner, _AREAS.BottomDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, _AREAS.RightDockWidgetArea)
        self.setTabPosition(_AREAS.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        for place in places():
            dock = self.docks[place.name]
            if place.area == "bottom":
                # The place below is as high for each tab, whatever stands in it.
                dock.widget().setMinimumHeight(_LEAST_BELOW)
            if place.tab_with:
                self.tabifyDockWidget(self.docks[place.tab_with], dock)
            elif place.beside and self.width() < _ROOM_BESIDE:
                self.tabifyDockWidget(self.docks[place.beside], dock)
                self.docks[place.beside].raise_()
            elif place.beside:
                self.splitDockWidget(self.docks[place.beside], dock, Qt.Orientation.Horizontal)
            elif place.below:
                self.splitDockWidget(self.docks[place.below], dock, Qt.Orientation.Vertical)
            else:
                self.addDockWidget(_DOCK_AREAS[place.area], dock)

    def _watch_docks(self) -> None:
        for dock in self.docks.values():
            dock.dockLocationChanged.connect(self._fit_titles)
            dock.visibilityChanged.connect(self._fit_titles)

    def _fit_titles(self) -> None:
        for dock in self.docks.values():
            others = [other for other in self.tabifiedDockWidgets(dock) if not other.isHidden()]
            dock.set_tabbed(tabbed=bool(others))

    def _size_docks(self) -> None:
        self._size_columns()
        height = max(250, round(self.height() * 0.28))
        self.resizeDocks([self.docks["problems"]], [height], Qt.Orientation.Vertical)

    def _size_columns(self) -> None:
        names, width = ["files", "simulator"], self.width()
        sizes = [max(220, width // 7), max(320, round(width * 0.28))]
        if width >= _ROOM_BESIDE:
            names.append("device")
            sizes.append(max(280, width // 5))
        self.resizeDocks([self.docks[n] for n in names], sizes, Qt.Orientation.Horizontal)

    def _make_menus(self) -> None:
        self._menus: dict[str, QMenu] = {}
        commands = table()
        for name in commands.menus:
            menu = self.menuBar().addMenu("")
            self._menus[name] = menu
            for command in commands.in_menu(name):
                if command.separator:
                    menu.addSeparator()
                into = self._submenu(menu, command.submenu) if command.submenu else menu
                into.addAction(self.actions_[command.id])
            if name == "view":
                panels = self._submenu(menu, "panels")
                for dock in self.docks.values():
                    panels.addAction(dock.toggleViewAction())

    def _submenu(self, menu: QMenu, name: str) -> QMenu:
        """Return the menu inside another one, made when it is first asked for."""
        if name not in self._menus:
            self._menus[name] = menu.addMenu("")
        return self._menus[name]

    def _make_toolbar(self) -> None:
        self.toolbar = QToolBar()
        self.toolbar.setObjectName("toolbar")
        self.toolbar.setMovable(False)
        self.toolbar.setIconSize(QSize(16, 16))
        self.toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.project_label = QLabel()
        self.project_label.setProperty("role", "heading")
        self.project_label.setContentsMargins(4, 0, 12, 0)
        self.toolbar.addWidget(self.project_label)
        self.modes = ModeButton()
        self.clear = ClearButton()
        for command in _TOOLBAR:
            self.toolbar.addAction(self.actions_[command])
            if command == "project.compile":
                self.toolbar.addWidget(self.modes)
                self.toolbar.addWidget(self.clear)
        room = QWidget()
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.toolbar.addWidget(room)
        self.toolbar.addAction(self.actions_["view.toggle_theme"])
        theme_button = self.toolbar.widgetForAction(self.actions_["view.toggle_theme"])
        if isinstance(theme_button, QToolButton):
            theme_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.addToolBar(self.toolbar)

    def _make_status_bar(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        self.branch_button = QToolButton()
        self.branch_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.branch_button.hide()
        self.problems_button = QToolButton()
        self.problems_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.webcam_button = QToolButton()
        self.webcam_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.webcam_button.hide()
        self.automation_button = AutomationButton()
        self.python_button = QToolButton()
        self.python_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.python_button.hide()
        self.compile_label = QLabel()
        self.editor_status = EditorStatus()
        bar.addWidget(self.branch_button)
        bar.addWidget(self.problems_button)
        bar.addWidget(self.compile_label)
        self.progress = CompileProgress()
        bar.addWidget(self.progress)
        bar.addPermanentWidget(self.python_button)
        bar.addPermanentWidget(self.automation_button)
        bar.addPermanentWidget(self.webcam_button)
        bar.addPermanentWidget(self.editor_status)
