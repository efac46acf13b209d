"""Brings panels and the phone into the states that a project seldom has all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QToolButton

from apimock.asking import Answer, Choice, Question
from apimock.calls import Call, CallRecord, Outcome, Reply
from ide.console_feed import ConsoleLine
from ide.debugger.breakpoints import Breakpoint
from ide.debugger.pause import Frame, Pause, Scope
from ide.debugger.paused_bar import PausedBar
from ide.finding import Finding, Severity
from ide.messages import Level, Message
from ide.panels.device.value_controls import RowsField
from ide.start.cards import Card
from ide.start.recovery import Lost

if TYPE_CHECKING:
    from tests.e2e.journey import Person

PAGE = "pages/home/home.js"
_MESSAGE = "“greetng” is used in this template but the page has no such data and no such property"
FINDINGS = (
    Finding(Severity.ERROR, _MESSAGE, "pages/home/home.wxml", 4, 25, 4, 33, hint="greeting"),
    Finding(Severity.WARNING, "The picture is larger than 200 KB", "images/morning.svg", 1, 1),
    Finding(Severity.INFO, "This page is in no tab bar", "pages/about/about.json", 1, 1),
)
_PAINTED = """
[...document.querySelectorAll('.monaco-editor')].filter(one => one.offsetWidth > 0)
  .every(one => one.querySelector('.view-line span span') && one.offsetWidth <= innerWidth
    && one.offsetHeight <= innerHeight)
"""
_SEEN = """
[...document.querySelectorAll('.view-lines')].filter(one => one.offsetWidth > 0)
  .map(one => one.textContent).join(' ')
"""
_TOP = Frame(0, "locate", PAGE, 21, 5, (Scope("local", "", ""),))
_BELOW = Frame(1, "onLoad", PAGE, 14, 5)
PAUSE = Pause("exception", (_TOP, _BELOW), "TypeError: Cannot read properties of undefined")


def console(person: Person) -> None:
    """Show a line of each level, one with a long text."""
    panel = person.window.console
    panel.clear()
    for number, level in enumerate(("debug", "info", "warning", "error", "input", "result")):
        words = f"{level}: {'rolls until noon ' * (number * 3 + 1)}"
        panel.put(ConsoleLine(number, level, words, PAGE, 14 + number, 3))
    person.wait(lambda: len(panel.lines()) == 6)
    person.window.focus_dock("console")


def no_console(person: Person) -> None:
    """Show the console after it was cleared."""
    person.window.console.clear()
    person.window.focus_dock("console")


def calls(person: Person) -> None:
    """Show calls that succeeded, failed and wait, and what one of them was asked."""
    panel = person.window.calls
    rows = (
        ("request", {"url": "https://shop.example/wares"}, Reply(Outcome.OK, {"data": []})),
        ("getLocation", {"type": "wgs84"}, Reply(Outcome.FAIL, {"errMsg": "getLocation:fail"})),
        ("requestPayment", {"package": "prepay_id=kiosk0"}, None),
    )
    for number, (name, params, reply) in enumerate(rows):
        call = Call(name, params, page="pages/home/home", id=9000 + number)
        ended = None if reply is None else 1040.0 + number
        panel.put(CallRecord(9000 + number, call, 1000.0 + number, ended, reply))
    person.window.focus_dock("calls")
    table = panel.log.table
    table.setCurrentIndex(table.model().index(0, 0))


def no_calls(person: Person) -> None:
    """Show the panel before the first call."""
    person.window.calls.clear()
    person.window.focus_dock("calls")


def problems(person: Person) -> None:
    """Show a finding of each kind, and the code of one."""
    panel = person.window.problems
    panel.set_compiled(FINDINGS)
    panel.tree.setCurrentIndex(panel.model.index_of(FINDINGS[0]))
    person.window.focus_dock("problems")


def no_problems(person: Person) -> None:
    """Show the panel of a project without faults."""
    person.window.problems.set_compiled([])
    person.window.focus_dock("problems")


def debug(person: Person) -> None:
    """Show where the app stands still, in the panel and on the phone."""
    panel = person.window.debug
    one = Breakpoint(1, PAGE, 21, condition="latitude > 23")
    two = Breakpoint(2, PAGE, 14, enabled=False, message="place {place}")
    panel.show_breakpoints([one, two], {1: 21})
    panel.show_pause(PAUSE)
    _paused_bar(person).show_pause(PAUSE)
    person.window.focus_dock("debug")


def no_debug(person: Person) -> None:
    """Let the app seem to run, without breakpoints."""
    person.window.debug.show_running()
    person.window.debug.show_breakpoints([], {})
    _paused_bar(person).show_pause(None)
    person.window.focus_dock("debug")


def _paused_bar(person: Person) -> PausedBar:
    bar = person.window.findChild(PausedBar)
    assert bar is not None
    return bar


def found(person: Person) -> None:
    """Show what replacing in files would change."""
    person.bench.run("edit.replace_in_files")
    panel = person.window.search
    panel.form.text.setText("name")
    panel.form.replacement.setText("title")
    panel.search_now()
    person.wait(lambda: panel.model.count and panel.stop.isHidden())


def not_found(person: Person) -> None:
    """Show a search that found nothing."""
    person.bench.run("edit.find_in_files")
    panel = person.window.search
    panel.form.text.setText("nobody writes this")
    panel.search_now()
    person.wait(lambda: panel.stop.isHidden() and panel.state.text())


def no_search(person: Person) -> None:
    """Show the panel before the first search."""
    person.window.search.form.replacement.clear()
    person.window.search.reset()
    person.window.focus_dock("search")


def broken(person: Person) -> None:
    """Say on the phone that the app does not compile."""
    person.window.simulator.notice.show_errors(FINDINGS)
    person.window.simulator.place_notice()


def crashed(person: Person) -> None:
    """Say on the phone that its page has ended."""
    person.window.simulator.notice.show_text("crashed", "exit code 139", "restart")
    person.window.simulator.place_notice()


def no_notice(person: Person) -> None:
    """Take the notice away."""
    person.window.simulator.notice.dismiss()


def trust(person: Person) -> None:
    """Ask whether the project may use the network."""
    person.window.simulator.trust_bar.show()


def no_trust(person: Person) -> None:
    """Take the question away."""
    person.window.simulator.trust_bar.hide()


def share(person: Person) -> None:
    """Show the sheet that shares a page."""
    choices = (Choice("send", "Send"), Choice("cancel", "Cancel"))
    facts = {"title": "Fresh rolls until noon", "path": "/pages/home/home?from=share"}
    ask(person, "share", "shareAppMessage", choices, facts)


def pay(person: Person) -> None:
    """Show the sheet of a payment."""
    choices = (Choice("pay", "Pay"), Choice("cancel", "Cancel"))
    facts = {"merchant": "Corner Kiosk", "amount": 2400, "warnings": ["“paySign” is no signature"]}
    ask(person, "payment", "requestPayment", choices, facts)


def permit(person: Person) -> None:
    """Show the sheet that asks for a permission."""
    choices = (Choice("allow", "Allow"), Choice("deny", "Deny"))
    ask(person, "permission", "getLocation", choices, {"scope": "scope.userLocation"})


def ask(
    person: Person, kind: str, api: str, choices: tuple[Choice, ...], facts: dict[str, object]
) -> None:
    """Put a question on the phone."""
    question = Question(1, kind, api, choices, Answer(choices[0].id), facts)
    person.window.simulator.sheet.show_question(question)


def no_question(person: Person) -> None:
    """Take the sheet away."""
    person.window.simulator.sheet.show_question(None)


def call(person: Person) -> None:
    """Let somebody call."""
    person.window.simulator.call.ring()
    person.window.simulator.place_notice()


def no_call(person: Person) -> None:
    """Let nobody call."""
    person.window.simulator.call.hide()


def away(person: Person) -> None:
    """Show the phone's home screen."""
    assert person.bench.session is not None
    person.bench.session.set_foreground(False)


def back(person: Person) -> None:
    """Return to the mini-program."""
    assert person.bench.session is not None
    person.bench.session.set_foreground(True)


def split(person: Person) -> None:
    """Show two files side by side."""
    person.window.editor.open("app.js")
    person.window.editor.split()
    person.window.editor.open(PAGE)
    wait_for_code(person)


def diff(person: Person) -> None:
    """Show a file beside what it was."""
    person.window.editor.show_diff("Git", PAGE, "Page({\n  data: {},\n})\n")
    wait_for_words(person, "wares")


def one_file(person: Person) -> None:
    """Show one file again."""
    person.window.editor.close_all()
    person.window.editor.open("pages/home/home.wxml")
    wait_for_code(person)


def wait_for_code(person: Person) -> None:
    """Wait until every editor that is seen shows words in colours, in the size it has."""
    person.wait(lambda: person.in_the_editor(_PAINTED))


def wait_for_words(person: Person, words: str) -> None:
    """Wait until words can be read in an editor that is seen."""
    person.wait(lambda: words in str(person.in_the_editor(_SEEN)))


def no_file(person: Person) -> None:
    """Show the editor without a file."""
    person.window.editor.close_all()


def start(person: Person) -> None:
    """Show the start page with the project just left."""
    person.bench.close_project()
    person.bench.show_start()


def first_start(person: Person) -> None:
    """Show the start page as it is when the program is new."""
    start(person)
    person.window.start.show_projects([])


def lost_text(person: Person) -> None:
    """Show the start page with pinned, missing and many projects, and with lost text."""
    start(person)
    folders = [f"~/Minideck/shop-of-the-corner-{number}" for number in range(9)]
    cards = [
        Card(folder, f"Shop {number}", (folder, "yesterday"), marked=not number, faded=number == 4)
        for number, folder in enumerate(folders)
    ]
    person.window.start.show_projects(cards)
    person.window.start.show_lost([Lost(folders[0], "Shop 0", (PAGE, "app.js"))])


def messages(person: Person) -> None:
    """Show a message of each level."""
    show = person.window.toasts.show_message
    show(Message(Level.INFO, "Saved."))
    show(Message(Level.WARNING, "Another program changed pages/home/home.wxml."))
    show(Message(Level.ERROR, "pages/home/home.wxml could not be written: no space left on device"))


def no_messages(person: Person) -> None:
    """Close all messages."""
    for button in person.window.toasts.findChildren(QToolButton):
        button.click()


def card(name: str, person: Person) -> None:
    """Show one card of the device dock with all its fields, among the others."""
    panel = person.window.device
    panel.fold_all(folded=True)
    panel.card(name).show_all(shown=True)
    person.window.focus_dock("device")
    panel.reveal(name)


def no_card(person: Person) -> None:
    """Fold all cards again."""
    panel = person.window.device
    panel.search.clear()
    for view in panel.views.values():
        view.show_all(shown=False)
    panel.fold_all(folded=True)


def card_search(person: Person) -> None:
    """Show the cards a word is found on."""
    person.window.focus_dock("device")
    person.window.device.search.setText("getLocation")


def no_card_found(person: Person) -> None:
    """Show a search without a hit."""
    person.window.focus_dock("device")
    person.window.device.search.setText("nobody has this")


def card_entries(person: Person) -> None:
    """Show the table of a list of entries."""
    field = person.window.device.control("address.postal")
    assert isinstance(field, RowsField)
    field.open()
