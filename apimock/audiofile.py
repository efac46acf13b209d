"""Sound files: how long one is, and the ones the phone records."""

from __future__ import annotations

import io
import math
import wave
from array import array
from functools import lru_cache
from random import Random

_MP3_KBPS = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MP3_KBPS_2 = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)


def seconds(data: bytes) -> float | None:
    """The length of a WAV or MP3 file, None when it is neither or damaged."""
    if data[:4] == b"RIFF":
        try:
            with wave.open(io.BytesIO(data)) as sound:
                return float(sound.getnframes() / (sound.getframerate() or 1))
        except (wave.Error, EOFError):
            return None
    return _mp3_seconds(data)


def _mp3_seconds(data: bytes) -> float | None:
    start = 0
    if data[:3] == b"ID3" and len(data) > 10:
        size = data[6] << 21 | data[7] << 14 | data[8] << 7 | data[9]
        start = 10 + size
    for at in range(start, min(len(data) - 4, start + 8192)):
        if data[at] == 0xFF and data[at + 1] & 0xE6 == 0xE2:
            version, rate, kbps = (
                (data[at + 1] >> 3) & 3,
                (data[at + 2] >> 2) & 3,
                data[at + 2] >> 4,
            )
            if version == 1 or rate == 3 or not 0 < kbps < 15:
                continue
            table = _MP3_KBPS if version == 3 else _MP3_KBPS_2
            return (len(data) - at) * 8 / (table[kbps - 1] * 1000)
    return None


_HEADS = (
    b"ID3",
    b"RIFF",
    b"OggS",
    b"fLaC",
    b"#!AMR",
    b"\x02#!SILK",
    b"#!SILK",
    b"\xff\xf1",
    b"\xff\xf9",
)


def is_sound(data: bytes) -> bool:
    """Whether the head of a file is that of a kind of sound a phone plays."""
    if data.startswith(_HEADS) or data[4:8] == b"ftyp":
        return True
    return _mp3_seconds(data) is not None


def samples(
    kind: str, part: tuple[float, float], rate: int, channels: int, random: Random
) -> bytes:
    """What a microphone hears of ``kind``: a made sound, or a WAV file of the PC.

    ``part`` is from which second on and how many.

    A file is played over and over; one that cannot be read is silence.
    """
    start, length = part
    if kind in {"sine", "noise", "silence"}:
        return tone(length, rate, channels, kind, random)
    heard = _file_samples(kind, rate)
    count = max(0, int(length * rate))
    if not heard:
        return tone(length, rate, channels, "silence", random)
    at = int(start * rate) % len(heard)
    turns = (at + count) // len(heard) + 1
    return _spread((heard * turns)[at : at + count], channels)


@lru_cache(maxsize=2)
def _file_samples(path: str, rate: int) -> array[int]:
    """A WAV file as one channel of 16 bit at this rate; empty when it is none."""
    try:
        with wave.open(path, "rb") as sound:
            if sound.getsampwidth() != 2:
                return array("h")
            frames = array("h", sound.readframes(sound.getnframes()))
            channels, own = sound.getnchannels(), sound.getframerate()
    except (OSError, EOFError, wave.Error):
        return array("h")
    mono = frames[::channels]
    return array("h", (mono[int(n * own / rate)] for n in range(int(len(mono) * rate / own))))


def _spread(mono: array[int], channels: int) -> bytes:
    if channels == 1:
        return mono.tobytes()
    both = array("h", bytes(2 * channels * len(mono)))
    for channel in range(channels):
        both[channel::channels] = mono
    return both.tobytes()


def tone(length: float, rate: int, channels: int, kind: str, random: Random) -> bytes:
    """PCM samples (16 bit): ``sine`` 440 Hz, ``noise`` or ``silence``."""
    count = max(0, int(length * rate))
    if kind == "silence":
        return bytes(2 * channels * count)
    if kind == "noise":
        levels = array("h", random.randbytes(2 * count))
        mono = array("h", (level >> 2 for level in levels))
    else:
        second = array("h", (int(13_000 * math.sin(880 * math.pi * n / rate)) for n in range(rate)))
        mono = (second * (count // rate + 1))[:count]
    return _spread(mono, channels)


def wav(samples: bytes, rate: int, channels: int) -> bytes:
    """Samples as a WAV file."""
    target = io.BytesIO()
    with wave.open(target, "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(samples)
    return target.getvalue()
