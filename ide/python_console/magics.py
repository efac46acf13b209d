"""What each magic of magics.toml does."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from IPython.core.error import UsageError

from ide.automation.errors import WxApiError
from ide.i18n import tr
from ide.python_console.magic_table import Line, UnreadableLineError, magics, read
from ide.python_console.pictures import Picture
from ide.python_console.shown import (
    Rows,
    Words,
    calls_text,
    cases_text,
    nodes_in,
    phones_text,
    tree_text,
)
from ide.scenario.files import scenarios_among

_LAST = 20
_TAB_BAR = "tabbar page"
"""What the framework says when a page of the tab bar was to be opened in another way."""

_EITHER = """
async (code) => {
  let run
  try { run = new Function(`return async () => (${code}\\n)`)() }
  catch { run = new Function(`return async () => {${code}\\n}`)() }
  return run()
}
"""
"""Runs an expression, or else statements; what cannot be read has not run."""


class Magics:
    """Carries magics out on the names that the person has, as they are when it is asked."""

    def __init__(self, names: Mapping[str, Any], project: Path) -> None:
        """``names`` is the person's namespace; ``project`` the folder that paths begin at."""
        self._names, self._project = names, project

    def register(self, shell: Any) -> None:
        """Give a shell all of them, with their help."""
        for name, magic in magics().items():
            function = self._explained(name, getattr(self, f"_{name}"))
            shell.register_magic_function(function, "line_cell" if magic.cell else "line", name)
        shell.register_magic_function(self._list_explained(), "line", "minideck")

    def _explained(self, name: str, carry_out: Callable[..., Any]) -> Callable[..., Any]:
        magic = magics()[name]

        def run(line: str, cell: str | None = None) -> Any:
            if magic.cell:
                return carry_out(line if cell is None else cell)
            try:
                return carry_out(read(magic, line))
            except UnreadableLineError as error:
                raise UsageError(str(error)) from None

        run.__name__ = name
        run.__doc__ = f"{magic.usage}\n\n{tr(f'python.magic.{name}')}\n\n{magic.example}"
        return run

    def _list_explained(self) -> Callable[[str], Any]:
        def minideck(_line: str) -> Rows:
            width = max(len(one.usage) for one in magics().values())
            lines = [
                f"{one.usage:<{width}}  {tr(f'python.magic.{name}')}"
                for name, one in magics().items()
            ]
            return Rows(magics(), "\n".join(lines))

        minideck.__doc__ = tr("python.magic.minideck")
        return minideck

    def _tap(self, line: Line) -> None:
        do = self._names["mini"]
        press = do.long_press if "long" in line.flags else do.tap
        press(line["selector"], line["text"] or None)

    def _type(self, line: Line) -> None:
        enter = "enter" in line.flags
        self._names["mini"].type(line["selector"], line["text"], enter=enter)

    def _goto(self, line: Line) -> Any:
        app = self._names["app"]
        if not line["route"]:
            return app.page_stack()
        if "relaunch" in line.flags:
            return app.relaunch(line["route"])
        go = app.redirect_to if "redirect" in line.flags else app.navigate_to
        try:
            return go(line["route"])
        except WxApiError as error:
            if _TAB_BAR not in error.err_msg:
                raise
        return app.switch_tab(line["route"])

    def _device(self, line: Line) -> Any:
        device, said = self._names["device"], line["values"]
        phones = device.list()
        if not said:
            current = str(self._names["project"].info().get("device", ""))
            return Rows(phones, phones_text(phones, current))
        if "=" in said:
            device.set_state(_values(said))
            return None
        ids = [str(one["id"]) for one in phones]
        if said in ids:
            device.use(said)
            return None
        if "." in said or said in device.state():
            return device.state(said)
        raise UsageError(tr("python.line.no_device", id=said, ids=", ".join(ids)))

    def _scenario(self, line: Line) -> Any:
        scenario = self._names["scenario"]
        if "record" in line.flags:
            return scenario.record()
        if "stop" in line.flags:
            file = self._path(line["file"]) if line["file"] else None
            return Words(scenario.stop(file))
        if not line["file"]:
            files = scenarios_among(self._names["project"].files())
            if not files:
                raise UsageError(tr("python.line.no_scenario"))
            return Rows(files, "\n".join(files))
        played = scenario.play(self._path(line["file"]))
        return Rows(played.cases, cases_text(played.cases))

    def _shot(self, line: Line) -> Picture:
        picture = Picture(self._names["app"].screen_shot())
        if line["file"]:
            self._path(line["file"]).write_bytes(picture.data)
        return picture

    def _wxml(self, line: Line) -> Words:
        page = self._names["page"]
        if not line["selector"]:
            return Words(tree_text(page.tree()))
        wanted = {one.id for one in page.qq(line["selector"])}
        return Words("\n".join(map(tree_text, nodes_in(page.tree(), wanted))))

    def _calls(self, line: Line) -> Rows:
        last = line.flags.get("last", str(_LAST))
        if not last.isdecimal():
            raise UsageError(tr("python.line.no_number", value=last))
        calls = self._names["mini"].log.calls(line["name"] or None)[-int(last) :]
        return Rows(calls, calls_text(calls))

    def _wxjs(self, code: str) -> Any:
        return self._names["app"].evaluate(_EITHER, code)

    def _path(self, path: str) -> Path:
        return self._project / Path(path).expanduser()


def _values(said: str) -> dict[str, Any]:
    """Read ``section.field=value …``; a value is JSON or else a text."""
    values = {}
    for word in said.split(" "):
        name, equals, value = word.partition("=")
        if equals:
            values[name] = _value(value)
        elif values and word:
            last = next(reversed(values))
            values[last] = f"{values[last]} {word}"
    return values


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
