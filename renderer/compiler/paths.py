"""Joining and splitting of package paths: forward slashes, no leading slash, no extension logic."""

from __future__ import annotations


def folder_of(path: str) -> str:
    """Return the folder of a path without a trailing slash, '' at the top."""
    return path.rpartition("/")[0]


def join(folder: str, relative: str) -> str | None:
    """Return ``relative`` seen from ``folder``, or None when it leads above the top."""
    parts = folder.split("/") if folder else []
    for part in relative.replace("\\", "/").split("/"):
        if part in ("", "."):
            continue
        if part == "..":
            if not parts:
                return None
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def as_folder(path: str) -> str:
    """Return a configured folder as a prefix: '' for the top, else ending in one slash."""
    joined = join("", path)
    return joined + "/" if joined else ""


def without_ending(path: str, *endings: str) -> str:
    """Return a path without the first of the endings that it has."""
    for ending in endings:
        if path.endswith(ending):
            return path[: -len(ending)]
    return path


def folders_up(folder: str) -> list[str]:
    """Return a folder and all above it, '' last."""
    found = [folder]
    while folder:
        folder = folder_of(folder)
        found.append(folder)
    return found
