"""Leads each request to whoever answers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from ide import log
from ide.automation.server.answer import Answer
from ide.automation.server.belongings import Belongings
from ide.automation.server.context import Context, Domain, Handler
from ide.automation.table import BadParamsError, table
from ide.automation.wire import Request

_logger = log.logger("automation")


class Dispatch:
    """Checks a request against the table and carries it out."""

    def __init__(self, context: Context, domains: Iterable[Domain]) -> None:
        self._context = context
        self._table = table()
        self._domains = tuple(domains)
        self.belongings = Belongings(context)
        self._handlers: dict[str, Handler] = {}
        for domain in self._domains:
            self._handlers.update(domain.handlers)

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """The methods the server answers itself."""
        return self._handlers

    def close(self) -> None:
        """End the domains."""
        for domain in self._domains:
            domain.close()

    def take(self, request: Request, answer: Answer) -> None:
        """Carry a request out; its answer follows now or later."""
        row = self._table.methods.get(request.method)
        if row is None:
            answer.fail(_unknown(request.method))
            return
        if row.answers == "nobody":
            answer.fail(f"{row.name} is not answered here: {row.reason}")
            return
        try:
            row.check(request.params)
        except BadParamsError as error:
            answer.fail(f"{error}.")
            return
        if row.answers == "runtime":
            self.belongings.note(row.name, request.params, answer.client)
            self._context.runtime.ask(row.name, request.params, answer)
            return
        try:
            self._handlers[row.name](request.params, answer)
        except Exception as error:
            _logger.exception("%s failed", row.name)
            answer.fail(f"{row.name} failed: {type(error).__name__}: {error}")


def _unknown(method: str) -> str:
    close = get_close_matches(method[:100], table().methods, n=1)
    hint = f"; did you mean {close[0]}?" if close else "; docs/automation.md lists all."
    return f"there is no method {method[:100]}{hint}"
