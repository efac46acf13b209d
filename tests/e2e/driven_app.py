"""A mini-program to be driven: pages, a component, timers, calls, a canvas of events."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import write_project

_INDEX = """
Page({
  data: { count: 0, items: ['Pears', 'Apples'], name: '', late: false, seen: '', ticks: 0 },
  onLoad(query) { this.setData({ query }) },
  add() { this.setData({ count: this.data.count + 1 }) },
  sum(a, b) { return a + b },
  later() { setTimeout(() => this.setData({ late: true }), 60) },
  typed(event) { this.setData({ name: event.detail.value }) },
  held() { this.setData({ seen: 'held' }) },
  swiped() { this.setData({ seen: 'swiped' }) },
  told(event) { this.setData({ seen: event.detail.word }) },
  wait() { setTimeout(() => this.setData({ seen: 'five minutes' }), 300000) },
  fetch() {
    wx.request({
      url: 'https://a.example/list',
      success: ({ data }) => this.setData({ items: data }),
      fail: ({ errMsg }) => this.setData({ seen: errMsg }),
    })
  },
  ask() {
    const success = ({ confirm }) => this.setData({ seen: confirm ? 'yes' : 'no' })
    wx.showModal({ title: 'Sure?', success })
  },
  record() {
    const complete = ({ errMsg }) => this.setData({ seen: errMsg })
    wx.authorize({ scope: 'scope.record', complete })
  },
  keep() { wx.setStorageSync('kept', this.data.count) },
  kept() { this.setData({ seen: String(wx.getStorageSync('kept')) }) },
})
"""
_WXML = """
<view id="count" bindtap="add" bindlongpress="held" style="width: 200px; height: 60px"
>{{ count }} apples</view>
<view wx:for="{{ items }}" wx:key="*this" class="item">{{ item }}</view>
<input id="name" bindinput="typed" value="{{ name }}" style="height: 40px" />
<button id="later" bindtap="later">Later</button>
<view wx:if="{{ late }}" id="late">Here</view>
<text id="seen">{{ seen }}</text>
<scroll-view id="scroller" scroll-y style="height: 60px">
  <view style="height: 400px">long</view>
</scroll-view>
<badge id="badge" word="new" bind:told="told" />
"""


def write_driven_app(root: Path) -> Path:
    """Write the mini-program into a folder."""
    files = {
        "pages/index/index.js": _INDEX,
        "pages/index/index.wxml": _WXML,
        "pages/index/index.json": '{"usingComponents": {"badge": "/badge/badge"}}',
        "badge/badge.json": '{"component": true}',
        "badge/badge.js": (
            "Component({ properties: { word: String }, data: { taps: 0 },"
            " methods: { tell(word) { this.triggerEvent('told', { word }); return word.length },"
            " tapped() { this.setData({ taps: this.data.taps + 1 }) } } })"
        ),
        "badge/badge.wxml": '<view class="inner" bindtap="tapped">{{ word }} {{ taps }}</view>',
        "pages/loop/loop.js": "Page({ spin() { for (;;) {} } })",
    }
    return write_project(root, ["pages/index/index", "pages/b/b", "pages/loop/loop"], files)
