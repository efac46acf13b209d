const store = require('./store')

App({
  onLaunch() {
    store.load()
  }
})
