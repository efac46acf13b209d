"""Video files: the ones the phone makes (motion JPEG in AVI), and facts of AVI and MP4 files."""

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


def avi(frames: Sequence[bytes], width: int, height: int, fps: int = 1) -> bytes:
    """A silent video of JPEG pictures of this size."""
    even = [frame + b"\0" * (len(frame) % 2) for frame in frames]
    movie = b"movi" + b"".join(b"00dc" + struct.pack("<I", len(one)) + one for one in even)
    index, at = b"", 4
    for frame in even:
        index += b"00dc" + struct.pack("<III", 0x10, at, len(frame))
        at += 8 + len(frame)
    count, biggest = len(even), max(map(len, even))
    times = (1_000_000 // fps, biggest * fps, 0, 0x10, count, 0, 1, biggest)
    main = struct.pack("<14I", *times, width, height, 0, 0, 0, 0)
    stream = b"vidsMJPG" + struct.pack("<10I", 0, 0, 0, 1, fps, 0, count, biggest, 10_000, 0)
    stream += struct.pack("<4H", 0, 0, width, height)
    size = (40, width, height, 1, 24, b"MJPG", width * height * 3, 0, 0, 0, 0)
    bitmap = struct.pack("<IiiHH4s5I", *size)
    lists = b"strl" + _riff(b"strh", stream) + _riff(b"strf", bitmap)
    head = b"hdrl" + _riff(b"avih", main) + _riff(b"LIST", lists)
    body = _riff(b"LIST", head) + _riff(b"LIST", movie) + _riff(b"idx1", index)
    return _riff(b"RIFF", b"AVI " + body)


def _riff(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data


def frames_of(data: bytes) -> list[bytes]:
    """The JPEG pictures of a motion-JPEG AVI; none when it is something else or damaged."""
    start = data.find(b"movi")
    found: list[bytes] = []
    at = start + 4
    while start >= 0 and data[at : at + 4] == b"00dc":
        (size,) = struct.unpack_from("<I", data, at + 4)
        found.append(data[at + 8 : at + 8 + size])
        at += 8 + size
    return found


def facts(data: bytes) -> VideoFacts | None:
    """What the head of an AVI or MP4 file tells; None when it is neither or damaged."""
    try:
        if data[:4] == b"RIFF" and data[8:12] == b"AVI ":
            return _avi_facts(data)
        if data[4:8] == b"ftyp":
            return _mp4_facts(data)
    except (struct.error, ZeroDivisionError, StopIteration):
        return None
    return None


def _avi_facts(data: bytes) -> VideoFacts:
    at = data.index(b"avih") + 8
    main = struct.unpack_from("<14I", data, at)
    fps = 1_000_000 / main[0]
    return VideoFacts("avi", main[8], main[9], main[4] / fps, fps)


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
