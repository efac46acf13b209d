"""Choosing, reading, changing and saving pictures, videos and files."""

from __future__ import annotations

import base64
import posixpath
from collections.abc import Callable, Mapping
from typing import Any

from apimock import pictures
from apimock.asking import Answer, Choice
from apimock.context import Context
from apimock.files.space import FileFault
from apimock.handlers.file_answers import fail, files, operation, place
from apimock.registry import Level, handles
from apimock.transport import Request

_PICK = (Choice("choose", "Choose"), Choice("cancel", "Cancel"))
Found = list[dict[str, Any]]


def _kinds(context: Context) -> set[str]:
    wanted = context.param("mediaType")
    chosen = set(wanted) if isinstance(wanted, list) else {"image", "video"}
    return {"image", "video"} if "mix" in chosen else chosen


def _pick(
    context: Context, items: Found, count: int, finish: Callable[[Found], None], kind: str
) -> None:
    """Let the person pick up to ``count`` items and hand their files on."""
    default = {"items": [items[0]["id"]] if items else []}

    def done(answer: Answer) -> None:
        wanted = answer.data.get("items", default["items"])
        chosen = [item for name in wanted for item in items if item["id"] == name]
        if answer.choice == "cancel" or not chosen:
            context.fail_kind("cancel")
            return
        try:
            found = [context.phone.pictures.file(item) | {"item": item} for item in chosen[:count]]
        except FileFault as fault:
            context.fail(fault.message, errno=fault.code)
            return
        finish(found)

    context.ask(kind, _PICK, done, data=default, facts={"items": items, "count": count})


def _album(context: Context, kinds: set[str]) -> Found:
    return [item for item in context.device.media.album if item["kind"] in kinds]


def _count(context: Context, default: int, limit: int) -> int:
    return max(1, min(limit, int(context.number_of("count", default))))


@handles("chooseImage")
def choose_image(context: Context) -> None:
    """Pictures of the album."""

    def finish(found: Found) -> None:
        context.ok(
            {
                "tempFilePaths": [one["path"] for one in found],
                "tempFiles": [{"path": one["path"], "size": one["size"]} for one in found],
            }
        )

    _pick(context, _album(context, {"image"}), _count(context, 9, 9), finish, "album")


@handles("chooseMedia", note="drawn videos are motion JPEG in AVI")
def choose_media(context: Context) -> None:
    """Pictures and videos of the album."""
    kinds = _kinds(context)

    def finish(found: Found) -> None:
        chosen = {one["kind"] for one in found}
        kind = "mix" if len(chosen) > 1 else next(iter(chosen))
        context.ok({"tempFiles": [_media_file(context, one) for one in found], "type": kind})

    _pick(context, _album(context, kinds), _count(context, 9, 20), finish, "album")


def _thumbnail(context: Context, item: Mapping[str, Any]) -> str:
    card = {key: item.get(key) for key in ("seed", "width", "height")}
    card = {key: value for key, value in card.items() if value}
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
        entry["thumbTempFilePath"] = _thumbnail(context, one["item"])
    return entry


@handles("chooseVideo", note="drawn videos are motion JPEG in AVI")
def choose_video(context: Context) -> None:
    """One video of the album."""

    def finish(found: Found) -> None:
        (one,) = found
        context.ok(
            {
                "tempFilePath": one["path"],
                "thumbTempFilePath": _thumbnail(context, one["item"]),
                **{key: one[key] for key in ("duration", "size", "height", "width")},
            }
        )

    _pick(context, _album(context, {"video"}), 1, finish, "album")


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

    def finish(found: Found) -> None:
        context.ok(
            {
                "tempFiles": [
                    {
                        "path": one["path"],
                        "size": one["size"],
                        "name": one["item"]["name"],
                        "type": one["kind"],
                        "time": int(context.clock.now() / 1000),
                    }
                    for one in found
                ]
            }
        )

    _pick(context, items, _count(context, 100, 100), finish, "chat-files")


def _local(path: str) -> bool:
    return not path.startswith(("http://", "https://")) or path.startswith(
        ("http://tmp/", "http://usr/", "http://store/")
    )


@handles("getImageInfo")
def get_image_info(context: Context) -> None:
    """Size and type of a picture of the package, the phone or the network."""
    source = context.text("src")
    if _local(source):
        try:
            data = files(context).content(place(context, "src", "open"), "open")
        except FileFault as fault:
            fail(context, fault)
            return
        path = source.lstrip("/") if "://" not in source else source
        _tell_image(context, data, path)
    else:
        _download_image(context, source)


def _tell_image(context: Context, data: bytes, path: str) -> None:
    try:
        found = pictures.facts(data)
    except pictures.PictureError:
        context.fail("image decode fail", errno=1103003)
        return
    context.ok({**found, "path": path})


class _ImageDownload:
    """Collects a picture from the network."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._status = 0
        self._data = b""

    def sent(self, bytes_sent: int, bytes_total: int) -> None:
        """Nothing to tell."""

    def head(self, response: Any) -> None:
        self._status = response.status

    def chunk(self, data: bytes) -> None:
        self._data += data

    def done(self) -> None:
        if self._context.answered:
            return
        if self._status != 200:
            self._context.fail(f"download image fail. statusCode: {self._status}")
            return
        path = self._context.phone.files.add_temporary(self._data, ".img")
        _tell_image(self._context, self._data, path)

    def failed(self, reason: str) -> None:
        if not self._context.answered:
            self._context.fail(f"download image fail. reason: {reason}")


def _download_image(context: Context, url: str) -> None:
    listener = _ImageDownload(context)
    if context.device.network.type == "none":
        listener.failed("offline")
        return
    abort = context.phone.transport.request(Request(url), listener)
    context.closing.append(abort)


@operation("compressImage")
def compress_image(context: Context) -> tuple[dict[str, Any], None]:
    """A smaller JPEG of a local picture."""
    data = files(context).content(place(context, "src", "open"), "open")
    quality = context.number_of("quality", 80)
    if not 0 <= quality <= 100:
        raise FileFault(1103006, "param compress quality invalid")
    width = int(context.number_of("compressedWidth", 0))
    height = int(context.number_of("compressedHeight", 0))
    try:
        small = pictures.compressed(data, int(quality), max(0, width), max(0, height))
    except pictures.PictureError as error:
        raise FileFault(1103003, "image decode fail") from error
    return {"tempFilePath": files(context).add_temporary(small, ".jpg")}, None


def _edited(context: Context, change: Callable[[bytes], bytes]) -> None:
    """Show an editor; the person finishes or cancels."""

    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.fail_kind("cancel")
            return
        try:
            data = change(files(context).content(place(context, "src", "open"), "open"))
        except FileFault as fault:
            fail(context, fault)
            return
        except pictures.PictureError:
            context.fail("image decode fail", errno=1103003)
            return
        context.ok({"tempFilePath": files(context).add_temporary(data, ".jpg")})

    choices = (Choice("done", "Done"), Choice("cancel", "Cancel"))
    context.ask("edit-picture", choices, done, facts={"src": context.text("src")})


@handles("cropImage", note="the middle is cut out; the frame cannot be moved")
def crop_image(context: Context) -> None:
    """Cut a picture to a ratio of sides."""
    first, _, second = context.text("cropScale", "1:1").partition(":")
    if not (first.isdigit() and second.isdigit() and int(first) and int(second)):
        context.fail("parameter error: parameter.cropScale is invalid", errno=1001)
        return
    _edited(context, lambda data: pictures.cropped(data, (int(first), int(second))))


@handles("editImage", level=Level.CANNED, note="the picture comes back unchanged")
def edit_image(context: Context) -> None:
    """Draw on a picture."""
    _edited(context, lambda data: pictures.encoded(pictures.opened(data), "jpg", 95))


@operation("saveImageToPhotosAlbum", "saveVideoToPhotosAlbum")
def save_to_album(context: Context) -> tuple[dict[str, Any], None]:
    """Put a local file into the album, from which it can be chosen again."""
    where = place(context, "filePath", "open")
    data = files(context).content(where, "open")
    media = context.device.media
    video = context.name == "saveVideoToPhotosAlbum"
    ending = posixpath.splitext(where.inner)[1].lstrip(".") or ("mp4" if video else "jpg")
    item: dict[str, Any] = {
        "id": f"saved-{len(media.saved) + 1}",
        "kind": "video" if video else "image",
        "format": ending,
        "data": data,
    }
    try:
        size = {"width": 0, "height": 0} if video else pictures.facts(data)
    except pictures.PictureError as error:
        raise FileFault(1103003, "image decode fail") from error
    known = context.phone.pictures.known.get(where.text, {})
    item |= {"width": size["width"], "height": size["height"]}
    item |= {key: known[key] for key in ("width", "height", "duration") if video and key in known}
    media.saved = [*media.saved, item]
    media.album = [item, *media.album]
    return {}, None


@operation("getVideoInfo", note="of videos that were not chosen only the size is known")
def get_video_info(context: Context) -> tuple[dict[str, Any], None]:
    """Facts of a local video."""
    where = place(context, "src", "open")
    data = files(context).content(where, "open")
    known = context.phone.pictures.known.get(where.text, {})
    duration = float(known.get("duration", 0.0))
    rate = round(len(data) * 8 / duration / 1000) if duration else 0
    result = {
        "orientation": "up",
        "type": posixpath.splitext(where.inner)[1].lstrip("."),
        "duration": duration,
        "size": len(data) // 1024,
        "width": known.get("width", 0),
        "height": known.get("height", 0),
        "fps": 1 if where.inner.endswith(".avi") else 0,
        "bitrate": rate,
    }
    return result, None


@operation("compressVideo", level=Level.CANNED, note="the video is copied, not made smaller")
def compress_video(context: Context) -> tuple[dict[str, Any], None]:
    """A copy of a video."""
    where = place(context, "src", "open")
    data = files(context).content(where, "open")
    path = files(context).add_temporary(data, posixpath.splitext(where.inner)[1])
    return {"tempFilePath": path, "size": len(data) // 1024}, None


@handles("scanCode")
def scan_code(context: Context) -> None:
    """The next result of the queue, else what the person enters."""
    media = context.device.media
    if media.scans:
        first, media.scans = media.scans[0], media.scans[1:]
        context.ok(_scanned(first))
        return

    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.fail_kind("cancel")
        elif answer.choice == "fail":
            context.fail("")
        else:
            context.ok(_scanned({**media.default_scan, **answer.data}))

    choices = (Choice("scan", "Scan"), Choice("cancel", "Cancel"), Choice("fail", "Fail"))
    facts = {
        "onlyFromCamera": context.flag("onlyFromCamera"),
        "scanType": context.param("scanType"),
    }
    context.ask("scan", choices, done, data=media.default_scan, facts=facts)


def _scanned(entry: Mapping[str, Any]) -> dict[str, Any]:
    text = str(entry.get("result", ""))
    result: dict[str, Any] = {
        "result": text,
        "scanType": str(entry.get("scanType", "QR_CODE")),
        "charSet": "utf-8",
        "rawData": base64.b64encode(text.encode()).decode("ascii"),
    }
    if entry.get("path"):
        result["path"] = str(entry["path"])
    return result


@handles("saveFileToDisk", level=Level.CANNED, note="nothing is written on the PC")
def save_to_disk(context: Context) -> None:
    """A desktop client's save dialog."""

    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.fail_kind("cancel")
            return
        try:
            files(context).content(place(context, "filePath", "open"), "open")
        except FileFault as fault:
            fail(context, fault)
            return
        context.ok()

    context.ask("save-file", (Choice("save", "Save"), Choice("cancel", "Cancel")), done)
