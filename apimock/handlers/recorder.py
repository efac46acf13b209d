"""RecorderManager: a recording that runs with the clock and yields a sound file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from apimock import audiofile, permissions
from apimock.context import Context
from apimock.observable import Change
from apimock.registry import handles, reacts
from apimock.remote import RemoteObject, answer_made, made, meant
from apimock.wording import Failure, failure, recorded

if TYPE_CHECKING:
    from apimock.phone import Phone

MAX_DURATION = 600_000.0
_SCOPE = "scope.record"
_NOTE = "records a tone as WAV whatever the format asked for"


class Recorder(RemoteObject):
    """The recorder: idle, recording or paused."""

    def __init__(self, phone: Phone, number: int) -> None:
        super().__init__(phone, number)
        self.state = "idle"
        self.options: dict[str, Any] = {}
        self._length = 0.0
        self._since = 0.0
        self._cancel: Callable[[], None] = lambda: None
        self._cancel_frames: Callable[[], None] = lambda: None

    def error(self, found: Failure) -> None:
        """Report a failure as the recorder does: by its error event."""
        self.tell("error", found.as_result())

    @property
    def length(self) -> float:
        """Milliseconds recorded so far."""
        running = self.phone.clock.now() - self._since if self.state == "recording" else 0.0
        return self._length + running

    def start(self, options: dict[str, Any]) -> None:
        """Begin; an earlier recording has to be stopped first."""
        self.options, self._length = options, 0.0
        self._run()
        self.tell("start")
        self._frames_later()

    def pause(self) -> None:
        self._length = self.length
        self._halt("paused")
        self.tell("pause")

    def resume(self) -> None:
        self._run()
        self.tell("resume")
        self._frames_later()

    def stop(self) -> None:
        """End; the file is told by the stop event."""
        length = self.length
        self._halt("idle")
        data = self._sound(length)
        suffix = f".{self.options.get('format') or 'aac'}"
        path = self.phone.files.add_temporary(data, suffix)
        detail = {"tempFilePath": path, "duration": round(length), "fileSize": len(data)}
        self.tell("stop", detail)

    def dispose(self) -> None:
        self._halt("idle")

    def _sound(self, length: float) -> bytes:
        rate, channels = (
            int(self._number("sampleRate", 8000)),
            int(self._number("numberOfChannels", 2)),
        )
        kind = self.phone.device.media.microphone
        samples = audiofile.tone(length / 1000, min(rate, 8000), channels, kind, self.phone.random)
        return audiofile.wav(samples, min(rate, 8000), channels)

    def _number(self, name: str, default: float) -> float:
        value = self.options.get(name)
        return float(value) if isinstance(value, (int, float)) and value else default

    def _run(self) -> None:
        self.state, self._since = "recording", self.phone.clock.now()
        limit = min(MAX_DURATION, self._number("duration", 60_000.0))
        self._cancel = self.phone.clock.later(limit - self._length, self.stop)

    def _halt(self, state: str) -> None:
        self._cancel()
        self._cancel_frames()
        self.state = state

    def _frames_later(self) -> None:
        if self._number("frameSize", 0) > 0:
            self._cancel_frames = self.phone.clock.later(200, self._frame)

    def _frame(self) -> None:
        size = int(self._number("frameSize", 0) * 1024)
        kind = self.phone.device.media.microphone
        data = audiofile.tone(0.2, 8000, 1, kind, self.phone.random)[:size]
        self.tell("frameRecorded", {"frameBuffer": data, "isLastFrame": False})
        self._frames_later()


@handles("getRecorderManager", note=_NOTE)
def get_recorder(context: Context) -> None:
    """The recorder."""
    answer_made(context, made(context, Recorder), "RecorderManager")


@handles("RecorderManager.start", note=_NOTE)
def start(context: Context) -> None:
    """Begin to record, once the person allows it; refusals come as error events."""
    recorder = meant(context, Recorder)
    state = context.device.permissions

    def decided(verdict: str) -> None:
        if verdict != "allowed":
            recorder.error(failure("operateRecorder", "deny", context.dialect))
        elif recorder.state != "idle":
            recorder.error(recorded("operateRecorder", "is recording or paused"))
        else:
            recorder.start(dict(context.call.params))
        context.ok()

    if not permissions.system_allows(state, "microphone"):
        recorder.error(failure("operateRecorder", "system", context.dialect))
        context.ok()
    else:
        permissions.request_scope(context, _SCOPE, decided)


@handles("RecorderManager.pause", "RecorderManager.resume", "RecorderManager.stop")
def command(context: Context) -> None:
    """pause, resume, stop."""
    recorder = meant(context, Recorder)
    allowed = {"pause": ("recording",), "resume": ("paused",), "stop": ("recording", "paused")}
    if recorder.state in allowed[context.label]:
        getattr(recorder, context.label)()
    else:
        wrong = "recorder not start" if recorder.state == "idle" else "not recording"
        recorder.error(recorded("operateRecorder", wrong))
    context.ok()


@reacts("apps.foreground")
def backgrounded(phone: Phone, change: Change) -> None:
    """Going to the background ends a recording."""
    if not change.new:
        for item in tuple(phone.objects.values()):
            if isinstance(item, Recorder) and item.state != "idle":
                item.stop()


_OLD = "old-recorder"


@handles("startRecord", note=_NOTE)
def start_record(context: Context) -> None:
    """Older call: answers when stopRecord ends it or a minute has passed."""
    if _OLD in context.phone.running:
        context.fail("is recording or paused")
        return
    begun = context.clock.now()

    def finish() -> None:
        context.phone.running.pop(_OLD, None)
        length = min(60_000.0, context.clock.now() - begun) / 1000
        kind = context.device.media.microphone
        data = audiofile.wav(audiofile.tone(length, 8000, 1, kind, context.random), 8000, 1)
        context.ok({"tempFilePath": context.phone.files.add_temporary(data, ".silk")})

    context.phone.running[_OLD] = finish
    context.later(60_000.0, finish)


@handles("stopRecord")
def stop_record(context: Context) -> None:
    """Older call: ends startRecord."""
    finish = context.phone.running.get(_OLD)
    if finish is None:
        context.fail("recorder not start")
        return
    finish()
    context.ok()
