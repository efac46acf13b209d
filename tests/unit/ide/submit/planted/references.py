"""Faults of what the app reaches, and what only looks like one."""

from __future__ import annotations

from tests.unit.ide.submit.sound import Planted, page, script

FAULTS: list[tuple[str, Planted]] = [
    ("component-missing", {"files": {"pages/a/a.json": '{"usingComponents": {"x": "no"}}'}}),
    ("module-missing", script("require('./no')")),
    ("image-missing", page('<image src="../no.png"/>')),
    ("path-case", page('<image src="/img/A.png"/>', **{"img/a.png": "x"})),
    ("style-file-missing", {"files": {"app.wxss": ".a { background: url(no.png) }"}}),
    (
        "style-file-local",
        {"files": {"app.wxss": ".a { background: url('/img/a.png') }", "img/a.png": "x"}},
    ),
    (
        "data-image-missing",
        {"files": {"pages/a/a.js": "Page({ data: { i: '/img/b.png' } })", "img/a.png": "x"}},
    ),
    ("data-image-missing", {"files": {"pages/a/a.js": "Page({ data: { i: '../b.png' } })"}}),
]

SOUND: list[tuple[str, Planted]] = [
    ("image-missing", page('<image src="/a.png?x=1"/><image src="{{b}}"/>', **{"a.png": "x"})),
    (
        "image-missing",
        page(
            '<import src="/parts/deep/t.wxml"/><template is="t"/>',
            **{
                "parts/deep/t.wxml": '<template name="t"><image src="../i/a.png"/></template>',
                "pages/i/a.png": "x",
            },
        ),
    ),
    ("image-missing", page('<image src="https://a.example/a.png"/><image src="cloud://a/b.png"/>')),
    (
        "style-file-missing",
        {"files": {"app.wxss": ".a { background: url(https://a.example/b.png) } /* url(c.png) */"}},
    ),
    (
        "style-file-missing",
        {"files": {"app.wxss": """.a { mask: url("data:image/svg+xml,<a m='url(%23b)'/>") }"""}},
    ),
    (
        "data-image-missing",
        {
            "files": {
                "pages/a/a.js": "f('/img/a.png', 'https://x.example/img/c.png', '/other/d.png')",
                "img/a.png": "x",
            }
        },
    ),
    (
        "data-image-missing",
        {"files": {"pages/a/a.js": "f(host + '/img/b.png', `${n}.png`)", "img/a.png": "x"}},
    ),
    (
        "data-image-missing",
        {
            "files": {
                "pages/a/a.js": "require('../../data/rows')\nPage({})",
                "data/rows.js": "module.exports = [{ icon: '../img/a.png' }]",
                "pages/img/a.png": "x",
            }
        },
    ),
]
