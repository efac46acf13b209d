"""``Tool.native``: what a person does with the phone around the app."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from apimock.asking import Question
from ide.automation.server.answer import Answer
from ide.automation.server.context import Context, Handler
from ide.automation.server.waiting import bounded
from renderer.host.player import AppState, Player

ARRIVAL_S = 30.0
"""How long a page may take to open."""
_Deed = Callable[[Player, Mapping[str, Any], Answer], None]


@dataclass(frozen=True)
class _Choice:
    """What answers a sheet of the phone, by the kind of its question."""

    sheet: str
    """What a person calls the sheets."""
    by_kind: Mapping[str, str]


_CONSENT = "a sheet that asks for consent"
_ALLOW = _Choice(
    _CONSENT,
    {
        "permission": "allowed",
        "privacy": "agree",
        "profile": "allow",
        "phone-number": "allow",
        "subscribe": "allow",
    },
)
_REFUSE = _Choice(
    _CONSENT,
    {
        "permission": "denied",
        "privacy": "disagree",
        "profile": "deny",
        "phone-number": "deny",
        "subscribe": "reject",
    },
)
_CLOSE_PAYMENT = _Choice("a payment sheet", {"payment": "cancel", "payment-method": "cancel"})
_SEND = _Choice("a share sheet", {"share": "send"})
_DO_NOT_SEND = _Choice("a share sheet", {"share": "cancel"})

_PRESS = """(async () => {
  await minideckProbe.frame()
  const open = document.querySelectorAll('.sheet-layer[data-sheet=showModal]:not(.leaving)')
  const modal = [...open].at(-1)
  if (!modal) return 'none'
  const button = modal.querySelector('CLASS')
  button?.click()
  return button ? 'pressed' : 'missing'
})()"""
_SHEETS = "document.querySelectorAll('.sheet-layer:not(.leaving)').length"
_TAB = """(() => {
  const bars = [...document.querySelectorAll('.tab-bar')]
  const bar = bars.find((one) => one.checkVisibility({ visibilityProperty: true }))
  const item = bar?.querySelectorAll('.tab-item')[INDEX]
  item?.click()
  return Boolean(item)
})()"""


class Native:
    """Goes home and back, presses buttons of modals, tabs and sheets."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._deeds: Mapping[str, _Deed] = {
            "goHome": self._go_home,
            "navigateLeft": self._go_back,
            "confirmModal": partial(self._press, ".modal-confirm"),
            "cancelModal": partial(self._press, ".modal-cancel"),
            "switchTab": self._switch_tab,
            "authorizeAllow": partial(self._answer_sheet, _ALLOW),
            "authorizeCancel": partial(self._answer_sheet, _REFUSE),
            "closePaymentDialog": partial(self._answer_sheet, _CLOSE_PAYMENT),
            "shareConfirm": partial(self._answer_sheet, _SEND),
            "shareCancel": partial(self._answer_sheet, _DO_NOT_SEND),
        }

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """What carries each method out."""
        return {"Tool.native": self.native}

    @property
    def deeds(self) -> frozenset[str]:
        """The names ``Tool.native`` knows."""
        return frozenset(self._deeds)

    def native(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Do what ``method`` says."""
        deed = self._deeds.get(params["method"])
        player = self._context.target.player
        if deed is None:
            known = ", ".join(sorted(self._deeds))
            answer.fail(f"there is no native method {params['method'][:80]}; these are: {known}.")
        elif player is None or not self._context.runtime.started:
            answer.fail("the app is not running.")
        else:
            self._context.runtime.until_over(answer)
            data = params.get("data")
            deed(player, data if isinstance(data, Mapping) else {}, answer)

    def close(self) -> None:
        """Hold nothing."""

    def _go_home(self, player: Player, _data: Mapping[str, Any], answer: Answer) -> None:
        home = str(player.bundle.manifest["entryPage"])
        self._arrive(player, lambda state: state.stack == (home,), answer, f"{home} did not open")
        message = {"type": "navigate", "action": "reLaunch", "url": f"/{home}", "delta": 0}
        player.receive(message)

    def _go_back(self, player: Player, _data: Mapping[str, Any], answer: Answer) -> None:
        depth = len(player.state.stack)
        if depth < 2:
            answer.fail("there is no page to go back to: only one is open.")
            return

        def known(sheets: object) -> None:
            if sheets:
                answer.fail("a sheet lies over the page; answer it first.")
                return
            told = "the page did not go"
            self._arrive(player, lambda state: len(state.stack) < depth, answer, told)
            player.receive({"type": "chrome", "name": "back", "detail": {}})

        player.probe(_SHEETS, known)

    def _switch_tab(self, player: Player, data: Mapping[str, Any], answer: Answer) -> None:
        bar = player.bundle.manifest.get("app", {}).get("tabBar") or {}
        routes = [str(one.get("pagePath", "")).strip("/") for one in bar.get("list", ())]
        route = str(data.get("url") or "").strip("/")
        if route not in routes:
            shown = ", ".join(routes) or "none; app.json declares no tabBar"
            answer.fail(f"{route or 'no url'} is no tab; tabs are: {shown}.")
            return

        there = player.state.stack == (route,)

        def pressed(found: object) -> None:
            if not found:
                answer.fail("the tab bar is not on the screen.")
            elif there:
                answer.result()

        if not there:
            told = f"{route} did not open"
            self._arrive(player, lambda state: state.stack[-1:] == (route,), answer, told)
        if bar.get("custom") is True and there:
            answer.result()
        elif bar.get("custom") is True:
            # The app draws the bar itself, as it likes: only where a tap leads is known.
            message = {"type": "navigate", "action": "switchTab", "url": f"/{route}", "delta": 0}
            player.receive(message)
        else:
            player.probe(_TAB.replace("INDEX", str(routes.index(route))), pressed)

    def _press(self, button: str, player: Player, _data: Mapping[str, Any], answer: Answer) -> None:
        """Press a button of the modal on top, which may be about to come."""
        bounded(answer, self._context.owner, lambda: "no modal is open.")

        def told(came: object) -> None:
            if came == "pressed":
                answer.result()
            elif came == "missing":
                answer.fail("the modal has no such button.")
            elif answer.open:
                player.probe(_PRESS.replace("CLASS", button), told)

        player.probe(_PRESS.replace("CLASS", button), told)

    def _answer_sheet(
        self, choice: _Choice, _player: Player, _data: Mapping[str, Any], answer: Answer
    ) -> None:
        """Answer the newest sheet of a kind, which may be about to come."""
        asking = self._context.target.phone.asking

        def look(questions: tuple[Question, ...]) -> None:
            meant = [one for one in questions if one.kind in choice.by_kind]
            if meant and answer.open:
                answer.result()
                asking.answer(meant[-1].id, choice.by_kind[meant[-1].kind])

        def why() -> str:
            others = ", ".join(one.kind for one in asking.open)
            return f"{choice.sheet} is not open{f'; open: {others}' if others else ''}."

        bounded(answer, self._context.owner, why)
        answer.on_end(asking.watch(look))
        look(asking.open)

    def _arrive(
        self, player: Player, there: Callable[[AppState], bool], answer: Answer, why: str
    ) -> None:
        """Answer when the page in front is ready and the stack is as wanted."""

        def changed(state: AppState) -> None:
            if there(state) and state.top_ready:
                answer.result()

        player.state_changed.connect(changed)

        def over() -> None:
            player.state_changed.disconnect(changed)

        answer.on_end(over)
        bounded(answer, self._context.owner, lambda: f"{why}.", ARRIVAL_S)
