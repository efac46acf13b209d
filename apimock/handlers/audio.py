"""Players: InnerAudioContext and BackgroundAudioManager as state machines on the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from apimock import audiofile
from apimock.calls import Event
from apimock.context import Context
from apimock.files.space import FileFault
from apimock.observable import Change
from apimock.registry import Level, handles, reacts
from apimock.remote import RemoteObject, answer_made, assigned, made, meant

if TYPE_CHECKING:
    from apimock.phone import Phone

TICK = 250.0
_SOUNDLESS = "no sound is heard; length of remote audio is entered, not measured"


class Player(RemoteObject):
    """One player: stopped, playing or paused, with a position that moves with the clock."""

    remote_autoplay = False

    def __init__(self, phone: Phone, number: int) -> None:
        super().__init__(phone, number)
        self.settings: dict[str, Any] = {
            "src": "",
            "startTime": 0,
            "autoplay": False,
            "loop": False,
            "volume": 1,
            "playbackRate": 1,
        }
        self.duration = 0.0
        self.state = "stopped"
        self.ready = False
        self.remote = False
        """Whether the sound comes from the network."""
        self._position = 0.0
        self._since = 0.0
        self._cancel: Callable[[], None] = lambda: None

    @property
    def position(self) -> float:
        """Seconds from the beginning."""
        if self.state != "playing":
            return self._position
        elapsed = (self.phone.clock.now() - self._since) / 1000
        return min(self.duration, self._position + elapsed * self._rate)

    @property
    def _rate(self) -> float:
        rate = self.settings["playbackRate"]
        return float(rate) if isinstance(rate, (int, float)) and 0.5 <= rate <= 2 else 1.0

    def properties(self) -> Mapping[str, Any]:
        return {
            "duration": self.duration,
            "currentTime": self.position,
            "paused": self.state != "playing",
            "buffered": self.duration if self.ready else 0,
        }

    def assign(self, name: str, value: Any) -> None:
        at = self.position
        self.settings[name] = value
        if name == "playbackRate" and self.state == "playing":
            self._position, self._since = at, self.phone.clock.now()
        if name == "src":
            self._load()

    def _load(self) -> None:
        self._halt("stopped", 0.0)
        self.ready = False
        source = str(self.settings["src"] or "")
        if not source:
            return
        trouble = self._measure(source)
        if trouble:
            self.phone.clock.later(0, lambda: self.error(trouble))
            return
        self._cancel = self.phone.clock.later(0, self._can_play)

    def _measure(self, source: str) -> int:
        remote = source.startswith(("http://", "https://")) and not source.startswith(
            ("http://tmp/", "http://usr/", "http://store/")
        )
        self.remote = remote or source.startswith("cloud://")
        if self.remote:
            offline = self.phone.device.network.type == "none"
            self.duration = self.phone.device.media.audio_seconds
            return 10002 if offline else 0
        files = self.phone.files
        try:
            data = files.content(files.place(source, "open"), "open")
        except FileFault:
            return 10003
        if not audiofile.is_sound(data):
            return 10004
        length = audiofile.seconds(data)
        self.duration = self.phone.device.media.audio_seconds if length is None else length
        return 0

    def _can_play(self) -> None:
        self.ready = True
        self._position = float(self.settings["startTime"] or 0)
        self.tell("canplay")
        if self.settings["autoplay"] or self.remote_autoplay:
            self.play()

    def error(self, code: int) -> None:
        """Report that the audio cannot be played."""
        texts = {
            10001: "system error",
            10002: "network error",
            10003: "file error",
            10004: "format error",
        }
        self.tell("error", {"errCode": code, "errMsg": texts.get(code, "unknown error")})

    def play(self) -> None:
        """Begin or go on; without a loaded source nothing happens but the wish is kept."""
        if not self.ready:
            if self.settings["src"]:
                self.settings["autoplay"] = True
            return
        if self.state == "playing":
            return
        if self._position >= self.duration:
            self._position = 0.0
        self.state, self._since = "playing", self.phone.clock.now()
        self.tell("play")
        self._tick_later()

    def pause(self) -> None:
        """Stand still at the position."""
        if self.state == "playing":
            self._halt("paused", self.position)
            self.tell("pause")

    def stall(self) -> None:
        """The network is gone: what was buffered is over, the player waits."""
        if self.remote and self.state == "playing":
            self._halt("stalled", self.position)
            self.tell("waiting")

    def recover(self) -> None:
        """The network is back: go on where it stopped."""
        if self.state == "stalled":
            self.state, self._since = "playing", self.phone.clock.now()
            self.tell("canplay")
            self._tick_later()

    def stop(self) -> None:
        """Stop and go back to the beginning."""
        if self.state != "stopped":
            self._halt("stopped", 0.0)
            self.tell("stop")

    def seek(self, position: float) -> None:
        """Jump to a position in seconds."""
        self.tell("seeking")
        self._position = max(0.0, min(self.duration, position))
        self._since = self.phone.clock.now()
        self.tell("seeked")

    def dispose(self) -> None:
        self._halt("stopped", 0.0)
        self.ready = False

    def _halt(self, state: str, position: float) -> None:
        self._cancel()
        self._position, self.state = position, state

    def _tick_later(self) -> None:
        left = (self.duration - self.position) / self._rate * 1000
        self._cancel = self.phone.clock.later(min(TICK, max(0.0, left)), self._tick)

    def _tick(self) -> None:
        if self.position < self.duration - 1e-6:
            self.tell("timeUpdate")
            self._tick_later()
            return
        self._halt("stopped", self.duration)
        self.tell("ended")
        if self.settings["loop"]:
            self._position = 0.0
            self.play()


class BackgroundPlayer(Player):
    """The one player that goes on in the background; it plays as soon as it has a source."""

    remote_autoplay = True

    def play(self) -> None:
        """Begin; a title is needed first."""
        if not self.settings.get("title"):
            self.tell("error", {"errCode": 10001, "errMsg": "title is required"})
            return
        super().play()


@handles("createInnerAudioContext", note=_SOUNDLESS)
def create_inner(context: Context) -> None:
    """A new player."""
    answer_made(context, made(context, Player), "InnerAudioContext")


@handles("getBackgroundAudioManager", note=_SOUNDLESS)
def get_background(context: Context) -> None:
    """The background player."""
    if not context.app.background_mode("audio"):
        context.note = "requiredBackgroundModes of app.json does not contain audio"
    answer_made(context, made(context, BackgroundPlayer), "BackgroundAudioManager")


@handles(
    *(
        f"{kind}.{method}"
        for kind in ("InnerAudioContext", "BackgroundAudioManager")
        for method in ("play", "pause", "stop", "seek")
    )
)
def command(context: Context) -> None:
    """play, pause, stop, seek."""
    player = meant(context, _kind(context))
    if context.label == "seek":
        player.seek(context.number_of("position", context.number_of("currentTime", 0.0)))
    else:
        getattr(player, context.label)()
    context.ok()


def _kind(context: Context) -> type[Player]:
    return BackgroundPlayer if context.name.startswith("Background") else Player


@handles("InnerAudioContext.destroy")
def destroy(context: Context) -> None:
    """The player is gone."""
    meant(context, Player).dispose()
    context.phone.objects.pop(context.call.target, None)
    context.ok()


@handles("InnerAudioContext.$set", "BackgroundAudioManager.$set")
def set_property(context: Context) -> None:
    """A property was assigned."""
    assigned(context, meant(context, _kind(context)))


@handles("setInnerAudioOption")
def set_inner_option(context: Context) -> None:
    """Options of all inner players."""
    context.phone.running["inner-audio-option"] = dict(context.call.params)
    context.ok()


@handles("getAvailableAudioSources", level=Level.CANNED)
def audio_sources(context: Context) -> None:
    """The microphones of the platform."""
    ios = ["auto", "buildInMic", "headsetMic"]
    android = ["auto", "mic", "camcorder", "voice_communication", "voice_recognition"]
    context.ok({"audioSources": ios if context.dialect == "ios" else android})


@reacts("network.type")
def network_changed(phone: Phone, change: Change) -> None:
    """Sound from the network waits while there is none."""
    for item in tuple(phone.objects.values()):
        if isinstance(item, Player):
            if change.new == "none":
                item.stall()
            else:
                item.recover()


def remote_control(phone: Phone, key: str) -> None:
    """The person presses ``next`` or ``prev`` on a headset or the lock screen."""
    for item in tuple(phone.objects.values()):
        if isinstance(item, BackgroundPlayer):
            item.tell(key)


@reacts("apps.foreground")
def backgrounded(phone: Phone, change: Change) -> None:
    """Inner players pause in the background."""
    if not change.new:
        for item in tuple(phone.objects.values()):
            if type(item) is Player:
                item.pause()


_OLD = "background-audio"


def _old_player(context: Context) -> BackgroundPlayer:
    player = context.phone.running.get(_OLD)
    if not isinstance(player, _OldPlayer):
        player = _OldPlayer(context.phone, context.phone.new_number())
        context.phone.running[_OLD] = player
        context.phone.objects[player.number] = player
    return player


class _OldPlayer(BackgroundPlayer):
    """The background player of the older calls, whose events have names of their own."""

    def tell(self, event: str, detail: Mapping[str, Any] | None = None) -> None:
        if event in {"play", "pause", "stop"}:
            name = f"onBackgroundAudio{event.capitalize()}"
            self.phone.emit(Event(name, {}))


@handles("playBackgroundAudio")
def play_background(context: Context) -> None:
    """Play a URL in the background (older call)."""
    player = _old_player(context)
    player.assign("title", context.text("title") or "audio")
    player.assign("src", context.text("dataUrl"))
    context.ok()


@handles("pauseBackgroundAudio", "stopBackgroundAudio", "seekBackgroundAudio")
def command_background(context: Context) -> None:
    """Control the older background player."""
    player = _old_player(context)
    if context.name.startswith("seek"):
        player.seek(context.number_of("position", 0.0))
    elif context.name.startswith("pause"):
        player.pause()
    else:
        player.stop()
    context.ok()


@handles("getBackgroundAudioPlayerState")
def background_state(context: Context) -> None:
    """What the older background player does: 0 paused, 1 playing, 2 nothing to play."""
    player = _old_player(context)
    status = {"playing": 1, "paused": 0}.get(player.state, 2)
    result: dict[str, Any] = {"status": status}
    if status != 2:
        result |= {
            "duration": player.duration,
            "currentPosition": player.position,
            "downloadPercent": 100,
            "dataUrl": player.settings["src"],
        }
    context.ok(result)
