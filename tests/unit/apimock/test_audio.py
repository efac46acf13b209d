"""Players and recorder: state machines on the clock."""

from __future__ import annotations

import io
import wave
from random import Random
from typing import Any

import pytest

from apimock import audiofile, incidents
from apimock.app import AppFacts
from apimock.permissions import INTERACTIVE
from tests.unit.apimock.bench import Bench


class Player:
    """An audio object of the app, driven as the runtime does."""

    def __init__(self, bench: Bench, kind: str, factory: str) -> None:
        self.bench = bench
        self.kind = kind
        bench.call(factory, id=50)

    def do(self, method: str, **params: Any) -> None:
        self.bench.call(f"{self.kind}.{method}", params, target=50)

    def events(self) -> list[str]:
        names = [event.name for event in self.bench.events]
        return [name.removeprefix("object:50:") for name in names if name.startswith("object:50:")]

    def last(self) -> dict[str, Any]:
        return dict(self.bench.events[-1].detail)


@pytest.fixture
def inner(bench: Bench) -> Player:
    return Player(bench, "InnerAudioContext", "createInnerAudioContext")


def sound(bench: Bench, seconds: float) -> str:
    samples = audiofile.tone(seconds, 8000, 1, "sine", Random(1))
    return bench.phone.files.add_temporary(audiofile.wav(samples, 8000, 1), ".wav")


def test_plays_to_the_end(inner: Player, bench: Bench) -> None:
    inner.do("src", value=sound(bench, 1.0))
    inner.do("play")
    bench.clock.advance(0)
    assert inner.events() == ["canplay", "play"]
    bench.clock.advance(600)
    assert inner.last()["currentTime"] == pytest.approx(0.5)
    assert inner.last()["paused"] is False
    bench.clock.advance(600)
    assert inner.events() == ["canplay", "play", *["timeUpdate"] * 3, "ended"]
    assert inner.last()["duration"] == pytest.approx(1.0)


def test_pause_seek_stop(inner: Player, bench: Bench) -> None:
    inner.do("src", value=sound(bench, 10.0))
    bench.clock.advance(0)
    inner.do("play")
    bench.clock.advance(1000)
    inner.do("pause")
    bench.clock.advance(5000)
    assert inner.last()["currentTime"] == pytest.approx(1.0)
    inner.do("seek", position=7)
    inner.do("play")
    bench.clock.advance(500)
    assert inner.last()["currentTime"] == pytest.approx(7.5)
    inner.do("stop")
    assert inner.events()[-1] == "stop"
    assert inner.last()["currentTime"] == 0


def test_rate_and_loop(inner: Player, bench: Bench) -> None:
    inner.do("$set", src=sound(bench, 2.0), playbackRate=2, loop=True, autoplay=True)
    bench.clock.advance(1000)
    assert "ended" in inner.events()
    assert inner.events()[-1] == "play"


def test_errors(inner: Player, bench: Bench) -> None:
    inner.do("src", value="audio/none.mp3")
    bench.clock.advance(0)
    assert inner.events() == ["error"]
    assert inner.last()["errCode"] == 10003
    bench.device.network.type = "none"
    inner.do("src", value="https://a.example/a.mp3")
    bench.clock.advance(0)
    assert inner.last()["errCode"] == 10002


def test_background_pauses_inner_players_and_not_the_background_player() -> None:
    bench = Bench(app=AppFacts(config={"requiredBackgroundModes": ["audio"]}))
    player = Player(bench, "BackgroundAudioManager", "getBackgroundAudioManager")
    player.do("title", value="Song")
    player.do("src", value="https://a.example/a.mp3")
    bench.clock.advance(0)
    assert player.events() == ["canplay", "play"]
    bench.phone.set_foreground(False)
    bench.clock.advance(300)
    assert player.events()[-1] == "timeUpdate"


def test_background_player_wants_a_title(bench: Bench) -> None:
    player = Player(bench, "BackgroundAudioManager", "getBackgroundAudioManager")
    player.do("src", value="https://a.example/a.mp3")
    bench.clock.advance(0)
    assert player.events() == ["canplay", "error"]


def test_call_interrupts(inner: Player, bench: Bench) -> None:
    inner.do("src", value=sound(bench, 5.0))
    bench.clock.advance(0)
    inner.do("play")
    incidents.interrupt(bench.phone)
    assert bench.events[-1].name == "onAudioInterruptionBegin"
    assert inner.events()[-1] == "pause"
    incidents.end_interruption(bench.phone)
    assert bench.events[-1].name == "onAudioInterruptionEnd"


def test_destroyed_player_is_silent(inner: Player, bench: Bench) -> None:
    inner.do("src", value=sound(bench, 5.0))
    bench.clock.advance(0)
    inner.do("play")
    inner.do("destroy")
    count = len(bench.events)
    bench.clock.advance(5000)
    assert len(bench.events) == count


@pytest.fixture
def recorder(bench: Bench) -> Player:
    return Player(bench, "RecorderManager", "getRecorderManager")


def test_recording(recorder: Player, bench: Bench) -> None:
    recorder.do("start", duration=10_000, sampleRate=8000, numberOfChannels=1)
    bench.clock.advance(1000)
    recorder.do("pause")
    bench.clock.advance(5000)
    recorder.do("resume")
    bench.clock.advance(500)
    recorder.do("stop")
    events = recorder.events()
    assert events == ["start", "pause", "resume", "stop"], "aac has no frames"
    detail = recorder.last()
    assert detail["duration"] == 1500
    data = bench.phone.files.read(detail["tempFilePath"].removeprefix("wxfile://"))
    assert data is not None
    assert len(data) == detail["fileSize"]
    with wave.open(io.BytesIO(data)) as recorded:
        assert recorded.getnframes() == 12_000


def test_recording_ends_by_itself(recorder: Player, bench: Bench) -> None:
    recorder.do("start", duration=2000)
    bench.clock.advance(2000)
    assert recorder.events() == ["start", "stop"]


def test_recorder_refuses(recorder: Player, bench: Bench) -> None:
    recorder.do("stop")
    assert recorder.last()["errMsg"] == "operateRecorder:fail recorder not start"
    recorder.do("start")
    recorder.do("start")
    assert recorder.last()["errMsg"] == "operateRecorder:fail is recording or paused"


def test_microphone_denied() -> None:
    bench = Bench(INTERACTIVE)
    bench.device.system.platform = "android"
    bench.call("getRecorderManager", id=50)
    bench.start("RecorderManager.start", target=50)
    bench.answer("denied")
    assert bench.named("object:50:error") == [
        {"errMsg": "operateRecorder:fail auth deny", "errno": 103}
    ]


def test_background_ends_a_recording(recorder: Player, bench: Bench) -> None:
    recorder.do("start")
    bench.phone.set_foreground(False)
    assert recorder.events() == ["start", "stop"]


def test_older_recorder(bench: Bench) -> None:
    replies = bench.start("startRecord")
    bench.clock.advance(2000)
    bench.ok("stopRecord")
    assert replies[0].result["tempFilePath"].startswith("wxfile://tmp/")
    assert bench.fails("stopRecord") == "stopRecord:fail recorder not start"


def test_older_background_player(bench: Bench) -> None:
    bench.ok("playBackgroundAudio", {"dataUrl": "https://a.example/a.mp3"})
    bench.clock.advance(1000)
    assert bench.ok("getBackgroundAudioPlayerState")["status"] == 1
    bench.ok("pauseBackgroundAudio")
    state = bench.ok("getBackgroundAudioPlayerState")
    assert (state["status"], state["currentPosition"]) == (0, 1.0)
    bench.ok("stopBackgroundAudio")
    assert bench.ok("getBackgroundAudioPlayerState") == {
        "status": 2,
        "errMsg": "getBackgroundAudioPlayerState:ok",
    }
    names = [event.name for event in bench.events]
    assert names == ["onBackgroundAudioPlay", "onBackgroundAudioPause", "onBackgroundAudioStop"]


@pytest.mark.parametrize(
    "data", [b"", b"RIFF", b"RIFF" + b"\0" * 40, b"\xff" * 60, b"ID3" + b"\x7f" * 20]
)
def test_damaged_sound_has_no_length(data: bytes) -> None:
    assert audiofile.seconds(data) is None


def test_length_of_an_mp3() -> None:
    frame = b"\xff\xfb\x90\x00" + b"\0" * 413
    assert audiofile.seconds(b"ID3\x04\0\0\0\0\0\x0a" + b"\0" * 10 + frame * 100) == pytest.approx(
        2.6, abs=0.05
    )
