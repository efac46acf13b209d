"""The server of the Model Context Protocol: which tools there are, and how a call of one ends."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp_types import CallToolResult, InputRequiredResult, ToolAnnotations
from pydantic import ValidationError

from ide.mcp_server.stage import Stage
from ide.mcp_server.tools.hands import HandTools
from ide.mcp_server.tools.history import HistoryTools
from ide.mcp_server.tools.page import PageTools
from ide.mcp_server.tools.phone import PhoneTools
from ide.mcp_server.tools.project import ProjectTools
from ide.version import VERSION

INSTRUCTIONS = (
    "Minideck runs a WeChat mini-program on a simulated phone, offline. Open a project, look at a "
    "page with page_outline (elements with refs) or screenshot, use it with tap and type_text, and "
    "read console and api_calls when something is wrong. After files were changed, restart_app "
    "compiles them and starts afresh. The phone's dialogs are seen with dialogs and answered with "
    "answer_dialog."
)


log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kind:
    """What calling a tool means for the world."""

    reads: bool = False
    destroys: bool = False
    repeats: bool = False
    """Whether calling it again with the same arguments changes nothing more."""

    def annotations(self, title: str) -> ToolAnnotations:
        """Return the hints of the protocol; nothing here leaves the computer."""
        return ToolAnnotations(
            title=title,
            read_only_hint=self.reads,
            destructive_hint=self.destroys,
            idempotent_hint=self.reads or self.repeats,
            open_world_hint=False,
        )


LOOKS = Kind(reads=True)
ACTS = Kind()
SETS = Kind(repeats=True)
DESTROYS = Kind(destroys=True, repeats=True)
RUNS = Kind(destroys=True)
"""Code of the app or of the agent runs, which may clear what the person keeps there."""


class Server(MCPServer[None]):
    """Answers calls; what fails is told in a sentence, and a misspelt argument is refused."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[None, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        self._refuse_strangers(name, arguments)
        try:
            return await super().call_tool(name, arguments, context)
        except UnexpectedToolError as error:
            log.exception("%s", name)
            fault = error.__cause__ or error
            kind = type(fault).__name__
            raise ToolError(
                f"{name} failed by a fault of Minideck's own: {kind}: {fault}"
            ) from None
        except ToolError as error:
            cause = error.__cause__
            if isinstance(cause, ValidationError):
                raise ToolError(f"{name}: {_faults(cause)}") from cause
            raise ToolError(str(cause or error)) from error

    def _refuse_strangers(self, name: str, arguments: dict[str, Any]) -> None:
        schema = self._tool_input_schema(name)
        known = list((schema or {}).get("properties", {}))
        strange = [repr(one) for one in arguments if one not in known]
        if schema is not None and strange:
            takes = ", ".join(known) or "no arguments"
            raise ToolError(f"{name} does not know {', '.join(strange)}; it takes {takes}.")


def make_server(stage: Stage) -> Server:
    """Return a server with every tool; the apps on its stage end with it."""

    @asynccontextmanager
    async def lifespan(_server: MCPServer[None]) -> AsyncIterator[None]:
        try:
            yield None
        finally:
            await stage.close()

    server = Server(
        "minideck",
        title="Minideck",
        version=VERSION,
        instructions=INSTRUCTIONS,
        lifespan=lifespan,
        log_level="ERROR",
        subscriptions=False,
    )
    for title, kind, tool in _tools(stage):
        server.add_tool(
            tool,
            title=title,
            description=" ".join((tool.__doc__ or "").split()),
            annotations=kind.annotations(title),
        )
    return server


def _faults(error: ValidationError) -> str:
    rows = (
        (".".join(str(part) for part in row["loc"]), row["msg"].rstrip("."))
        for row in error.errors(include_url=False)
    )
    return "; ".join(f"{place}: {words[:1].lower()}{words[1:]}" for place, words in rows) + "."


def _tools(stage: Stage) -> Iterator[tuple[str, Kind, Callable[..., Any]]]:
    project, page, hands = ProjectTools(stage), PageTools(stage), HandTools(stage)
    phone, history = PhoneTools(stage), HistoryTools(stage)
    yield "Open a project", SETS, project.open_project
    yield "Close the app", SETS, project.close_app
    yield "Compile and check", LOOKS, project.check
    yield "Check for submission", LOOKS, project.preflight
    yield "Render pages", LOOKS, project.snapshot
    yield "List files", LOOKS, project.list_files
    yield "Read a file", LOOKS, project.read_file
    yield "Outline of the page", LOOKS, page.page_outline
    yield "Find elements", LOOKS, page.find_elements
    yield "Picture of the screen", LOOKS, page.screenshot
    yield "WXML of the page", LOOKS, page.wxml_tree
    yield "Data of the page", LOOKS, page.page_data
    yield "Set data of the page", RUNS, page.set_page_data
    yield "Run JavaScript", RUNS, page.evaluate
    yield "Tap", ACTS, hands.tap
    yield "Type", ACTS, hands.type_text
    yield "Scroll", ACTS, hands.scroll
    yield "Swipe", ACTS, hands.swipe
    yield "Go back", ACTS, hands.go_back
    yield "Go to a page", ACTS, hands.goto
    yield "Wait for something", LOOKS, hands.wait_for
    yield "Restart the app", DESTROYS, phone.restart_app
    yield "State of the phone", LOOKS, phone.phone_state
    yield "Set the phone", SETS, phone.set_phone
    yield "Dialogs of the phone", LOOKS, phone.dialogs
    yield "Answer a dialog", ACTS, phone.answer_dialog
    yield "Decide how an API ends", DESTROYS, phone.mock_api
    yield "Play a scenario", DESTROYS, phone.play_scenario
    yield "Console", LOOKS, history.console
    yield "Calls of APIs", LOOKS, history.api_calls
    yield "Network", LOOKS, history.network
