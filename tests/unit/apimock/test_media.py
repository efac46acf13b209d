"""Pictures and files: choosing, reading, changing, saving; scanning."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from apimock import pictures
from apimock.calls import Outcome
from tests.unit.apimock.bench import Bench


def content(bench: Bench, path: str) -> bytes:
    data = bench.phone.files.read(path.removeprefix("wxfile://"))
    assert data is not None
    return data


def test_choose_images(bench: Bench) -> None:
    replies = bench.start("chooseImage", {"count": 2})
    bench.answer("choose", {"items": ["card-square", "card-portrait", "card-landscape"]})
    result = replies[0].result
    assert len(result["tempFilePaths"]) == 2
    with Image.open(io.BytesIO(content(bench, result["tempFilePaths"][0]))) as image:
        assert (image.format, image.size) == ("PNG", (1024, 1024))
    assert result["tempFiles"][0]["size"] == len(content(bench, result["tempFilePaths"][0]))


@pytest.mark.parametrize("api", ["chooseImage", "chooseMedia", "chooseVideo", "chooseMessageFile"])
def test_cancel(bench: Bench, api: str) -> None:
    replies = bench.start(api, {"count": 1})
    bench.answer("cancel")
    assert replies[0].result["errMsg"] == f"{api}:fail cancel"


def test_choose_media_with_video(bench: Bench) -> None:
    replies = bench.start("chooseMedia")
    bench.answer("choose", {"items": ["clip", "card-square"]})
    result = replies[0].result
    video, image = result["tempFiles"]
    assert result["type"] == "mix"
    assert (video["fileType"], video["width"], video["duration"]) == ("video", 640, 10.0)
    assert content(bench, video["tempFilePath"])[:4] == b"RIFF"
    assert content(bench, video["thumbTempFilePath"])[:2] == b"\xff\xd8"
    assert image["fileType"] == "image"
    info = bench.ok("getVideoInfo", {"src": video["tempFilePath"]})
    assert (info["width"], info["height"], info["duration"]) == (640, 360, 10.0)


def test_only_images_are_offered_for_images(bench: Bench) -> None:
    bench.start("chooseMedia", {"mediaType": ["image"]})
    (question,) = bench.phone.asking.open
    assert {item["kind"] for item in question.facts["items"]} == {"image"}


def test_own_file_of_the_pc(bench: Bench, tmp_path: Path) -> None:
    picture = tmp_path / "own.png"
    Image.new("RGB", (7, 5)).save(picture)
    bench.device.media.album = [{"id": "own", "kind": "image", "path": str(picture)}]
    replies = bench.start("chooseMedia")
    bench.answer("choose", {"items": ["own"]})
    (one,) = replies[0].result["tempFiles"]
    assert (one["width"], one["height"]) == (7, 5)
    bench.device.media.album = [{"id": "gone", "kind": "image", "path": str(tmp_path / "gone")}]
    replies = bench.start("chooseMedia")
    bench.answer("choose", {"items": ["gone"]})
    assert replies[0].outcome is Outcome.FAIL


def test_message_files(bench: Bench) -> None:
    replies = bench.start("chooseMessageFile", {"count": 1, "type": "file", "extension": ["txt"]})
    bench.answer("choose")
    (one,) = replies[0].result["tempFiles"]
    assert (one["name"], one["type"]) == ("notes.txt", "file")
    assert content(bench, one["path"]).startswith(b"Minideck")


def picture(bench: Bench, **facts: Any) -> str:
    item = {"id": "x", "kind": "image", "width": 40, "height": 30, "seed": 1, **facts}
    return str(bench.phone.pictures.file(item)["path"])


def test_image_info(bench: Bench) -> None:
    path = picture(bench, format="png")
    info = bench.ok("getImageInfo", {"src": path})
    assert (info["width"], info["height"], info["type"]) == (40, 30, "png")
    assert (info["orientation"], info["path"]) == ("up", path)
    broken = bench.phone.files.add_temporary(b"no picture", ".png")
    assert bench.fails("getImageInfo", {"src": broken}) == "getImageInfo:fail image decode fail"
    assert "no such file" in bench.fails("getImageInfo", {"src": "images/none.png"})
    assert "download image fail" in bench.fails("getImageInfo", {"src": "https://a.example/a"})


def test_turned_picture(bench: Bench) -> None:
    target = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (20, 10)).save(target, "JPEG", exif=exif)
    path = bench.phone.files.add_temporary(target.getvalue(), ".jpg")
    info = bench.ok("getImageInfo", {"src": path})
    assert (info["width"], info["height"], info["orientation"]) == (10, 20, "right")


def test_compress_and_crop(bench: Bench) -> None:
    path = picture(bench, width=400, height=300)
    small = bench.ok("compressImage", {"src": path, "quality": 10, "compressedWidth": 100})
    assert pictures.facts(content(bench, small["tempFilePath"]))["height"] == 75
    bad = bench.call("compressImage", {"src": path, "quality": 500})
    assert bad.result["errno"] == 1103006
    replies = bench.start("cropImage", {"src": path, "cropScale": "1:1"})
    bench.answer("done")
    square = pictures.facts(content(bench, replies[0].result["tempFilePath"]))
    assert square["width"] == square["height"] == 300


def test_saved_pictures_can_be_chosen(bench: Bench) -> None:
    path = picture(bench)
    bench.ok("saveImageToPhotosAlbum", {"filePath": path})
    replies = bench.start("chooseImage")
    bench.answer("choose")
    assert content(bench, replies[0].result["tempFilePaths"][0]) == content(bench, path)


def test_album_denied(bench: Bench) -> None:
    bench.device.permissions.set_scope("scope.writePhotosAlbum", "denied")
    bench.device.system.platform = "android"
    message = bench.fails("saveImageToPhotosAlbum", {"filePath": "a"})
    assert message == "saveImageToPhotosAlbum:fail auth deny"


def test_same_seed_same_picture() -> None:
    pictures.drawn_card.cache_clear()
    first = pictures.drawn_card(3, 64, 48, "png", 0)
    pictures.drawn_card.cache_clear()
    assert pictures.drawn_card(3, 64, 48, "png", 0) == first
    assert pictures.drawn_card(4, 64, 48, "png", 0) != first


def test_scan_queue_then_sheet(bench: Bench) -> None:
    bench.device.media.scans = [{"result": "first", "scanType": "EAN_13"}]
    result = bench.ok("scanCode")
    assert (result["result"], result["scanType"], result["charSet"]) == ("first", "EAN_13", "utf-8")
    replies = bench.start("scanCode")
    bench.answer("scan", {"result": "typed", "path": "pages/a"})
    assert (replies[0].result["result"], replies[0].result["path"]) == ("typed", "pages/a")
    replies = bench.start("scanCode")
    bench.answer("cancel")
    assert replies[0].result["errMsg"] == "scanCode:fail cancel"
    replies = bench.start("scanCode")
    bench.answer("fail")
    assert replies[0].result["errMsg"] == "scanCode:fail"
