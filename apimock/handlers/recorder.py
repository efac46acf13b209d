"""RecorderManager: a recording that runs with the clock and yields a sound file."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
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
_NOTE = "mp3 and aac hold a WAV sound"
_FRAMED = ("mp3", "PCM")
_LOWEST_RATE = 8000
INTERRUPTED = "interrupted"
"""Among what goes on: a phone call has the microphone."""


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files("apimock") / "data" / "audio.toml").read_text("utf-8"))


def unfitting(options: Mapping[str, Any]) -> str:
    """What is wrong with the options of a recording, '' when they fit each other."""
    usual = _table()["usual"]
    rate = options.get("sampleRate") or usual["sampleRate"]
    bits = options.get("encodeBitRate")
    limits = _table()["bit_rates"].get(str(rate))
    if limits is None:
        return "sampleRate is not supported"
    if bits and not limits[0] <= bits <= limits[1]:
        return f"encodeBitRate should be from {limits[0]} to {limits[1]} at sampleRate {rate}"
    if options.get("numberOfChannels") not in {None, 1, 2}:
        return "numberOfChannels should be 1 or 2"
    if (options.get("format") or usual["format"]) not in _table()["formats"]:
        return "format is not supported"
    duration = options.get("duration")
    if isinstance(duration, (int, float)) and not 0 < duration <= MAX_DURATION:
        return f"duration should be from 1 to {MAX_DURATION:.0f}"
    return ""


class Recorder(RemoteObject):
    """The recorder: idle, recording or paused."""

    def __init__(self, phone: Phone, number: int) -> None:
        super().__init__(phone, number)
        self.state = "idle"
        self.options: dict[str, Any] = {}
        self._length = 0.0
        self._since = 0.0
        self._framed = 0.0
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

    @property
    def _format(self) -> str:
        return str(self.options.get("format") or _table()["usual"]["format"])

    def start(self, options: dict[str, Any]) -> None:
        """Begin; an earlier recording has to be stopped first."""
        self.options, self._length, self._framed = options, 0.0, 0.0
        self._run()
        self.tell("start")
        self._frames_later()

    def pause(self) -> None:
        """Stand still."""
        self._length = self.length
        self._halt("paused")
        self.tell("pause")

    def resume(self) -> None:
        """Go on."""
        self._run()
        self.tell("resume")
        self._frames_later()

    def stop(self) -> None:
        """End; the file is told by the stop event, the rest of the sound by the last frame."""
        length = self.length
        self._halt("idle")
        if self._frame_bytes():
            self._send_frame(length, last=True)
        data = self._sound(length)
        path = self.phone.files.add_temporary(data, f".{self._format.lower()}")
        detail = {"tempFilePath": path, "duration": round(length), "fileSize": len(data)}
        self.tell("stop", detail)

    def dispose(self) -> None:
        self._halt("idle")

    def _sound(self, length: float) -> bytes:
        rate, channels = self._rate_and_channels()
        samples = self._heard(0.0, length, rate, channels)
        return samples if self._format == "PCM" else audiofile.wav(samples, rate, channels)

    def _heard(self, start: float, end: float, rate: int, channels: int) -> bytes:
        kind = self.phone.device.media.microphone
        seconds = max(0.0, end - start) / 1000
        return audiofile.samples(kind, (start / 1000, seconds), rate, channels, self.phone.random)

    def _rate_and_channels(self) -> tuple[int, int]:
        rate = int(self._number("sampleRate"))
        exact = self._format in {"PCM", "wav"}
        return rate if exact else min(rate, _LOWEST_RATE), int(self._number("numberOfChannels"))

    def _number(self, name: str) -> float:
        value = self.options.get(name)
        given = isinstance(value, (int, float)) and value
        return float(value or 0) if given else float(_table()["usual"].get(name, 0))

    def _run(self) -> None:
        self.state, self._since = "recording", self.phone.clock.now()
        limit = min(MAX_DURATION, self._number("duration") or 60_000.0)
        self._cancel = self.phone.clock.later(limit - self._length, self.stop)

    def _halt(self, state: str) -> None:
        self._cancel()
        self._cancel_frames()
        self.state = state

    def _frame_bytes(self) -> int:
        return int(self._number("frameSize") * 1024) if self._format in _FRAMED else 0

    def _frame_time(self) -> float:
        """Milliseconds of sound in a frame."""
        rate, channels = self._rate_and_channels()
        mp3 = self._format == "mp3"
        speed = self._number("encodeBitRate") / 8 if mp3 else rate * channels * 2
        return max(20.0, self._frame_bytes() / speed * 1000)

    def _frames_later(self) -> None:
        if self._frame_bytes():
            wait = max(0.0, self._framed + self._frame_time() - self.length)
            self._cancel_frames = self.phone.clock.later(wait, self._frame)

    def _frame(self) -> None:
        self._send_frame(self._framed + self._frame_time(), last=False)
        self._frames_later()

    def _send_frame(self, end: float, *, last: bool) -> None:
        rate, channels = self._rate_and_channels()
        data = self._heard(self._framed, end, rate, channels)[: self._frame_bytes()]
        self._framed = end
        self.tell("frameRecorded", {"frameBuffer": data, "isLastFrame": last})


@handles("getRecorderManager", note=_NOTE)
def get_recorder(context: Context) -> None:
    """The recorder."""
    answer_made(context, made(context, Recorder), "RecorderManager")


@handles("RecorderManager.start", note=_NOTE)
def start(context: Context) -> None:
    """Begin to record, once the person allows it; refusals come as error events."""
    recorder = meant(context, Recorder)
    state = context.device.permissions
    options = dict(context.call.params)

    def decided(verdict: str) -> None:
        refused = _refusal(context, recorder, options)
        if verdict != "allowed":
            kind = "close" if verdict == "closed" else "deny"
            recorder.error(failure("operateRecorder", kind, context.dialect))
        elif refused is not None:
            recorder.error(refused)
        else:
            recorder.start(options)
        context.ok()

    if not permissions.system_allows(state, "microphone"):
        recorder.error(failure("operateRecorder", "system", context.dialect))
        context.ok()
    else:
        permissions.request_scope(context, _SCOPE, decided)


def _refusal(context: Context, recorder: Recorder, options: Mapping[str, Any]) -> Failure | None:
    """Why the recorder does not begin, None when it can."""
    wrong = unfitting(options)
    if wrong:
        return Failure(f"operateRecorder:fail parameter error: {wrong}", 1001)
    if context.device.media.microphone == "none":
        return recorded("operateRecorder", "NotFoundError")
    if INTERRUPTED in context.phone.running:
        return recorded("operateRecorder", "system busy")
    if recorder.state != "idle":
        return recorded("operateRecorder", "is recording or paused")
    return None


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


@handles("startRecord", note="the file holds a WAV sound")
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
        heard = audiofile.samples(kind, (0, length), _LOWEST_RATE, 1, context.random)
        data = audiofile.wav(heard, _LOWEST_RATE, 1)
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
