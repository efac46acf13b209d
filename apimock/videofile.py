"""Video files: the ones the phone makes (VP8 in WebM), and facts of WebM, MP4 and AVI files."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class VideoFacts:
    """Size in pixels, length in seconds, frames a second; 0 where a file does not tell."""

    kind: str
    width: int = 0
    height: int = 0
    duration: float = 0.0
    fps: float = 0.0


def webm(frames: Sequence[bytes], width: int, height: int, fps: int = 1) -> bytes:
    """A silent video of pictures of this size: lossy WebP files, whose coding is VP8's."""
    scale = _element(0x2AD7B1, _number(1_000_000))
    length = _element(0x4489, struct.pack(">d", len(frames) * 1000 / fps))
    made_by = _element(0x4D80, b"minideck") + _element(0x5741, b"minideck")
    info = _element(0x1549A966, scale + made_by + length)
    size = _element(0xE0, _element(0xB0, _number(width)) + _element(0xBA, _number(height)))
    kind = _element(0x83, _number(1)) + _element(0x86, b"V_VP8")
    track = _element(0xD7, _number(1)) + _element(0x73C5, _number(1)) + kind + size
    tracks = _element(0x1654AE6B, _element(0xAE, track))
    body, cues = info + tracks, b""
    for place, frame in enumerate(frames):
        time = _number(round(place * 1000 / fps))
        where = _element(0xF7, _number(1)) + _element(0xF1, _number(len(body)))
        cues += _element(0xBB, _element(0xB3, time) + _element(0xB7, where))
        block = _element(0xA3, b"\x81\0\0\x80" + _coded(frame))
        body += _element(0x1F43B675, _element(0xE7, time) + block)
    return _HEAD + _element(0x18538067, body + _element(0x1C53BB6B, cues))


def _coded(webp: bytes) -> bytes:
    """The VP8 frame in a lossy WebP file."""
    start = webp.index(b"VP8 ")
    (size,) = struct.unpack_from("<I", webp, start + 4)
    return webp[start + 8 : start + 8 + size]


def _number(value: int) -> bytes:
    return value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big")


def _element(name: int, content: bytes) -> bytes:
    """An EBML element; its size is written in eight bytes."""
    return _number(name) + (len(content) | 1 << 56).to_bytes(8, "big") + content


_HEAD = _element(
    0x1A45DFA3,
    _element(0x4286, _number(1))
    + _element(0x42F7, _number(1))
    + _element(0x42F2, _number(4))
    + _element(0x42F3, _number(8))
    + _element(0x4282, b"webm")
    + _element(0x4287, _number(2))
    + _element(0x4285, _number(2)),
)


def frames_of(data: bytes) -> list[bytes]:
    """The pictures of a video :func:`webm` has made, as WebP files; none of any other file."""
    if not data.startswith(_HEAD):
        return []
    found: list[bytes] = []
    for name, begin, end in _elements(data, len(_HEAD) + 12, len(data)):
        if name == 0x1F43B675:
            for inner, first, last in _elements(data, begin, end):
                if inner == 0xA3:
                    found.append(_picture(data[first + 4 : last]))
    return found


def _picture(coded: bytes) -> bytes:
    even = coded + b"\0" * (len(coded) % 2)
    chunk = b"WEBPVP8 " + struct.pack("<I", len(coded)) + even
    return b"RIFF" + struct.pack("<I", len(chunk)) + chunk


def _elements(data: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The elements between two places: name, begin and end of the content."""
    while start < end and data[start]:
        length = 9 - data[start].bit_length()
        name = int.from_bytes(data[start : start + length], "big")
        at = start + length
        if at >= end or not data[at]:
            return
        wide = 9 - data[at].bit_length()
        size = int.from_bytes(data[at : at + wide], "big") & ((1 << 7 * wide) - 1)
        yield name, at + wide, min(end, at + wide + size)
        start = at + wide + size


def facts(data: bytes) -> VideoFacts | None:
    """What the head of a WebM, MP4 or AVI file tells; None for others and damaged ones."""
    try:
        if data[:4] == b"RIFF" and data[8:12] == b"AVI ":
            return _avi_facts(data)
        if data[4:8] == b"ftyp":
            return _mp4_facts(data)
        if data[:4] == _HEAD[:4]:
            return _webm_facts(data)
    except (struct.error, ZeroDivisionError, StopIteration, IndexError):
        return None
    return None


def _avi_facts(data: bytes) -> VideoFacts:
    at = data.index(b"avih") + 8
    main = struct.unpack_from("<14I", data, at)
    fps = 1_000_000 / main[0]
    return VideoFacts("avi", main[8], main[9], main[4] / fps, fps)


def _webm_facts(data: bytes) -> VideoFacts:
    """The first track with a size, and the length; frames are counted in files of our own."""
    inside = (0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0xE0)
    told: dict[int, bytes] = {}
    waiting = [(0, len(data))]
    while waiting:
        for name, begin, end in _elements(data, *waiting.pop()):
            if name in inside:
                waiting.append((begin, end))
            elif name in {0xB0, 0xBA, 0x4489, 0x2AD7B1}:
                told.setdefault(name, data[begin:end])
    scale = int.from_bytes(told.get(0x2AD7B1, _number(1_000_000)), "big") / 1_000_000
    length = told.get(0x4489, bytes(8))
    (ms,) = struct.unpack(">d" if len(length) == 8 else ">f", length)
    width, height = (int.from_bytes(told.get(name, b""), "big") for name in (0xB0, 0xBA))
    duration = ms * scale / 1000
    fps = len(frames_of(data)) / duration if duration else 0.0
    return VideoFacts("webm", width, height, duration, fps)


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """The boxes between two places: name, begin and end of the content."""
    while start + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, start)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, start + 8)
            head = 16
        size = size or end - start
        if size < head:
            return
        yield name, start + head, min(end, start + size)
        start += size


def _mp4_facts(data: bytes) -> VideoFacts:
    movie = next((b, e) for name, b, e in _boxes(data, 0, len(data)) if name == b"moov")
    duration, width, height = 0.0, 0, 0
    for name, begin, end in _boxes(data, *movie):
        if name == b"mvhd":
            wide = data[begin] == 1
            scale, length = struct.unpack_from(
                ">IQ" if wide else ">II", data, begin + (20 if wide else 12)
            )
            duration = length / scale
        elif name == b"trak":
            for inner, first, last in _boxes(data, begin, end):
                if inner == b"tkhd":
                    w, h = struct.unpack_from(">II", data, last - 8)
                    width, height = max(width, w >> 16), max(height, h >> 16)
                    del first
    return VideoFacts("mp4", width, height, duration)
