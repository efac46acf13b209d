"""Disks and folders in a bad state: a clear sentence, and nothing half written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ide.submit import disk, package
from ide.submit.outputs import Outputs
from ide.submit.project_facts import Submission
from tests.unit.ide.submit.packages import content_of, make_project

ROOT = Path(__file__).resolve().parents[4]
_SMALL_DISK = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
from ide.cli import main
sys.exit(main(["package", sys.argv[1], "--out", sys.argv[2]]))
"""


def test_links_out_of_the_project_stay_out_and_are_named(tmp_path: Path) -> None:
    (tmp_path / "secret.js").write_text("key")
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures/a.png").write_bytes(b"1")
    submission = make_project(tmp_path / "app", {"inside.js": "1\n"})
    root = submission.root
    (root / "link.js").symlink_to(tmp_path / "secret.js")
    (root / "images").symlink_to(tmp_path / "pictures")
    (root / "gone.js").symlink_to(root / "nothing.js")
    (root / "loop").symlink_to(root)
    (root / "self.js").symlink_to(root / "self.js")
    (root / "alias.js").symlink_to(root / "inside.js")
    done = package.write(submission, tmp_path / "out", "Shop")
    left = {p: w for p, w in done.content.left_out.items() if w.startswith("link")}
    assert left == {
        "gone.js": "link-broken",
        "images": "link-outside",
        "link.js": "link-outside",
        "self.js": "link-broken",
    }
    found = content_of(done.file)
    assert found["alias.js"] == b"1\n"
    assert not [path for path in found if path.startswith(("loop/", "images", "link"))]


def test_a_folder_that_cannot_be_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    submission = make_project(tmp_path / "app", {"closed/a.js": "1"})
    scan = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(disk.os, "scandir", refusing)
    refuses(submission, tmp_path / "out", "closed: Permission denied")


def test_a_file_that_cannot_be_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    submission = make_project(tmp_path / "app", {"images/a.png": b"1"})
    read = Path.open

    def refusing(self: Path, *args: object, **more: object) -> object:
        if self.name == "a.png":
            raise PermissionError(13, "Permission denied", str(self))
        return read(self, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "open", refusing)
    refuses(submission, tmp_path / "out", "images/a.png: Permission denied")


def refuses(submission: Submission, out: Path, said: str) -> None:
    with pytest.raises(package.PackageError, match=said):
        package.write(submission, out, "Shop")
    assert not out.exists()


def test_a_full_disk_leaves_the_package_of_before(tmp_path: Path) -> None:
    files = {f"images/{number}.png": bytes([number]) * 50_000 for number in range(6)}
    make_project(tmp_path / "app", files)
    out = tmp_path / "out"
    out.mkdir()
    (out / "app-1.0.0.zip").write_bytes(b"the package of before")
    done = subprocess.run(
        [sys.executable, "-c", _SMALL_DISK, str(tmp_path / "app"), str(out)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "MINIDECK_CACHE": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in out.iterdir()] == ["app-1.0.0.zip"]
    assert (out / "app-1.0.0.zip").read_bytes() == b"the package of before"


@pytest.mark.parametrize("after", [0, 1, 3, 5])
def test_whoever_gives_up_leaves_nothing_whenever_it_is(tmp_path: Path, after: int) -> None:
    files = {f"images/{number}.png": b"1" for number in range(8)}
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > after * 4

    with pytest.raises(package.CancelledError):
        package.write(
            make_project(tmp_path / "app", files), tmp_path / "out", "Shop", cancelled=cancelled
        )
    assert not (tmp_path / "out").exists()


def test_files_appear_together_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "old.txt").write_text("before")

    def write() -> None:
        with Outputs(tmp_path) as outputs:
            outputs.write("a.txt", b"1")
            outputs.write("old.txt", b"after")
            outputs.write("new/b.txt", b"2")
            outputs.write("taken", b"3")
            outputs.commit()

    with pytest.raises(OSError, match="taken"):
        write()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["old.txt", "taken"]
    assert (tmp_path / "old.txt").read_text() == "before"


@pytest.mark.parametrize(
    ("path", "bad"),
    [
        ("a/b.js", False),
        ("images/图.png", False),
        ("console.js", False),
        ("con", True),
        ("a/NUL.js", True),
        ("com1.png", True),
        ("a.", True),
        ("a /b", True),
        ("a:b", True),
        ("a\\b", True),
        ("a\nb", True),
        ("a" * 300, True),
        ("half\udce4", True),
    ],
)
def test_names_that_other_systems_cannot_hold(path: str, bad: bool) -> None:
    assert disk.unportable(path) is bad


def test_a_great_many_files_go_in(tmp_path: Path) -> None:
    submission = make_project(tmp_path / "app")
    for folder in range(20):
        place = submission.root / "data" / str(folder)
        place.mkdir(parents=True)
        for number in range(100):
            (place / f"{number}.json").touch()
    told: list[int] = []
    done = package.write(
        submission, tmp_path / "out", "Shop", progress=lambda done, _all: told.append(done)
    )
    assert len(content_of(done.file)) == 2005
    assert told == sorted(told)
    assert len(told) > 2000
