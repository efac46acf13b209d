"""setData on a list of 1,000 rows, against hand-written DOM and glass-easel in one thread."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from bootstrap.steps import node_command
from tests.bench import project
from tests.bench.figures import Table, figure
from tests.bench.request import Request
from tests.bench.rig import BenchError, EmptyPage, Rig, application

_WEB = Path(__file__).parent / "web"
_FIELDS = 20
_STYLE = ".row{display:block;line-height:20px}"
_STEPS = {"mount": "≤ 3×", "field": "≤ 3×", "replace": "≤ 1.7×"}
_TITLES = {"mount": "mount", "field": "one field", "replace": "replace all"}
# The end is the height of the content as the app hears it, so layout and both ways are in the time.
_APP = """(async () => {
  const page = getCurrentPages().at(-1)
  const clock = wx.getPerformance()
  const make = (seed) => Array.from({ length: ROWS }, (_, id) =>
    ({ id, name: `item ${seed}-${id}`, price: `¥${(id * 7 + seed) % 997}` }))
  const measured = () => new Promise((done) =>
    wx.createSelectorQuery().selectViewport().scrollOffset(done).exec())
  const timed = async (data) => {
    const started = clock.now()
    page.setData(data)
    await measured()
    return clock.now() - started
  }
  const first = make(SEED), second = make(SEED + 1)
  page.setData({ rows: [] })
  await measured()
  const mount = await timed({ rows: first })
  let field = 0
  for (let at = 0; at < FIELDS; at++) field += await timed({ title: `title SEED ${at}` })
  const replace = await timed({ rows: second })
  let nothing = 0
  for (let at = 0; at < FIELDS; at++) {
    const started = clock.now()
    await measured()
    nothing += clock.now() - started
  }
  return { mount, field: field / FIELDS, replace, nothing: nothing / FIELDS }
})()"""


def run(request: Request) -> list[Table]:
    """Let the three do the same in turn."""
    application()
    script = _bundle(request.folder)
    root = project.write_project(request.folder / "project", pages=1)
    html = f"<!doctype html><style>{_STYLE}</style><body></body><script>{script}</script>"
    times: dict[str, list[dict[str, float]]] = {"hand": [], "easel": [], "app": []}
    empty = EmptyPage(html)
    empty.load()
    with Rig(root) as rig:
        rig.new_player()
        rig.load(project.LIST_PAGE)
        for number in range(request.repeats + 1):
            seed = number * 10 + 1
            for name in ("hand", "easel"):
                times[name].append(_alone(empty, name, seed))
            code = _APP.replace("SEED", str(seed)).replace("FIELDS", str(_FIELDS))
            times["app"].append(rig.ask_app(code.replace("ROWS", str(project.ROWS))))
    empty.close()
    return [_table({name: rounds[1:] for name, rounds in times.items()})]


def _alone(empty: EmptyPage, name: str, seed: int) -> dict[str, float]:
    result: dict[str, float] = empty.result_of(f"bench('{name}', {seed}, {_FIELDS})")
    if result["shown"] != project.ROWS:
        raise BenchError(f"{name} shows {result['shown']} rows")
    return result


def _table(times: dict[str, list[dict[str, Any]]]) -> Table:
    figures = []
    for step, budget in _STEPS.items():
        values = {name: [entry[step] for entry in rounds] for name, rounds in times.items()}
        title = _TITLES[step]
        figures.append(figure(f"{title}: hand-written DOM", values["hand"], values["hand"]))
        figures.append(figure(f"{title}: glass-easel, one thread", values["easel"], values["hand"]))
        figures.append(figure(f"{title}: the app", values["app"], values["hand"], budget=budget))
    asking = [entry["nothing"] for entry in times["app"]]
    figures.append(figure("the app asking for the height, no change", asking))
    return Table(
        "setData, 1,000 rows",
        "hand-written DOM of the same step",
        figures,
        ["every step ends with the content's height, so layout is part of it"],
    )


def _bundle(folder: Path) -> str:
    """Build the contenders into a scratch folder; returns the script."""
    source, out = folder / "list.wxml", folder / "contenders.js"
    source.write_text(project.LIST_TEMPLATE, encoding="utf-8")
    command = [*node_command("node"), str(_WEB / "build.mjs"), str(source), str(out)]
    subprocess.run(command, check=True)
    return out.read_text("utf-8").replace("</script", "<\\/script")
