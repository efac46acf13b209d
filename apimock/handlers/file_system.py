"""FileSystemManager: whole files and folders."""

from __future__ import annotations

import hashlib
import posixpath
from typing import Any

from apimock.context import Context
from apimock.files import encoding
from apimock.files.space import SCHEME, FileFault, Place, missing
from apimock.files.tree import Node
from apimock.handlers.file_answers import (
    NOTHING,
    both,
    files,
    managed,
    operation,
    place,
)
from apimock.registry import Level

Answered = tuple[dict[str, Any], Any]


def slice_of(context: Context, data: bytes) -> bytes:
    """The part ``position`` and ``length`` ask for."""
    position = context.param("position")
    length = context.param("length")
    start = 0 if position is None else int(context.number_of("position", 0))
    if start < 0 or (start > len(data)):
        raise FileFault(1301009, "the value of position is out of range")
    end = len(data) if length is None else start + int(context.number_of("length", 0))
    if end > len(data) or (length is not None and end <= start and data):
        raise FileFault(1301006, "the value of length is out of range")
    return data[start:end]


@operation(*both("access"))
def access(context: Context) -> Answered:
    """Whether a file or folder exists."""
    where = place(context, "path", "access")
    if files(context).node(where, "access") is None:
        raise missing("access", where.text)
    return NOTHING


@operation(*both("readFile"))
def read_file(context: Context) -> Answered:
    """A file's content."""
    data = files(context).content(place(context, "filePath", "open"), "open")
    content = encoding.decode(slice_of(context, data), context.text("encoding"))
    return {"data": content}, content


@operation(*both("writeFile"))
def write_file(context: Context) -> Answered:
    """Replace a file's content."""
    data = encoding.encode(context.param("data"), context.text("encoding"))
    files(context).put(place(context, "filePath", "open"), data, "open")
    return NOTHING


@operation(*both("appendFile"))
def append_file(context: Context) -> Answered:
    """Add to the end of a file that exists."""
    where = place(context, "filePath", "open")
    files(context).require_writable(where, "open")
    old = files(context).content(where, "open")
    new = encoding.encode(context.param("data"), context.text("encoding"))
    files(context).put(where, old + new, "open")
    return NOTHING


@operation(*both("truncate"))
def truncate(context: Context) -> Answered:
    """Cut a file, or fill it up with zeros."""
    where = place(context, "filePath", "truncate")
    files(context).require_writable(where, "truncate")
    length = max(0, int(context.number_of("length", 0)))
    data = files(context).content(where, "truncate")
    files(context).put(where, data[:length].ljust(length, b"\0"), "truncate")
    return NOTHING


@operation(*both("copyFile"))
def copy_file(context: Context) -> Answered:
    """Copy a file into the user folder."""
    data = files(context).content(place(context, "srcPath", "copyFile"), "copyFile")
    files(context).put(place(context, "destPath", "copyFile"), data, "copyFile")
    return NOTHING


@operation(*both("rename"))
def rename(context: Context) -> Answered:
    """Move a file or folder within what the app may write, or out of the temporary files."""
    old, new = place(context, "oldPath", "rename"), place(context, "newPath", "rename")
    space = files(context)
    node = space.node(old, "rename")
    if node is None:
        raise missing("rename", old.text)
    if old.root == "package":
        space.require_writable(old, "rename")
    space.require_writable(new, "rename")
    space.require_parent(new, "rename")
    if (new.key + "/").startswith(old.key + "/") and new.key != old.key:
        raise FileFault(1300022, f'Invalid argument, rename "{old.text}" -> "{new.text}"')
    target = space.node(new, "rename")
    if target is not None and (target.folder or node.folder):
        raise FileFault(1301005, f"file already exists {new.text}")
    if old.root == "tmp" and not node.folder:
        space.require_room(node.size)
    space.tree.move(old.key, new.key)
    return NOTHING


@operation(*both("unlink"))
def unlink(context: Context) -> Answered:
    """Remove a file."""
    where = place(context, "filePath", "unlink")
    space = files(context)
    node = space.node(where, "unlink")
    if where.root == "package":
        space.require_writable(where, "unlink")
    if node is None:
        raise missing("unlink", where.text)
    if node.folder:
        raise FileFault(1300001, f'operation not permitted, unlink "{where.text}"')
    space.tree.remove(where.key)
    return NOTHING


@operation(*both("mkdir"))
def make_folder(context: Context) -> Answered:
    """Make a folder; ``recursive`` makes the missing ones above, too."""
    where = place(context, "dirPath", "mkdir")
    space = files(context)
    space.require_writable(where, "mkdir")
    now = context.clock.now()
    if context.flag("recursive"):
        parts = where.inner.split("/") if where.inner else []
        for count in range(1, len(parts) + 1):
            step = Place(where.text, where.root, "/".join(parts[:count]))
            node = space.node(step, "mkdir")
            if node is None:
                space.tree.make_folder(step.key, now)
            elif not node.folder:
                raise FileFault(1301005, f"file already exists {where.text}")
        return NOTHING
    if space.node(where, "mkdir") is not None:
        raise FileFault(1301005, f"file already exists {where.text}")
    space.require_parent(where, "mkdir")
    space.tree.make_folder(where.key, now)
    return NOTHING


@operation(*both("rmdir"))
def remove_folder(context: Context) -> Answered:
    """Remove an empty folder, or with ``recursive`` everything in it."""
    where = place(context, "dirPath", "rmdir")
    space = files(context)
    space.require_writable(where, "rmdir")
    names = space.children(where, "rmdir")
    if not where.inner:
        raise FileFault(1300001, f'operation not permitted, rmdir "{where.text}"')
    if names and not context.flag("recursive"):
        raise FileFault(1300066, f'directory not empty, rmdir "{where.text}"')
    space.remove_all(where.key)
    return NOTHING


@operation(*both("readdir"))
def read_folder(context: Context) -> Answered:
    """The names in a folder."""
    names = list(files(context).children(place(context, "dirPath", "scandir")))
    return {"files": names}, names


def stats_of(node: Node) -> dict[str, Any]:
    """A Stats object; the file type is in ``mode`` as in POSIX."""
    seconds = int(node.modified / 1000)
    mode = 0o040755 if node.folder else 0o100644
    return {
        "mode": mode,
        "size": node.size,
        "lastAccessedTime": seconds,
        "lastModifiedTime": seconds,
    }


@operation(*both("stat"))
def stat(context: Context) -> Answered:
    """Facts of a file; with ``recursive`` of everything in a folder."""
    where = place(context, "path", "stat")
    space = files(context)
    node = space.node(where, "stat")
    if node is None:
        raise missing("stat", where.text)
    if not context.flag("recursive") or not node.folder:
        return {"stats": stats_of(node)}, stats_of(node)
    found: list[dict[str, Any]] = []

    def walk(inner: str, shown: str) -> None:
        here = Place(where.text, where.root, inner)
        facts = space.node(here, "stat")
        if facts is None:
            return
        found.append({"path": shown or "/", "stats": stats_of(facts)})
        if facts.folder:
            for name in space.children(here, "stat"):
                walk(posixpath.join(inner, name), f"{shown}/{name}")

    walk(where.inner, "")
    return {"stats": found}, found


@operation(*managed("getFileInfo"), "getFileInfo")
def file_info(context: Context) -> Answered:
    """Size and digest of a file."""
    data = files(context).content(place(context, "filePath", "open"), "open")
    name = context.text("digestAlgorithm", "md5").lower()
    if name not in {"md5", "sha1"}:
        raise FileFault(1300022, f'Invalid argument, digestAlgorithm "{name}"')
    return {"size": len(data), "digest": hashlib.new(name, data).hexdigest()}, None


@operation(*both("saveFile"), "saveFile")
def save_file(context: Context) -> Answered:
    """Move a temporary file to the saved files, or to a user path."""
    source = place(context, "tempFilePath", "saveFile")
    space = files(context)
    if source.root != "tmp" or space.node(source, "saveFile") is None:
        raise FileFault(1301112, "tempFilePath file not exist")
    data = space.content(source, "saveFile")
    target = context.text("filePath")
    if target:
        space.put(space.place(target, "saveFile"), data, "saveFile")
    else:
        target = space.add_temporary(data, posixpath.splitext(source.inner)[1], "store")
    space.tree.remove(source.key)
    return {"savedFilePath": target}, target


@operation(*managed("getSavedFileList"), "getSavedFileList")
def saved_files(context: Context) -> Answered:
    """What saveFile has kept."""
    space = files(context)
    found = []
    for name in space.tree.children("store"):
        node = space.tree.node(f"store/{name}")
        if node is not None:
            created = int(node.modified / 1000)
            path = f"{SCHEME}store/{name}"
            found.append({"filePath": path, "size": node.size, "createTime": created})
    return {"fileList": found}, None


@operation("getSavedFileInfo")
def saved_file_info(context: Context) -> Answered:
    """Facts of a saved file."""
    where = place(context, "filePath", "stat")
    node = files(context).node(where) if where.root == "store" else None
    if node is None:
        raise missing("stat", where.text)
    return {"size": node.size, "createTime": int(node.modified / 1000)}, None


@operation(*managed("removeSavedFile"), "removeSavedFile")
def remove_saved(context: Context) -> Answered:
    """Forget a saved file."""
    where = place(context, "filePath", "unlink")
    space = files(context)
    if where.root != "store" or space.node(where) is None:
        raise missing("unlink", where.text)
    space.tree.remove(where.key)
    return NOTHING


_DOCUMENTS = frozenset({"doc", "docx", "xls", "xlsx", "ppt", "pptx", "pdf"})


@operation("openDocument", level=Level.CANNED, note="the viewer is not shown")
def open_document(context: Context) -> Answered:
    """Check that a document could be shown."""
    where = place(context, "filePath", "openDocument")
    files(context).content(where, "openDocument")
    kind = context.text("fileType") or posixpath.splitext(where.inner)[1].lstrip(".")
    if kind.lower() not in _DOCUMENTS:
        raise FileFault(1300301, "filetype not supported")
    return NOTHING
