module.exports = require('./leaf')
