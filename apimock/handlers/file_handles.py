"""FileSystemManager: open files (descriptors) and archives."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from typing import Any

from apimock.context import Context
from apimock.files import encoding
from apimock.files.space import FileFault, FileSpace, Place, missing
from apimock.handlers.file_answers import NOTHING, both, fail, files, managed, operation, place
from apimock.handlers.file_system import slice_of, stats_of
from apimock.registry import Level, handles

Answered = tuple[dict[str, Any], Any]
MAX_OPEN = 1024
_FLAGS = frozenset(["a", "ax", "a+", "ax+", "as", "as+", "r", "r+", "w", "wx", "w+", "wx+"])
_FILES = "open-files"


@dataclass
class OpenFile:
    """A descriptor: what it leads to, what it allows, where it stands."""

    place: Place
    flag: str
    position: int = 0

    @property
    def readable(self) -> bool:
        return self.flag.startswith("r") or "+" in self.flag

    @property
    def writable(self) -> bool:
        return self.flag != "r"

    @property
    def appends(self) -> bool:
        return self.flag.startswith("a")


def _table(context: Context) -> dict[str, OpenFile]:
    table: dict[str, OpenFile] = context.phone.running.setdefault(_FILES, {})
    return table


def _opened(context: Context) -> OpenFile:
    found = _table(context).get(str(context.param("fd")))
    if found is None:
        raise FileFault(1300009, "bad file descriptor")
    return found


@operation(*both("open"))
def open_file(context: Context) -> Answered:
    """A descriptor for a file, made or emptied as the flag says."""
    flag = context.text("flag", "r")
    if flag not in _FLAGS:
        raise FileFault(1302003, "invalid flag")
    where = place(context, "filePath", "open")
    space = files(context)
    node = space.node(where, "open")
    if node is None and flag.startswith("r"):
        raise missing("open", where.text)
    if node is not None and node.folder:
        raise FileFault(1301003, f'illegal operation on a directory, open "{where.text}"')
    if node is not None and "x" in flag:
        raise FileFault(1301005, f"file already exists {where.text}")
    if flag != "r" and not where.writable:
        raise FileFault(1302004, "permission denied when open using flag")
    if flag.startswith("w") or node is None:
        space.put(where, b"", "open")
    table = _table(context)
    if len(table) >= MAX_OPEN:
        raise FileFault(1302002, "excced max concurrent fd limit")
    number = str(context.phone.new_number())
    table[number] = OpenFile(where, flag)
    return {"fd": number}, number


@operation(*both("close"))
def close_file(context: Context) -> Answered:
    """Give a descriptor back."""
    _opened(context)
    del _table(context)[str(context.param("fd"))]
    return NOTHING


@operation(*both("fstat"))
def fstat(context: Context) -> Answered:
    """Facts of an open file."""
    opened = _opened(context)
    node = files(context).node(opened.place, "fstat")
    if node is None:
        raise missing("fstat", opened.place.text)
    return {"stats": stats_of(node)}, stats_of(node)


@operation(*both("ftruncate"))
def ftruncate(context: Context) -> Answered:
    """Cut an open file."""
    opened = _opened(context)
    if not opened.writable:
        raise FileFault(1302001, "permission denied, fd is writeonly or readonly")
    length = max(0, int(context.number_of("length", 0)))
    data = files(context).content(opened.place, "ftruncate")
    files(context).put(opened.place, data[:length].ljust(length, b"\0"), "ftruncate")
    return NOTHING


@operation(*both("read"))
def read(context: Context) -> Answered:
    """Read into a copy of the buffer, which the runtime puts in the app's own."""
    opened = _opened(context)
    buffer = context.param("arrayBuffer")
    if not opened.readable:
        raise FileFault(1302001, "permission denied, fd is writeonly or readonly")
    if not isinstance(buffer, (bytes, bytearray)):
        raise FileFault(1302005, "array buffer does not exist")
    offset = int(context.number_of("offset", 0))
    if not 0 <= offset <= len(buffer):
        raise FileFault(1301007, "the value of offset is out of range")
    length = int(context.number_of("length", 0))
    if length < 0 or offset + length > len(buffer):
        raise FileFault(1301006, "the value of length is out of range")
    at = opened.position
    if context.param("position") is not None:
        at = int(context.number_of("position", 0))
    if at < 0:
        raise FileFault(1301009, "the value of position is out of range")
    part = files(context).content(opened.place, "read")[at : at + length]
    if context.param("position") is None:
        opened.position = at + len(part)
    filled = bytes(buffer[:offset]) + part + bytes(buffer[offset + len(part) :])
    result = {"bytesRead": len(part), "arrayBuffer": filled}
    return result, result


@operation(*both("write"))
def write(context: Context) -> Answered:
    """Write text or a part of a buffer into an open file."""
    opened = _opened(context)
    if not opened.writable:
        raise FileFault(1302001, "permission denied, fd is writeonly or readonly")
    data = encoding.encode(context.param("data"), context.text("encoding"))
    if not isinstance(context.param("data"), str):
        offset = int(context.number_of("offset", 0))
        if not 0 <= offset <= len(data):
            raise FileFault(1301007, "the value of offset is out of range")
        length = int(context.number_of("length", len(data) - offset))
        if length < 0 or offset + length > len(data):
            raise FileFault(1301006, "the value of length is out of range")
        data = data[offset : offset + length]
    _put_at(context, opened, data)
    result = {"bytesWritten": len(data)}
    return result, result


def _put_at(context: Context, opened: OpenFile, data: bytes) -> None:
    space = files(context)
    old = space.content(opened.place, "write")
    at = opened.position
    if opened.appends:
        at = len(old)
    elif context.param("position") is not None:
        at = max(0, int(context.number_of("position", 0)))
    space.put(opened.place, old[:at].ljust(at, b"\0") + data + old[at + len(data) :], "write")
    if opened.appends or context.param("position") is None:
        opened.position = at + len(data)


def _archive(context: Context, name: str) -> zipfile.ZipFile:
    data = files(context).content(place(context, name, "open"), "open")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as error:
        raise FileFault(1301102, "unzip open file fail") from error


def _entry(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, RuntimeError, OSError) as error:
        raise FileFault(1301103, "unzip entry fail") from error


@operation(*managed("unzip"))
def unzip(context: Context) -> Answered:
    """Unpack an archive into a user folder; entries that would leave it are refused."""
    target = place(context, "targetPath", "unzip")
    space = files(context)
    space.require_writable(target, "unzip")
    with _archive(context, "zipFilePath") as archive:
        space.require_room(sum(info.file_size for info in archive.infolist()))
        for info in archive.infolist():
            inner = posixpath.normpath(posixpath.join("/", info.filename)).lstrip("/")
            if ".." in info.filename.split("/"):
                raise FileFault(1301104, "unzip fail")
            here = Place(target.text, target.root, posixpath.join(target.inner, inner).strip("/"))
            folder = here.inner if info.is_dir() else posixpath.dirname(here.inner)
            _make_folders(space, target.root, folder, context.clock.now())
            if not info.is_dir():
                space.put(here, _entry(archive, info.filename), "unzip")
    return NOTHING


def _make_folders(space: FileSpace, root: str, inner: str, now: float) -> None:
    parts = inner.split("/") if inner else []
    for count in range(1, len(parts) + 1):
        key = f"{root}/{'/'.join(parts[:count])}"
        if space.tree.node(key) is None:
            space.tree.make_folder(key, now)


@operation(*managed("readZipEntry"))
def read_zip_entry(context: Context) -> Answered:
    """Entries of an archive, each with its own outcome."""
    wanted = context.param("entries")
    common = context.text("encoding")
    with _archive(context, "filePath") as archive:
        names = [info.filename for info in archive.infolist() if not info.is_dir()]
        if wanted == "all":
            asked = [(name, common) for name in names]
        else:
            asked = [
                (str(item.get("path", "")), str(item.get("encoding") or common))
                for item in wanted or ()
                if isinstance(item, dict)
            ]
        entries: dict[str, Any] = {}
        for name, code in asked:
            if name in names:
                data = encoding.decode(_entry(archive, name), code)
                entries[name] = {"errMsg": "readZipEntry:ok", "data": data}
            else:
                entries[name] = {"errMsg": f"readZipEntry:fail no such file {name}"}
    return {"entries": entries}, None


@handles(
    *both("readCompressedFile"),
    level=Level.CANNED,
    note="Brotli is not unpacked: the call fails as for a damaged file",
)
def read_compressed(context: Context) -> None:
    """Fails: nothing here can unpack Brotli."""
    try:
        slice_of(context, files(context).content(place(context, "filePath", "open"), "open"))
    except FileFault as fault:
        fail(context, fault)
        return
    fail(context, FileFault(1301111, "brotli decompress fail"))
