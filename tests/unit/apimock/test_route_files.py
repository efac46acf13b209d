"""Files of routes and movements: every kind, units, and what is wrong with a bad one."""

from __future__ import annotations

import contextlib
import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apimock.routes.motion import read_motion
from apimock.routes.reader import LIMIT, read_track
from apimock.routes.track import SAMPLE_LIMIT, RouteError

GPX = (
    '<?xml version="1.0"?>\n<gpx xmlns="http://www.topografix.com/GPX/1/1">\n'
    '<wpt lat="9" lon="9"/>\n<rte><rtept lat="8" lon="8"/></rte>\n<trk><name>River</name>\n'
    '<trkseg><trkpt lat="23.1" lon="113.2"><ele>12.5</ele><time>2026-05-01T08:00:00Z</time>\n'
    '<extensions><x:speed xmlns:x="urn:x">3.5</x:speed></extensions></trkpt></trkseg>\n'
    '<trkseg><trkpt lat="23.2" lon="113.3"><time>2026-05-01T10:00:02.5+02:00</time></trkpt>'
    "</trkseg></trk></gpx>"
)


def test_gpx_tracks_come_before_routes_and_points() -> None:
    track = read_track(GPX.encode(), "river.gpx")
    assert (track.name, track.has_times, track.duration_ms) == ("River", True, 2500)
    first, second = track.samples
    assert (first.latitude, first.longitude, first.altitude, first.speed) == (
        23.1,
        113.2,
        12.5,
        3.5,
    )
    assert (second.t_ms, second.altitude) == (2500, None)


def test_gpx_routes_and_way_points() -> None:
    without = GPX.partition("<trk>")[0]
    assert read_track(f"{without}</gpx>".encode(), "a").samples[0].latitude == 8
    points = '<gpx><wpt lat="9" lon="9"/><wpt lat="9.1" lon="9"/></gpx>'
    track = read_track(points.encode(), "a")
    assert ([s.latitude for s in track.samples], track.has_times) == ([9, 9.1], False)


def test_times_are_sorted_and_missing_ones_spread() -> None:
    stamps = ["08:00:10", "", "08:00:20", "08:00:00"]
    rows = "".join(
        f'<trkpt lat="{i}" lon="1">{f"<time>2026-05-01T{t}Z</time>" if t else ""}</trkpt>'
        for i, t in enumerate(stamps)
    )
    track = read_track(f"<gpx><trk><trkseg>{rows}</trkseg></trk></gpx>".encode(), "a")
    assert [(s.latitude, s.t_ms) for s in track.samples] == [
        (3, 0),
        (0, 10e3),
        (1, 15e3),
        (2, 20e3),
    ]


KML_LINE = (
    "<kml><Document><name>All</name><Placemark><name>Way</name><LineString><coordinates>\n"
    "113.2,23.1,5 113.3,23.2\n</coordinates></LineString></Placemark></Document></kml>"
)
KML_TRACK = (
    '<kml xmlns:gx="http://www.google.com/kml/ext/2.2"><Placemark><gx:Track>'
    "<when>2026-05-01T08:00:00Z</when><when>2026-05-01T08:00:03Z</when>"
    "<gx:coord>113.2 23.1 5</gx:coord><gx:coord>113.3 23.2 6</gx:coord>"
    "</gx:Track></Placemark></kml>"
)


def test_kml_line_and_track() -> None:
    line = read_track(KML_LINE.encode(), "way.kml")
    assert (line.name, line.has_times) == ("Way", False)
    assert [(s.latitude, s.longitude, s.altitude) for s in line.samples] == [
        (23.1, 113.2, 5),
        (23.2, 113.3, None),
    ]
    track = read_track(KML_TRACK.encode(), "way.kml")
    assert [(s.t_ms, s.altitude) for s in track.samples] == [(0, 5), (3000, 6)]


def collection(*geometries: dict[str, Any], **properties: Any) -> bytes:
    features = [{"type": "Feature", "geometry": g, "properties": properties} for g in geometries]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_geojson_lines_points_and_times() -> None:
    line = {"type": "LineString", "coordinates": [[113.2, 23.1, 4], [113.3, 23.2]]}
    track = read_track(collection(line, name="Way", coordTimes=[1777622400, 1777622401]), "a.json")
    assert (track.name, track.duration_ms, track.samples[0].altitude) == ("Way", 1000, 4)
    many = {"type": "MultiLineString", "coordinates": [[[1, 2], [3, 4]], [[5, 6]]]}
    assert [s.longitude for s in read_track(collection(many), "a").samples] == [1, 3, 5]
    spots = [{"type": "Point", "coordinates": [i, 1]} for i in (2, 3)]
    found = read_track(collection(*spots, speed=4, time="2026-05-01T08:00:00Z"), "a")
    assert [(s.longitude, s.speed) for s in found.samples] == [(2, 4), (3, 4)]
    bare = json.dumps(line).encode()
    assert len(read_track(bare, "a").samples) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("time,lat,lon,speed (km/h)\n0,1,2,36\n1.5,1,2,\n", (0, 1500, 10)),
        ("t_ms;Latitude;Longitude;Speed\n0;1,0;2,0;10\n1500;1,0;2,0;10\n", (0, 1500, 10)),
        ("纬度\t经度\t时间\t速度 (m/s)\n1\t2\t0\t10\n1\t2\t1.5\t10\n", (0, 1500, 10)),
        ("time,lat,lon,speed\n1777622400,1,2,10\n1777622401.5,1,2,10\n", (0, 1500, 10)),
        (
            "\ufefftime,lat,lon,speed\n2026-05-01T08:00:00Z,1,2,10\n\n"
            "2026-05-01 08:00:01.5,1,2,10\n",
            (0, 1500, 10),
        ),
    ],
)
def test_csv_delimiters_units_and_times(text: str, expected: tuple[float, float, float]) -> None:
    track = read_track(text.encode(), "a.csv")
    first, second = track.samples
    assert (first.t_ms, second.t_ms, first.speed) == pytest.approx(expected)
    assert (first.latitude, first.longitude) == (1, 2)
    assert track.has_times


@pytest.mark.parametrize(
    ("data", "line", "field", "words"),
    [
        (b"", 0, "", "it is empty; export the file again"),
        (b"PK\x03\x04rest", 0, "", "it is packed; unpack it"),
        (b"\x00\x01\x02", 0, "", "it is no text"),
        (b"<gpx><trk>", 1, "", "not well-formed (no element found)"),
        (b'<gpx>\n<wpt lat="91" lon="1"/></gpx>', 2, "lat", "91° lies outside -90…90"),
        (b'<gpx>\n\n<wpt lat="1"/></gpx>', 3, "lon", "a number is missing; write degrees"),
        (b'<gpx><wpt lat="1" lon="nan"/></gpx>', 1, "lon", "“nan” is no number"),
        (b'<gpx><wpt lat="1" lon="1">\n<time>noon</time></wpt></gpx>', 2, "time", "is no time"),
        (b'<gpx><wpt lat="1" lon="1"><ele>high</ele></wpt></gpx>', 1, "ele", "“high” is no number"),
        (b"<gpx></gpx>", 0, "", "it holds no position; give it <trkpt"),
        (b'<?xml version="1.0" encoding="klingon"?><gpx/>', 1, "", "encoding is unknown"),
        (b'<!DOCTYPE x [<!ENTITY a "aa">]><gpx/>', 1, "", "remove the <!DOCTYPE"),
        (
            b"<kml><LineString><coordinates>1,2\n3</coordinates></LineString></kml>",
            2, "coordinates", "“3” is no position",
        ),
        (
            b"<kml><Track><when>2026-01-01</when></Track></kml>",
            1, "gx:Track", "1 times for 0 positions",
        ),
        (b'{"type": "LineString",\n "coordinates": [[1,]]}', 2, "", "no JSON"),
        (b'{"type": "Circle"}', 0, "type", "“Circle” is no type"),
        (b'{"type": "LineString", "coordinates": [[200, 1]]}', 0, "coordinates[0]", "200° lies"),
        (b'{"type": "LineString", "coordinates": 7}', 0, "coordinates", "no list"),
        (
            b'{"type":"FeatureCollection","features":[{"type":"Feature","geometry":'
            b'{"type":"Point","coordinates":["a",1]}}]}',
            0, "features[0].geometry.coordinates", "“a” is no number",
        ),
        (b"a,b\n1,2\n", 1, "latitude", "no column holds the latitude; name a column"),
        (b"lat,lon\n1,2\n1,east\n", 3, "longitude", "“east” is no number"),
        (b"lat,lon,time\n1,2,soon\n", 2, "time", "“soon” is no time; write it like 2026-"),
        (b"lat,lon\n\xff\xfe,2\n", 2, "", "it is not UTF-8"),
    ],
)  # fmt: skip
def test_a_bad_file_is_named_with_line_field_and_remedy(
    data: bytes, line: int, field: str, words: str
) -> None:
    with pytest.raises(RouteError) as caught:
        read_track(data, "walk.gpx")
    error = caught.value
    assert words in str(error)
    assert (error.file, error.line, error.field) == ("walk.gpx", line, field)
    assert str(error).startswith(f"walk.gpx, line {line}" if line else "walk.gpx")


def test_an_entity_bomb_is_refused_at_its_first_line() -> None:
    bomb = b'<!DOCTYPE l [<!ENTITY a "lol">' + b"".join(
        b'<!ENTITY %c "%b">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9)
    )
    with pytest.raises(RouteError, match="document type"):
        read_track(bomb + b"]><gpx>&j;</gpx>", "bomb.gpx")


def test_size_is_refused_in_one_sentence() -> None:
    with pytest.raises(RouteError, match="134 MB, and a route may have 134"):
        read_track(bytes(LIMIT + 1), "big.gpx")
    with pytest.raises(RouteError, match="GeoJSON may have 17"):
        read_track(b"{" + b" " * 17_000_000, "big.json")
    rows = b"lat,lon\n" + b"1,2\n" * (SAMPLE_LIMIT + 1)
    with pytest.raises(
        RouteError, match=r"line 250002: it holds more than 250,000 samples; cut it"
    ):
        read_track(rows, "long.csv")


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(RouteError, match="nested more than"):
        read_track(b"<gpx>" + b"<a>" * 5000, "deep.gpx")
    with pytest.raises(RouteError):
        read_track(b"[" * 100_000, "deep.json")


HEADS = ("", "<gpx>", "<kml>", "{", "lat,lon,time\n", GPX, KML_LINE, KML_TRACK)


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(HEADS), st.binary(max_size=300), st.integers(0, 400))
def test_garbage_gives_a_track_or_a_clear_error(head: str, rest: bytes, cut: int) -> None:
    for reader in (read_track, read_motion):
        data = head.encode()[:cut] + rest
        with contextlib.suppress(RouteError):
            assert reader(data, "x").samples


@settings(deadline=None, max_examples=100)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    ["type", "coordinates", "features", "geometry", "properties", "times"]
                ),
                inner | st.sampled_from(["Feature", "FeatureCollection", "LineString", "Point"]),
                max_size=5,
            )
        ),
        max_leaves=15,
    )
)
def test_any_json_gives_a_track_or_a_clear_error(document: Any) -> None:
    with contextlib.suppress(RouteError):
        assert read_track(json.dumps(document).encode(), "x.json").samples


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("t_ms,ax,ay,az\n0,0,0,-9.80665\n20,0,0,-9.80665\n", {"acceleration": (0, 0, -1)}),
        ("t_ms,ax (g),ay (g),az (g)\n0,0,0,-1\n20,5,5,5\n", {"acceleration": (0, 0, -1)}),
        ("ms;x (m/s²);y (m/s²);z (m/s²)\n0;0;0;9,80665\n20;0;0;1\n", {"acceleration": (0, 0, 1)}),
        ("gx,gy,gz\n0,0,1\n0,0,2\n", {"rotation": (0, 0, 1)}),
        ("gx (deg/s),gy (deg/s),gz (deg/s)\n0,0,180\n", {"rotation": (0, 0, math.pi)}),
        ("time,alpha,beta,gamma,heading\n0,90,10,0,270\n0.02,0,0,0,0\n",
         {"attitude": (90, 10, 0), "heading": 270}),
        ("alpha (rad),beta (rad),gamma (rad)\n3.14159265,0,0\n", {"attitude": (180, 0, 0)}),
        ("compass\n12\n13\n", {"heading": 12}),
    ],
)  # fmt: skip
def test_movements_come_in_our_units(text: str, first: dict[str, Any]) -> None:
    track = read_motion(text.encode(), "shake.csv")
    for name, value in first.items():
        assert getattr(track.samples[0], name) == pytest.approx(value, abs=1e-5)
    if len(track.samples) > 1:
        assert track.samples[1].t_ms == pytest.approx(20)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n", "x.csv, line 1: no column tells of a movement; name three columns ax"),
        ("ax,ay,az\n", "x.csv: it holds no row"),
        ("ax,ay,az\n1,2,far\n", "x.csv, line 2, az: “far” is no number"),
        ("t,ax,ay,az\n0,1,1,1\n,1,1,1\n", "x.csv, line 3, time: a time is missing"),
    ],
)
def test_a_bad_movement_is_named(text: str, words: str) -> None:
    with pytest.raises(RouteError) as caught:
        read_motion(text.encode(), "x.csv")
    assert words in str(caught.value)
