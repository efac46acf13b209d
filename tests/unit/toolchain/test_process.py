"""The Node process behind the toolchain: threads, sizes, deaths and hangs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from renderer.toolchain.process import Toolchain, ToolchainError

FAKE = """
const begin = Date.now()
while (Date.now() < begin + STARTING) {}
const rl = require('node:readline').createInterface({ input: process.stdin })
rl.on('line', (line) => {
  const { id, op, items } = JSON.parse(line)
  for (const item of items) {
    if (item.path === 'die' || (item.path === 'once' && !require('fs').existsSync(item.mark))) {
      if (item.mark) require('fs').writeFileSync(item.mark, '')
      process.stderr.write('last words\\n', () => process.exit(3))
      return
    }
    while (item.path === 'hang') {}
  }
  const results = items.map(({ path }) => ({ path }))
  const reply = op === 'fault' ? { error: 'ours' } : { results }
  process.stdout.write(JSON.stringify({ id, ...reply }) + '\\n')
})
"""


@pytest.fixture
def fake(tmp_path: Path) -> Callable[..., Toolchain]:
    bundle = tmp_path / "fake.cjs"

    def start(timeout: float = 30.0, starting_ms: int = 0) -> Toolchain:
        bundle.write_text(FAKE.replace("STARTING", str(starting_ms)), encoding="utf-8")
        return Toolchain(bundle=bundle, timeout=timeout)

    return start


def test_results_come_in_the_order_of_the_items(toolchain: Toolchain) -> None:
    items = [{"path": f"{n}.json", "source": str(n), "lang": "json"} for n in range(50)]
    results = toolchain.request("script.compile", items)
    assert [result["code"] for result in results] == [f"module.exports={n}\n" for n in range(50)]
    assert toolchain.request("script.compile", []) == []


def test_large_texts_pass_both_ways(toolchain: Toolchain) -> None:
    text = "/* 中文 " + "x" * 8_000_000 + " */"
    items = [{"path": "a.js", "source": text}] * 2
    assert [result["code"] for result in toolchain.request("script.compile", items)] == [text] * 2


def test_threads_share_one_process(toolchain: Toolchain) -> None:
    found: dict[int, Any] = {}

    def ask(number: int) -> None:
        item = {"path": "a.json", "source": f'"{number}{"x" * 100_000}"', "lang": "json"}
        found[number] = toolchain.request("script.compile", [item])[0]["code"]

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {number: code[:18] for number, code in found.items()} == {
        number: f'module.exports="{number}x' for number in range(8)
    }


def test_a_process_that_died_is_started_again(
    fake: Callable[..., Toolchain], tmp_path: Path
) -> None:
    with fake() as toolchain:
        items = [{"path": "once", "mark": str(tmp_path / "mark")}, {"path": "a"}]
        assert toolchain.request("op", items) == [{"path": "once"}, {"path": "a"}]


def test_a_process_that_dies_again_is_an_error(fake: Callable[..., Toolchain]) -> None:
    with fake() as toolchain:
        with pytest.raises(ToolchainError, match="last words"):
            toolchain.request("op", [{"path": "die"}])
        assert toolchain.request("op", [{"path": "a"}]) == [{"path": "a"}]


def test_an_item_that_never_ends_costs_only_itself(fake: Callable[..., Toolchain]) -> None:
    with fake(timeout=1.0) as toolchain:
        first, second = toolchain.request("wxml.compile", [{"path": "hang"}, {"path": "a"}])
    assert first["code"] == "({})"
    assert first["diagnostics"][0]["code"] == "toolchain-gave-up"
    assert second == {"path": "a"}


def test_a_slow_start_counts_for_no_source(fake: Callable[..., Toolchain]) -> None:
    with fake(timeout=1.0, starting_ms=1200) as toolchain:
        assert toolchain.request("wxml.compile", [{"path": "a"}]) == [{"path": "a"}]


def test_a_fault_of_ours_is_an_error(fake: Callable[..., Toolchain], toolchain: Toolchain) -> None:
    with fake() as faulty, pytest.raises(ToolchainError, match="ours"):
        faulty.request("fault", [{"path": "a"}])
    with pytest.raises(ToolchainError, match="unknown operation"):
        toolchain.request("no.such", [{"path": "a"}])


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    with (
        Toolchain(bundle=tmp_path / "none.cjs") as toolchain,
        pytest.raises(ToolchainError, match="build it"),
    ):
        toolchain.request("wxml.scan", [{"path": "a", "source": ""}])
    bundle = tmp_path / "some.cjs"
    bundle.touch()
    with (
        Toolchain(bundle=bundle, node=tmp_path / "none") as toolchain,
        pytest.raises(ToolchainError, match="cannot be started"),
    ):
        toolchain.request("wxml.scan", [{"path": "a", "source": ""}])


def test_a_closed_toolchain_refuses(fake: Callable[..., Toolchain]) -> None:
    toolchain = fake()
    toolchain.request("op", [{"path": "a"}])
    toolchain.close()
    toolchain.close()
    with pytest.raises(ToolchainError, match="closed"):
        toolchain.request("op", [{"path": "a"}])
