const config = require('./config')
App({ config })
