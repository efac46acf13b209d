"""Pictures, videos and files: choosing, reading, changing, saving."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from apimock import pictures
from apimock.app import AppFacts
from apimock.calls import Outcome
from apimock.codes.reading import read
from tests.unit.apimock.bench import Bench


def content(bench: Bench, path: str) -> bytes:
    data = bench.phone.files.read(path.removeprefix("wxfile://"))
    assert data is not None
    return data


def test_choose_images(bench: Bench) -> None:
    replies = bench.start("chooseImage", {"count": 2})
    items = ["card-square", "card-portrait", "card-landscape"]
    bench.answer("choose", {"items": items, "original": True})
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
    assert content(bench, video["tempFilePath"])[:4] == b"\x1aE\xdf\xa3"
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
    replies = bench.start("chooseImage", {"sizeType": ["original"]})
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


def test_the_usual_size_is_compressed_without_the_cameras_notes(bench: Bench) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    target = io.BytesIO()
    Image.new("RGB", (2400, 1200), "#3a62c9").save(target, "JPEG", exif=exif, quality=100)
    item = {"id": "big", "kind": "image", "format": "jpg", "data": target.getvalue()}
    bench.device.media.album = [item]
    replies = bench.start("chooseMedia", {"sizeType": ["compressed"]})
    bench.answer("choose", {"original": True})
    (one,) = replies[0].result["tempFiles"]
    assert (one["width"], one["height"]) == (960, 1920), "upright, no side above 1920"
    assert one["size"] < len(target.getvalue())
    replies = bench.start("chooseMedia", {"sizeType": ["original"]})
    bench.answer("choose")
    (one,) = replies[0].result["tempFiles"]
    assert bench.ok("getImageInfo", {"src": one["tempFilePath"]})["orientation"] == "right"


def test_sources_offered_are_those_the_app_names(bench: Bench) -> None:
    offers = {}
    for sources in (["album"], ["camera"], ["album", "camera"]):
        replies = bench.start("chooseMedia", {"sourceType": sources})
        (question,) = bench.phone.asking.open
        offers[tuple(sources)] = [choice.id for choice in question.choices]
        bench.answer("cancel")
        assert replies[0].outcome is Outcome.FAIL
    assert offers == {
        ("album",): ["choose", "cancel"],
        ("camera",): ["camera", "cancel"],
        ("album", "camera"): ["choose", "camera", "cancel"],
    }


def test_a_picture_is_taken_of_what_is_in_front_of_the_lens(bench: Bench) -> None:
    bench.device.camera.source = "code"
    bench.device.camera.code = {"text": "in front", "scanType": "QR_CODE"}
    replies = bench.start("chooseImage", {"sourceType": ["camera"]})
    bench.answer("camera")
    taken = content(bench, replies[0].result["tempFilePaths"][0])
    assert [one.text for one in read(pictures.opened(taken))] == ["in front"]
    assert bench.device.camera.shots == 1


def test_a_video_is_no_longer_than_the_app_allows(bench: Bench) -> None:
    params = {"mediaType": ["video"], "sourceType": ["camera"], "maxDuration": 5}
    replies = bench.start("chooseMedia", params)
    bench.answer("camera", {"seconds": 30})
    (one,) = replies[0].result["tempFiles"]
    assert (replies[0].result["type"], one["duration"]) == ("video", 5.0)
    info = bench.ok("getVideoInfo", {"src": one["tempFilePath"]})
    assert (info["type"], info["duration"], info["fps"], info["width"]) == ("webm", 5.0, 1, 480)
    assert content(bench, one["thumbTempFilePath"])[:2] == b"\xff\xd8"


def test_no_more_than_count_are_chosen(bench: Bench) -> None:
    bench.device.media.album = [
        {"id": f"{n}", "kind": "image", "width": 8, "height": 8, "seed": n} for n in range(30)
    ]
    replies = bench.start("chooseMedia", {"count": 99})
    bench.answer("choose", {"items": [f"{n}" for n in range(30)]})
    assert len(replies[0].result["tempFiles"]) == 20


def test_compressed_and_trimmed_videos_are_smaller(bench: Bench) -> None:
    path = bench.phone.pictures.file(bench.device.media.album[-1])["path"]
    whole = bench.ok("getVideoInfo", {"src": path})
    small = bench.ok("compressVideo", {"src": path, "quality": "low", **FACTS})
    info = bench.ok("getVideoInfo", {"src": small["tempFilePath"]})
    assert (info["width"], info["height"]) == (whole["width"] // 2, whole["height"] // 2)
    assert info["size"] < whole["size"]
    trim = {"filePath": path, "minDuration": "1", "maxDuration": "4"}
    replies = bench.start("openVideoEditor", trim)
    bench.answer("done", {"begin": 2, "end": 9})
    result = replies[0].result
    assert (
        result["duration"],
        bench.ok("getVideoInfo", {"src": result["tempFilePath"]})["duration"],
    ) == (4000, 4.0)


FACTS = {"bitrate": 500, "fps": 10, "resolution": 0.5}


def test_facts_of_an_mp4_are_read_from_its_boxes(bench: Bench) -> None:
    head = struct.pack(">4B5I", 0, 0, 0, 0, 0, 0, 1000, 7500, 0)
    track = bytes(76) + struct.pack(">II", 320 << 16, 240 << 16)
    boxes = box(b"ftyp", b"isom") + box(
        b"moov", box(b"mvhd", head) + box(b"trak", box(b"tkhd", track))
    )
    path = bench.phone.files.add_temporary(boxes, ".mp4")
    info = bench.ok("getVideoInfo", {"src": path})
    assert (info["type"], info["width"], info["height"], info["duration"]) == ("mp4", 320, 240, 7.5)


def box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + name + body


def test_crop_and_edit_do_what_the_person_does(bench: Bench) -> None:
    left = Image.new("RGB", (200, 100), "#ff0000")
    left.paste("#0000ff", (100, 0, 200, 100))
    path = bench.phone.files.add_temporary(pictures.encoded(left, "png"), ".png")
    replies = bench.start("cropImage", {"src": path, "cropScale": "1:1"})
    bench.answer("done", {"centre": [1, 0.5]})
    cut = pictures.opened(content(bench, replies[0].result["tempFilePath"]))
    assert cut.size == (100, 100)
    assert cut.getpixel((50, 50))[2] > 200, "the right half is blue"  # type: ignore[index]
    replies = bench.start("editImage", {"src": path})
    bench.answer("done", {"rotate": 90, "mono": True})
    turned = pictures.opened(content(bench, replies[0].result["tempFilePath"]))
    assert turned.size == (100, 200)
    replies = bench.start("editImage", {"src": path})
    bench.answer("cancel")
    assert replies[0].result["errMsg"] == "editImage:fail cancel"


@pytest.mark.parametrize(
    ("data", "quality", "errno", "words"),
    [
        (None, 80, 1103002, "target file not exists"),
        (b"", 80, 1103007, "src image file size zero"),
        (b"no picture", 80, 1103003, "image decode fail"),
        (b"no picture", -1, 1103006, "param compress quality invalid"),
    ],
)
def test_compress_fails_in_the_documented_words(
    bench: Bench, data: bytes | None, quality: int, errno: int, words: str
) -> None:
    path = (
        "wxfile://tmp/none.jpg" if data is None else bench.phone.files.add_temporary(data, ".jpg")
    )
    result = bench.call("compressImage", {"src": path, "quality": quality}).result
    assert (result["errMsg"], result["errno"]) == (f"compressImage:fail {words}", errno)


def test_remote_pictures_need_a_listed_domain() -> None:
    app = AppFacts(url_check=True, domains={"download": ("https://img.example.com",)})
    bench = Bench(app=app)
    message = bench.fails("getImageInfo", {"src": "https://other.example.com/a.png"})
    assert message == "getImageInfo:fail url not in domain list"
    message = bench.fails("getImageInfo", {"src": "https://img.example.com/a.png"})
    assert message.startswith("getImageInfo:fail download image fail")
