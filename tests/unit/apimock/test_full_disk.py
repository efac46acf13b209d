"""A disk that is full is a failed call of the app, not a mistake of ours."""

from __future__ import annotations

from apimock.calls import Call, Reply
from apimock.clock import ManualClock
from apimock.files.tree import MemoryTree
from apimock.phone import Phone


class FullDisk(MemoryTree):
    """Takes no more bytes."""

    def write(self, path: str, data: bytes, now: float) -> None:
        raise OSError(28, "No space left on device")


def test_writing_to_a_full_disk_fails_as_on_a_phone() -> None:
    phone = Phone(ManualClock(), tree=FullDisk())
    replies: list[Reply] = []
    params = {"filePath": "wxfile://usr/a.txt", "data": "text", "encoding": "utf8"}
    phone.call(Call("FileSystemManager.writeFileSync", params, True), replies.append)
    assert replies[0].outcome == "fail"
    assert "Input/output error" in replies[0].result["errMsg"]
