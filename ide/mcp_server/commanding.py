"""Commands of ours as processes: what takes long or needs a window of its own, told as JSON."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mcp.server.mcpserver.exceptions import ToolError

from ide.exit_codes import FINDINGS, GOOD
from renderer.child_environment import child_environment


async def commanded(command: str, project: Path, *arguments: str) -> Any:
    """Run a command on a project and return its document; who gives up ends it.

    Raises:
        ToolError: it cannot run; the sentence is its own.
    """
    with TemporaryDirectory() as kept:
        file = Path(kept) / "result.json"
        line = [sys.executable, "-m", "ide.cli", command, str(project), "--json", str(file)]
        process = await asyncio.create_subprocess_exec(
            *line, *arguments, stdin=DEVNULL, stdout=DEVNULL, stderr=PIPE, env=child_environment()
        )
        try:
            _, said = await process.communicate()
        except asyncio.CancelledError:
            process.kill()
            await process.wait()
            raise
        if process.returncode not in (GOOD, FINDINGS):
            words = said.decode("utf-8", "replace").strip()
            raise ToolError(words or f"{command} ended with status {process.returncode}.")
        return json.loads(file.read_text("utf-8"))
