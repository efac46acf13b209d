"""Brings the Python console into its states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ide.wiring.python import PythonConsole

if TYPE_CHECKING:
    from tests.e2e.journey import Person

_LINES = (
    "page.q('#connection').tap()",
    "page.data['network'], len(page.qq('.card'))",
    "%wxml .card",
    "%device network.type=2g",
    "[one.text for one in page.qq('.price')]",
)


def off(person: Person) -> None:
    """Show what the console is for, before it was started."""
    person.window.focus_dock("python")


def work(person: Person) -> None:
    """Show lines, answers and an element."""
    _run(person, *_LINES)


def picture(person: Person) -> None:
    """Show a picture among the lines."""
    _run(person, "%shot")


def failed(person: Person) -> None:
    """Show an error of Python and one of the mini-program."""
    _run(person, "price = {'rolls': 6}\nprice['coffee']", "page.q('.sold-out', timeout=0.1)")


def ended(person: Person) -> None:
    """Show that the process has ended."""
    _run(person, "print('almost done')")
    console = _console(person)
    view = console.view
    assert view is not None
    view.put_input("import os; os.abort()")
    person.wait(lambda: person.window.python.state == "ended")


def none(person: Person) -> None:
    """End the console."""
    console = _console(person)
    session = person.bench.session
    if session is not None and console.view is not None:
        console.close()
    person.window.docks["python"].hide()


def _run(person: Person, *lines: str) -> None:
    console, panel = _console(person), person.window.python
    console.show()
    person.wait(lambda: panel.state == "ready")
    view = console.view
    assert view is not None
    for code in lines:
        prompts: list[bool] = []
        view.prompted.connect(lambda seen=prompts: seen.append(True))
        view.put_input(code)
        person.wait(lambda seen=prompts: seen)


def _console(person: Person) -> PythonConsole:
    found = person.window.findChild(PythonConsole)
    assert found is not None
    return found
