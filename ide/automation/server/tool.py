"""``Tool.…``: the tool around the app."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ide.automation.server.answer import Answer
from ide.automation.server.context import Context, Handler
from ide.automation.server.runtime import START_S
from ide.automation.server.waiting import bounded
from ide.launch.clearing import KINDS
from ide.line_process import LineProcess
from ide.version import VERSION

_AUDIT = "ide.headless.audit"
_OFFICIAL = {"file": "files", "session": "login", "auth": "permissions"}
"""Kinds of what can be cleared, where the official tool has another word."""
_ALL = "all"


class Tool:
    """Tells about the tool, compiles, clears, audits, and ends the automation."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._target = context.target
        self._starting: list[Answer] = []
        self._auditing: list[Answer] = []
        self._audit = LineProcess(_AUDIT, context.owner)
        self._audit.answered.connect(self._on_audited)
        self._audit.ended.connect(self._on_audit_ended)
        context.runtime.began.connect(self._on_began)

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """What carries each method out."""
        return {
            "Tool.getInfo": self.get_info,
            "Tool.close": self.close_tool,
            "Tool.compile": self.compile,
            "Tool.clearCache": self.clear_cache,
            "Tool.stopAudits": self.stop_audits,
        }

    def get_info(self, _params: Mapping[str, Any], answer: Answer) -> None:
        """Tell the version of the base library in use, and our own."""
        answer.result({"SDKVersion": self._target.handset.library, "version": VERSION})

    def close_tool(self, _params: Mapping[str, Any], answer: Answer) -> None:
        """Answer, then end the automation."""
        answer.result()
        answer.client.end()

    def compile(self, _params: Mapping[str, Any], answer: Answer) -> None:
        """Compile what changed on disk; answer once the app has started afresh."""

        def compiled(problem: str) -> None:
            if problem:
                answer.fail(f"it does not compile, the app is what it was before: {problem}")

        self._answer_when_begun(answer)
        self._target.compile(compiled)

    def clear_cache(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Clear kinds of what the app left behind; answer once it has started afresh."""
        wanted = params.get("types") or [params.get("clean") or _ALL]
        kinds = [_OFFICIAL.get(str(one), str(one)) for one in wanted]
        unknown = [one for one in kinds if one not in (*KINDS, _ALL)]
        if unknown:
            answer.fail(f"{unknown[0]} cannot be cleared; these can: {', '.join((*KINDS, _ALL))}.")
            return
        self._answer_when_begun(answer)
        self._target.clear(KINDS if _ALL in kinds else kinds)

    def stop_audits(self, _params: Mapping[str, Any], answer: Answer) -> None:
        """Open every page in a process of its own and answer what the checks say."""
        self._auditing.append(answer)
        if not self._audit.running:
            self._audit.ask({"project": str(self._target.project.root)})

    def close(self) -> None:
        """Give up an audit."""
        self._audit.cancel()

    def _answer_when_begun(self, answer: Answer) -> None:
        """Answer when the next run of the app has opened its first page."""
        self._starting.append(answer)
        answer.on_end(lambda: self._starting.remove(answer))
        told = f"the app has not started within {START_S:g} s."
        bounded(answer, self._context.owner, lambda: told, START_S)

    def _on_began(self) -> None:
        for answer in tuple(self._starting):
            answer.result()

    def _on_audited(self, line: Mapping[str, Any]) -> None:
        if "report" in line:
            value = {"data": json.dumps(line["data"], ensure_ascii=False), "report": line["report"]}
            self._end_audit(value, "")

    def _on_audit_ended(self, words: str) -> None:
        self._end_audit(None, words or "it ended without a word.")

    def _end_audit(self, value: Mapping[str, Any] | None, words: str) -> None:
        waiting, self._auditing = self._auditing, []
        for answer in waiting:
            if value is not None:
                answer.result(value)
            else:
                answer.fail(f"the audit came to no end: {words}")
