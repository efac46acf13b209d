"""A process of ours that runs a project: the other one's, kept by a thread with an event loop."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ide.automation.client.aio.process import Process as AsyncProcess
from ide.automation.client.sync.connection import Loop


class Process:
    """Ends when :meth:`close` is called, or when our end of its standard input closes."""

    def __init__(self, loop: Loop, inner: AsyncProcess) -> None:
        self._loop = loop
        self._inner = inner
        self.endpoint = inner.endpoint
        self.pid = inner.pid

    @classmethod
    def start(cls, project: str | Path, arguments: Sequence[str], timeout: float) -> Process:
        """Start the server of a project; returns when its first page is ready.

        Raises:
            ConnectionLostError: it ended; the sentence is what it said.
            TimedOutError: it was not ready within ``timeout`` seconds.
        """
        loop = Loop()
        try:
            return cls(loop, loop.run(AsyncProcess.start(project, arguments, timeout)))
        except BaseException:
            loop.close()
            raise

    def close(self) -> None:
        """End the process: by its standard input, then by force."""
        if self._loop.is_closed:
            return
        try:
            self._loop.run(self._inner.close())
        finally:
            self._loop.close()
