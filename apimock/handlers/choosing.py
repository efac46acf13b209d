"""Choosing pictures, videos and files: from the album, with the camera, out of a chat."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

from PIL import ImageOps

from apimock import pictures, videofile
from apimock.asking import Answer, Choice
from apimock.context import Context
from apimock.files.space import FileFault
from apimock.handlers.file_answers import fail
from apimock.registry import handles

_CHOOSE, _CAMERA = Choice("choose", "Choose"), Choice("camera", "Take a picture")
_CANCEL = Choice("cancel", "Cancel")
_LONGEST_SIDE = 1920
_QUALITY = 75
_CLIP_FPS = 1
Found = list[dict[str, Any]]


def shot(
    context: Context, *, front: bool, quality: int = 90, mirrored: bool = True
) -> dict[str, Any]:
    """A picture taken now, as an item of the album; that of the front camera is mirrored."""
    image = context.phone.lens.picture(front=front)
    if front and mirrored:
        image = ImageOps.mirror(image)
    target = io.BytesIO()
    image.save(target, "JPEG", quality=quality)
    return _taken(context, {"kind": "image", "format": "jpg", "data": target.getvalue()})


def clip(context: Context, seconds: float, *, front: bool) -> dict[str, Any]:
    """A video of what is in front of the lens, a frame a second, as an item of the album."""
    image = context.phone.lens.picture((480, 640), front=front)
    frame, still = pictures.encoded(image, "webp"), pictures.encoded(image, "jpg")
    count = max(1, round(seconds * _CLIP_FPS))
    data = videofile.webm([frame] * count, *image.size, _CLIP_FPS)
    size = {"width": image.width, "height": image.height, "duration": float(seconds)}
    return _taken(
        context, {"kind": "video", "format": "webm", "data": data, "still": still, **size}
    )


def _taken(context: Context, item: dict[str, Any]) -> dict[str, Any]:
    camera = context.device.camera
    camera.shots += 1
    return {"id": f"shot-{camera.shots}", **item}


def _sources(context: Context) -> tuple[str, ...]:
    given = context.param("sourceType")
    wanted = [str(one) for one in given] if isinstance(given, list) else [str(given or "")]
    return tuple(one for one in ("album", "camera") if one in wanted) or ("album", "camera")


def _kinds(context: Context) -> set[str]:
    wanted = context.param("mediaType")
    chosen = {str(one) for one in wanted} if isinstance(wanted, list) else {"image", "video"}
    chosen = {"image", "video"} if "mix" in chosen else chosen & {"image", "video"}
    return chosen or {"image", "video"}


def _compresses(context: Context, answer: Answer) -> bool:
    """Whether pictures are made smaller: unless the app or the person wants the original."""
    given = context.param("sizeType")
    sizes = given if isinstance(given, list) and given else ["original", "compressed"]
    if "original" not in sizes:
        return True
    return "compressed" in sizes and not answer.data.get("original")


def _files(context: Context, items: Found, *, small: bool) -> Found:
    """Temporary files of items. Raises FileFault when one cannot be read."""
    made = []
    for item in items:
        used = item
        if small and item["kind"] == "image":
            data = _smaller(context.phone.pictures.content(item))
            if data is not None:
                used = {"id": item["id"], "kind": "image", "format": "jpg", "data": data}
        made.append(context.phone.pictures.file(used) | {"item": item})
    return made


def _smaller(data: bytes) -> bytes | None:
    """The picture as the client compresses it; None for what it leaves alone (GIF, no picture)."""
    try:
        size = pictures.facts(data)
        if size["type"] == "gif":
            return None
        scale = min(1.0, _LONGEST_SIDE / max(size["width"], size["height"]))
        shape = (
            (round(size["width"] * scale), round(size["height"] * scale)) if scale < 1 else (0, 0)
        )
        return pictures.compressed(data, _QUALITY, *shape)
    except pictures.PictureError:
        return None


def _pick(
    context: Context, kinds: set[str], count: int, finish: Callable[[Found], None], longest: float
) -> None:
    """Let the person pick up to ``count`` items or take one, and hand their files on."""
    items = [item for item in context.device.media.album if item["kind"] in kinds]
    sources = _sources(context)
    front = context.text("camera") == "front"
    default = {"items": [items[0]["id"]] if items and "album" in sources else []}

    def done(answer: Answer) -> None:
        if answer.choice == "camera":
            kind = str(answer.data.get("kind") or ("image" if "image" in kinds else "video"))
            seconds = min(longest, float(answer.data.get("seconds", longest)))
            video = kind == "video" and "video" in kinds
            chosen = [clip(context, seconds, front=front) if video else shot(context, front=front)]
        else:
            wanted = answer.data.get("items", default["items"])
            chosen = [item for name in wanted for item in items if item["id"] == name]
        if answer.choice == "cancel" or not chosen:
            context.fail_kind("cancel")
            return
        try:
            found = _files(context, chosen[:count], small=_compresses(context, answer))
        except FileFault as fault:
            fail(context, fault)
            return
        finish(found)

    offered = {"album": _CHOOSE, "camera": _CAMERA}
    choices = (*(offered[source] for source in sources), _CANCEL)
    facts = {"items": items, "count": count, "sources": sources, "longest": longest}
    context.ask("album", choices, done, data=default, facts=facts)


def _count(context: Context, default: int, limit: int) -> int:
    return max(1, min(limit, int(context.number_of("count", default))))


def _longest(context: Context, default: float) -> float:
    """How many seconds a video may take: 3 to 60."""
    return max(3.0, min(60.0, context.number_of("maxDuration", default)))


@handles("chooseImage")
def choose_image(context: Context) -> None:
    """Pictures of the album or the camera."""

    def finish(found: Found) -> None:
        context.ok(
            {
                "tempFilePaths": [one["path"] for one in found],
                "tempFiles": [{"path": one["path"], "size": one["size"]} for one in found],
            }
        )

    _pick(context, {"image"}, _count(context, 9, 9), finish, 0)


_VIDEO_NOTE = "videos the phone makes are WebM with a frame a second, without sound"


@handles("chooseMedia", note=_VIDEO_NOTE)
def choose_media(context: Context) -> None:
    """Pictures and videos of the album or the camera."""

    def finish(found: Found) -> None:
        chosen = {one["kind"] for one in found}
        kind = "mix" if len(chosen) > 1 else next(iter(chosen))
        context.ok({"tempFiles": [_media_file(context, one) for one in found], "type": kind})

    _pick(context, _kinds(context), _count(context, 9, 20), finish, _longest(context, 10))


def thumbnail(context: Context, item: Mapping[str, Any]) -> str:
    """A still of a video, as a temporary file."""
    if isinstance(item.get("still"), bytes):
        still = {"kind": "image", "format": "jpg", "data": item["still"]}
    else:
        keys = ("seed", "width", "height")
        card = {key: item[key] for key in keys if item.get(key)}
        still = {**card, "kind": "image", "format": "jpg"}
    return str(context.phone.pictures.file(still)["path"])


def _media_file(context: Context, one: dict[str, Any]) -> dict[str, Any]:
    entry = {
        "tempFilePath": one["path"],
        "size": one["size"],
        "fileType": one["kind"],
        "width": one["width"],
        "height": one["height"],
    }
    if one["kind"] == "video":
        entry["duration"] = one["duration"]
        entry["thumbTempFilePath"] = thumbnail(context, one["item"])
    return entry


@handles("chooseVideo", note=_VIDEO_NOTE)
def choose_video(context: Context) -> None:
    """One video of the album or the camera."""

    def finish(found: Found) -> None:
        (one,) = found
        context.ok(
            {
                "tempFilePath": one["path"],
                "thumbTempFilePath": thumbnail(context, one["item"]),
                **{key: one[key] for key in ("duration", "size", "height", "width")},
            }
        )

    _pick(context, {"video"}, 1, finish, _longest(context, 60))


@handles("chooseMessageFile")
def choose_message_file(context: Context) -> None:
    """Files of chats."""
    kind = context.text("type", "all")
    extensions = context.param("extension")
    items = context.device.media.chat_files
    if kind in {"video", "image", "file"}:
        items = [item for item in items if item["kind"] == kind]
    if kind == "file" and isinstance(extensions, list):
        endings = tuple(f".{str(ending).lstrip('.')}" for ending in extensions)
        items = [item for item in items if str(item["name"]).endswith(endings)]
    count = max(1, min(100, int(context.number_of("count", 100)) or 100))
    default = {"items": [items[0]["id"]] if items else []}

    def done(answer: Answer) -> None:
        wanted = answer.data.get("items", default["items"])
        chosen = [item for name in wanted for item in items if item["id"] == name][:count]
        if answer.choice == "cancel" or not chosen:
            context.fail_kind("cancel")
            return
        try:
            found = _files(context, chosen, small=False)
        except FileFault as fault:
            fail(context, fault)
            return
        context.ok({"tempFiles": [_chat_file(context, one) for one in found]})

    facts = {"items": items, "count": count}
    context.ask("chat-files", (_CHOOSE, _CANCEL), done, data=default, facts=facts)


def _chat_file(context: Context, one: dict[str, Any]) -> dict[str, Any]:
    sent = one["item"].get("time", context.clock.now())
    return {
        "path": one["path"],
        "size": one["size"],
        "name": one["item"]["name"],
        "type": one["kind"],
        "time": int(sent / 1000),
    }
