const { greet } = require('./api/greet')

module.exports = { greet }
