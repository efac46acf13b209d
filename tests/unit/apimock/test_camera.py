"""The camera component: what it sees, takes, records, reads; its permission."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from apimock import pictures, videofile
from apimock.codes.drawing import drawn_code
from apimock.permissions import INTERACTIVE
from tests.unit.apimock.bench import Bench
from tests.unit.apimock.test_media import content

CAMERA = {"number": 1, "devicePosition": "back", "mode": "normal"}


def insert(bench: Bench, **fields: Any) -> dict[str, Any]:
    return bench.ok("insertCamera", CAMERA | fields, page="pages/camera")


def seen(bench: Bench) -> list[Any]:
    return bench.named("$lens")


def colour(detail: Any) -> tuple[int, int, int]:
    data = base64.b64decode(detail["src"].partition(",")[2])
    pixel = pictures.opened(data).convert("RGB").getpixel((180, 240))
    assert isinstance(pixel, tuple)
    return pixel[0], pixel[1], pixel[2]


def plain(tmp_path: Path, name: str, paint: str) -> Path:
    file = tmp_path / name
    Image.new("RGB", (60, 80), paint).save(file)
    return file


def test_it_shows_the_chosen_picture_and_every_later_one(bench: Bench, tmp_path: Path) -> None:
    assert insert(bench)["maxZoom"] == 10.0
    bench.device.camera.picture = str(plain(tmp_path, "red.png", "#ff0000"))
    bench.device.camera.source = "picture"
    assert colour(seen(bench)[-1])[0] > 240
    bench.device.camera.light = 0.2
    assert colour(seen(bench)[-1])[0] < 80
    bench.ok("removeCamera", {"number": 1})
    count = len(seen(bench))
    bench.device.camera.light = 1
    assert len(seen(bench)) == count


def test_a_folder_is_shown_picture_by_picture(bench: Bench, tmp_path: Path) -> None:
    for name, paint in (("a.png", "#ff0000"), ("b.png", "#0000ff")):
        plain(tmp_path, name, paint)
    camera = bench.device.camera
    camera.folder, camera.folder_seconds, camera.source = str(tmp_path), 1.0, "folder"
    first = colour(insert(bench))
    bench.clock.advance(1000)
    second = colour(seen(bench)[-1])
    bench.clock.advance(1000)
    assert colour(seen(bench)[-1]) == first != second


def test_frames_of_the_pcs_camera_only_while_it_is_on(bench: Bench) -> None:
    bench.device.camera.source = "live"
    insert(bench)
    assert bench.phone.lens.trouble == "the camera of the PC is off"
    frame = pictures.encoded(Image.new("RGB", (40, 30), "#00ff00"), "png")
    bench.phone.lens.live = lambda: frame
    bench.clock.advance(300)
    assert colour(seen(bench)[-1])[1] > 240
    assert bench.phone.lens.trouble == ""


@pytest.mark.parametrize("source", ["picture", "folder"])
def test_what_cannot_be_read_is_said_and_the_phone_goes_on(bench: Bench, source: str) -> None:
    bench.device.camera.picture = "/nowhere/a.png"
    bench.device.camera.folder = "/nowhere"
    bench.device.camera.source = source
    insert(bench)
    assert bench.phone.lens.trouble
    bench.ok("CameraContext.takePhoto")


def test_the_test_card_bears_the_time(bench: Bench) -> None:
    first = bench.phone.lens.picture()
    bench.clock.advance(60_000)
    assert bench.phone.lens.picture().tobytes() != first.tobytes()


def test_photo_recording_and_zoom(bench: Bench) -> None:
    insert(bench)
    photo = bench.ok("CameraContext.takePhoto", {"quality": "high"})
    low = bench.ok("CameraContext.takePhoto", {"quality": "low"})
    sizes = [len(content(bench, one["tempImagePath"])) for one in (photo, low)]
    assert sizes[0] > sizes[1]
    bench.ok("CameraContext.startRecord")
    assert bench.fails("CameraContext.startRecord") == "startRecord:fail is recording"
    bench.clock.advance(4000)
    video = bench.ok("CameraContext.stopRecord")
    facts = videofile.facts(content(bench, video["tempVideoPath"]))
    assert facts is not None
    assert facts.duration == 4.0
    assert bench.ok("CameraContext.setZoom", {"zoom": 99})["zoom"] == 10.0


def test_a_selfie_is_mirrored_unless_told_otherwise(bench: Bench, tmp_path: Path) -> None:
    image = Image.new("RGB", (720, 960), "#000000")
    image.paste("#ffffff", (0, 0, 360, 960))
    file = tmp_path / "half.png"
    image.save(file)
    bench.device.camera.picture, bench.device.camera.source = str(file), "picture"
    sides = []
    for params in ({"selfieMirror": True}, {"selfieMirror": False}):
        photo = bench.ok("CameraContext.takePhoto", {"devicePosition": "front", **params})
        taken = pictures.opened(content(bench, photo["tempImagePath"])).convert("L")
        sides.append(taken.getpixel((100, 400)))
    assert sides[0] < 20  # type: ignore[operator]
    assert sides[1] > 230  # type: ignore[operator]


def test_a_recording_ends_by_itself(bench: Bench) -> None:
    bench.ok("CameraContext.startRecord", {"timeout": 3})
    bench.clock.advance(3000)
    (detail,) = bench.named("$cameraTimeout")
    assert detail["duration"] == 3.0
    assert content(bench, detail["tempThumbPath"])[:2] == b"\xff\xd8"
    message = bench.fails("CameraContext.stopRecord")
    assert message == "operateCamera:fail:is not recording"


def test_scan_mode_tells_each_new_code_once(bench: Bench) -> None:
    insert(bench, mode="scanCode")
    bench.device.camera.code = {"text": "one", "scanType": "QR_CODE"}
    bench.device.camera.source = "code"
    bench.device.camera.light = 0.9
    bench.device.camera.code = {"text": "two", "scanType": "QR_CODE"}
    scans = [detail["scan"] for detail in seen(bench) if "scan" in detail]
    assert [(scan["result"], scan["type"]) for scan in scans] == [
        ("one", "QR_CODE"),
        ("two", "QR_CODE"),
    ]
    assert len(scans[0]["scanArea"]) == 4
    bench.ok("updateCamera", CAMERA | {"mode": "normal"})
    bench.device.camera.code = {"text": "three", "scanType": "QR_CODE"}
    assert "scan" not in seen(bench)[-1]


def test_frames_have_the_pixels_of_the_scene(bench: Bench, tmp_path: Path) -> None:
    bench.device.camera.picture = str(plain(tmp_path, "red.png", "#ff0000"))
    bench.device.camera.source = "picture"
    listener = bench.value("CameraContext.onCameraFrame", target=50)
    assert listener == {"$object": 50, "type": "CameraFrameListener"}
    message = bench.fails("CameraFrameListener.start", target=50)
    assert message == "operateCamera:fail camera has not been initialized"
    insert(bench, frameSize="small")
    bench.ok("CameraFrameListener.start", target=50)
    bench.clock.advance(1000)
    frames = bench.named("object:50:frame")
    assert len(frames) == 5
    assert (frames[0]["width"], frames[0]["height"]) == (144, 192)
    assert len(frames[0]["data"]) == 144 * 192 * 4
    assert frames[0]["data"][:4] == b"\xff\0\0\xff"
    bench.ok("CameraFrameListener.stop", target=50)
    bench.clock.advance(1000)
    assert len(bench.named("object:50:frame")) == 5


@pytest.mark.parametrize(
    ("verdict", "platform", "message"),
    [
        ("denied", "android", "insertCamera:fail auth deny"),
        ("closed", "ios", "insertCamera:fail authorize no response"),
    ],
)
def test_the_camera_asks_for_its_scope(verdict: str, platform: str, message: str) -> None:
    bench = Bench(INTERACTIVE)
    bench.device.system.platform = platform
    replies = bench.start("insertCamera", CAMERA, page="p")
    (question,) = bench.phone.asking.open
    assert question.facts["scope"] == "scope.camera"
    bench.answer(verdict)
    assert replies[0].result["errMsg"] == message


def test_one_camera_a_page_and_none_without_the_system(bench: Bench) -> None:
    insert(bench)
    message = bench.fails("insertCamera", CAMERA | {"number": 2}, page="pages/camera")
    assert message == "insertCamera:fail can insert only one camera"
    bench.device.system.platform = "android"
    bench.device.permissions.set_system("camera", "denied")
    message = bench.fails("insertCamera", CAMERA | {"number": 4}, page="pages/other")
    assert message == "insertCamera:fail system permission denied"


def test_it_stops_in_the_background_and_goes_on_afterwards(bench: Bench) -> None:
    insert(bench)
    bench.phone.set_foreground(False)
    assert seen(bench)[-1] == {"number": 1, "stopped": True}
    bench.device.camera.source = "code"
    assert seen(bench)[-1] == {"number": 1, "stopped": True}
    bench.phone.set_foreground(True)
    assert "src" in seen(bench)[-1]
    bench.phone.restart()
    count = len(seen(bench))
    bench.device.camera.light = 0.5
    assert len(seen(bench)) == count


def test_a_drawn_code_held_before_the_lens_is_read(bench: Bench, tmp_path: Path) -> None:
    file = tmp_path / "code.png"
    drawn_code("held up", module=12).save(file)
    bench.device.camera.picture, bench.device.camera.source = str(file), "picture"
    bench.device.camera.blur = 1.5
    assert [one.text for one in bench.phone.lens.codes()] == ["held up"]
