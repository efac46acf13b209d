"""A start in a compile mode tells the phone how the mini-program is entered."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from apimock.clock import ManualClock
from apimock.phone import Phone
from apimock.rules import Rule, Scripted
from ide.launch.mode import CompileMode
from ide.launch.starting import Starting
from tests.unit.apimock.bench import Bench


def test_rules_know_the_scene_of_the_start(qapp: QObject, tmp_path: Path) -> None:
    bench = Bench()
    starting = Starting(tmp_path, bench.phone)
    bench.phone.rules.replace([Rule("r", "login", Scripted("cancel"), scene=(1011,))])
    starting.begin()
    bench.ok("login")
    starting.save([(None, CompileMode({"name": "scanned", "scene": 1011}))], 0)
    starting.begin()
    assert bench.fails("login") == "login:fail cancel"
    starting.close()


def test_a_phone_begins_with_the_usual_scene() -> None:
    assert Phone(ManualClock()).scene == 1001
