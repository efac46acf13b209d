"""A dock whose title bar has our look: title, the panel's own buttons, close."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QToolButton, QWidget

from ide.i18n import tr
from ide.theme import icons
from ide.widgets.texts import follow


class Dock(QDockWidget):
    """A panel in a dock; ``name`` is its id in saved layouts and the catalogue."""

    def __init__(
        self,
        name: str,
        panel: QWidget,
        buttons: Sequence[QToolButton] = (),
        *,
        rests: bool = False,
    ) -> None:
        """A panel that ``rests`` is hidden while another tab is in front."""
        super().__init__()
        self.name = name
        self.setObjectName(name)
        self.setWidget(panel)
        self._title = QLabel()
        self._title.setObjectName("dockTitleText")
        self._close = QToolButton()
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.close)
        bar = QWidget()
        bar.setObjectName("dockTitle")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(8, 3, 6, 3)
        layout.setSpacing(2)
        layout.addWidget(self._title)
        layout.addStretch(1)
        for button in (*buttons, self._close):
            layout.addWidget(button)
        self._bar = bar
        self._no_bar = QWidget()
        self.setTitleBarWidget(bar)
        if rests:
            # Its place stays as large, so that nothing moves when it comes back.
            policy = panel.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            panel.setSizePolicy(policy)
            self.visibilityChanged.connect(panel.setVisible)
        follow(self, self._retranslate)

    def set_tabbed(self, *, tabbed: bool) -> None:
        """Leave the title to the tab when the dock is one of several in a place."""
        bar = self._no_bar if tabbed else self._bar
        if self.titleBarWidget() is not bar:
            self.setTitleBarWidget(bar)
            bar.setVisible(True)

    def refresh_icons(self) -> None:
        """Draw icons in the colours of the theme."""
        self._close.setIcon(icons.icon("close"))

    def _retranslate(self) -> None:
        title = tr(f"dock.{self.name}")
        self._title.setText(title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._close.setToolTip(tr("dock.close", title=title))
        self._close.setAccessibleName(tr("dock.close", title=title))
