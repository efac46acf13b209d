"""A sound project, and how a fault is planted into it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ide.finding import Severity
from ide.submit.form import EMPTY, Basic, Form, Item
from ide.submit.picture_reader import PictureReader
from ide.submit.project_facts import Submission
from ide.submit.rules import Facts, Verdict
from ide.submit.run_record import RunRecord, Visit
from ide.survey import Spot, Survey
from renderer.compiler import Compiler, DiskTree
from renderer.toolchain.process import Toolchain
from tests.unit.ide.submit.drawn import png

GOOD = Form(
    "1.2.0",
    "Adds the evening menu",
    "1.1.9",
    items=(Item("pages/a/a", "Menu of the evening", "dinner menu", "餐饮服务", "点餐平台"),),
    basic=Basic(
        "Evening Table",
        "Evening",
        "Choose dishes for the evening and order them to your table",
        "store/logo.png",
        "a@b.example",
        "京ICP备12345678号-1X",
        "pages/b/b",
    ),
)
APP = {
    "pages": ["pages/a/a", "pages/b/b"],
    "lazyCodeLoading": "requiredComponents",
    "sitemapLocation": "sitemap.json",
}
FILES: Mapping[str, str | bytes | None] = {
    "app.js": "App({})\n",
    "sitemap.json": '{"rules": []}',
    "pages/a/a.wxml": '<navigator url="/pages/b/b">more</navigator>\n',
    "pages/a/a.js": "Page({})\n",
    "pages/b/b.wxml": "<view>b</view>\n",
    "pages/b/b.js": "Page({})\n",
    "store/logo.png": png(144, 144),
}
CALM = tuple(
    Visit(f"pages/{name}", Spot(f"pages/{name}.wxml"), landed=f"pages/{name}", ready_ms=300)
    for name in ("a/a", "b/b")
)
"""A run in which nothing happened."""
CONFIG = {
    "appid": "wx0123456789abcdef",
    "setting": {"minified": True, "minifyWXML": True, "minifyWXSS": True},
}
Planted = Mapping[str, Any]
"""What is changed: the keyword arguments of ``planted``."""
Examine = Callable[..., Facts]
"""The fixture ``facts``: ``planted`` in a folder of the test's own."""


def planted(
    folder: Path,
    toolchain: Toolchain,
    *,
    files: Mapping[str, str | bytes | None] | None = None,
    app: Mapping[str, Any] | None = None,
    config: Mapping[str, Any] | None = None,
    form: Form | None = GOOD,
    domains: Mapping[str, tuple[str, ...]] | None = None,
    visits: tuple[Visit, ...] = CALM,
) -> Facts:
    """Return facts of the sound project with files changed, or taken away with None."""
    listed = json.dumps({**APP, **(app or {})}, indent=2)
    for path, text in {"app.json": listed, **FILES, **(files or {})}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if text is not None:
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
    settings = {**CONFIG, **(config or {})}
    (folder / "project.config.json").write_text(json.dumps(settings, indent=2), "utf-8")
    survey = Survey(Compiler(DiskTree(folder), toolchain).survey().to_json())
    submission = Submission(folder, folder, settings, form or EMPTY)
    run = RunRecord("iphone-15", 3, visits)
    return Facts(submission, survey, form, domains or {}, run, PictureReader())


def script(text: str, **more: Any) -> Planted:
    """Plant a text as the script of the first page."""
    return {"files": {"pages/a/a.js": text}, **more}


def page(text: str, **files: str) -> Planted:
    """Plant elements below those of the first page."""
    return {"files": {"pages/a/a.wxml": f"{FILES['pages/a/a.wxml']}{text}", **files}}


def codes(verdicts: tuple[Verdict, ...]) -> list[str]:
    """Return the codes of all that was found."""
    return [finding.code for verdict in verdicts for finding in verdict.findings]


def errors_of(verdicts: tuple[Verdict, ...]) -> list[str]:
    """Return what blocks a package, with its places."""
    return [
        f"{finding.place}: {finding.message}"
        for verdict in verdicts
        for finding in verdict.findings
        if finding.severity is Severity.ERROR
    ]
