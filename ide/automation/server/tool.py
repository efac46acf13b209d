"""``Tool.…``: the tool around the app."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ide.automation.server.answer import Answer
from ide.automation.server.context import Context, Handler
from ide.version import VERSION


class Tool:
    """Tells about the tool and ends the automation."""

    def __init__(self, context: Context) -> None:
        self._target = context.target

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """What carries each method out."""
        return {"Tool.getInfo": self.get_info, "Tool.close": self.close_tool}

    def get_info(self, _params: Mapping[str, Any], answer: Answer) -> None:
        """Tell the version of the base library in use, and our own."""
        answer.result({"SDKVersion": self._target.handset.library, "version": VERSION})

    def close_tool(self, _params: Mapping[str, Any], answer: Answer) -> None:
        """Answer, then end the automation."""
        answer.result()
        self._target.end()

    def close(self) -> None:
        """Hold nothing."""
