"""Round trips of wx.* calls that the phone answers: idle, and while everything is compiled."""

from __future__ import annotations

from pathlib import Path

from renderer.host.compiler_process import Answer, CompilerProcess
from renderer.host.desk import CallRecord
from tests.bench import project
from tests.bench.figures import Table, figure
from tests.bench.request import Request
from tests.bench.rig import BenchError, Rig

_COUNT = 60
_SYNC, _ASYNC = "getBatteryInfoSync", "getNetworkType"
_LOOPS = {
    _SYNC: "wx.getBatteryInfoSync()",
    _ASYNC: "await wx.getNetworkType()",
}
_CALLS = """(async () => {
  const clock = wx.getPerformance()
  const times = []
  for (let at = 0; at < COUNT; at++) {
    const started = clock.now()
    CALL
    times.push(clock.now() - started)
  }
  return times
})()"""
# The same way through the engine with nothing of ours to do at its end.
_FETCHES = """(async () => {
  const times = []
  for (let at = 0; at < COUNT; at++) {
    const started = performance.now()
    await (await fetch('frame.html')).text()
    times.push(performance.now() - started)
  }
  return times
})()"""


class _Compiling:
    """A compiler that compiles everything again and again until it is told to stop."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._process: CompilerProcess | None = None
        self._stopped = False
        self.rounds = 0

    def start(self) -> None:
        self._begin()

    def stop(self) -> None:
        self._stopped = True
        if self._process is not None:
            self._process.close()

    def _begin(self) -> None:
        self._process = CompilerProcess(self._root)
        self._process.open(lambda _: None)
        self._process.ask("check", self._on_checked)

    def _on_checked(self, _: Answer) -> None:
        self.rounds += 1
        if not self._stopped and self._process is not None:
            self._process.close()
            self._begin()


def run(request: Request) -> list[Table]:
    """Sample calls and bare fetches in turn, first at rest, then beside a compiler."""
    root = project.write_project(request.folder / "project")
    busy_root = root
    if request.corpus is not None and (request.corpus / "official-demo").is_dir():
        busy_root = request.corpus / "official-demo"
    with Rig(root) as rig:
        rig.new_player()
        rig.load(project.EMPTY_PAGE)
        _sample(rig, 1)
        idle = _sample(rig, request.repeats)
        compiling = _Compiling(busy_root)
        compiling.start()
        busy = _sample(rig, request.repeats)
        compiling.stop()
    rows = []
    for state, times in (("idle", idle), ("compiling", busy)):
        base = times["fetch"]
        rows.append(figure(f"bare fetch, {state}", base, base))
        rows.append(figure(f"synchronous, {state}", times[_SYNC], base, budget="p50 ≤ 2 ms"))
        rows.append(figure(f"asynchronous, {state}", times[_ASYNC], base, budget="p50 ≤ 2 ms"))
    return [
        Table(
            "wx.* through Python and back",
            "fetching a small fixed document of the same scheme, in the same state",
            rows,
            [f"synchronous: wx.{_SYNC}, asynchronous: wx.{_ASYNC}"],
        )
    ]


def _sample(rig: Rig, repeats: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {"fetch": [], _SYNC: [], _ASYNC: []}
    heard: list[str] = []

    def listen(record: CallRecord) -> None:
        heard.append(record.call.name)

    rig.player.called.connect(listen)
    count = str(_COUNT)
    for _ in range(repeats):
        times["fetch"] += rig.ask_view(_FETCHES.replace("COUNT", count))
        for name, call in _LOOPS.items():
            times[name] += rig.ask_app(_CALLS.replace("COUNT", count).replace("CALL", call))
    rig.player.called.disconnect(listen)
    for name in _LOOPS:
        if heard.count(name) != repeats * _COUNT:
            raise BenchError(f"{heard.count(name)} calls of {name} came through")
    return times
