"""A page counts as still when its app and its view agree that nothing is on its way."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Ended, minideck, write_project

# The app's code keeps the worker busy for so long that the view looks still all the while.
WORK = "const work = (ms) => { const end = Date.now() + ms; while (Date.now() < end); }\n"

SCRIPTS = {
    # The worker is silent while it computes what it will show.
    "computing": """Page({ data: {}, onLoad() {
      setTimeout(() => { work(400); this.setData({ text: 'computed' }) }, 30)
    } })""",
    # A timer that could not run in time is still to come.
    "overdue": """Page({ data: {}, onLoad() {
      setTimeout(() => work(400), 30)
      setTimeout(() => { work(300); setTimeout(() => this.setData({ text: 'overdue' }), 5) }, 60)
    } })""",
    # Each step begins when the step before it has told its end, through every line an app has.
    "chain": """Page({ data: {}, async onReady() {
      const promised = (begin) => new Promise((resolve) => { begin(resolve) })
      const fs = wx.getFileSystemManager(), filePath = `${wx.env.USER_DATA_PATH}/a.txt`
      for (let round = 0; round < 3; round++) {
        await wx.setStorage({ key: 'n', data: round }); work(150)
        await promised((done) => setTimeout(done, 0)); work(150)
        const file = { filePath, encoding: 'utf8', data: `file ${round}` }
        await promised((success) => fs.writeFile({ ...file, success }))
        const read = await promised((success) => fs.readFile({ ...file, success }))
        work(150)
        await promised((done) => this.setData({ read: read.data }, done)); work(150)
        await promised((done) => wx.nextTick(done))
        const query = wx.createSelectorQuery().select('.text')
        await promised((done) => query.boundingClientRect(done).exec())
        work(150)
        const { data } = await wx.getStorage({ key: 'n' })
        await promised((done) => wx.requestIdleCallback(done))
        this.setData({ text: `${this.data.read} storage ${data}` })
      }
      work(150)
      this.setData({ text: `${this.data.text} end` })
    } })""",
    # What the view tells the app changes the page once more.
    "told": """Page({ data: {},
      loaded() { work(300); this.setData({ text: 'picture loaded' }) } })""",
    # A thread of the app computes beside it.
    "thread": """Page({ data: {}, onLoad() {
      const thread = wx.createWorker('threads/sum.js')
      thread.onMessage(({ sum }) => { work(100); this.setData({ text: `sum ${sum}` }) })
      thread.postMessage({ upTo: 10 })
    } })""",
    # WXS has timers of its own.
    "wxs": "Page({ data: { go: 1 }, late() { this.setData({ text: 'from a WXS timer' }) } })",
    # A module of another package comes when it is asked for.
    "module": """Page({ data: {}, onReady() {
      require.async('../../late/late.js').then(({ text }) => { work(200); this.setData({ text }) })
    } })""",
}
TEXTS = {
    "computing": "computed",
    "overdue": "overdue",
    "chain": "file 2 storage 2 end",
    "told": "picture loaded",
    "thread": "sum 55",
    "wxs": "from a WXS timer",
    "module": "from a late module",
}
TEMPLATES = {
    "told": "<image src='/a.svg' bindload='loaded' />",
    "wxs": """<wxs module="m">module.exports.go = function (now, before, owner, one) {
      one.setTimeout(function () { owner.callMethod('late') }, 500) }</wxs>
      <view change:go="{{m.go}}" go="{{go}}"></view>""",
}
FILES = {
    "a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>',
    "late/late.js": f"{WORK}work(200)\nexports.text = 'from a late module'\n",
    "late/page/page.js": "Page({})",
    "late/page/page.wxml": "<view/>",
    "threads/sum.js": f"""{WORK}worker.onMessage(({{ upTo }}) => {{
      work(400)
      let sum = 0
      for (let n = 1; n <= upTo; n++) sum += n
      worker.postMessage({{ sum }})
    }})""",
}


def address(page: str) -> str:
    return f"pages/{page}/{page}"


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    files = dict(FILES)
    for page, script in SCRIPTS.items():
        files[f"{address(page)}.js"] = WORK + script
        files[f"{address(page)}.wxml"] = (
            f"{TEMPLATES.get(page, '')}<view class='text'>{{{{text}}}}</view>"
        )
    project = write_project(
        tmp_path_factory.mktemp("app"),
        [address(page) for page in SCRIPTS],
        files,
        workers="threads",
        subPackages=[{"root": "late", "pages": ["page/page"]}],
    )
    pages = [part for page in SCRIPTS for part in ("--page", address(page))]
    out = tmp_path_factory.mktemp("out") / "result.json"
    return minideck("snapshot", project, *pages, "--jobs", "1", json_file=out)


@pytest.mark.parametrize("page", SCRIPTS)
def test_what_an_app_still_does_is_waited_for(page: str, looked: Ended) -> None:
    record = looked.page(address(page))
    assert (record["status"], record["errors"]) == ("ok", [])
    assert TEXTS[page] in record["text"]
