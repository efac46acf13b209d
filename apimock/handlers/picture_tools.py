"""Reading, changing and saving pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from apimock import domains, pictures
from apimock.asking import Answer, Choice
from apimock.context import Context
from apimock.files.space import FileFault
from apimock.handlers.file_answers import fail, files, operation, place
from apimock.registry import Level, handles
from apimock.transport import Request
from apimock.wording import errno_text

NOT_THERE, UNDECODABLE, BAD_QUALITY, EMPTY = 1103002, 1103003, 1103006, 1103007


def _local(path: str) -> bool:
    return not path.startswith(("http://", "https://")) or path.startswith(
        ("http://tmp/", "http://usr/", "http://store/")
    )


@handles("getImageInfo")
def get_image_info(context: Context) -> None:
    """Size and type of a picture of the package, the phone or the network."""
    source = context.text("src")
    if not _local(source):
        _download_image(context, source)
        return
    try:
        data = files(context).content(place(context, "src", "open"), "open")
    except FileFault as fault:
        fail(context, fault)
        return
    _tell_image(context, data, source if "://" in source else source.lstrip("/"))


def _tell_image(context: Context, data: bytes, path: str) -> None:
    try:
        found = pictures.facts(data)
    except pictures.PictureError:
        context.fail(errno_text(UNDECODABLE), errno=UNDECODABLE)
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
    network = context.device.network
    verify = context.app.url_check if network.verify_domains is None else network.verify_domains
    if network.type == "none":
        listener.failed("offline")
    elif verify and not domains.listed(url, "download", context.app.domains.get("download", ())):
        context.fail("url not in domain list", errno=600002)
    else:
        context.closing.append(context.phone.transport.request(Request(url), listener))


@operation("compressImage")
def compress_image(context: Context) -> tuple[dict[str, Any], None]:
    """A smaller JPEG of a local picture."""
    where = place(context, "src", "open")
    try:
        data = files(context).content(where, "open")
    except FileFault as fault:
        raise FileFault(NOT_THERE, errno_text(NOT_THERE)) from fault
    if not data:
        raise FileFault(EMPTY, errno_text(EMPTY))
    quality = context.number_of("quality", 80)
    if not 0 <= quality <= 100:
        raise FileFault(BAD_QUALITY, errno_text(BAD_QUALITY))
    width = int(context.number_of("compressedWidth", 0))
    height = int(context.number_of("compressedHeight", 0))
    try:
        small = pictures.compressed(data, int(quality), max(0, width), max(0, height))
    except pictures.PictureError as error:
        raise FileFault(UNDECODABLE, errno_text(UNDECODABLE)) from error
    return {"tempFilePath": files(context).add_temporary(small, ".jpg")}, None


_DONE = (Choice("done", "Done"), Choice("cancel", "Cancel"))


def _edit(context: Context, change: Callable[[bytes, Answer], bytes]) -> None:
    """Show an editor; the person finishes or cancels."""

    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.fail_kind("cancel")
            return
        try:
            data = change(files(context).content(place(context, "src", "open"), "open"), answer)
        except FileFault as fault:
            fail(context, fault)
            return
        except pictures.PictureError:
            context.fail(errno_text(UNDECODABLE), errno=UNDECODABLE)
            return
        context.ok({"tempFilePath": files(context).add_temporary(data, ".jpg")})

    facts = {"src": context.text("src"), "imageUrl": context.text("src")}
    context.ask("edit-picture", _DONE, done, facts=facts)


@handles("cropImage")
def crop_image(context: Context) -> None:
    """Cut a picture to a ratio of sides: the middle, or where the person moved the frame to."""
    first, _, second = context.text("cropScale", "1:1").partition(":")
    if not (first.isdigit() and second.isdigit() and int(first) and int(second)):
        context.fail("parameter error: parameter.cropScale is invalid", errno=1001)
        return

    def cut(data: bytes, answer: Answer) -> bytes:
        moved = answer.data.get("centre", (0.5, 0.5))
        return pictures.cropped(data, (int(first), int(second)), (float(moved[0]), float(moved[1])))

    _edit(context, cut)


@handles("editImage")
def edit_image(context: Context) -> None:
    """Turn, mirror, cut, or write on a picture."""
    _edit(context, lambda data, answer: pictures.edited(data, answer.data))


def _saved_item(context: Context, kind: str, ending: str, data: bytes) -> dict[str, Any]:
    media = context.device.media
    return {"id": f"saved-{len(media.saved) + 1}", "kind": kind, "format": ending, "data": data}


@operation("saveImageToPhotosAlbum")
def save_image(context: Context) -> tuple[dict[str, Any], None]:
    """Put a local picture into the album, from which it can be chosen again."""
    where = place(context, "filePath", "open")
    data = files(context).content(where, "open")
    try:
        size = pictures.facts(data)
    except pictures.PictureError as error:
        raise FileFault(UNDECODABLE, errno_text(UNDECODABLE)) from error
    ending = {"jpeg": "jpg"}.get(size["type"], size["type"])
    item = _saved_item(context, "image", ending, data)
    keep(context, item | {"width": size["width"], "height": size["height"]})
    return {}, None


def keep(context: Context, item: dict[str, Any]) -> None:
    """Add an item to the album, newest first."""
    media = context.device.media
    media.saved = [*media.saved, item]
    media.album = [item, *media.album]


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
