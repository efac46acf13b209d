"""What a check looks at and what it yields (no Qt)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ide.fix import Fix
from ide.submit.form import Form
from ide.submit.pictures import Pictures
from ide.submit.project_facts import Submission
from ide.submit.rules.call_graph import CallGraph
from ide.submit.run_record import RunRecord
from ide.survey import Spot, Survey

APP = "app.json"


@dataclass(frozen=True)
class Facts:
    """All that is known of a project.

    ``survey`` is None until the compiler has answered, ``form`` where nobody has filled one in.
    """

    submission: Submission
    survey: Survey | None = None
    form: Form | None = None
    domains: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Servers that the project may call, by kind; empty when nobody has listed any."""
    run: RunRecord | None = None
    """What a smoke run saw, None while there was none."""
    pictures: Pictures | None = None
    """Reads the pictures that the form names; without it they are not looked into."""

    @property
    def surveyed(self) -> Survey:
        """The survey, for checks of rules that need one."""
        assert self.survey is not None
        return self.survey

    @property
    def ran(self) -> RunRecord:
        """The run, for checks of rules that need one."""
        assert self.run is not None
        return self.run

    @cached_property
    def graph(self) -> CallGraph:
        """Who calls whom in the survey's scripts."""
        return CallGraph(self.surveyed)

    def in_app(self, *path: str | int) -> Spot:
        """Return where a part of app.json stands, or its nearest parent."""
        return self.in_json(APP, *path)

    def in_json(self, file: str, *path: str | int) -> Spot:
        """Return where a part of a JSON file of the package stands."""
        span = self.submission.json(file).place(*path)
        name = self.submission.project_path(file)
        return Spot(name, span.line, span.column, span.end_line, span.end_column)


@dataclass(frozen=True)
class Flaw:
    """A place where a rule is broken: what of it, where, and the values of its text.

    The value ``field`` says which entry of the form it is about, as form.json names it
    (``basic.name``, ``items.0.title``, ``privacy.location``).
    """

    code: str
    spot: Spot = field(default_factory=Spot)
    values: Mapping[str, object] = field(default_factory=dict)
    fix: Fix | None = None
    """What mends it; left out where ``ide.submit.fixes`` knows by the code."""


Flaws = Iterator[Flaw]
Check = Callable[[Facts], Flaws]
