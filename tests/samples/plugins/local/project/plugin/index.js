module.exports = require('./api')
