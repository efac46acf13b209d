"""Faults of the form against project and limits, and what only looks like one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ide.submit.form import Feedback, Form, Media, Ugc
from tests.unit.ide.submit.drawn import BLUE, WHITE, png
from tests.unit.ide.submit.sound import GOOD, Planted

ITEM = GOOD.items[0]


def entered(**changes: Any) -> Form:
    """Return the good form with entries changed."""
    return replace(GOOD, **changes)


def named(**changes: Any) -> Planted:
    """Plant other basic data."""
    return {"form": entered(basic=replace(GOOD.basic, **changes))}


def item(**changes: Any) -> Planted:
    """Plant another page for the reviewers."""
    return {"form": entered(items=(replace(ITEM, **changes),))}


def logo(data: bytes) -> Planted:
    """Plant another logo."""
    return {"files": {"store/logo.png": data}}


FAULTS: list[tuple[str, Planted]] = [
    ("form-items-none", {"form": entered(items=())}),
    ("form-items-many", {"form": entered(items=(ITEM,) * 6)}),
    ("form-page-missing", item(address="pages/no/no")),
    ("form-page-missing", item(address="")),
    ("form-page-missing", {"form": entered(order_path="pages/no/no")}),
    ("form-tags-many", item(tag="a b c d e f g h i j k")),
    ("form-text-long", item(tag="x" * 21)),
    ("form-text-long", item(title="x" * 33)),
    ("form-text-long", named(name="x" * 31)),
    ("form-text-long", named(name="晚" * 16)),
    ("form-text-long", named(short_name="x" * 11)),
    ("form-text-long", named(intro="x" * 121)),
    ("form-text-long", {"form": entered(feedback=Feedback("x" * 201))}),
    ("form-text-short", named(name="晚")),
    ("form-text-short", named(short_name="x")),
    ("form-text-short", named(intro="x")),
    ("form-entry-missing", named(name="")),
    ("form-entry-missing", named(intro=" ")),
    ("form-entry-missing", named(logo="")),
    ("form-entry-missing", item(title="")),
    ("form-entry-missing", {"form": entered(ugc=Ugc((5,), method=(1,)))}),
    ("form-file-missing", named(logo="no.png")),
    ("form-file-missing", {"form": entered(media=Media(("no.png",)))}),
    ("form-file-missing", {"form": entered(media=Media((), "no.mp4"))}),
    ("form-file-missing", {"form": entered(feedback=Feedback("", ("no.png",)))}),
    ("form-pictures-many", {"form": entered(feedback=Feedback("", ("store/logo.png",) * 6))}),
    ("logo-large", logo(b"x" * (2 * 1024 * 1024 + 1))),
    ("logo-unreadable", logo(b"GIF8")),
    ("logo-unreadable", logo(b"<svg xmlns='http://www.w3.org/2000/svg'/>")),
    ("logo-not-square", logo(png(144, 145))),
    ("logo-small", logo(png(143, 143))),
    ("logo-white-edge", logo(png(144, 144, BLUE, WHITE))),
    ("content-method-missing", {"form": entered(ugc=Ugc((1,)))}),
    ("name-generic", named(name="Weather")),
    ("name-not-in-intro", named(name="Star Dust", intro="Choose dishes and order them")),
    ("name-not-in-intro", named(name="夜餐", intro="点菜下单，送到桌边，方便快捷")),
    ("intro-vague", named(intro="Evenings")),
    (
        "intro-vague",
        {
            "files": {"pages/a/a.json": '{"navigationBarTitleText": "Kitchen"}'},
            **named(intro="Evening tables make everything better"),
        },
    ),
    ("icp-missing", named(icp="")),
    ("icp-form", named(icp="12345678")),
    ("contact-missing", named(contact="")),
    ("complaint-missing", named(complaint="")),
    ("complaint-page-missing", named(complaint="pages/no/no")),
]

SOUND: list[tuple[str, Planted]] = [
    ("form-items-many", {"form": entered(items=(ITEM,) * 5)}),
    ("form-page-missing", item(address="/pages/b/b?id=1")),
    ("form-tags-many", item(tag="a b c d e f g h i j")),
    ("form-text-long", item(tag="x" * 20, title="x" * 32)),
    ("form-text-long", named(name="晚" * 15, intro="x" * 120)),
    ("form-text-short", named(name="晚餐", short_name="晚餐")),
    ("form-entry-missing", named(short_name="")),
    ("form-file-missing", {"form": entered(media=Media(("store/logo.png",)))}),
    ("logo-white-edge", logo(png(144, 144, WHITE, BLUE))),
    ("content-method-missing", {"form": entered(ugc=Ugc((0,)))}),
    ("name-not-in-intro", named(name="Yoli", intro="选择晚餐，送到桌边，方便快捷")),
    ("name-not-in-intro", named(name="晚餐桌", intro="选择晚餐，送到桌边")),
    (
        "intro-vague",
        {
            "files": {"pages/a/a.json": '{"navigationBarTitleText": "Dishes"}'},
            **named(intro="Order dishes of the evening table"),
        },
    ),
    (
        "intro-vague",
        {
            "files": {"pages/a/a.json": '{"navigationBarTitleText": "菜单"}'},
            **named(intro="Order dishes of the evening table"),
        },
    ),
    ("icp-form", named(icp="沪ICP备2023000001号-3X")),
    (
        "complaint-missing",
        {
            "files": {"pages/b/b.wxml": '<button open-type="feedback">x</button>'},
            **named(complaint=""),
        },
    ),
]
