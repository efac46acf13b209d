"""Pickers, rich text, movable views, media, map, editor, containers and placeholders."""

from __future__ import annotations

import base64
import io
import shutil
import wave
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint

ROOT = Path(__file__).resolve().parents[2]


def test_picker_opens_a_sheet_and_tells_the_choice(browser: Any) -> None:
    attributes = {
        "id": "p",
        "range": [{"name": "one"}, {"name": "two"}],
        "range-key": "name",
        "value": 1,
        "on": "change cancel",
    }
    browser.open(["picker", attributes, ["view", {}, "choose"]])
    browser.tap("p")
    assert browser.run("harness.sheets[0].name") == "picker-selector"
    params = browser.run("harness.sheets[0].params")
    assert (params["range"], params["value"]) == (["one", "two"], 1)
    browser.run("harness.sheets[0].answer({value: 0})")
    browser.until("harness.events('p', 'change').length")
    assert browser.events("p", "change") == [["change", {"value": 0}]]
    browser.tap("p")
    browser.run("harness.sheets[1].answer({cancelled: true})")
    browser.until("harness.events('p', 'cancel').length")


def test_multi_column_picker_follows_its_columns(browser: Any) -> None:
    attributes = {"id": "p", "mode": "multiSelector", "range": [["a"], ["b", "c"]], "value": [0, 1]}
    browser.open(["picker", {**attributes, "on": "columnchange"}, ["view", {}, "choose"]])
    browser.tap("p")
    browser.run("harness.sheets[0].changed({column: 1, value: 0})")
    assert browser.events("p", "columnchange") == [["columnchange", {"column": 1, "value": 0}]]
    browser.harness("set", "p", {"range": [["a"], ["d"]]})
    assert browser.run("harness.sheets[0].params.range") == [["a"], ["d"]]


def test_picker_view_snaps_to_rows(browser: Any) -> None:
    def column(node: str) -> list[object]:
        return [
            "picker-view-column",
            {"id": node},
            *[["view", {}, str(row)] for row in range(10)],
        ]

    browser.open(
        [
            "picker-view",
            {
                "id": "v",
                "value": [2, 0],
                "style": "height:200px",
                "on": "change pickstart pickend",
            },
            column("a"),
            column("b"),
        ]
    )
    chosen = browser.rect("a", ".wx-picker-view-content > *:nth-child(3)")
    assert chosen["top"] == pytest.approx(83, abs=1)
    assert chosen["height"] == 34
    browser.drag(browser.centre("b"), 0, -75)
    browser.until("harness.events('v', 'pickend').length")
    assert browser.events("v", "change") == [["change", {"value": [2, 2]}]]
    assert browser.events("v", "pickstart")


def test_rich_text_shows_trusted_tags_only(browser: Any) -> None:
    browser.open(
        [
            "rich-text",
            {
                "id": "r",
                "nodes": '<p class="c" onclick="x()">a<b style="color:red">b</b>'
                '<script>1</script><iframe src="x"></iframe>&nbsp;</p>',
            },
        ],
        [
            "rich-text",
            {
                "id": "n",
                "nodes": [
                    {
                        "name": "div",
                        "attrs": {"style": "width:100rpx"},
                        "children": [{"text": "t"}],
                    },
                    {"name": "object"},
                ],
            },
        ],
    )
    html = browser.run("harness.element('r').firstElementChild.innerHTML")
    assert html == '<p class="c">a<b style="color: red;">b</b>&nbsp;</p>'
    assert browser.rect("n", "div div")["width"] == 50


def test_movable_view_stays_in_its_area(browser: Any) -> None:
    browser.open(
        [
            "movable-area",
            {"id": "a", "style": "width:200px;height:100px"},
            [
                "movable-view",
                {
                    "id": "v",
                    "direction": "all",
                    "x": 10,
                    "style": "width:50px;height:50px",
                    "on": "change",
                },
            ],
        ]
    )
    assert browser.rect("v")["left"] == 10
    browser.drag(browser.centre("v"), 40, 30)
    assert (browser.rect("v")["left"], browser.rect("v")["top"]) == (50, 30)
    last = browser.events("v", "change")[-1][1]
    assert last == {"x": 50, "y": 30, "source": "touch"}
    browser.drag(browser.centre("v"), 300, 300)
    assert (browser.rect("v")["left"], browser.rect("v")["top"]) == (150, 50)


def test_navigator_routes(browser: Any) -> None:
    browser.open(
        ["navigator", {"id": "n", "url": "/pages/b/b?x=1"}, "go"],
        ["navigator", {"id": "b", "open-type": "navigateBack", "delta": 2}, "back"],
    )
    browser.tap("n")
    browser.tap("b")
    routes = browser.run("harness.posted.filter((message) => message.type === 'navigate')")
    assert [(route["action"], route["url"], route["delta"]) for route in routes] == [
        ("navigateTo", "/pages/b/b?x=1", 1),
        ("navigateBack", "", 2),
    ]


def test_icons_have_their_size_and_colour(browser: Any) -> None:
    browser.open(
        ["icon", {"id": "i", "type": "success"}],
        ["icon", {"id": "j", "type": "warn", "size": "40", "color": "#123456"}],
    )
    assert browser.rect("i")["width"] == 23
    assert browser.css("i", "color", ".wx-icon-glyph") == "rgb(9, 187, 7)"
    assert browser.rect("j")["width"] == 40
    assert browser.css("j", "color", ".wx-icon-glyph") == "rgb(18, 52, 86)"


def test_progress_runs_to_its_value(browser: Any) -> None:
    attributes = {"id": "p", "percent": 20, "active": True, "duration": 20, "show-info": True}
    browser.open(["progress", {**attributes, "on": "activeend"}])
    moving = "harness.element('p').getElementsByClassName('wx-moving').length"
    assert browser.run(moving) == 1
    browser.until("harness.events('p', 'activeend').length")
    assert browser.events("p", "activeend") == [["activeend", {"curPercent": 20}]]
    assert (
        browser.run("harness.element('p').querySelector('.wx-progress-info').textContent") == "20%"
    )
    assert browser.run(moving) == 0


def test_a_long_run_of_a_progress_is_not_waited_for(browser: Any) -> None:
    browser.open(["progress", {"id": "p", "percent": 20, "active": True, "duration": 1000}])
    assert browser.run("harness.element('p').getElementsByClassName('wx-moving').length") == 0


def test_canvas_gives_its_surface_away(browser: Any) -> None:
    browser.open(["canvas", {"id": "c", "type": "2d", "style": "width:100px;height:60px"}])
    size = browser.run(
        "(() => { const canvas = harness.page.componentOf(harness.element('c'));"
        " const surface = canvas.offscreen(200, 120);"
        " const context = surface.getContext('2d'); context.fillRect(0, 0, 10, 10);"
        " return [surface.width, surface.height] })()"
    )
    assert size == [200, 120]
    assert browser.rect("c", "canvas")["width"] == 100


def sound(seconds: float) -> str:
    data = io.BytesIO()
    with wave.open(data, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(1)
        out.setframerate(8000)
        out.writeframes(bytes([128]) * int(8000 * seconds))
    return "data:audio/wav;base64," + base64.b64encode(data.getvalue()).decode()


def test_video_tells_its_life(browser: Any) -> None:
    events = "play pause ended timeupdate loadedmetadata seekcomplete error fullscreenchange"
    browser.open(["video", {"id": "v", "src": sound(0.6), "muted": True, "on": events}])
    assert browser.rect("v") == {"left": 0, "top": 0, "width": 300, "height": 225}
    browser.until("harness.events('v', 'loadedmetadata').length")
    assert browser.events("v", "loadedmetadata")[0][1]["duration"] == pytest.approx(0.6, abs=0.05)
    browser.harness("method", "v", "play", None)
    browser.until("harness.events('v', 'ended').length")
    assert browser.events("v", "play")
    assert browser.events("v", "timeupdate")
    browser.harness("method", "v", "seek", {"position": 0.2})
    browser.until("harness.events('v', 'seekcomplete').length")
    browser.harness("method", "v", "requestFullScreen", {"direction": 90})
    assert browser.events("v", "fullscreenchange")[0][1] == {
        "fullScreen": True,
        "direction": "horizontal",
    }
    assert browser.rect("v")["height"] == 667
    browser.harness("method", "v", "exitFullScreen", None)
    assert browser.rect("v")["height"] == 225


def test_video_that_cannot_be_played_says_why(browser: Any) -> None:
    browser.open(["video", {"id": "v", "src": "data:video/mp4;base64,AAAA", "on": "error"}])
    browser.until("harness.events('v', 'error').length")
    assert browser.events("v", "error")[0][1]["errMsg"] == "MEDIA_ERR_SRC_NOT_SUPPORTED"
    assert browser.run("harness.reports[0].kind") == "resource"
    text = browser.run("harness.element('v').querySelector('.wx-video-failure').textContent")
    assert "格式" in text


@pytest.fixture
def world(browser: Any, web_folder: Path) -> None:
    """The atlas where the shell would find it; file URLs need another way to be read."""
    (web_folder / "runtime").mkdir(exist_ok=True)
    source = ROOT / "node_modules/world-atlas/countries-50m.json"
    shutil.copy(source, web_folder / "runtime" / "atlas.json")
    browser.run(
        "window.fetch = (url) => new Promise((done, fail) => {"
        " const request = new XMLHttpRequest();"
        " request.open('GET', url); request.onerror = fail; request.onload = () =>"
        " done({json: async () => JSON.parse(request.responseText)}); request.send() }), 1"
    )


@pytest.mark.usefixtures("world")
def test_map_shows_markers_and_hears_taps(browser: Any) -> None:
    browser.open(
        [
            "map",
            {
                "id": "m",
                "latitude": 23.1,
                "longitude": 113.3,
                "scale": 10,
                "style": "width:300px;height:200px",
                "markers": [
                    {"id": 4, "latitude": 23.1, "longitude": 113.3, "callout": {"content": "here"}}
                ],
                "on": "tap markertap callouttap regionchange updated",
            },
        ]
    )
    browser.until("harness.events('m', 'updated').length")
    icon = browser.rect("m", ".wx-map-icon")
    assert icon["left"] + icon["width"] / 2 == pytest.approx(150, abs=1)
    assert icon["top"] + icon["height"] == pytest.approx(100, abs=1)
    browser.tap("m", ".wx-map-icon")
    assert browser.events("m", "markertap") == [["markertap", {"markerId": 4}]]
    assert browser.events("m", "tap") == []
    browser.tap("m", ".wx-map-callout")
    assert browser.events("m", "callouttap") == [["callouttap", {"markerId": 4}]]
    browser.drag(QPoint(40, 150), 100, 0)
    change = browser.events("m", "regionchange")[-1][1]
    assert (change["type"], change["causedBy"]) == ("end", "drag")
    assert change["centerLocation"]["longitude"] < 113.3 - 0.1
    at = QPoint(150, 180)
    browser.press(at)
    browser.lift(at)
    assert 22 < browser.events("m", "tap")[0][1]["latitude"] < 23.1


@pytest.mark.usefixtures("world")
def test_map_methods(browser: Any) -> None:
    browser.open(["map", {"id": "m", "latitude": 0, "longitude": 0, "scale": 5}])
    points = [{"latitude": 30, "longitude": 100}, {"latitude": 40, "longitude": 120}]
    browser.harness("method", "m", "includePoints", {"points": points, "padding": [10]})
    centre = browser.harness("method", "m", "getCenterLocation", {})
    assert centre["longitude"] == pytest.approx(110, abs=0.1)
    region = browser.harness("method", "m", "getRegion", {})
    assert region["southwest"]["longitude"] < 100
    assert region["northeast"]["latitude"] > 40
    browser.harness(
        "method", "m", "addMarkers", {"markers": [{"id": 1, "latitude": 30, "longitude": 100}]}
    )
    target = {"markerId": 1, "destination": points[1], "duration": 40}
    browser.harness("method", "m", "translateMarker", target)
    spot = browser.harness("method", "m", "toScreenLocation", points[1])
    icon = browser.rect("m", ".wx-map-icon")
    assert icon["left"] + icon["width"] / 2 == pytest.approx(spot["x"], abs=1)


def test_editor_writes_formats_and_reads_back(browser: Any) -> None:
    browser.open(["editor", {"id": "e", "placeholder": "write", "on": "ready input statuschange"}])
    browser.until("harness.events('e', 'ready').length")
    browser.harness("method", "e", "setContents", {"html": "<p>hello</p>"})
    browser.harness("method", "e", "setSelection", {"index": 0, "length": 5})
    browser.harness("method", "e", "format", {"name": "bold"})
    contents = browser.harness("method", "e", "getContents", {})
    assert contents["text"] == "hello\n"
    assert contents["delta"]["ops"] == [
        {"attributes": {"bold": "strong"}, "insert": "hello"},
        {"insert": "\n"},
    ]
    browser.harness("method", "e", "clear", {})
    browser.harness("method", "e", "insertText", {"text": "more"})
    assert browser.harness("method", "e", "getContents", {})["text"] == "more\n"
    ops = [
        {"insert": "title"},
        {"attributes": {"header": 2}, "insert": "\n"},
        {"attributes": {"color": "#ff0000"}, "insert": "red"},
        {"insert": "\n"},
    ]
    browser.harness("method", "e", "setContents", {"delta": {"ops": ops}})
    html = browser.harness("method", "e", "getContents", {})["html"]
    assert html == '<h2>title</h2><p><span style="color:#ff0000">red</span></p>'
    browser.harness(
        "method", "e", "setContents", {"html": "<img src=x onerror=a()><script>b</script>"}
    )
    assert "onerror" not in browser.harness("method", "e", "getContents", {})["html"]


def test_page_meta_and_bar_drive_the_chrome(browser: Any) -> None:
    browser.open(
        [
            "page-meta",
            {"page-style": "color:rgb(1, 2, 3)", "background-text-style": "light"},
            ["navigation-bar", {"title": "News", "front-color": "#ffffff", "loading": True}],
        ],
        ["page", {}, ["view", {"id": "v"}, "x"]],
    )
    commands = browser.run("harness.commands")
    sent = {command["name"]: command["args"] for command in commands}
    assert sent["setNavigationBarTitle"] == {"title": "News"}
    assert sent["setNavigationBarColor"]["frontColor"] == "#ffffff"
    assert "showNavigationBarLoading" in sent
    assert sent["setBackgroundTextStyle"] == {"textStyle": "light"}
    assert browser.css("v", "color") == "rgb(1, 2, 3)"


def test_page_container_comes_and_goes(browser: Any) -> None:
    events = "beforeenter enter afterenter beforeleave leave afterleave clickoverlay"
    browser.open(
        [
            "page-container",
            {"id": "c", "duration": 30, "model": "show", "on": events},
            ["view", {"id": "v", "style": "height:100px"}],
        ]
    )
    browser.harness("set", "c", {"show": True})
    browser.until("harness.events('c', 'afterenter').length")
    browser.until("harness.rect('v').top === 567")
    at = QPoint(180, 100)
    browser.press(at)
    browser.lift(at)
    browser.until("harness.events('c', 'afterleave').length")
    assert [name for name, _ in browser.events("c") if not name.startswith("t")] == [
        "beforeenter",
        "enter",
        "afterenter",
        "clickoverlay",
        "beforeleave",
        "leave",
        "afterleave",
    ]
    assert browser.harness("models")[-1][1:] == ["show", False]


def test_root_portal_lies_above_the_page(browser: Any) -> None:
    browser.open(
        [
            "view",
            {"style": "width:10px;height:10px;overflow:hidden;transform:translate(0)"},
            [
                "root-portal",
                {"id": "p"},
                ["view", {"id": "v", "style": "position:fixed;inset:0", "on": "tap"}],
            ],
        ]
    )
    assert browser.rect("v")["width"] == 375
    browser.tap("v")
    assert browser.events("v", "tap")
    browser.harness("set", "p", {"enable": False})
    assert browser.rect("v")["width"] == 10


def test_match_media_follows_the_width(browser: Any) -> None:
    browser.open(
        ["match-media", {"id": "narrow", "max-width": 400}, "a"],
        ["match-media", {"id": "wide", "min-width": 400}, "b"],
    )
    assert browser.css("narrow", "display") == "block"
    assert browser.css("wide", "display") == "none"


def test_grid_and_sticky_lists_lay_out_their_children(browser: Any) -> None:
    def cells(prefix: str, heights: list[int]) -> list[object]:
        return [
            ["view", {"id": f"{prefix}{at}", "style": f"height:{height}px"}]
            for at, height in enumerate(heights)
        ]

    grid = {"cross-axis-count": 3, "main-axis-gap": 6, "cross-axis-gap": 6}
    browser.open(
        [
            "scroll-view",
            {"id": "s", "type": "custom", "scroll-y": True, "style": "height:300px"},
            [
                "sticky-section",
                {},
                ["sticky-header", {"id": "h", "on": "stickontopchange"}, ["view", {}, "head"]],
                ["grid-view", grid, *cells("g", [100] * 9)],
            ],
            ["grid-view", {"id": "m", "type": "masonry"}, *cells("m", [50, 20, 30, 30])],
        ]
    )
    assert browser.rect("g0")["width"] == 121
    assert browser.rect("g4")["left"] == 127
    browser.until("harness.rect('m3').top - harness.rect('m').top === 50")
    assert browser.rect("m2")["left"] == 187.5
    assert browser.rect("m3")["left"] == 0 or browser.rect("m3")["left"] == 187.5
    browser.harness("set", "s", {"scroll-top": 60})
    browser.until("harness.events('h', 'stickontopchange').length")
    assert browser.rect("h")["top"] == 0


def test_draggable_sheet_follows_and_snaps(browser: Any) -> None:
    browser.open(
        [
            "view",
            {"style": "position:relative;height:600px"},
            ["draggable-sheet", {"id": "d", "snap": True, "on": "onsizeupdate"}, ["view", {}, "x"]],
        ]
    )
    assert browser.rect("d")["height"] == 300
    browser.drag(QPoint(100, 350), 0, -200)
    browser.until("harness.rect('d').height === 600")
    assert browser.events("d", "onsizeupdate")[-1][1]["size"] == pytest.approx(1)


def test_placeholders_tell_once_what_they_need(browser: Any) -> None:
    browser.open(["ad", {"id": "a"}], ["ad", {}], ["live-player", {"id": "l", "src": "rtmp://x"}])
    notices = [report["message"] for report in browser.run("harness.reports")]
    assert len(notices) == 2
    assert "advertising" in notices[0]
    assert browser.rect("l")["height"] == 225


def test_a_scene_in_three_dimensions_is_a_placeholder_of_its_box(browser: Any) -> None:
    camera = ["xr-node", {}, ["xr-camera", {"id": "c", "clear-color": "0 0 0 1"}]]
    scene = ["xr-scene", {"id": "s", "render-system": "alpha:true", "on": "ready"}, camera]
    browser.open(["view", {"style": "width:200px;height:100px"}, scene], ["text", {}, "below"])
    assert browser.rect("s") == {"left": 0, "top": 0, "width": 200, "height": 100}
    assert [
        (report["kind"], "xr-frame" in report["message"])
        for report in browser.run("harness.reports")
    ] == [("notice", True)]


def test_camera_asks_the_device_for_pictures(browser: Any) -> None:
    browser.run(
        "harness.replies.insertCamera = {outcome: 'ok', value: null, result: {maxZoom: 8}}, 1"
    )
    browser.open(["camera", {"id": "c", "device-position": "front", "on": "initdone"}])
    browser.until("harness.events('c', 'initdone').length")
    browser.run(
        "harness.replies['CameraContext.takePhoto'] ="
        " {outcome: 'ok', value: null, result: {tempImagePath: 'wxfile://tmp_a.jpg'}}, 1"
    )
    photo = browser.harness("method", "c", "takePhoto", {"quality": "high"})
    assert photo["tempImagePath"] == "wxfile://tmp_a.jpg"
    made = browser.run(
        "harness.calls.find(({ name }) => name === 'CameraContext.takePhoto').params"
    )
    assert made["devicePosition"] == "front"


def test_web_view_names_its_page(browser: Any) -> None:
    browser.open(["web-view", {"id": "w", "src": "https://example.com/a", "on": "error"}])
    assert browser.rect("w")["height"] == 667
    assert "https://example.com/a" in browser.run("harness.element('w').textContent")
    assert browser.run("harness.reports[0].kind") == "offline"


def test_every_documented_tag_has_a_component(browser: Any) -> None:
    reference = (ROOT / "resources/reference/components.json").read_text(encoding="utf-8")
    names = browser.run(f"({reference}).components.map((component) => component.name)")
    browser.open(*[[name, {"id": f"tag-{at}"}] for at, name in enumerate(names)])
    missing = browser.harness("undefinedTags", names)
    assert missing == []
