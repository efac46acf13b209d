"""What nobody uses, or only a sub-package, and what only looks like it."""

from __future__ import annotations

from typing import Any

from tests.unit.ide.submit.sound import APP, FILES, Planted, page, script

PARTED = {"pages": APP["pages"], "subPackages": [{"root": "s", "pages": ["c/c"]}]}
LINK = f"{FILES['pages/a/a.wxml']}<navigator url='/s/c/c'/>"


def component(folder: str) -> dict[str, str]:
    return {
        f"{folder}/index.json": '{"component": true}',
        f"{folder}/index.wxml": "",
        f"{folder}/index.js": "Component({})",
    }


def parted(files: dict[str, Any], **sub: str) -> Planted:
    """Plant a sub-package with a page c, whose files are given without their folder."""
    made = {"s/c/c.wxml": "<view/>", "s/c/c.js": "Page({})", "pages/a/a.wxml": LINK}
    return {
        "files": {**made, **{f"s/c/c.{kind}": text for kind, text in sub.items()}, **files},
        "app": PARTED,
    }


def using(tag: str, path: str) -> dict[str, str]:
    return {"json": f'{{"usingComponents": {{"{tag}": "{path}"}}}}', "wxml": f"<{tag}/>"}


FAULTS: list[tuple[str, Planted]] = [
    ("file-unused", {"files": {"old.js": ""}}),
    ("file-unused", {"files": {"pages/a/old.wxss": ""}}),
    ("folder-unused", {"files": {"old/old.js": "", "old/old.json": "{}"}}),
    (
        "folder-partly-unused",
        {
            "files": {
                **{f"lib/part{n}/a.js": "" for n in range(2)},
                "lib/a.js": "",
                "pages/a/a.js": "require('../../lib/a')",
            }
        },
    ),
    (
        "folder-partly-unused",
        {
            "files": {
                **{f"tools/part{n}.js": "" for n in range(9)},
                "tools/a.js": "",
                "pages/a/a.js": "require('../../tools/a')",
            }
        },
    ),
    ("package-unused", {"files": {"miniprogram_npm/idle/index.js": ""}}),
    ("resource-unused", {"files": {"img/old.png": "x"}}),
    ("resource-unused", page('<image src="/img/{{a}}"/>', **{"img2/old.png": "x"})),
    ("resource-unused", {"files": {"data/rows.json": "{}"}}),
    (
        "component-unused",
        {
            "files": {
                "c/c.json": '{"component": true}',
                "c/c.wxml": "",
                "c/c.js": "Component({})",
                "pages/a/a.json": '{"usingComponents": {"card": "/c/c"}}',
            }
        },
    ),
    ("component-unused", {"app": {"usingComponents": {"card": "/pages/b/b"}}}),
    ("plugin-unused", {"app": {"plugins": {"hello": {"version": "1.0.0", "provider": "wx1"}}}}),
    ("component-elsewhere", parted(component("card"), **using("card", "/card/index"))),
    (
        "component-elsewhere",
        parted(component("miniprogram_npm/ui/card"), **using("card", "ui/card/index")),
    ),
    ("script-elsewhere", parted({"tool.js": ""}, js="require('../../tool')")),
    ("script-elsewhere", parted({"miniprogram_npm/far/index.js": ""}, js="require('far')")),
]

SOUND: list[tuple[str, Planted]] = [
    ("file-unused", {"files": {"types/a.d.ts": "", "notes.md": "", "rows.json": "{}"}}),
    ("file-unused", {"files": {"old/old.js": "", "old/old.json": "{}"}}),
    (
        "folder-partly-unused",
        {"files": {"tools/a.js": "", "tools/b.js": "", "pages/a/a.js": "require('../../tools/a')"}},
    ),
    ("resource-unused", page('<image src="../../img/a.png"/>', **{"img/a.png": "x"})),
    ("resource-unused", page('<image src="/img/{{kind}}.png"/>', **{"img/a.png": "x"})),
    (
        "resource-unused",
        {"files": {"pages/a/a.js": "f(`/img/ic_${n}.png`)", "img/ic_a.png": "x"}},
    ),
    (
        "resource-unused",
        {"files": {"pages/a/a.js": "f('/img/' + n + '.png')", "img/a.png": "x"}},
    ),
    ("resource-unused", {"files": {"pages/a/a.js": "f('cat', 'dog')", "img/cat.png": "x"}}),
    ("resource-unused", {"files": {"app.wxss": ".a { background: url(/a.png) }", "a.png": "x"}}),
    ("resource-unused", {"files": {"pages/a/a.js.map": "{}", "package.json": "{}"}}),
    ("component-elsewhere", parted(component("s/card"), **using("card", "/s/card/index"))),
    (
        "component-elsewhere",
        parted(
            {
                **component("card"),
                "pages/a/a.json": using("card", "/card/index")["json"],
                "pages/a/a.wxml": f"{LINK}<card/>",
            },
            **using("card", "/card/index"),
        ),
    ),
    (
        "component-elsewhere",
        parted(
            {
                **component("miniprogram_npm/ui/card"),
                **component("miniprogram_npm/ui/cell"),
                "pages/a/a.json": using("cell", "ui/cell/index")["json"],
                "pages/a/a.wxml": f"{LINK}<cell/>",
            },
            **using("card", "ui/card/index"),
        ),
    ),
    ("script-elsewhere", parted(component("card"), **using("card", "/card/index"))),
    (
        "script-elsewhere",
        parted({"tool.js": "", "app.js": "require('./tool')"}, js="require('../../tool')"),
    ),
    ("plugin-unused", script("requirePlugin('hello')", app={"plugins": {"hello": {}}})),
]
