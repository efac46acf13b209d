"""A stack trace of a small script, led back to the author's lines."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from ide.cli import main
from ide.source_map import encoded_number
from ide.submit import package
from ide.submit.package import Package
from ide.submit.trace import Maps, MapsError
from tests.unit.ide.submit.packages import content_of, copied, make_project

SETTING = {"es6": True, "minified": True}
FILES = {
    "utils/price.ts": (
        "interface Row { cents: number }\n\n"
        "export function price(rows: Row[]): number {\n"
        "  const [first] = rows\n"
        "  return first.cents.toFixed(2).missing.length\n"
        "}\n"
    ),
    "pages/a/a.js": "import { price } from '../../utils/price'\n\nPage({\n  onTap() {\n"
    "    price([])\n  },\n})\n",
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Package:
    root = tmp_path_factory.mktemp("written")
    submission = make_project(root / "app", FILES, config={"setting": SETTING})
    return package.write(submission, root / "out", "Shop")


@pytest.fixture
def done(written: Package, tmp_path: Path) -> Package:
    return copied(written, tmp_path / "out")


def place(done: Package, path: str, word: str) -> str:
    """Where a word stands in a file of the package, as an engine writes it."""
    line = content_of(done.file)[path].decode().split("\n")[1]
    return f"{path}:2:{line.index(word) + 1}"


@pytest.mark.parametrize(
    "address",
    [
        "wxapp://source/",
        "weapp:///",
        "https://usr/",
        "http://127.0.0.1:31234/appservice/",
        "",
        "appservice/",
        "webpack:///./",
    ],
)
def test_a_frame_is_led_back_whatever_its_address(done: Package, address: str) -> None:
    where = place(done, "utils/price.js", ".missing")
    trace = f"TypeError: undefined\n    at price ({address}{where})\n    at <anonymous>"
    with Maps(done.maps) as maps:
        first, second, third = maps.trace(trace)
    assert first.place is None
    assert third.place is None
    assert second.place is not None
    assert (second.place.file, second.place.line) == ("utils/price.ts", 5)
    assert second.place.text == "  return first.cents.toFixed(2).missing.length"
    assert second.traced.startswith("    at price (utils/price.ts:5:")


def test_a_folder_with_the_maps_does_as_well(done: Package, tmp_path: Path) -> None:
    with zipfile.ZipFile(done.maps) as archive:
        archive.extractall(tmp_path / "maps")
    with Maps(tmp_path / "maps") as maps:
        column = int(place(done, "pages/a/a.js", "[]").rpartition(":")[2])
        found = maps.place("pages/a/a.js", 2, column)
    assert found is not None
    assert found.file == "pages/a/a.js"


def test_scripts_whose_lines_are_the_same_need_no_map(tmp_path: Path) -> None:
    done = package.write(make_project(tmp_path / "app"), tmp_path / "out", "Shop")
    with Maps(done.maps) as maps:
        (frame,) = maps.trace("onLoad@pages/a/a.js:1:3")
    assert frame.traced == "onLoad@pages/a/a.js:1:3"
    assert frame.place is not None


def test_the_platform_s_own_map_comes_first_where_it_packed_all_scripts(
    done: Package, tmp_path: Path
) -> None:
    path, line, column = place(done, "utils/price.js", ".missing").split(":")
    numbers = (20, 1, int(line) - 1, int(column) - 1)
    mappings = "AAAA," + "".join(map(encoded_number, numbers))
    upload = tmp_path / "app-service.map.map"
    upload.write_text(json.dumps({"sources": ["app.js", f"/{path}"], "mappings": mappings}))
    trace = "at e (https://usr/app-service.js:1:21)\nat f (https://usr/app-service.js:9:1)"
    with Maps(done.maps) as maps:
        found, unknown = maps.trace(trace, upload)
        assert [frame.place for frame in maps.trace(trace)] == [None, None]
    assert found.place is not None
    assert (found.place.file, found.place.line) == ("utils/price.ts", 5)
    assert unknown.place is None


def test_maps_are_never_inside_the_package(done: Package) -> None:
    found = content_of(done.file)
    assert not [path for path in found if path.endswith(".map")]
    assert not [path for path, data in found.items() if b"sourceMappingURL" in data]
    index = json.loads(content_of(done.maps)["index.json"])
    assert index["sha256"] == done.sha256


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + bytes(18)])
def test_what_holds_no_maps_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "maps.zip"
    file.write_bytes(content)
    with pytest.raises(MapsError, match=r"maps\.zip"):
        Maps(file)


def test_the_command_prints_the_trace_with_the_lines(
    done: Package,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    where = place(done, "pages/a/a.js", "[]")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"    at onTap ({where})\n"))
    told = tmp_path / "told.json"
    assert main(["trace", "-", "--maps", str(done.maps), "--json", str(told)]) == 0
    assert "pages/a/a.js:5:" in (said := capsys.readouterr().out)
    assert "        price([])" in said
    assert json.loads(told.read_text("utf-8"))["frames"][0]["place"]["line"] == 5
    trace = tmp_path / "trace.txt"
    trace.write_text("at e (https://usr/app-service.js:1:2345)\n")
    assert main(["trace", str(trace), "--maps", str(done.maps)]) == 1
    assert "mp.weixin.qq.com" in capsys.readouterr().out
    assert main(["trace", str(trace), "--maps", str(tmp_path / "none")]) == 2
    assert main(["trace", str(trace), "--maps", str(done.file)]) == 2
    assert "no source maps" in capsys.readouterr().err
