"""The client for programs that wait is what the other one says."""

from __future__ import annotations

import pytest

from bootstrap.sync_client import converted, stale


def test_the_generated_client_is_current() -> None:
    assert stale() == [], "run python -m bootstrap.sync_client"


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("async def f():\n    return await g()\n", "def f():\n    return g()\n"),
        ('x = (await f())["a"]\n', 'x = f()["a"]\n'),
        ("x = (await self.f(a, b=(c or d))).y\n", "x = self.f(a, b=(c or d)).y\n"),
        ("x = (await f()) or 1\n", "x = f() or 1\n"),
        ("x = (await f() or 1).y\n", "x = (f() or 1).y\n"),
        ("g(await f())\n", "g(f())\n"),
        ("async with a as b:\n    pass\n", "with a as b:\n    pass\n"),
        ("from a.aio.b import __aenter__\n", "from a.sync.b import __enter__\n"),
        ('"await is a word"\n', '"await is a word"\n'),
    ],
)
def test_async_and_await_are_left_out(source: str, made: str) -> None:
    doc, note, rest = converted(f'"""Job."""\n{source}', "x.py").split("\n", 2)
    assert (doc, rest.split("\n", 1)[1]) == ('"""Job."""', made)
    assert "aio/x.py" in rest
    assert note == ""
