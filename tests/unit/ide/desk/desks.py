"""Desks, packages and people for the tests of the review desk."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ide.desk.model import mpsub
from ide.desk.model.conditions import Wish
from ide.desk.model.folder import DeskFolder, Picture
from ide.desk.model.submission import Submission
from ide.submit.form import Form, Item, Purpose

DAY = 86_400_000
START = 1_780_000_000_000
PAGE = "pages/home/home"
FORM = Form(
    version="1.0.0",
    description="first",
    items=(Item(PAGE, "Home", "learn words", "Education", "Online"),),
)


class Time:
    """A clock that stands until somebody turns it."""

    def __init__(self) -> None:
        self.at = float(START)

    def __call__(self) -> float:
        return self.at


def app_files(version: str = "1.0.0", **more: str) -> dict[str, bytes]:
    """Return a mini-program whose script knows its version."""
    files = {
        "app.json": json.dumps({"pages": [PAGE]}),
        "app.js": f"App({{ version: '{version}' }})",
        f"{PAGE}.js": "Page({})",
        f"{PAGE}.wxml": f"<view>version {version}</view>",
        **more,
    }
    return {path: text.encode() for path, text in files.items()}


def package(
    folder: Path,
    version: str = "1.0.0",
    *,
    author: str = "Lin",
    files: Mapping[str, bytes] | None = None,
    form: Form = FORM,
    app_id: str = "wxdesk",
) -> Path:
    """Write a package that can be handed in."""
    entered = Form(**{**form.__dict__, "version": version, "description": f"version {version}"})
    file = folder / f"words-{version}{mpsub.SUFFIX}"
    content = dict(files or app_files(version))
    report = {"apis": [{"name": "login"}], "result": "pass"}
    shots = {"home.png": b"\x89PNG\r\n\x1a\n"}
    handed = mpsub.Handed("Words", app_id, author, entered, content, {}, report, shots)
    mpsub.write(file, handed)
    return file


@dataclass
class People:
    """An author and a reviewer at one desk, each with a folder object of their own."""

    root: Path
    packages: Path
    time: Time = field(default_factory=Time)

    def __post_init__(self) -> None:
        self.packages.mkdir(exist_ok=True)
        self.author = DeskFolder(self.root, self.time, patience_s=0)
        self.reviewer = DeskFolder(self.root, self.time, patience_s=0)
        self.author.create()

    def hand_in(self, version: str = "1.0.0", **more: object) -> Submission:
        """Hand a version in."""
        return self.author.hand_in(package(self.packages, version, **more))

    def does(
        self, submission: Submission, action: str, by: str = "Lin", **more: object
    ) -> Submission:
        """Do something with the submission as it is now."""
        fresh = self.reviewer.read().find(submission.id)
        assert fresh is not None
        pictures = more.pop("pictures", ())
        wish = Wish(action, by, **more)
        desk = self.author if by == "Lin" else self.reviewer
        return desk.act(fresh, wish, pictures)

    def approved(self, version: str = "1.0.0") -> Submission:
        """Hand a version in and let it pass."""
        row = self.does(self.hand_in(version), "submit")
        return self.does(self.does(row, "take", "Mei"), "approve", "Mei")

    def released(self, version: str = "1.0.0") -> Submission:
        """Hand a version in, let it pass and give it to everybody."""
        return self.does(self.approved(version), "release")


SHOT = Picture(b"\x89PNG marked", PAGE)


def with_privacy(form: Form = FORM) -> Form:
    """Return a form that declares personal data."""
    return Form(**{**form.__dict__, "privacy": (Purpose("位置信息", "find bikes"),)})
