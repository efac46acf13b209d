"""The shell of the console and its kernel: what runs can be interrupted at any moment."""

from __future__ import annotations

import signal
from types import CodeType
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from ipykernel.zmqshell import ZMQInteractiveShell
from traitlets import Type

from ide.python_console.output import SlowPublisher

_STOP = compile("raise KeyboardInterrupt", "<interrupted>", "exec")


class Shell(ZMQInteractiveShell):
    """Displays no faster than the window reads, and hears an interruption between two lines too."""

    display_pub_class = Type(SlowPublisher)
    running = False
    """Whether the person's code runs, and not what leads to it."""
    stopping = False
    """Whether it is to stop before the next statement."""

    async def run_code(
        self, code_obj: CodeType, result: Any = None, *, async_: bool = False
    ) -> bool:
        """Run a statement, unless the person has interrupted meanwhile."""
        if self.stopping:
            self.stopping = False
            code_obj, async_ = _STOP, False
        self.running = True
        try:
            return bool(await super().run_code(code_obj, result, async_=async_))
        except KeyboardInterrupt as error:
            # It came as the statement was about to begin or had just ended.
            self.showtraceback()
            if result is not None:
                result.error_in_exec = error
            return True
        finally:
            self.running = False


class Kernel(IPythonKernel):
    """Lets an interruption hit the person's code only: elsewhere no answer would be sent."""

    shell_class = Type(Shell)
    shell: Shell

    def pre_handler_hook(self) -> None:
        """Listen to interruptions while a request is handled."""
        self.shell.stopping = False
        self.saved_sigint_handler = signal.signal(signal.SIGINT, self._on_interrupt)

    def _on_interrupt(self, _number: int, _frame: object) -> None:
        if self.shell.running:
            raise KeyboardInterrupt
        self.shell.stopping = True
