"""``mcp``: serves a coding agent over standard input and output until it goes."""

from __future__ import annotations

import argparse

import anyio

from ide.exit_codes import GOOD
from ide.mcp_server.server import make_server
from ide.mcp_server.stage import Stage


def run(args: argparse.Namespace) -> int:
    """Serve; returns the exit code."""
    anyio.run(make_server(Stage(args.project)).run_stdio_async)
    return GOOD
