"""Facts, compression, trimming and saving of videos."""

from __future__ import annotations

import posixpath
from typing import Any

from apimock import pictures, videofile
from apimock.asking import Answer, Choice
from apimock.context import Context
from apimock.files.space import FileFault, Place
from apimock.handlers.choosing import thumbnail
from apimock.handlers.file_answers import fail, files, operation, place
from apimock.handlers.picture_tools import keep
from apimock.registry import handles
from apimock.videofile import VideoFacts

_QUALITIES = {"low": (30, 0.5), "medium": (50, 0.7), "high": (70, 0.85)}
"""JPEG quality and share of the sides a compressed video keeps."""
_COPIED = "videos the phone has not made itself are copied"


def _facts(context: Context, where: Place, data: bytes) -> VideoFacts:
    """What the file tells, else what was known of it when it was chosen."""
    told = videofile.facts(data)
    if told is not None:
        return told
    known = context.phone.pictures.known.get(where.text, {})
    ending = posixpath.splitext(where.inner)[1].lstrip(".")
    size = int(known.get("width", 0)), int(known.get("height", 0))
    return VideoFacts(ending, *size, float(known.get("duration", 0.0)))


@operation("getVideoInfo", note="facts are read from WebM, MP4 and AVI files")
def get_video_info(context: Context) -> tuple[dict[str, Any], None]:
    """Facts of a local video."""
    where = place(context, "src", "open")
    data = files(context).content(where, "open")
    found = _facts(context, where, data)
    rate = round(len(data) * 8 / found.duration / 1000) if found.duration else 0
    result = {
        "orientation": "up",
        "type": found.kind,
        "duration": found.duration,
        "size": len(data) // 1024,
        "width": found.width,
        "height": found.height,
        "fps": round(found.fps),
        "bitrate": rate,
    }
    return result, None


@operation("compressVideo", note=_COPIED)
def compress_video(context: Context) -> tuple[dict[str, Any], None]:
    """A smaller video: fewer pixels and a lower quality, by ``quality`` or ``resolution``."""
    where = place(context, "src", "open")
    data = files(context).content(where, "open")
    found, frames = videofile.facts(data), videofile.frames_of(data)
    suffix = posixpath.splitext(where.inner)[1]
    if found is not None and frames:
        quality, scale = _QUALITIES.get(context.text("quality"), (50, 0.0))
        scale = scale or max(0.05, min(1.0, context.number_of("resolution", 1.0)))
        size = max(1, round(found.width * scale)), max(1, round(found.height * scale))
        try:
            shown = [pictures.upright(frame).resize(size) for frame in frames]
            small = [pictures.encoded(image, "webp", quality) for image in shown]
        except pictures.PictureError as error:
            raise FileFault(1103003, "video decode fail") from error
        data = videofile.webm(small, *size, max(1, round(found.fps)))
    path = files(context).add_temporary(data, suffix)
    return {"tempFilePath": path, "size": len(data) // 1024}, None


@operation("saveVideoToPhotosAlbum")
def save_video(context: Context) -> tuple[dict[str, Any], None]:
    """Put a local video into the album, from which it can be chosen again."""
    where = place(context, "filePath", "open")
    data = files(context).content(where, "open")
    found = _facts(context, where, data)
    ending = posixpath.splitext(where.inner)[1].lstrip(".") or "mp4"
    item: dict[str, Any] = {
        "id": f"saved-{len(context.device.media.saved) + 1}",
        "kind": "video",
        "format": ending,
        "data": data,
        "width": found.width,
        "height": found.height,
        "duration": found.duration,
    }
    keep(context, item)
    return {}, None


@handles("openVideoEditor", note=_COPIED)
def edit_video(context: Context) -> None:
    """Let the person trim a video to between ``minDuration`` and ``maxDuration`` seconds."""
    shortest = context.number_of("minDuration", 1.0)
    longest = context.number_of("maxDuration", 60.0)

    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.fail_kind("cancel")
            return
        try:
            where = place(context, "filePath", "open")
            data = files(context).content(where, "open")
        except FileFault as fault:
            fail(context, fault)
            return
        begin, end = float(answer.data.get("begin", 0)), float(answer.data.get("end", longest))
        _trimmed(context, where, data, begin, min(end, begin + longest))

    choices = (Choice("done", "Done"), Choice("cancel", "Cancel"))
    facts = {"src": context.text("filePath"), "shortest": shortest, "longest": longest}
    context.ask("edit-video", choices, done, facts=facts)


def _trimmed(context: Context, where: Place, data: bytes, begin: float, end: float) -> None:
    found, frames = _facts(context, where, data), videofile.frames_of(data)
    length = found.duration
    still: dict[str, Any] = {"width": found.width, "height": found.height}
    if frames and found.fps:
        kept = frames[int(begin * found.fps) : max(1, round(end * found.fps))] or frames[:1]
        data = videofile.webm(kept, found.width, found.height, max(1, round(found.fps)))
        length = len(kept) / found.fps
        still["still"] = pictures.encoded(pictures.upright(kept[0]), "jpg")
    path = files(context).add_temporary(data, posixpath.splitext(where.inner)[1])
    result = {
        "tempFilePath": path,
        "tempThumbPath": thumbnail(context, still),
        "size": len(data),
        "duration": round(length * 1000),
    }
    context.ok(result)
