import { start } from './lib/start'
App({ onLaunch: start })
