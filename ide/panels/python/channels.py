"""The channels to a kernel, whose thread ends as soon as it is asked to."""

from __future__ import annotations

import asyncio

from jupyter_client.client import KernelClient
from jupyter_client.threaded import IOLoopThread
from qtconsole.client import QtKernelClient
from tornado.ioloop import IOLoop


class PromptThread(IOLoopThread):
    """Ends at once: the one it takes the place of looks once a second."""

    def __init__(self) -> None:
        super().__init__()
        self.name = "python console"
        self._asked: asyncio.Event | None = None

    async def _async_run(self) -> None:
        self._asked = asyncio.Event()
        if not self._exiting:
            await self._asked.wait()

    def stop(self) -> None:
        """Stop the loop and join the thread."""
        self._exiting = True
        if isinstance(self.ioloop, IOLoop):
            self.ioloop.add_callback(self._leave)
        super().stop()

    def _leave(self) -> None:
        if self._asked is not None:
            self._asked.set()


class Channels(QtKernelClient):
    """What the window sends to a kernel and hears from it; its death is the process's to tell."""

    def start_channels(self, *args: bool, **named: bool) -> None:
        """Start listening."""
        self.ioloop_thread = PromptThread()
        self.ioloop_thread.start()
        self.shell_channel._inspect = self._check_kernel_info_reply
        KernelClient.start_channels(self, *args, **named)
        self.started_channels.emit()
