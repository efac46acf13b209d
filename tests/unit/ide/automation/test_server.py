"""Who is let in, and what becomes of what they send."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ide.automation.server.runtime import RESTARTED
from ide.automation.server.server import CannotListenError, Server
from ide.automation.table import table
from ide.automation.wire import BAD_TOKEN, NUMBER_LIMIT, OPEN_LIMIT
from tests.unit.ide.automation.wired import Caller, FakePlayer, FakeTarget

PAGE = {"pageId": 1, "path": "pages/a/a", "query": {}}


def test_every_method_has_who_answers_it(server: Server) -> None:
    wanted = {row.name for row in table().methods.values() if row.answers == "server"}
    assert set(server.service.dispatch.handlers) == wanted


def test_the_tool_is_asked_without_the_app(
    qtbot: QtBot, server: Server, target: FakeTarget
) -> None:
    caller = Caller(qtbot, server.address).ready()
    caller.ask("a", "Tool.getInfo")
    assert caller.answer("a")["result"]["SDKVersion"] == target.handset.library
    ended: list[bool] = []
    server.end_requested.connect(lambda: ended.append(True))
    caller.ask("b", "Tool.close")
    assert caller.answer("b") == {"id": "b", "result": {}}
    assert ended == [True]
    assert target.done == []


@pytest.mark.parametrize("tail", ["", "/", "/?token=", "/?token=wrong", "/?tok=1"])
def test_nobody_comes_in_without_the_token(qtbot: QtBot, server: Server, tail: str) -> None:
    caller = Caller(qtbot, server.address.split("/?")[0] + tail)
    told = caller.frame(lambda one: "id" not in one)
    assert "the token is" in told["error"]["message"]
    qtbot.waitUntil(lambda: caller.gone)
    assert caller.socket.closeCode().value == BAD_TOKEN
    assert server.clients == 0


def test_a_web_page_needs_the_token(qtbot: QtBot, target: FakeTarget, server: Server) -> None:
    Caller(qtbot, server.address, origin="https://example.com").ready()
    open_one = Server(server.service)
    open_one.listen(with_token=False)
    assert "token" not in open_one.address
    page = Caller(qtbot, open_one.address, origin="https://example.com")
    assert "no web page" in page.frame(lambda one: "error" in one)["error"]["message"]
    program = Caller(qtbot, open_one.address).ready()
    program.ask(1, "Tool.getInfo")
    assert "result" in program.answer(1)
    open_one.close()


def test_a_new_token_sends_everybody_away(qtbot: QtBot, server: Server) -> None:
    before = server.address
    caller = Caller(qtbot, before).ready()
    qtbot.waitUntil(lambda: server.clients == 1)
    server.new_token()
    qtbot.waitUntil(lambda: caller.gone)
    late = Caller(qtbot, before)
    assert "wrong" in late.frame(lambda one: "error" in one)["error"]["message"]
    Caller(qtbot, server.address).ready()


def test_a_port_that_is_taken_is_named(server: Server, target: FakeTarget) -> None:
    port = int(server.address.split(":")[2].split("/")[0])
    other = Server(server.service)
    with pytest.raises(CannotListenError, match=f"port {port} cannot be listened on"):
        other.listen(port)
    other.close()


def test_the_worker_answers(qtbot: QtBot, server: Server, target: FakeTarget) -> None:
    caller = Caller(qtbot, server.address).ready()
    player: FakePlayer = target.player
    caller.ask("a", "App.getCurrentPage")
    caller.ask("b", "Page.getElement", pageId=1, selector=".x")
    qtbot.waitUntil(lambda: len(player.heard) == 2)
    assert player.asked()[1] == ("Page.getElement", {"pageId": 1, "selector": ".x"})
    first, second = (one["id"] for one in player.heard)
    player.inspected.emit(second, {"error": {"message": "there is no .x on the page"}})
    player.inspected.emit(first, {"result": PAGE})
    assert caller.answer("a")["result"] == PAGE
    assert caller.answer("b")["error"]["message"] == "there is no .x on the page"
    assert server.service.runtime.waiting == 0


def test_two_servers_of_one_app_hear_their_own_answers(
    qtbot: QtBot, server: Server, target: FakeTarget
) -> None:
    other = Server(server.service)
    other.listen()
    callers = [Caller(qtbot, one.address).ready() for one in (server, other)]
    for name, caller in zip("ab", callers, strict=True):
        caller.ask(1, "App.callFunction", functionDeclaration=f"() => '{name}'")
    qtbot.waitUntil(lambda: len(target.player.heard) == 2)
    for message in tuple(target.player.heard):
        said = message["args"]["params"]["functionDeclaration"][-2]
        target.player.inspected.emit(message["id"], {"result": {"result": said}})
    assert [caller.answer(1)["result"]["result"] for caller in callers] == ["a", "b"]
    other.close()


def test_what_a_client_leaves_stays_for_that_of_another_server(
    qtbot: QtBot, server: Server, target: FakeTarget
) -> None:
    other = Server(server.service)
    other.listen()
    callers = [Caller(qtbot, one.address).ready() for one in (server, other)]
    for caller in callers:
        caller.ask(1, "App.enableLog")
        caller.ask(2, "App.addBinding", name="tell")
    player = target.player
    qtbot.waitUntil(lambda: len(player.heard) == 4)
    player.heard.clear()
    other.close()
    assert player.asked() == []
    player.automated.emit("App.logAdded", {"type": "log", "args": ["x"]})
    assert callers[0].frame(lambda one: one.get("method") == "App.logAdded")
    callers[0].leave()
    qtbot.waitUntil(lambda: len(player.heard) == 2)
    assert [method for method, _ in player.asked()] == ["App.removeBinding", "App.disableLog"]


def test_requests_wait_for_an_app_that_starts(
    qtbot: QtBot, server: Server, target: FakeTarget
) -> None:
    caller = Caller(qtbot, server.address).ready()
    player = target.player
    caller.ask("a", "App.getCurrentPage")
    qtbot.waitUntil(lambda: len(player.heard) == 1)
    player.start_again()
    assert caller.answer("a")["error"]["message"] == RESTARTED
    caller.ask("b", "App.getCurrentPage")
    caller.ask("sure", "Tool.getInfo")
    caller.answer("sure")
    assert len(player.heard) == 1
    player.launch()
    player.inspected.emit(player.heard[-1]["id"], {"result": PAGE})
    assert caller.answer("b")["result"] == PAGE


@pytest.mark.parametrize(
    ("happens", "told"),
    [
        (lambda t: t.player.crashed.emit("killed"), "the app crashed: killed"),
        (lambda t: t.player.loop_detected.emit(), "loops for ever"),
        (lambda t: t.use_player(FakePlayer()), RESTARTED),
        (lambda t: t.use_player(None), RESTARTED),
    ],
)
def test_what_the_app_will_never_answer_is_told(
    qtbot: QtBot, server: Server, target: FakeTarget, happens: object, told: str
) -> None:
    caller = Caller(qtbot, server.address).ready()
    caller.ask("a", "App.callFunction", functionDeclaration="() => { for (;;) {} }")
    player = target.player
    qtbot.waitUntil(lambda: len(player.heard) == 1)
    assert callable(happens)
    happens(target)
    assert told in caller.answer("a")["error"]["message"]
    player.inspected.emit(player.heard[0]["id"], {"result": {}})
    assert server.service.runtime.waiting == 0
    caller.ask("b", "Tool.getInfo")
    assert "result" in caller.answer("b")


def test_an_app_that_was_ended_is_not_asked(
    qtbot: QtBot, server: Server, target: FakeTarget
) -> None:
    caller = Caller(qtbot, server.address).ready()
    target.player.running = False
    caller.ask("a", "App.getCurrentPage")
    assert "not running" in caller.answer("a")["error"]["message"]


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        ("", "no JSON"),
        ("{" * 5000, "no JSON"),
        ('{"method": "App.getPageStack"}', "no id"),
        ('{"id": "' + "9" * (NUMBER_LIMIT + 1) + '", "method": "x"}', "longer than"),
    ],
)
def test_garbage_is_answered(qtbot: QtBot, server: Server, frame: str, told: str) -> None:
    caller = Caller(qtbot, server.address).ready()
    caller.send(frame)
    assert told in caller.frame(lambda one: "id" not in one)["error"]["message"]
    caller.ask("a", "Tool.getInfo")
    assert "result" in caller.answer("a")


@pytest.mark.parametrize(
    ("method", "params", "told"),
    [
        ("App.getPagestack", {}, "did you mean App.getPageStack?"),
        ("rm -rf", {}, "docs/automation.md lists all"),
        ("App.callFunction", {"args": []}, "functionDeclaration is missing"),
        ("App.callFunction", {"functionDeclaration": 4}, "functionDeclaration is not text"),
        ("Page.getElement", {"pageId": "1", "selector": "a"}, "pageId is not integer"),
    ],
)
def test_a_request_nobody_can_answer_is_refused(
    qtbot: QtBot, server: Server, method: str, params: dict[str, object], told: str
) -> None:
    caller = Caller(qtbot, server.address).ready()
    caller.ask(7, method, **params)
    assert told in caller.answer(7)["error"]["message"]


def test_bytes_are_refused(qtbot: QtBot, server: Server) -> None:
    caller = Caller(qtbot, server.address).ready()
    caller.socket.sendBinaryMessage(b"\x00\xff")
    assert "binary" in caller.frame(lambda one: "error" in one)["error"]["message"]


def test_open_requests_have_an_end(qtbot: QtBot, server: Server, target: FakeTarget) -> None:
    caller = Caller(qtbot, server.address).ready()
    for number in range(1, OPEN_LIMIT + 2):
        caller.ask(number, "App.getCurrentPage")
    told = caller.answer(OPEN_LIMIT + 1)["error"]["message"]
    assert f"{OPEN_LIMIT} requests wait" in told
    assert len(target.player.heard) == server.service.runtime.waiting == OPEN_LIMIT


def test_a_client_that_goes_leaves_nothing(
    qtbot: QtBot, server: Server, target: FakeTarget
) -> None:
    caller = Caller(qtbot, server.address).ready()
    player, belongings = target.player, server.service.dispatch.belongings
    caller.ask(1, "App.addBinding", name="tell")
    caller.ask(2, "App.mockWxMethod", method="getLocation", result={"latitude": 1})
    caller.ask(3, "App.mockWxMethod", method="login", pluginId="wx1", functionDeclaration="() => 1")
    caller.ask(4, "App.enableLog")
    caller.ask(5, "App.callFunction", functionDeclaration="() => new Promise(() => 0)")
    qtbot.waitUntil(lambda: len(player.heard) == 5)
    assert (belongings.count, server.service.runtime.waiting) == (4, 5)
    player.heard.clear()
    caller.leave()
    qtbot.waitUntil(lambda: server.clients == 0)
    assert belongings.count == server.service.runtime.waiting == 0
    assert player.asked() == [
        ("App.mockWxMethod", {"method": "getLocation"}),
        ("App.mockWxMethod", {"method": "login", "pluginId": "wx1"}),
        ("App.removeBinding", {"name": "tell"}),
        ("App.disableLog", {}),
    ]


def test_events_reach_whom_they_concern(qtbot: QtBot, server: Server, target: FakeTarget) -> None:
    one, other = (Caller(qtbot, server.address).ready() for _ in range(2))
    one.ask(1, "App.addBinding", name="tell")
    other.ask(1, "App.enableLog")
    player = target.player
    qtbot.waitUntil(lambda: len(player.heard) == 2)
    player.automated.emit("App.bindingCalled", {"name": "tell", "args": [1]})
    player.automated.emit("App.logAdded", {"type": "log", "args": ["x"]})
    player.automated.emit("App.exceptionThrown", {"message": "oh"})
    for caller, names in ((one, ["App.bindingCalled"]), (other, ["App.logAdded"])):
        caller.frame(lambda frame: frame.get("method") == "App.exceptionThrown")
        told = [frame["method"] for frame in caller.frames if "method" in frame]
        assert told == [*names, "App.exceptionThrown"]


def test_bindings_and_logs_outlive_a_restart(
    qtbot: QtBot, server: Server, target: FakeTarget
) -> None:
    caller = Caller(qtbot, server.address).ready()
    player = target.player
    caller.ask(1, "App.addBinding", name="tell")
    caller.ask(2, "App.enableLog")
    caller.ask(3, "App.mockWxMethod", method="login", result=1)
    qtbot.waitUntil(lambda: len(player.heard) == 3)
    player.start_again()
    player.heard.clear()
    player.launch()
    assert player.asked() == [("App.addBinding", {"name": "tell"}), ("App.enableLog", {})]
