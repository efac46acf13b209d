const a = require('./missing')
const b = require('../../Lib/start')
Page({})
