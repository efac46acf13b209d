"""The phone: takes calls, keeps state, sends events. All outside influence is handed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from apimock import handlers, pipeline, snapshots
from apimock.app import AppFacts, EmptyPackage, PackageReader
from apimock.asking import Asking
from apimock.calls import Call, CallLog, CallRecord, Event, Outcome, Reply, Stage
from apimock.clock import Clock
from apimock.context import Context
from apimock.doing import Doing, Numbers, OwnTime
from apimock.faults import Faults
from apimock.files.people import PersonTree
from apimock.files.space import FileSpace
from apimock.files.tree import FileTree, MemoryTree
from apimock.lens import Lens
from apimock.observable import Change
from apimock.permissions import HEADLESS, Policy
from apimock.pictures import Pictures
from apimock.queues import Queues
from apimock.registry import registry
from apimock.routes.mover import Mover
from apimock.routes.player import RoutePlayer
from apimock.rules import Held, Rules
from apimock.spec import homes
from apimock.state.device import Device
from apimock.sysinfo import system_facts
from apimock.transport import OfflineTransport, Transport
from apimock.wires import Wires

Sink = Callable[[Event], None]
Respond = Callable[[Reply], None]

handlers.load()


class Phone:
    """One running phone with one mini-program on it.

    Everything happens on the thread that calls. ``tree`` holds the phone's files (in memory when
    None), ``package`` the mini-program's own.
    """

    ruled: frozenset[str] = frozenset()
    """What the worker answers by itself unless a rule does: those APIs that a rule names."""

    def __init__(
        self,
        clock: Clock,
        *,
        device: Device | None = None,
        app: AppFacts | None = None,
        random: Random | None = None,
        transport: Transport | None = None,
        tree: FileTree | None = None,
        package: PackageReader | None = None,
        policy: Policy = HEADLESS,
    ) -> None:
        self.doing = Doing()
        self.clock = OwnTime(clock, self.doing)
        self.device = device or Device()
        self.app = app or AppFacts()
        self.random = random or Random(0)
        self.transport: Transport = transport or OfflineTransport()
        self.wires = Wires(self.clock, self.device.network, lambda: self.transport)
        self.files = FileSpace(
            PersonTree(tree or MemoryTree(), lambda: self.device.user.persona),
            package or EmptyPackage(),
            clock,
        )
        self.pictures = Pictures(self.files)
        self.lens = Lens(self.device, self.pictures, clock)
        self.policy = policy
        self.asking = Asking(policy.sheets, self.doing)
        self.rules = Rules()
        self.held = Held()
        self.queues = Queues()
        self.faults = Faults()
        self.log = CallLog()
        self.listening: set[str] = set()
        """The ``on…`` names the app listens to, as far as the runtime has told."""
        self.privacy_waiting: list[Callable[[bool], None]] = []
        self.objects: dict[int, Any] = {}
        """Manager objects and tasks of the app by their number."""
        self.running: dict[str, Any] = {}
        """What goes on beyond a call (location updates, sensors), by family."""
        self.latency_range: tuple[float, float] = (0.0, 0.0)
        self.route_stack: tuple[str, ...] = ()
        self.scene = 1001
        """The scene the mini-program was entered with."""
        self.route = RoutePlayer(self.clock, self.device.route, self.device.location)
        self.pose = Mover(self.clock, self.device.motion)
        self.scenario_place: Callable[[], Mapping[str, Any]] | None = None
        """Tells which scenario is played and where it is, while one is."""
        self._numbers = Numbers(1_000_000)
        self._sinks: list[Sink] = []
        self._reports: list[Callable[[Mapping[str, Any]], None]] = []
        self.device.watch(self._changed)
        self._asking_calls: set[int] = set()
        self.log.watch(self._tell_waiting)
        self.rules.watch(self._tell_ruled)

    def call(self, call: Call, respond: Respond) -> None:
        """Answer a call: ``respond`` is called once, now or later, or never when told to hang."""
        if call.name.startswith("$"):
            with self.doing.own():
                reply = self._control(call)
            respond(reply)
            return
        with self.doing.own():
            row = self.log.open(call, self.clock.now())
            pipeline.run(Context(self, call, row.number, respond))

    def listen(self, sink: Sink) -> Callable[[], None]:
        """Send every event to ``sink``; returns the way to stop it."""
        self._sinks.append(sink)
        return lambda: self._sinks.remove(sink)

    def on_report(self, listener: Callable[[Mapping[str, Any]], None]) -> Callable[[], None]:
        """Hear of the runtime's reports (errors and notices of the app)."""
        self._reports.append(listener)
        return lambda: self._reports.remove(listener)

    def emit(self, event: Event) -> None:
        """Send an event to the running app."""
        for sink in tuple(self._sinks):
            sink(event)

    def system_info(self) -> dict[str, Any]:
        """The ``system`` object of the boot message."""
        return system_facts(self.device)

    def latency(self) -> float:
        """How many ms the next asynchronous answer takes."""
        low, high = self.latency_range
        return low if high <= low else low + (high - low) * self.random.random()

    def new_number(self) -> int:
        """A number for an object the runtime has not numbered."""
        return next(self._numbers)

    def set_foreground(self, foreground: bool) -> None:
        """Bring the mini-program to the front or send it to the background."""
        self.device.apps.foreground = foreground

    def restart(self) -> None:
        """The mini-program starts anew: pending calls, sheets, listeners and objects are gone."""
        self.asking.withdraw_all()
        self.held.forget()
        for stop in self.running.values():
            if callable(stop):
                stop()
        self.running.clear()
        for item in self.objects.values():
            if hasattr(item, "dispose"):
                item.dispose()
        self.objects.clear()
        self.listening.clear()
        self.privacy_waiting.clear()
        self.files.cold_start()
        for row in self.log.pending():
            reply = Reply(Outcome.FAIL, {"errMsg": f"{row.call.name}:fail interrupted"})
            self.log.close(
                row.number, reply, row.stage or Stage.FAMILY, self.clock.now(), "restart"
            )
        for hook in registry.start_hooks:
            hook(self)

    def snapshot(self) -> dict[str, Any]:
        """The phone's whole state as JSON values: hand it to :meth:`restore` of any phone."""
        return snapshots.take(self)

    def restore(self, document: Mapping[str, Any]) -> None:
        """Take over a snapshot. Raises SnapshotError, nothing changed, when it does not fit."""
        snapshots.put_back(self, document)

    def numbers(self) -> dict[str, Numbers]:
        """What gives out numbers, by what is numbered."""
        return {
            "objects": self._numbers,
            "files": self.files.numbers,
            "questions": self.asking.numbers,
            "calls": self.log.numbers,
        }

    def settle_privacy(self, *, agreed: bool) -> None:
        """Let the calls go on, or fail, that wait for the privacy guide to be agreed to."""
        waiting, self.privacy_waiting = self.privacy_waiting, []
        for decided in waiting:
            decided(agreed)

    def finished(self, context: Context, reply: Reply) -> None:
        """Note the answer of a call; a call handed to the runtime stays open in the log."""
        if reply.outcome in {Outcome.PERFORM, Outcome.SCRIPT}:
            stage = Stage.RULE if reply.outcome is Outcome.SCRIPT else Stage.RUNTIME
            self.log.change(context.number, stage=stage, reply=reply, note=context.note)
        else:
            now = self.clock.now()
            self.log.close(context.number, reply, context.stage, now, context.note)

    def _tell_waiting(self, row: CallRecord) -> None:
        """Tell the runtime which calls wait for a person: they do not keep a page from ready."""
        number = row.call.id
        if row.waiting is (number in self._asking_calls) or not number or row.call.sync:
            return
        self._asking_calls ^= {number}
        self.emit(Event("$waiting", {"id": number, "waiting": row.waiting}))

    def _changed(self, change: Change) -> None:
        with self.doing.own():
            for reaction in registry.reactions.get(change.path, ()):
                reaction(self, change)

    def _tell_ruled(self) -> None:
        before, self.ruled = self.ruled, self.rules.named(homes()["worker"])
        if self.ruled != before:
            self.emit(Event("$ruled", {"names": sorted(self.ruled)}))

    def _control(self, call: Call) -> Reply:
        params = call.params
        if call.name == "$outcome":
            self._performed(params)
        elif call.name == "$listen":
            self._listen(str(params.get("name", "")), bool(params.get("on", True)))
        elif call.name == "$log":
            self._logged(call)
        elif call.name == "$state":
            self.route_stack = tuple(str(route) for route in params.get("stack", ()))
        elif call.name == "$report":
            for listener in tuple(self._reports):
                listener(params)
        elif call.name == "$ruled":
            return Reply(Outcome.OK, {"errMsg": "$ruled:ok"}, sorted(self.ruled))
        elif call.name == "$privacy":
            self._privacy_decided(params)
        elif call.name == "$temporary" and isinstance(params.get("data"), bytes):
            path = self.files.add_temporary(params["data"], str(params.get("suffix", "")))
            return Reply(Outcome.OK, {"errMsg": "$temporary:ok"}, path)
        return Reply(Outcome.OK, {"errMsg": f"{call.name}:ok"})

    def _performed(self, params: Mapping[str, Any]) -> None:
        row = self.log.find_open(int(params.get("id", 0)))
        if row is not None:
            outcome = Outcome.OK if params.get("outcome") == "ok" else Outcome.FAIL
            reply = Reply(outcome, params.get("result") or {})
            self.log.close(row.number, reply, row.stage or Stage.RUNTIME, self.clock.now())

    def _logged(self, call: Call) -> None:
        params = call.params
        inner = params.get("params")
        name = str(params.get("name", ""))
        seen = Call(name, inner if isinstance(inner, Mapping) else {}, True, call.page)
        now = self.clock.now()
        failed = params.get("outcome") == "fail"
        result = params.get("result")
        reply = Reply(
            Outcome.FAIL if failed else Outcome.OK,
            result if isinstance(result, Mapping) else {},
            params.get("value"),
        )
        self.log.close(self.log.open(seen, now).number, reply, Stage.WORKER, now)

    def _listen(self, name: str, on: bool) -> None:
        had = name in self.listening
        if on:
            self.listening.add(name)
        else:
            self.listening.discard(name)
        if had is not on:
            hook = registry.listen_hooks.get(name)
            if hook is not None:
                hook(self, on)

    def _privacy_decided(self, params: Mapping[str, Any]) -> None:
        event = params.get("event")
        if event == "exposureAuthorization":
            return
        if event == "agree":
            self.device.permissions.privacy_agreed = True
        self.settle_privacy(agreed=event == "agree")
