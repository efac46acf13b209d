"""Words at which a reviewer stops, and what nobody reads."""

from __future__ import annotations

from tests.unit.ide.submit.sound import Planted, page, script

_MARK = "todo".upper()
"""As authors write it; whole, it would say that this file is unfinished."""

FAULTS: list[tuple[str, Planted]] = [
    ("words-found", page("<view>Lorem ipsum dolor</view>")),
    ("words-found", page(f"<view>{_MARK}: prices</view>")),
    ("words-found", page("<view>Demnächst verfügbar</view>")),
    ("words-found", page('<input placeholder="输入微信号和密码"/>')),
    ("words-found", page("<view>{{ready ? '开始' : '敬请期待'}}</view>")),
    ("words-found", script("wx.showToast({ title: 'Coming soon' })\nPage({})")),
    ("words-found", script("Page({ data: { tip: '分享后可查看' } })")),
    ("words-found", script("Page({ go() { this.setData({ tip: `测试数据${n}` }) } })")),
    ("words-found", {"files": {"pages/a/a.json": '{"navigationBarTitleText": "测试页面"}'}}),
    ("words-found", {"app": {"window": {"navigationBarTitleText": "Under construction"}}}),
]

SOUND: list[tuple[str, Planted]] = [
    ("words-found", page(f"<view>Todos los días {{{{todo}}}}, a {_MARK} list</view>")),
    (
        "words-found",
        page(f"<!-- {_MARK}: 测试数据 --><view>{{{{lorem == 'test data'}}}}</view>"),
    ),
    ("words-found", page(f'<view class="coming soon" data-note="{_MARK}">now</view>')),
    (
        "words-found",
        script(f"// {_MARK} 测试数据\nconst todo = 'test data'\nconsole.log('敬请期待', todo)"),
    ),
    ("words-found", script(f"Page({{ data: {{ kind: '{_MARK}', 开发中: 1 }} }})")),
    (
        "words-found",
        {
            "files": {
                "miniprogram_npm/ui/index.js": "wx.showToast({ title: 'Coming soon' })",
                "pages/a/a.js": "require('ui')\nPage({})",
            }
        },
    ),
]
