"""``lsp``: serves an editor over standard input and output until it goes."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import sys
from contextlib import suppress

from pygls.io_ import StdinAsyncReader, StdoutWriter, run_async

from ide.exit_codes import FINDINGS, GOOD
from ide.lsp.features import Features, serve
from ide.lsp.server import Server

_LOOK_S = 5.0

log = logging.getLogger(__name__)


def run(_args: argparse.Namespace) -> int:
    """Serve; returns the exit code the protocol asks for: 1 when the client never said goodbye."""
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing but the protocol goes out
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr, format="%(name)s: %(message)s")
    server = Server()
    features = serve(server)
    server.protocol.set_writer(StdoutWriter(outgoing))
    reader = StdinAsyncReader(incoming, server.thread_pool)
    with suppress(KeyboardInterrupt, BrokenPipeError):
        asyncio.run(_conversation(server, features, reader))
    return GOOD if server.asked_to_end else FINDINGS


async def _conversation(server: Server, features: Features, reader: StdinAsyncReader) -> None:
    """Answer until the client says goodbye, closes its end, or its process is gone."""
    talking = asyncio.create_task(
        run_async(server.ended, reader, server.protocol, log, server.report_server_error)
    )
    orphaned = asyncio.create_task(_orphaned(server))
    await asyncio.wait([talking, orphaned], return_when=asyncio.FIRST_COMPLETED)
    await features.close()
    if not talking.done():
        os._exit(FINDINGS)  # a thread waits for a word of who is gone; nothing else ends it
    orphaned.cancel()
    await talking


async def _orphaned(server: Server) -> None:
    """Return once the client's process is gone, where that can be seen."""
    while True:
        await asyncio.sleep(_LOOK_S)
        if server.process_id is not None and os.name == "posix":
            try:
                os.kill(server.process_id, 0)
            except ProcessLookupError:
                return
            except PermissionError:  # it is there, and somebody else's
                continue
