"""What Chromium's developer tools complain of themselves."""

from __future__ import annotations

from ide.debugger.front_end import worth_noting


def test_complaints_of_pages_that_were_just_left_are_no_news() -> None:
    gone = 'Request Storage.getStorageKeyForFrame failed. {"code":-32602}'
    assert not worth_noting(gone)
    assert worth_noting("Request Debugger.enable failed. {}")
    assert worth_noting("Uncaught TypeError: model is null")
