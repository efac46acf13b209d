"""Trees of JSON and of matches keep Qt's rules of a model, whatever changes in what order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ide.search.finder import FileMatches
from ide.search.match_tree import MatchTree
from ide.search.matching import Match
from ide.widgets.json_tree import JsonTree

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
TELL = QAbstractItemModelTester.FailureReportingMode.Warning

leaves = st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from(["", "a", "b"])
values = st.recursive(
    leaves,
    lambda inside: (
        st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from("pqrs"), inside, max_size=4)
    ),
    max_leaves=12,
)
objects = st.dictionaries(st.sampled_from("abcd"), values, max_size=4)
steps = st.lists(
    st.tuples(st.just("update"), objects)
    | st.tuples(st.just("show"), objects)
    | st.tuples(st.just("forget"), st.none())
    | st.tuples(st.just("expand"), st.none())
    | st.tuples(st.just("filter"), st.tuples(st.sampled_from(["", "a"]), st.booleans())),
    max_size=12,
)


def carry_out(tree: JsonTree, step: tuple[str, Any]) -> None:
    name, detail = step
    match name:
        case "update":
            tree.values.update_value(detail)
        case "show":
            tree.show_value(detail)
        case "forget":
            tree.values.forget_changes()
        case "expand":
            tree.expandAll()
        case "filter":
            tree.filter(detail[0], changed_only=detail[1])


def shown(tree: JsonTree, parent: Any) -> dict[str, Any]:
    """Return the keys below a row and what is below each."""
    found = {}
    for row in range(tree.values.rowCount(parent)):
        index = tree.values.index(row, 0, parent)
        found[str(index.data())] = shown(tree, index)
    return found


def keys(value: Any) -> dict[str, Any]:
    pairs = enumerate(value) if isinstance(value, list) else None
    pairs = value.items() if isinstance(value, dict) else pairs
    return {str(key): keys(inside) for key, inside in pairs or ()}


@given(first=objects, then=steps)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_value_may_change_in_any_way(
    qapp: QApplication, first: dict[str, Any], then: list[tuple[str, Any]]
) -> None:
    tree = JsonTree("json.key", editable=True)
    tester = QAbstractItemModelTester(tree.values, TELL)
    through = QAbstractItemModelTester(tree.model(), TELL)
    tree.resize(300, 200)
    tree.show()
    tree.show_value(first)
    for step in then:
        carry_out(tree, step)
        tree.grab()
        assert shown(tree, tree.rootIndex()) == keys(tree.values.value)
    del tester, through
    tree.close()
    tree.deleteLater()


def test_an_empty_object_gets_members(qtbot: QtBot) -> None:
    tree = JsonTree("json.key")
    qtbot.addWidget(tree)
    tree.show_value({"user": {}})
    tree.expandAll()
    tree.values.update_value({"user": {"name": "Ann"}})
    assert tree.select_path(("user", "name"))


def test_matches_may_be_ticked_and_dismissed(qapp: QApplication) -> None:
    model = MatchTree()
    tester = QAbstractItemModelTester(model, TELL)
    matches = tuple(Match(line, 1, 0, "name", "", "") for line in (1, 2))
    model.add(FileMatches("app.js", matches))
    kept = QPersistentModelIndex(model.index(1, 0, model.index(0, 0)))
    model.set_checkable(checkable=True)
    assert kept.data(Qt.ItemDataRole.CheckStateRole) is not None
    model.dismiss(model.index(0, 0, model.index(0, 0)))
    assert kept.row() == 0
    assert model.chosen() == {"app.js": [matches[1]]}
    del tester
