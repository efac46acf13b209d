const all = require('../../lib')
const bare = require('lib/start.js')
const tree = require('tree')
try { require('fs') } catch (e) {}
Page({})
