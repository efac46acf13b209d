"""Style rules that nothing matches, and those that only look like it."""

from __future__ import annotations

from tests.unit.ide.submit.sound import Planted, page

LONG = " " * 2100


def styled(selector: str, template: str = "", **files: str) -> Planted:
    """Plant a rule of more than 2 KB into the style of the first page."""
    return page(template, **{"pages/a/a.wxss": f"{selector} {{{LONG}color: red }}", **files})


FAULTS: list[tuple[str, Planted]] = [
    ("style-unmatched", styled(".far")),
    ("style-unmatched", styled(".far, #low, marquee", '<view class="c"/>')),
    ("style-unmatched", styled(".far .c", '<view class="c"/>')),
    ("style-unmatched", styled(".far:not(.c)", '<view class="c"/>')),
    ("style-unmatched", styled(".icon-home", '<view class="ikon-{{name}}"/>')),
    ("style-unmatched", {"files": {"app.wxss": f".gone {{{LONG}color: red }}"}}),
]

SOUND: list[tuple[str, Planted]] = [
    ("style-unmatched", page("", **{"pages/a/a.wxss": ".a { color: red }"})),
    ("style-unmatched", styled("page, view > navigator")),
    ("style-unmatched", styled(".a, .c", '<view class="c"/>')),
    ("style-unmatched", styled("#b", '<view id="b"/>')),
    ("style-unmatched", styled(".c", '<view hover-class="c"/>')),
    ("style-unmatched", styled(".icon-home", '<view class="icon icon-{{name}}"/>')),
    ("style-unmatched", styled(".big-box", '<view class="{{size}}-box"/>')),
    ("style-unmatched", styled(".on", "<view class=\"{{ready ? 'on' : ''}}\"/>")),
    ("style-unmatched", styled(".tab-on", "<view class=\"{{'tab-' + state}}\"/>")),
    (
        "style-unmatched",
        styled(".gold", '<view class="{{rank}}"/>', **{"pages/a/a.js": "Page({ rank: 'gold' })"}),
    ),
    (
        "style-unmatched",
        styled(
            ".level3",
            '<view class="{{rank}}"/>',
            **{"pages/a/a.js": "Page({ go(n) { this.setData({ rank: 'level' + n }) } })"},
        ),
    ),
    (
        "style-unmatched",
        styled(
            ".box--wide",
            '<view class="{{rank}}"/>',
            **{"pages/a/a.js": "Page({ go(n) { this.setData({ rank: `${n}--wide big` }) } })"},
        ),
    ),
    (
        "style-unmatched",
        styled(
            ".open",
            '<view class="{{names}}"/>',
            **{"pages/a/a.js": "const names = { open: true }\nPage({ names: join(names) })"},
        ),
    ),
    (
        "style-unmatched",
        styled(
            ".row-odd",
            '<wxs module="m" src="../../m.wxs"/><view class="{{m.of(1)}}"/>',
            **{"m.wxs": "module.exports = { of: function (n) { return 'row-' + n } }"},
        ),
    ),
    (
        "style-unmatched",
        {
            "files": {
                "icon/icon.json": '{"component": true}',
                "icon/icon.wxml": '<view class="{{name}}"/>',
                "icon/icon.js": "Component({ properties: { name: String } })",
                "icon/icon.wxss": f".pen {{{LONG}color: red }}",
                "pages/b/b.json": '{"usingComponents": {"icon": "/icon/icon"}}',
                "pages/b/b.wxml": '<icon name="pen"/>',
            }
        },
    ),
    ("style-unmatched", styled(".any p", '<rich-text nodes="{{html}}"/>')),
    (
        "style-unmatched",
        {
            "files": {
                "app.wxss": f".c {{{LONG}color: red }}",
                "pages/b/b.wxml": '<view class="c"/>',
            }
        },
    ),
    (
        "style-unmatched",
        {
            "files": {
                "miniprogram_npm/ui/a/index.json": '{"component": true}',
                "miniprogram_npm/ui/a/index.wxml": "",
                "miniprogram_npm/ui/a/index.js": "Component({})",
                "miniprogram_npm/ui/a/index.wxss": f".c {{{LONG}color: red }}",
                "pages/b/b.json": '{"usingComponents": {"u": "ui/a/index"}}',
                "pages/b/b.wxml": "<u/>",
            }
        },
    ),
]
