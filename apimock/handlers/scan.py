"""scanCode: reads codes from the camera, from pictures, from a queue laid out, or as entered."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from apimock.asking import Answer, Choice
from apimock.codes.kinds import group_of, kinds, wanted_groups
from apimock.codes.reading import Found, read
from apimock.context import Context
from apimock.files.space import FileFault
from apimock.pictures import PictureError, upright
from apimock.registry import handles

LOOK_EVERY = 400.0
"""Milliseconds between two looks through the lens while the scanner is open."""
_SCAN, _ALBUM = Choice("scan", "Scan"), Choice("album", "From the album")
_END = (Choice("cancel", "Cancel"), Choice("fail", "Fail"))


@handles("scanCode", note="a mini-program's round code is drawn as a QR code")
def scan_code(context: Context) -> None:
    """The next of the queue, else the first fitting code the camera or the person shows."""
    _Scanner(context).begin()


class _Scanner:
    """One open scanner: looks, asks, and keeps on until a code of a wanted kind is found."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._groups = wanted_groups(context.param("scanType"))
        self._camera_only = context.flag("onlyFromCamera")
        self._stop: Callable[[], None] = lambda: None
        context.closing.append(self._close)

    def _close(self) -> None:
        self._stop()

    def begin(self) -> None:
        """Take what was laid out first; then open the scanner."""
        media = self._context.device.media
        while media.scans:
            entry, media.scans = media.scans[0], media.scans[1:]
            if self._take(entry):
                return
            self._context.note = "a code of another kind was passed over"
        if not self._look():
            self._ask("")

    def _take(self, entry: Mapping[str, Any]) -> bool:
        outcome = entry.get("outcome")
        if outcome in {"cancel", "fail"}:
            self._end(str(outcome))
            return True
        if "picture" in entry:
            return self._picture(str(entry["picture"]))
        return self._typed(entry)

    def _typed(self, entry: Mapping[str, Any]) -> bool:
        scan = str(entry.get("scanType") or "QR_CODE")
        if group_of(scan) not in self._groups:
            return False
        text, path = str(entry.get("result", "")), str(entry.get("path") or "")
        raw = (text or path).encode()
        self._context.ok(scanned(Found(text, scan, raw, path)))
        return True

    def _picture(self, name: str) -> bool:
        album = self._context.phone.pictures
        item = album.item(self._context.device.media.album, name)
        try:
            data = album.content(item) if item else Path(name).read_bytes()
            found = read(upright(data), self._groups)
        except (OSError, FileFault, PictureError):
            return False
        return self._found(found)

    def _found(self, found: tuple[Found, ...]) -> bool:
        if found:
            self._context.ok(scanned(found[0]))
        return bool(found)

    def _look(self) -> bool:
        """Look through the lens; whether that was the end."""
        if self._context.device.permissions.system.get("camera") == "denied":
            return False
        seen = self._context.phone.lens.codes()
        return self._found(tuple(one for one in seen if group_of(one.scan) in self._groups))

    def _watch(self) -> None:
        def look() -> None:
            if not self._context.answered and not self._look():
                self._watch()

        self._stop = self._context.clock.later(LOOK_EVERY, look)

    def _ask(self, trouble: str) -> None:
        """Show the scanner; ``trouble`` says why the last code was not taken."""
        choices = (_SCAN, *(() if self._camera_only else (_ALBUM,)), *_END)
        camera = self._context.device.camera
        facts = {
            "onlyFromCamera": self._camera_only,
            "scanType": list(self._groups),
            "trouble": trouble,
            "source": camera.source,
        }
        self._context.ask("scan", choices, self._answered, data=self._default(), facts=facts)
        if not self._context.answered:
            self._stop()
            self._watch()

    def _default(self) -> dict[str, Any]:
        """What is scanned unless the person says otherwise; always of a kind that is wanted."""
        entered = self._context.device.media.default_scan
        if group_of(str(entered.get("scanType") or "QR_CODE")) in self._groups:
            return entered
        kind = next(one for one in kinds().values() if one.group == self._groups[0] and one.sample)
        if kind.scan == "WX_CODE":
            return {"result": "", "scanType": kind.scan, "path": kind.sample}
        return {"result": kind.sample, "scanType": kind.scan}

    def _answered(self, answer: Answer) -> None:
        if answer.choice in {"cancel", "fail"}:
            self._end(answer.choice)
        elif answer.choice == "album":
            names = answer.data.get("items") or [self._first_picture()]
            if not self._picture(str(names[0])):
                self._ask("no-code")
        elif not self._typed({**self._context.device.media.default_scan, **answer.data}):
            self._ask("other-kind")

    def _first_picture(self) -> str:
        images = (one for one in self._context.device.media.album if one["kind"] == "image")
        return str(next(images, {}).get("id", ""))

    def _end(self, choice: str) -> None:
        if choice == "cancel":
            self._context.fail_kind("cancel")
        else:
            self._context.fail("")


def scanned(found: Found) -> dict[str, Any]:
    """A code as scanCode and the camera tell it."""
    result: dict[str, Any] = {
        "result": found.text,
        "scanType": found.scan,
        "charSet": found.charset,
        "rawData": base64.b64encode(found.raw).decode("ascii"),
    }
    if found.path:
        result["path"] = found.path
    return result
