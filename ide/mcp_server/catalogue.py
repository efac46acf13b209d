"""The table of tools in ``docs/agents.md``, made from the server."""

from __future__ import annotations

import asyncio
from pathlib import Path

from mcp_types import Tool

from ide.mcp_server.server import make_server
from ide.mcp_server.stage import Stage

BEGIN = "<!-- tools: made by ide/mcp_server/catalogue.py -->"
END = "<!-- end of tools -->"
FILE = Path(__file__).parents[2] / "docs" / "agents.md"


def renewed(document: str) -> str:
    """Return the document with the table as it has to be now."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}{END}{after}"


def table() -> str:
    """Return every tool with what it takes, as Markdown."""
    tools = asyncio.run(make_server(Stage()).list_tools())
    rows = "".join(f"| {_row(tool)} |\n" for tool in tools)
    return f"| tool | takes | does | |\n|---|---|---|---|\n{rows}"


def _row(tool: Tool) -> str:
    required = tool.input_schema.get("required", [])
    names = tool.input_schema.get("properties", {})
    takes = ", ".join(f"**{name}**" if name in required else name for name in names)
    hints = tool.annotations
    kind = ""
    if hints is not None:
        kind = (
            "reads" if hints.read_only_hint else "may lose data" if hints.destructive_hint else ""
        )
    words = (tool.description or "").replace("|", "\\|")
    return f"`{tool.name}` | {takes} | {words} | {kind}"


if __name__ == "__main__":
    FILE.write_text(renewed(FILE.read_text("utf-8")), "utf-8")
