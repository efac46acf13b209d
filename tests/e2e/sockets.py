"""The sockets that a program and its children hold open, by the tables of Linux's kernel."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

LISTENING = "0A"
LOOPBACK = re.compile(r"0100007F|0{8}|0{24}01000000|0{24}0100007F|0{32}")
INODE = re.compile(r"socket:\[(\d+)\]")


def family_of(pid: int) -> Iterator[int]:
    """Yield a process and all below it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from family_of(int(child))


def inodes_of(pid: int) -> set[str]:
    """Return the sockets that a process holds."""
    found = set()
    try:
        for each in Path(f"/proc/{pid}/fd").iterdir():
            match = INODE.match(os.readlink(each))
            if match:
                found.add(match[1])
    except OSError:
        pass  # it has just ended
    return found


def sockets_of(pid: int) -> Iterator[str]:
    """Yield the network sockets of a process family: protocol, both addresses, state."""
    mine = set[str]().union(*map(inodes_of, family_of(pid)))
    for protocol in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/net/{protocol}").read_text().splitlines()[1:]:
            _number, here, there, state, *rest = line.split()
            if rest[5] in mine:
                yield f"{protocol} {here} {there} {state}"


def leaves(entry: str) -> bool:
    """Tell whether a socket listens, or speaks to another machine."""
    _protocol, _here, there, state = entry.split()
    return state == LISTENING or not LOOPBACK.fullmatch(there.split(":")[0])


def reached() -> set[str]:
    """Return where this program and its children listen or speak to others; nothing elsewhere."""
    if sys.platform != "linux":
        return set()
    return {entry for entry in sockets_of(os.getpid()) if leaves(entry)}
