const page = require("./a.js")
Page({ data: { n: 1, s: `a${page}` }, onLoad() { wx.request({ url: "b" }) } }) // end
