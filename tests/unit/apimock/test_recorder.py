"""Recorder: frames, limits, what it hears, why it refuses; voice messages and headset keys."""

from __future__ import annotations

import io
import wave
from pathlib import Path
from random import Random
from typing import Any

import pytest

from apimock import audiofile, incidents
from apimock.app import AppFacts
from apimock.handlers.audio import remote_control
from apimock.handlers.recorder import unfitting
from apimock.permissions import INTERACTIVE
from tests.unit.apimock.bench import Bench
from tests.unit.apimock.test_audio import Player, sound


@pytest.fixture
def recorder(bench: Bench) -> Player:
    return Player(bench, "RecorderManager", "getRecorderManager")


def errors(bench: Bench) -> list[str]:
    return [str(detail["errMsg"]) for detail in bench.named("object:50:error")]


def recorded(bench: Bench) -> bytes:
    path = bench.named("object:50:stop")[-1]["tempFilePath"]
    return bench.phone.files.read(path.removeprefix("wxfile://")) or b""


def test_frames_are_the_recording_in_pieces(recorder: Player, bench: Bench) -> None:
    options = {"format": "PCM", "sampleRate": 16000, "numberOfChannels": 1, "frameSize": 4}
    recorder.do("start", **options)
    bench.clock.advance(1000)
    recorder.do("stop")
    frames = bench.named("object:50:frameRecorded")
    sizes = [len(frame["frameBuffer"]) for frame in frames]
    assert sizes[:-1] == [4096] * 7, "32,000 bytes a second"
    assert [frame["isLastFrame"] for frame in frames] == [False] * 7 + [True]
    assert sum(sizes) == len(recorded(bench)) == 32_000


@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        ({}, ""),
        ({"sampleRate": 44100, "encodeBitRate": 192000}, ""),
        ({"sampleRate": 8000, "encodeBitRate": 192000}, "encodeBitRate should be from 16000 to"),
        ({"sampleRate": 9000}, "sampleRate is not supported"),
        ({"numberOfChannels": 3}, "numberOfChannels should be"),
        ({"format": "ogg"}, "format is not supported"),
        ({"duration": 600_001}, "duration should be from 1 to 600000"),
    ],
)
def test_options_have_to_fit(
    recorder: Player, bench: Bench, options: dict[str, Any], wrong: str
) -> None:
    assert unfitting(options).startswith(wrong)
    recorder.do("start", **options)
    assert bool(errors(bench)) == bool(wrong)
    assert all(
        one.startswith(f"operateRecorder:fail parameter error: {wrong}") for one in errors(bench)
    )


def test_a_recording_ends_after_its_duration(recorder: Player, bench: Bench) -> None:
    recorder.do("start", duration=3000, format="wav", sampleRate=16000)
    bench.clock.advance(10_000)
    (stopped,) = bench.named("object:50:stop")
    assert stopped["duration"] == 3000
    with wave.open(io.BytesIO(recorded(bench))) as file:
        assert (file.getframerate(), file.getnchannels()) == (16000, 2)
        assert file.getnframes() == 48_000


def test_the_microphone_hears_a_file_of_the_pc(
    recorder: Player, bench: Bench, tmp_path: Path
) -> None:
    file = tmp_path / "speech.wav"
    noise = audiofile.tone(0.5, 8000, 1, "noise", Random(4))
    file.write_bytes(audiofile.wav(noise, 8000, 1))
    bench.device.media.microphone = str(file)
    recorder.do("start", format="PCM", sampleRate=8000, numberOfChannels=1)
    bench.clock.advance(1000)
    recorder.do("stop")
    assert recorded(bench) == noise * 2, "over and over"
    bench.device.media.microphone = "/nowhere.wav"
    recorder.do("start", format="PCM", sampleRate=8000, numberOfChannels=1)
    bench.clock.advance(100)
    recorder.do("stop")
    assert set(recorded(bench)) == {0}


def test_why_it_does_not_begin(recorder: Player, bench: Bench) -> None:
    bench.device.media.microphone = "none"
    recorder.do("start")
    bench.device.media.microphone = "sine"
    incidents.interrupt(bench.phone)
    recorder.do("start")
    incidents.end_interruption(bench.phone)
    recorder.do("start")
    recorder.do("start")
    assert errors(bench) == [
        "operateRecorder:fail NotFoundError",
        "operateRecorder:fail system busy",
        "operateRecorder:fail is recording or paused",
    ]


@pytest.mark.parametrize(
    ("platform", "choice", "message"),
    [
        ("android", "denied", "operateRecorder:fail auth deny"),
        ("android", "closed", "operateRecorder:fail authorize no response"),
    ],
)
def test_refused(platform: str, choice: str, message: str) -> None:
    bench = Bench(INTERACTIVE)
    bench.device.system.platform = platform
    recorder = Player(bench, "RecorderManager", "getRecorderManager")
    bench.start("RecorderManager.start", target=50)
    bench.answer(choice)
    assert errors(bench) == [message]
    assert recorder.kind == "RecorderManager"


def test_a_call_interrupts_and_the_app_goes_on(recorder: Player, bench: Bench) -> None:
    recorder.do("start", format="wav")
    bench.clock.advance(1000)
    incidents.interrupt(bench.phone)
    bench.clock.advance(5000)
    incidents.end_interruption(bench.phone)
    recorder.do("resume")
    bench.clock.advance(500)
    recorder.do("stop")
    assert recorder.events() == [
        "start", "interruptionBegin", "pause", "interruptionEnd", "resume", "stop",
    ]  # fmt: skip
    assert bench.named("object:50:stop")[0]["duration"] == 1500


def test_voice_messages_answer_when_they_were_heard(bench: Bench) -> None:
    path = sound(bench, 4.0)
    replies = bench.start("playVoice", {"filePath": path})
    bench.clock.advance(1000)
    bench.ok("pauseVoice")
    bench.clock.advance(10_000)
    assert replies == []
    again = bench.start("playVoice", {"filePath": path})
    bench.clock.advance(2999)
    assert again == []
    bench.clock.advance(1)
    assert again[0].result["errMsg"] == "playVoice:ok"
    replies = bench.start("playVoice", {"filePath": path})
    bench.ok("stopVoice")
    assert replies[0].result["errMsg"] == "playVoice:ok"


def test_sound_from_the_network_waits_while_there_is_none(bench: Bench) -> None:
    player = Player(bench, "InnerAudioContext", "createInnerAudioContext")
    player.do("src", value="https://example.com/a.mp3")
    player.do("play")
    bench.clock.advance(2000)
    bench.device.network.type = "none"
    bench.clock.advance(5000)
    assert player.events()[-1] == "waiting"
    bench.device.network.type = "4g"
    bench.clock.advance(250)
    assert player.last()["currentTime"] == pytest.approx(2.25)


def test_what_is_no_sound_is_a_format_error(bench: Bench) -> None:
    player = Player(bench, "InnerAudioContext", "createInnerAudioContext")
    player.do("src", value=bench.phone.files.add_temporary(b"just text", ".mp3"))
    bench.clock.advance(0)
    assert player.last()["errCode"] == 10004


def test_keys_of_a_headset_reach_the_background_player() -> None:
    bench = Bench(app=AppFacts(config={"requiredBackgroundModes": ["audio"]}))
    player = Player(bench, "BackgroundAudioManager", "getBackgroundAudioManager")
    remote_control(bench.phone, "next")
    remote_control(bench.phone, "prev")
    assert player.events() == ["next", "prev"]


@pytest.mark.parametrize("code", range(1000, 1009))
def test_every_code_of_advertisements(bench: Bench, code: int) -> None:
    bench.device.apps.ads, bench.device.apps.ad_error = False, code
    bench.call("createInterstitialAd", {"adUnitId": "a"}, id=4)
    bench.clock.advance(0)
    (told,) = bench.named("object:4:error")
    assert told["errCode"] == code
    assert bench.call("InterstitialAd.show", target=4).result["errCode"] == code
