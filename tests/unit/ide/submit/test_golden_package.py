"""The same input gives the same bytes, wherever and however it is packed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from ide.submit import package
from tests.unit.ide.submit.packages import content_of, make_project

ROOT = Path(__file__).resolve().parents[4]
FILES = {
    "app.wxss": ".a { color: red }\n",
    "b.ts": "export const price = async (n: number) => ({ ...{ n } })\n",
    "pages/a/a.js": "import { price } from '../../b'\nimport sum from 'sum'\nPage({ sum })\n",
    "pages/a/a.less": "@c: 1rpx;\n.a { .b { width: @c } }\n",
    "images/ä 图.png": b"\x89PNG",
    "Z.json": "[]",
    "a.json": "[]",
    "package.json": json.dumps({"dependencies": {"sum": "1"}}),
    "node_modules/sum/package.json": json.dumps({"name": "sum", "main": "lib.js"}),
    "node_modules/sum/lib.js": "module.exports = (a, b) => a + b\n",
}
CONFIG = {
    "setting": {
        "es6": True,
        "minified": True,
        "minifyWXML": True,
        "minifyWXSS": True,
        "useCompilerPlugins": ["typescript", "less"],
    }
}
PLAIN = "2f3068e894f4694039c0b4cb0b06cd24659c2c5b456a520079f2d3b5c94f2a3b"
_PROGRAM = """
import os, sys
os.umask(int(sys.argv[3], 8))
if sys.argv[4] == "backwards":
    scan = os.scandir
    class Scan:
        def __init__(self, path):
            self.entries = iter(sorted(scan(path), key=lambda entry: entry.name, reverse=True))
        def __iter__(self): return self.entries
        def __next__(self): return next(self.entries)
        def __enter__(self): return self
        def __exit__(self, *error): return None
        def close(self): pass
    os.scandir = Scan
from ide.cli import main
sys.exit(main(["package", sys.argv[1], "--out", sys.argv[2], "--version", "1.0.0"]))
"""


def pack_elsewhere(project: Path, out: Path, umask: str, order: str, **environment: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(project), str(out), umask, order],
        env={**os.environ, "PYTHONPATH": str(ROOT), "MINIDECK_CACHE": "", **environment},
        cwd=project.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def hashes(out: Path) -> dict[str, str]:
    files = [path for path in out.rglob("*") if path.is_file()]
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def test_two_places_two_clocks_two_languages_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "one" / "shop", tmp_path / "two ü" / "deeper" / "shop"
    make_project(first, FILES, config=CONFIG)
    shutil.copytree(first, second)
    for file in second.rglob("*"):
        os.utime(file, (86_400 * 365 * 40, 86_400 * 365 * 40))
        file.chmod(0o755)
    outs = tmp_path / "a", tmp_path / "b"
    pack_elsewhere(first, outs[0], "022", "forwards", TZ="Asia/Shanghai", LC_ALL="C")
    pack_elsewhere(second, outs[1], "077", "backwards", TZ="America/Lima", LC_ALL="C.UTF-8")
    assert hashes(outs[0]) == hashes(outs[1])
    assert len(hashes(outs[0])) == 8


def test_a_package_of_sources_has_the_bytes_it_always_had(tmp_path: Path) -> None:
    done = package.write(make_project(tmp_path / "app"), tmp_path / "out", "Shop")
    # Raised only together with the schema of the manifest: who keeps a package compares hashes.
    assert done.sha256 == PLAIN


def test_what_was_packed_packs_to_the_same_again(tmp_path: Path) -> None:
    first = package.write(
        make_project(tmp_path / "app", FILES, config=CONFIG), tmp_path / "out", "Shop"
    )
    files = content_of(first.file)
    again = package.write(make_project(tmp_path / "again", files), tmp_path / "twice", "Shop")
    one, two = (content_of(done.file) for done in (first, again))
    assert one.keys() == two.keys()
    assert {path for path in one if one[path] != two[path]} <= {
        path for path in one if path.endswith(".js")
    }
