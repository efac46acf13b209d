/** What the templates' code needs at run time beside the template compiler's own. */

import { CONSTRUCTOR_FUNCTION } from '../wxs/compile'

/** Takes what a WXS file threw while it was loaded: `globalThis.__wxsFault(path, error)`, else an uncaught error. */
export const FAULT_FUNCTION = '__wxs_fault'

/** Names that WXS must not see. */
const HIDDEN = [
  'wx', 'window', 'self', 'globalThis', 'document', 'location', 'navigator', 'App', 'Page', 'Component', 'Behavior', 'getApp',
  'getCurrentPages', 'setTimeout', 'setInterval', 'Promise', 'Proxy', 'Reflect', 'fetch', 'XMLHttpRequest', 'WebSocket', 'Worker',
  'indexedDB', 'caches', 'importScripts', 'postMessage', 'RegExp',
]

const HELPERS = `
Y=function(a){return a===undefined?'':String(a)};
var getRegExp=function(p,f){return new RegExp(p,f)};
var getDate=function(a,b,c,d,e,f,g){switch(arguments.length){case 0:return new Date();case 1:return new Date(a);
default:return new Date(a,b,c===undefined?1:c,d||0,e||0,f||0,g||0)}};
var ${CONSTRUCTOR_FUNCTION}=function(v){if(v!==null&&typeof v==='object'&&Object.prototype.hasOwnProperty.call(v,'constructor'))return v.constructor;
var n=Object.prototype.toString.call(v).slice(8,-1);return v===null||v===undefined?v.constructor:n};
var ${FAULT_FUNCTION}=function(p,e){var f=globalThis.__wxsFault;if(typeof f==='function')f(p,e);else setTimeout(function(){throw e})};
var WxsDate={parse:Date.parse,UTC:Date.UTC,now:Date.now};
`.replace(/\n/g, '')

const OPEN = `return (function(Date,${HIDDEN.join(',')}){`
const CLOSE = '})(WxsDate)'
const TAIL = 'return G})()'

/** Given to the template compiler as its extra runtime script. */
export const EXTRA_RUNTIME = HELPERS + OPEN

/** Closes what the extra runtime script opened. */
export function closeRuntime(code: string): string {
  if (!code.endsWith(TAIL)) throw new Error(`unexpected end of template code: ${code.slice(-40)}`)
  return `${code.slice(0, -TAIL.length)}return G${CLOSE}})()`
}
