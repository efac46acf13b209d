/** Style sheets: what the compiler delivers, turned into CSS for this screen and class prefix. */
import type { CssPart } from '../shared/chunk'
import { rpxToPx } from '../shared/rpx'

/** Places of the sheets in a page: later slots win. WeChat sets a page's own sheet before it registers the components, whose sheets follow. */
export enum Slot {
  App = 0,
  Page = 1,
  Component = 2,
}

export interface ClassScope {
  /** Prefix of class names, '' when classes are shared with the page. */
  readonly prefix: string
  /** Name that `:host` selects. */
  readonly host: string
}

/** Join the parts of a sheet for a screen `width` CSS pixels wide. */
export function cssText(parts: readonly CssPart[], scope: ClassScope, width: number): string {
  let css = ''
  for (const part of parts) {
    if (typeof part === 'string') css += part
    else if (typeof part === 'number') css += `${rpxToPx(part, width)}px`
    else if (css.endsWith('wx-host="')) css += scope.host
    else if (scope.prefix) css += `${scope.prefix}--`
  }
  return css
}
