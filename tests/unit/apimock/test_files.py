"""The file system: places, operations, codes, descriptors, archives, sandbox."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apimock.files.tree import FileTree, FolderTree, MemoryTree
from tests.unit.apimock.bench import Bench

USR = "wxfile://usr"


class Package:
    """A package with a folder and two files."""

    FILES = {"app.json": b"{}", "images/a.png": b"png"}  # noqa: RUF012

    def read(self, path: str) -> bytes | None:
        return self.FILES.get(path)

    def children(self, path: str) -> tuple[str, ...] | None:
        return {"": ("app.json", "images"), "images": ("a.png",)}.get(path)


class Fs:
    """The FileSystemManager of a phone."""

    def __init__(self, tree: FileTree) -> None:
        self.bench = Bench(tree=tree, package=Package())

    def __getattr__(self, name: str) -> Any:
        def call(**params: Any) -> Any:
            method = f"FileSystemManager.{name}"
            if name.endswith("Sync"):
                return self.bench.value(method, params)
            return self.bench.ok(method, params)

        return call

    def fails(self, name: str, **params: Any) -> tuple[str, int]:
        reply = self.bench.call(f"FileSystemManager.{name}", params)
        return str(reply.result["errMsg"]), int(reply.result["errno"])


@pytest.fixture(params=["memory", "folder"])
def fs(request: pytest.FixtureRequest, tmp_path: Path) -> Fs:
    return Fs(MemoryTree() if request.param == "memory" else FolderTree(tmp_path / "phone"))


def test_write_read_append_truncate(fs: Fs) -> None:
    fs.writeFileSync(filePath=f"{USR}/a.txt", data="héllo", encoding="utf8")
    assert fs.readFileSync(filePath=f"{USR}/a.txt", encoding="utf-8") == "héllo"
    assert fs.readFileSync(filePath=f"{USR}/a.txt") == "héllo".encode()
    fs.appendFile(filePath=f"{USR}/a.txt", data=b"\x01\x02")
    assert fs.readFile(filePath=f"{USR}/a.txt", position=6, length=2)["data"] == b"\x01\x02"
    fs.truncateSync(filePath=f"{USR}/a.txt", length=2)
    assert fs.statSync(path=f"{USR}/a.txt")["size"] == 2
    fs.truncateSync(filePath=f"{USR}/a.txt", length=4)
    assert fs.readFileSync(filePath=f"{USR}/a.txt", encoding="hex") == "68c30000"


@settings(deadline=None, max_examples=50)
@given(st.binary(max_size=64), st.sampled_from(["base64", "hex", "binary", "latin1"]))
def test_encodings_there_and_back(data: bytes, encoding: str) -> None:
    fs = Fs(MemoryTree())
    fs.writeFileSync(filePath=f"{USR}/x", data=data)
    text = fs.readFileSync(filePath=f"{USR}/x", encoding=encoding)
    fs.writeFileSync(filePath=f"{USR}/y", data=text, encoding=encoding)
    assert fs.readFileSync(filePath=f"{USR}/y") == data


def test_codes_and_words(fs: Fs) -> None:
    missing = f"{USR}/no/a.txt"
    fs.mkdirSync(dirPath=f"{USR}/d")
    fs.writeFileSync(filePath=f"{USR}/d/f", data="x")
    cases = [
        (
            ("readFile", {"filePath": missing}),
            (f'readFile:fail no such file or directory, open "{missing}"', 1300002),
        ),
        (
            ("readFileSync", {"filePath": missing}),
            (f'readFileSync:fail no such file or directory, open "{missing}"', 1300002),
        ),
        (
            ("writeFile", {"filePath": missing, "data": "x"}),
            (f'writeFile:fail no such file or directory, open "{missing}"', 1300002),
        ),
        (
            ("writeFile", {"filePath": "images/b.png", "data": "x"}),
            ('writeFile:fail permission denied, open "images/b.png"', 1301000),
        ),
        (
            ("mkdir", {"dirPath": f"{USR}/d"}),
            (f"mkdir:fail file already exists {USR}/d", 1301005),
        ),
        (
            ("rmdir", {"dirPath": f"{USR}/d"}),
            (f'rmdir:fail directory not empty, rmdir "{USR}/d"', 1300066),
        ),
        (
            ("readdir", {"dirPath": f"{USR}/d/f"}),
            (f'readdir:fail not a directory, scandir "{USR}/d/f"', 1300020),
        ),
        (
            ("readFile", {"filePath": f"{USR}/d"}),
            (f'readFile:fail illegal operation on a directory, open "{USR}/d"', 1301003),
        ),
        (
            ("unlink", {"filePath": f"{USR}/d"}),
            (f'unlink:fail operation not permitted, unlink "{USR}/d"', 1300001),
        ),
        (
            ("readFile", {"filePath": f"{USR}/d/f", "position": 9}),
            ("readFile:fail the value of position is out of range", 1301009),
        ),
        (
            ("saveFile", {"tempFilePath": "wxfile://tmp/no.png"}),
            ("saveFile:fail tempFilePath file not exist", 1301112),
        ),
        (("close", {"fd": "77"}), ("close:fail bad file descriptor", 1300009)),
        (
            ("unzip", {"zipFilePath": f"{USR}/d/f", "targetPath": f"{USR}/d"}),
            ("unzip:fail unzip open file fail", 1301102),
        ),
    ]
    for (name, params), expected in cases:
        assert fs.fails(name, **params) == expected


@pytest.mark.parametrize(
    "path",
    [
        "wxfile://usr/../../etc/passwd",
        "wxfile://usr/a/../../b",
        "wxfile://other/a",
        "file:///etc/passwd",
        "wxfile://usr/a\0b",
        "",
    ],
)
def test_no_way_out(fs: Fs, path: str) -> None:
    message, code = fs.fails("readFile", filePath=path)
    assert code in {1301000, 1300022, 1300002}, message
    assert fs.fails("writeFile", filePath=path, data="x")[1] in {1301000, 1300022}
    assert fs.bench.phone.files.read(path.removeprefix("wxfile://")) is None


def test_symbolic_link_is_no_way_out(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    fs = Fs(FolderTree(tmp_path / "phone"))
    (tmp_path / "phone" / "usr" / "link").symlink_to(tmp_path / "secret")
    (tmp_path / "phone" / "usr" / "up").symlink_to(tmp_path)
    assert fs.fails("readFile", filePath=f"{USR}/link")[1] == 1301000
    assert fs.fails("readFile", filePath=f"{USR}/up/secret")[1] == 1301000
    assert fs.fails("writeFile", filePath=f"{USR}/up/new", data="x")[1] == 1301000
    assert not (tmp_path / "new").exists()


def test_package_is_read_only(fs: Fs) -> None:
    assert fs.readFileSync(filePath="/images/a.png") == b"png"
    assert fs.readdirSync(dirPath="images") == ["a.png"]
    fs.accessSync(path="images")
    fs.copyFileSync(srcPath="images/a.png", destPath=f"{USR}/a.png")
    assert fs.readFileSync(filePath=f"{USR}/a.png") == b"png"
    assert fs.fails("unlink", filePath="app.json")[1] == 1301000
    assert fs.fails("rename", oldPath="app.json", newPath=f"{USR}/x")[1] == 1301000


def test_folders(fs: Fs) -> None:
    fs.mkdirSync(dirPath=f"{USR}/a/b/c", recursive=True)
    fs.writeFileSync(filePath=f"{USR}/a/b/f.txt", data="12345")
    assert fs.readdirSync(dirPath=f"{USR}/a/b") == ["c", "f.txt"]
    rows = fs.stat(path=f"{USR}/a", recursive=True)["stats"]
    assert [row["path"] for row in rows] == ["/", "/b", "/b/c", "/b/f.txt"]
    assert [bool(row["stats"]["mode"] & 0o040000) for row in rows] == [True, True, True, False]
    fs.renameSync(oldPath=f"{USR}/a/b", newPath=f"{USR}/z")
    assert fs.readFileSync(filePath=f"{USR}/z/f.txt", encoding="utf8") == "12345"
    assert fs.fails("rename", oldPath=f"{USR}/z", newPath=f"{USR}/z/in")[1] == 1300022
    fs.rmdirSync(dirPath=f"{USR}/z", recursive=True)
    assert fs.readdirSync(dirPath=f"{USR}") == ["a"]


def test_temporary_and_saved_files(fs: Fs) -> None:
    phone = fs.bench.phone
    path = phone.files.add_temporary(b"picture", ".png")
    assert path.startswith("wxfile://tmp/")
    assert path.endswith(".png")
    saved = fs.saveFileSync(tempFilePath=path)
    assert saved.startswith("wxfile://store/")
    assert fs.fails("access", path=path)[1] == 1300002
    (entry,) = fs.getSavedFileList()["fileList"]
    assert (entry["filePath"], entry["size"]) == (saved, 7)
    assert fs.bench.ok("getSavedFileList")["fileList"] == [entry]
    assert fs.bench.ok("getSavedFileInfo", {"filePath": saved})["size"] == 7
    info = fs.getFileInfo(filePath=saved, digestAlgorithm="sha1")
    assert info["digest"] == hashlib.sha1(b"picture").hexdigest()
    gone = phone.files.add_temporary(b"x", "")
    phone.restart()
    assert phone.files.read(gone.removeprefix("wxfile://")) is None
    assert phone.files.read(saved.removeprefix("wxfile://")) == b"picture"
    fs.removeSavedFile(filePath=saved)
    assert fs.getSavedFileList()["fileList"] == []


def test_limit_of_user_files(fs: Fs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apimock.files.space.USER_LIMIT", 10)
    fs.writeFileSync(filePath=f"{USR}/a", data="12345678")
    message, code = fs.fails("writeFile", filePath=f"{USR}/b", data="123")
    assert message == "writeFile:fail the maximum size of the file storage limit is exceeded"
    assert code == 1300202
    fs.writeFileSync(filePath=f"{USR}/a", data="1234567890")


def test_descriptors(fs: Fs) -> None:
    assert fs.fails("openSync", filePath=f"{USR}/n", flag="r")[1] == 1300002
    assert fs.fails("openSync", filePath=f"{USR}/n", flag="q")[1] == 1302003
    fd = fs.openSync(filePath=f"{USR}/n", flag="w+")
    assert fs.writeSync(fd=fd, data="hello")["bytesWritten"] == 5
    assert fs.writeSync(fd=fd, data=b"abcdef", offset=1, length=2)["bytesWritten"] == 2
    result = fs.readSync(fd=fd, arrayBuffer=bytes(8), offset=1, length=4, position=0)
    assert result == {"bytesRead": 4, "arrayBuffer": b"\0hell\0\0\0"}
    assert fs.fstatSync(fd=fd)["size"] == 7
    fs.ftruncateSync(fd=fd, length=3)
    fs.closeSync(fd=fd)
    assert fs.readFileSync(filePath=f"{USR}/n", encoding="utf8") == "hel"
    assert fs.fails("openSync", filePath=f"{USR}/n", flag="wx")[1] == 1301005
    added = fs.openSync(filePath=f"{USR}/n", flag="a")
    fs.writeSync(fd=added, data="p", position=0)
    assert fs.fails("readSync", fd=added, arrayBuffer=bytes(2), length=1)[1] == 1302001
    assert fs.readFileSync(filePath=f"{USR}/n", encoding="utf8") == "help"
    only = fs.openSync(filePath=f"{USR}/n", flag="r")
    assert fs.fails("writeSync", fd=only, data="x")[1] == 1302001
    assert fs.fails("openSync", filePath="app.json", flag="r+")[1] == 1302004


def archive(*names: str) -> str:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name in names:
            made.writestr(name, name.encode())
    return base64.b64encode(target.getvalue()).decode()


def test_archives(fs: Fs) -> None:
    data = archive("a.txt", "d/b.txt")
    fs.writeFileSync(filePath=f"{USR}/a.zip", data=data, encoding="base64")
    fs.mkdirSync(dirPath=f"{USR}/out")
    fs.unzip(zipFilePath=f"{USR}/a.zip", targetPath=f"{USR}/out")
    assert fs.readFileSync(filePath=f"{USR}/out/d/b.txt", encoding="utf8") == "d/b.txt"
    wanted = [{"path": "a.txt", "encoding": "utf8"}, {"path": "none"}]
    entries = fs.readZipEntry(filePath=f"{USR}/a.zip", entries=wanted)["entries"]
    assert entries["a.txt"] == {"errMsg": "readZipEntry:ok", "data": "a.txt"}
    assert "fail" in entries["none"]["errMsg"]
    every = fs.readZipEntry(filePath=f"{USR}/a.zip", entries="all")["entries"]
    assert set(every) == {"a.txt", "d/b.txt"}


def test_archive_that_wants_out(fs: Fs) -> None:
    data = archive("../../evil.txt")
    fs.writeFileSync(filePath=f"{USR}/a.zip", data=data, encoding="base64")
    message, code = fs.fails("unzip", zipFilePath=f"{USR}/a.zip", targetPath=f"{USR}")
    assert code == 1301104, message


def test_tools_scheme_is_understood(fs: Fs) -> None:
    fs.writeFileSync(filePath="http://usr/a", data="x")
    assert fs.readFileSync(filePath=f"{USR}/a", encoding="utf8") == "x"


def test_documents(fs: Fs) -> None:
    fs.writeFileSync(filePath=f"{USR}/a.pdf", data="%PDF")
    fs.writeFileSync(filePath=f"{USR}/a.exe", data="MZ")
    fs.bench.ok("openDocument", {"filePath": f"{USR}/a.pdf"})
    assert fs.bench.fails("openDocument", {"filePath": f"{USR}/a.exe"}) == (
        "openDocument:fail filetype not supported"
    )
