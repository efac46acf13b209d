"""What makes a package heavy: parts, folders and files by size, and what could go (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ide.finding import Finding
from ide.submit.files import MAIN, PackageFile, sub_package_roots

_GOES_WHOLE = frozenset({"file-unused", "package-unused"})
_MEDIA_BYTES = 200 * 1024
_HEAVIEST = 8


@dataclass(frozen=True)
class Block:
    """A part of the package, a folder or a file, heaviest parts first.

    ``kind`` is ``all``, ``part``, ``folder`` or ``file``; ``path`` counts from app.json's folder.
    """

    name: str
    path: str
    size: int
    kind: str
    children: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Cut:
    """Something that could go or shrink, and about how many bytes that saves.

    ``finding`` is what was found about it; None for what is heavy and nothing more.
    """

    path: str
    saves: int
    finding: Finding | None = None


def size_tree(files: Iterable[PackageFile], app: Mapping[str, object]) -> Block:
    """Return the package as a tree of what it weighs."""
    roots = sub_package_roots(app)
    groups: dict[str, list[PackageFile]] = {MAIN: [], **{root: [] for root in roots}}
    for file in files:
        part = next((root for root in roots if file.path.startswith(f"{root}/")), MAIN)
        groups[part].append(file)
    parts = [
        _folder(name, "" if name == MAIN else name, rows, "part") for name, rows in groups.items()
    ]
    return Block("", "", sum(part.size for part in parts), "all", _heaviest_first(parts))


def cuts(findings: Iterable[Finding], files: Sequence[PackageFile], prefix: str) -> list[Cut]:
    """Return what could go, the most worthwhile first, then the heaviest files.

    ``prefix`` is the folder of app.json as findings write it, '' or with a slash at its end.
    """
    sizes = {file.path: file.size for file in files}
    found: dict[str, Cut] = {}
    for finding in findings:
        path = finding.file.removeprefix(prefix)
        saves = _saved(finding, path, sizes)
        if saves > 0 and path not in found:
            found[path] = Cut(path, saves, finding)
    heaviest = sorted(files, key=lambda file: -file.size)[:_HEAVIEST]
    rest = [Cut(file.path, 0) for file in heaviest if file.path not in found and file.size]
    return [*sorted(found.values(), key=lambda cut: -cut.saves), *rest]


def _saved(finding: Finding, path: str, sizes: Mapping[str, int]) -> int:
    if finding.code in _GOES_WHOLE:
        inside = sum(size for name, size in sizes.items() if name.startswith(f"{path}/"))
        return sizes.get(path, inside)
    if finding.code == "picture-large":
        return sizes.get(path, 0) - _MEDIA_BYTES
    return 0


def _folder(name: str, path: str, files: Sequence[PackageFile], kind: str) -> Block:
    start = len(path) + 1 if path else 0
    groups: dict[str, list[PackageFile]] = {}
    children: list[Block] = []
    for file in files:
        head, inside, _ = file.path[start:].partition("/")
        if inside:
            groups.setdefault(head, []).append(file)
        else:
            children.append(Block(head, file.path, file.size, "file"))
    for head, rows in groups.items():
        children.append(_folder(head, f"{path}/{head}" if path else head, rows, "folder"))
    size = sum(child.size for child in children)
    return Block(name, path, size, kind, _heaviest_first(children))


def _heaviest_first(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(sorted(blocks, key=lambda block: (-block.size, block.name)))
