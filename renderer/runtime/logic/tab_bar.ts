/** The custom tab bar: one component instance a tab page. */
import { ge, type Caller, type EngineComponent } from './engine'
import { reportError } from './errors'
import type { Page } from './page'
import { program } from './program'
import { post } from './shell'
import { Slot } from './styles'
import { Op } from '../shared/messages'

const bars = new WeakMap<Page, EngineComponent>()

/** Give a tab page its custom tab bar, if the app has one. */
export function setTabBarPage(page: Page): void {
  const { bundle, components, engine } = program()
  const path = bundle.manifest.customTabBar
  if (!path || !page.tab || bars.has(page)) return
  if (!bundle.components.has(path)) return
  try {
    components.define(path)
    for (const sheet of components.sheets(path)) {
      if (sheet.key !== 'app') post({ type: 'style', page: page.id, ...sheet, slot: Slot.Component })
    }
    const bar = engine.createRoot('custom-tab-bar', path, page.backend)
    bars.set(page, bar)
    page.adopt(bar)
    page.backend.push([Op.Append, page.backend.root.id, bar.getBackendElement().id])
    ge.Element.pretendAttached(bar)
  } catch (error) {
    reportError('script', error)
  }
}

/** The tab bar instance of a page, as `this.getTabBar()` returns it. */
export function tabBarOf(page: Page | undefined): Caller {
  return (page && bars.get(page)?.getMethodCaller()) ?? null
}

/** The root of a page's tab bar. */
export function tabBarRoot(page: Page): EngineComponent | undefined {
  return bars.get(page)
}

/** Take the tab bar out with its page. */
export function dropTabBar(page: Page): void {
  const bar = bars.get(page)
  if (!bar) return
  bars.delete(page)
  ge.Element.pretendDetached(bar)
  bar.destroyBackendElement()
}
