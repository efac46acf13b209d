"""The steps at the left of the dialog, each with a sign of how it stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListView

from ide.finding import Severity
from ide.i18n import tr
from ide.submit.dialog.rows_model import Row, RowsModel
from ide.submit.dialog.steps import Step
from ide.theme import icons
from ide.widgets.texts import follow

_WIDTH = 208
_SIGNS: Mapping[Severity | None, tuple[str, str]] = {
    Severity.ERROR: ("error", "error"),
    Severity.WARNING: ("warning", "warning"),
}


class StepList(QListView):
    """Arrows choose a step; so does a click."""

    chosen = Signal(object)  # Step

    def __init__(self) -> None:
        super().__init__()
        self._states: Mapping[Step, Severity | None] = {}
        self._empty: Collection[Step] = ()
        self._rows = RowsModel()
        self.setModel(self._rows)
        self.setFixedWidth(_WIDTH)
        self.setIconSize(QSize(16, 16))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("submitSteps")
        follow(self, self._show)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return list(Step)[max(0, self.currentIndex().row())]

    def choose(self, step: Step) -> None:
        """Show a step."""
        self.setCurrentIndex(self._rows.index(list(Step).index(step)))

    def show_states(self, states: Mapping[Step, Severity | None], empty: Collection[Step]) -> None:
        """Show the worst finding of each step; a step that is missing was not looked at yet."""
        self._states, self._empty = states, empty
        self._show()

    def _show(self) -> None:
        self.setAccessibleName(tr("submit.steps"))
        self._rows.set_rows([self._row(number, step) for number, step in enumerate(Step, 1)])

    def _row(self, number: int, step: Step) -> Row:
        title = tr(f"submit.step.{step}")
        severity = self._states.get(step)
        if severity in _SIGNS:
            state, sign = str(severity), _SIGNS[severity]
        elif step not in self._states:
            state, sign = "unknown", ("dot", "disabled")
        elif step in self._empty:
            state, sign = "empty", ("dot", "disabled")
        else:
            state, sign = "good", ("check", "success")
        icon, state = icons.icon(*sign), tr(f"submit.state.{state}")
        return Row(title, icon, f"{title} – {state}", f"{number}. {title}, {state}")

    def _on_current_changed(self) -> None:
        self.chosen.emit(self.step)
