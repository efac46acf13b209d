"""Every text of the window is in every catalogue, and no text bypasses them."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import ide
from ide.commands import table
from ide.i18n import FALLBACK, Translator, catalogue, languages
from ide.inspect.call_texts import families
from ide.settings.schema import settings
from ide.submit.rules import State, rules
from ide.submit.rules.known import privacy
from ide.submit.rules.word_checks import lists

ROOM = Path(ide.__file__).parent
CODES = sorted(languages())
NAMES = re.compile(r"\{(\w+)\}")
PUTS_TEXT = {
    "setText", "setToolTip", "setWindowTitle", "setPlaceholderText", "setAccessibleName",
    "setTitle", "setInformativeText", "addAction", "addMenu", "QLabel", "QPushButton", "QCheckBox",
}  # fmt: skip
TAKES_KEY = {"tr": 0, "label": 0, "bind": 2, "FlagField": 0, "ChoiceField": None}


def sources() -> Iterator[tuple[Path, ast.AST]]:
    for file in sorted(ROOM.rglob("*.py")):
        if "headless" not in file.parts and file.name != "cli.py":
            yield file, ast.parse(file.read_text("utf-8"))


def calls() -> Iterator[tuple[Path, str, ast.Call]]:
    for file, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                function = node.func
                name = function.attr if isinstance(function, ast.Attribute) else None
                name = function.id if isinstance(function, ast.Name) else name
                if name:
                    yield file, name, node


def literal_keys() -> set[str]:
    found = set()
    for _, name, call in calls():
        place = TAKES_KEY.get(name)
        if place is not None and len(call.args) > place:
            argument = call.args[place]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                found.add(argument.value)
    return found


@pytest.mark.parametrize("code", CODES)
def test_every_catalogue_has_the_same_keys(code: str) -> None:
    assert set(catalogue(code)) == set(catalogue(FALLBACK))


@pytest.mark.parametrize("code", CODES)
def test_every_translation_fills_in_the_same_names(code: str) -> None:
    differing = [
        key
        for key, text in catalogue(code).items()
        if sorted(NAMES.findall(text)) != sorted(NAMES.findall(catalogue(FALLBACK)[key]))
    ]
    assert differing == []


@pytest.mark.parametrize("code", CODES)
def test_no_text_is_empty(code: str) -> None:
    assert [key for key, text in catalogue(code).items() if not text.strip()] == []


def test_every_key_in_the_code_is_in_the_catalogue() -> None:
    assert literal_keys() - set(catalogue(FALLBACK)) == set()


def test_commands_settings_and_rules_have_texts() -> None:
    wanted = {f"command.{command.id}" for command in table().commands}
    wanted |= {f"menu.{menu}" for menu in table().menus}
    wanted |= {f"check.{rule}" for rule in rules()}
    wanted |= {f"check_state.{state}" for state in State}
    wanted |= {f"personal_data.{category}" for category in privacy()["categories"]}
    wanted |= {f"calls.family_of.{family}" for family in families().values()}
    wanted |= {f"topic.{topic}" for topic in lists() if topic != "shown"}
    wanted |= {f"setting.{each.name}" for each in settings().values() if not each.hidden}
    assert wanted - set(catalogue(FALLBACK)) == set()


def test_no_widget_gets_a_text_that_is_not_in_the_catalogue() -> None:
    bypassing = []
    for file, name, call in calls():
        first = call.args[0] if call.args else None
        words = first.value if isinstance(first, ast.Constant) else None
        if name in PUTS_TEXT and isinstance(words, str) and re.search(r"[^\W\d_]{2,}", words):
            bypassing.append(f"{file.name}:{call.lineno} {words}")
    assert bypassing == []


def test_a_third_language_is_just_a_file() -> None:
    assert {"en", "zh", "de"} <= set(CODES)
    assert languages()["zh"] == "简体中文"
    for file in ROOM.parent.joinpath("resources", "i18n").glob("*.toml"):
        tomllib.loads(file.read_text("utf-8"))


def test_switching_the_language_tells_the_listeners() -> None:
    translator = Translator()
    told: list[str] = []
    forget = translator.listen(lambda: told.append(translator.text("button.close")))
    translator.use("zh")
    translator.use("de")
    forget()
    translator.use("en")
    assert told == ["关闭", "Schließen"]


def test_an_unknown_language_falls_back_to_english() -> None:
    translator = Translator()
    translator.use("xx")
    assert translator.text("button.close") == "Close"


def test_an_unknown_key_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        Translator().text("no.such.key")
