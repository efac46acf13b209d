"""What lies ready in the console: names, magics, completion, pictures, readable errors."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from ide.automation import Element
from ide.automation.errors import AutomationError
from ide.python_console import tracebacks
from ide.python_console.completion import Offers, matcher
from ide.python_console.magics import Magics
from ide.python_console.names import connected
from ide.python_console.pictures import is_png, png_of, words_of
from ide.python_console.setting import Setting
from ide.python_console.shown import element_text, is_tree, tree_text


def furnish(shell: Any, setting: Setting) -> None:
    """Give the person all that makes the console ours."""
    shell.push(dict(connected(setting.server)), interactive=False)
    names = shell.user_ns
    Magics(names, Path(setting.project or ".")).register(shell)
    shell.Completer.custom_matchers.append(matcher(Offers(names)))
    shell.set_custom_exc((AutomationError, KeyboardInterrupt), tracebacks.show)
    formatters = shell.display_formatter.formatters
    formatters["image/png"].for_type(bytes, png_of)
    plain = formatters["text/plain"]
    plain.for_type(bytes, _show_bytes)
    plain.for_type(Element, _show_element)
    plain.for_type(dict, partial(_show_mapping, plain.type_printers[dict]))


def _show_bytes(data: bytes, printer: Any, _cycle: bool) -> None:
    printer.text(words_of(data) if is_png(data) else repr(data))


def _show_element(element: Element, printer: Any, _cycle: bool) -> None:
    printer.text(repr(element))
    try:
        printer.text(f"\n{element_text(element.outer_wxml)}")
    except AutomationError:
        return  # it is gone from the page; what it was can still be said


def _show_mapping(usual: Any, value: dict[Any, Any], printer: Any, cycle: bool) -> None:
    if is_tree(value):
        printer.text(tree_text(value))
    else:
        usual(value, printer, cycle)
