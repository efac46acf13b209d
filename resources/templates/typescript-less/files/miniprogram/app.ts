import { load } from './store'

App({
  onLaunch() {
    load()
  },
})
