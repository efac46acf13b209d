"""Tools about the phone: start afresh, state, dialogs, how APIs end, scenarios."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import BaseModel, Field

from ide.mcp_server import bounds
from ide.mcp_server.stage import Stage
from ide.mcp_server.tools.page import Value
from ide.mcp_server.waiting import Dialog, answer, waiting


class Started(BaseModel):
    """The first page of an app that was started."""

    page: str
    query: dict[str, Any]


class Dialogs(BaseModel):
    """What waits for an answer, the oldest first."""

    dialogs: list[Dialog]


class Case(BaseModel):
    """A part of a scenario that came true or not."""

    name: str
    ok: bool
    message: str = ""
    line: int | None = None


class Played(BaseModel):
    """How a scenario came out."""

    ok: bool
    cases: list[Case]


class PhoneTools:
    """Each is about the phone on which the app runs."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def restart_app(
        self,
        path: Annotated[str, Field(description="First page; empty for that of app.json")] = "",
        query: Annotated[dict[str, str], Field(description="Of the first page")] = {},  # noqa: B006
        scene: Annotated[int, Field(description="Where it is opened from, as in WeChat")] = 1001,
        fresh_phone: Annotated[
            bool, Field(description="Forget storage, permissions, files, rules and what was set")
        ] = False,
    ) -> Started:
        """Compile what changed on disk and start the app afresh."""
        async with self._stage.app() as mini:
            await mini.project.compile()
            if fresh_phone:
                page = await mini.reset(path=path or None, query=query or None, scene=scene)
            else:
                page = await mini.app.restart(path, query, scene)
            return Started(page=page.path, query=dict(page.query))

    async def phone_state(
        self,
        path: Annotated[
            str, Field(description="Such as location or location.latitude; empty: the sections")
        ] = "",
    ) -> Value:
        """State of the phone: location, network, battery, permissions, system and much more."""
        async with self._stage.app() as mini:
            state = await mini.device.state(path or None)
            if not path:
                return Value(value=sorted(state), note="Ask for one of these sections.")
            value, note = bounds.short_value(state)
            return Value(value=value, note=note)

    async def set_phone(
        self,
        values: Annotated[
            dict[str, Any],
            Field(description='Fields of phone_state: {"location.latitude": 31.2}'),
        ] = {},  # noqa: B006
        device: Annotated[
            str | None, Field(description="Another phone, by id; restarts the app")
        ] = None,
        theme: Literal["light", "dark"] | None = None,
        language: Annotated[str | None, Field(description="zh_CN, zh_TW, en")] = None,
        orientation: Literal["portrait", "landscape"] | None = None,
    ) -> str:
        """Set the phone: what it is, how it looks, and any field of its state. The app hears of it
        as on a phone."""
        if not values and not any((device, theme, language, orientation)):
            raise ToolError("Say what to set: values, device, theme, language or orientation.")
        async with self._stage.app() as mini:
            if device:
                await mini.device.use(device)
            if theme:
                await mini.device.set_theme(theme)
            if language:
                await mini.device.set_language(language)
            if orientation:
                await mini.device.rotate(orientation)
            if values:
                await mini.device.set_state(values)
        named = {"device": device, "theme": theme, "language": language, "turned": orientation}
        parts = [f"{name} {value}" for name, value in named.items() if value]
        return f"Set: {', '.join([*parts, *values])}."

    async def dialogs(self) -> Dialogs:
        """Dialogs and sheets of the phone that wait for the person: permissions, modals, payments,
        pickers."""
        async with self._stage.app() as mini:
            return Dialogs(dialogs=await waiting(mini))

    async def answer_dialog(
        self,
        choice: Annotated[str, Field(description="One of the choices that dialogs lists")],
        api: Annotated[str, Field(description="Which, when several wait")] = "",
        data: Annotated[dict[str, Any], Field(description="What the answer carries")] = {},  # noqa: B006
        seconds: Annotated[float, Field(gt=0, le=60, description="To wait for it")] = 5,
    ) -> str:
        """Answer the oldest dialog of the phone, waiting for one."""
        async with self._stage.app() as mini:
            answered = await answer(mini, choice, api, data, seconds)
            return f"{answered}: {choice}."

    async def mock_api(
        self,
        api: Annotated[str, Field(description="Without wx.: request, getLocation, login, …")],
        outcome: Annotated[
            str | dict[str, Any],
            Field(
                description="ok, cancel, deny, fail, timeout, hang, restore, or an object as in a "
                'rule: {"type": "ok", "result": {…}}, {"type": "fail", "errMsg": "…"}'
            ),
        ],
        times: Annotated[int, Field(ge=0, description="For so many calls; 0: until restored")] = 0,
    ) -> str:
        """Decide how the next calls of a wx API end; restore gives it back to the phone."""
        async with self._stage.app() as mini:
            if outcome == "restore":
                for rule in await mini.mock.rules():
                    if rule.get("api") == api and "id" in rule:
                        await mini.mock.remove_rule(str(rule["id"]))
                return f"{api} is answered by the phone again."
            body = {"type": outcome} if isinstance(outcome, str) else outcome
            if times:
                await mini.mock.queue(api, [body] * times)
                return f"The next {times} calls of {api} end so."
            await mini.mock.add_rule({"api": api, "outcome": body}, first=True)
            return f"Every call of {api} ends so."

    async def play_scenario(
        self,
        file: Annotated[str, Field(description="From the project's root: scenarios/a.yaml")],
        seconds: Annotated[float, Field(gt=0, le=900)] = 300,
    ) -> Played:
        """Play a scenario file on a fresh app and say what came true."""
        root = self._stage.folder.root
        path = (root / file).resolve()
        if not path.is_relative_to(root) or not path.is_file():
            raise ToolError(f"There is no file {file} in the project.")
        async with self._stage.app() as mini:
            played = await mini.scenario.play(Path(path), seconds)
        cases = [
            Case(
                name=str(one["name"]),
                ok=bool(one["ok"]),
                message=str(one.get("message") or ""),
                line=one.get("line"),
            )
            for one in played.cases
        ]
        return Played(ok=played.ok, cases=cases)
