"""What a client hears when there is no answer, another one than it hoped for, or an event."""

from __future__ import annotations

import asyncio
import json
import queue
import socket
import threading
from typing import Any

import pytest
from websockets.asyncio.server import ServerConnection

from ide.automation import MiniProgram, aio, connect
from ide.automation.client.aio.connection import CALL_S
from ide.automation.errors import (
    AppError,
    ConnectionLostError,
    ServerRefusedError,
    TimedOutError,
    WxApiError,
)
from ide.automation.server.runtime import START_S
from tests.unit.ide.automation.speaking import Speaker


def test_no_server_is_a_sentence_without_the_token() -> None:
    threads = set(threading.enumerate())
    with pytest.raises(
        ConnectionLostError, match=r"no automation server at ws://127.0.0.1:9 "
    ) as e:
        connect("ws://127.0.0.1:9/?token=secret")
    assert "secret" not in str(e.value)
    assert set(threading.enumerate()) <= threads


def test_a_server_that_says_nothing_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(TimedOutError, match=r"did not answer within 0.05 s"):
            connect(f"ws://127.0.0.1:{port}/?token=t", timeout=0.05)


@pytest.mark.parametrize("address", ["nonsense", "http://127.0.0.1:1/", "ws://"])
def test_an_address_that_is_none_is_named(address: str) -> None:
    with pytest.raises(ConnectionLostError, match="is no address"):
        connect(address)


def test_a_wrong_token_is_what_the_server_says(speaker: Speaker) -> None:
    async def refuse(socket: ServerConnection) -> None:
        await socket.send(json.dumps({"error": {"message": "the token is wrong"}}))
        await socket.close(4401)

    speaker.greeting = refuse
    with pytest.raises(ServerRefusedError, match="the token is wrong"):
        connect(speaker.address)


def test_a_server_that_goes_fails_what_is_open_and_what_comes(
    speaker: Speaker, mini: MiniProgram
) -> None:
    def go(_: Any) -> None:
        threading.Thread(target=speaker.hang_up, daemon=True).start()

    speaker.silent.add("App.getPageStack")
    speaker.answers["App.callFunction"] = lambda params: go(params) or {"result": 1}
    mini.app.evaluate("1")
    for _ in range(2):
        with pytest.raises(ConnectionLostError, match=r"App\.getPageStack has no answer"):
            mini.app.page_stack()
    assert not mini.connection.is_open


def test_an_answer_that_does_not_come_is_a_timeout(speaker: Speaker, mini: MiniProgram) -> None:
    speaker.silent.add("App.callFunction")
    with pytest.raises(TimedOutError, match=r"App.callFunction was not answered within 0.05 s"):
        mini.app.evaluate("1", timeout=0.05)
    assert mini.app.current_page().path == "pages/a/a"


@pytest.mark.parametrize(
    ("method", "reason", "kind"),
    [
        ("App.callWxMethod", 'navigateTo:fail page "x" is not found', WxApiError),
        ("App.callWxMethod", "wx has no method 'navigateTo'", ServerRefusedError),
        ("App.callWxMethod", "the app was restarted before it answered.", ServerRefusedError),
    ],
)
def test_a_refusal_becomes_the_error_it_is(
    speaker: Speaker, mini: MiniProgram, method: str, reason: str, kind: type[Exception]
) -> None:
    speaker.refusals[method] = reason
    with pytest.raises(ServerRefusedError) as told:
        mini.app.navigate_to("x")
    assert type(told.value) is kind
    assert told.value.reason == reason


def test_what_javascript_throws_is_an_app_error(speaker: Speaker, mini: MiniProgram) -> None:
    speaker.refusals["App.callFunction"] = "TypeError: x is undefined"
    with pytest.raises(AppError, match="x is undefined"):
        mini.app.evaluate("x.y")


def test_frames_that_are_nonsense_are_passed_over(speaker: Speaker, mini: MiniProgram) -> None:
    for frame in ("{", "[]", '"x"', '{"id": "99", "result": {}}', '{"method": "Else"}'):
        speaker.raw(frame)
    assert mini.app.current_page().id == 7


def test_a_handler_may_use_the_client(speaker: Speaker, mini: MiniProgram) -> None:
    told: queue.Queue[Any] = queue.Queue()
    stop = mini.app.on("console", lambda line: told.put((line, mini.app.current_page().path)))
    assert speaker.said("App.enableLog") == [{}]
    speaker.tell("App.logAdded", type="log", args=["a"])
    assert told.get(timeout=60) == ({"type": "log", "args": ["a"]}, "pages/a/a")
    stop()
    speaker.tell("App.logAdded", type="log", args=["b"])
    assert mini.app.current_page().id == 7
    assert told.empty()


def test_a_handler_that_fails_does_not_end_the_others(
    speaker: Speaker, mini: MiniProgram, caplog: pytest.LogCaptureFixture
) -> None:
    told: queue.Queue[Any] = queue.Queue()

    def fail(_: Any) -> None:
        raise ValueError("mine")

    mini.app.on("exception", fail)
    mini.app.on("exception", told.put)
    speaker.tell("App.exceptionThrown", message="x")
    assert told.get(timeout=60) == {"message": "x"}
    assert "a handler failed" in caplog.text


def test_an_exposed_function_gets_the_arguments(speaker: Speaker, mini: MiniProgram) -> None:
    told: queue.Queue[Any] = queue.Queue()
    mini.app.expose_function("note", lambda *args: told.put(args))
    speaker.tell("App.bindingCalled", name="other", args=[0])
    speaker.tell("App.bindingCalled", name="note", args=[1, "b"])
    assert told.get(timeout=60) == (1, "b")
    with pytest.raises(ValueError, match="There is no event 'else'"):
        mini.app.on("else", told.put)


def test_no_thread_is_left_behind(speaker: Speaker) -> None:
    before = set(threading.enumerate())
    with connect(speaker.address) as mini:
        mini.app.on("console", print)
        assert set(threading.enumerate()) - before
    assert set(threading.enumerate()) == before
    with pytest.raises(ConnectionLostError):
        mini.app.current_page()
    mini.close()


def test_the_client_to_be_awaited_has_the_same_names(speaker: Speaker) -> None:
    async def drive() -> tuple[str, list[Any]]:
        told: asyncio.Queue[Any] = asyncio.Queue()
        async with await aio.connect(speaker.address) as mini:

            async def hear(line: Any) -> None:
                await told.put(((await mini.app.page).path, line["type"]))

            await mini.app.on("console", hear)
            speaker.tell("App.logAdded", type="warn", args=[])
            page = await mini.app.current_page()
            return page.path, [await told.get()]

    assert asyncio.run(drive()) == ("pages/a/a", [("pages/a/a", "warn")])


def test_the_server_gives_an_app_up_before_the_client_does() -> None:
    assert CALL_S > START_S
