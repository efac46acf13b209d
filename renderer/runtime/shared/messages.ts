/**
 * Every message between the logic worker and the phone's document (the shell), in one table.
 *
 * One worker holds all app logic; the shell holds one same-origin iframe a page plus the phone's
 * chrome (bars, sheets, toasts). The worker never sees the DOM; the shell never runs app code.
 */
import type { Json, JsonObject } from './chunk'

export type PageId = number
export type NodeId = number

/** Operation codes of a page's DOM stream; each operation is `[code, …arguments]`. */
export enum Op {
  /** [node, tag] – tag as in WXML; `''`-prefixed builtins become `wx-<tag>`. */
  CreateElement = 1,
  /** [node, text] */
  CreateText = 2,
  /** [node] */
  CreateFragment = 3,
  /** [parent, child] */
  Append = 4,
  /** [parent, child] */
  Remove = 5,
  /** [parent, child, before] */
  InsertBefore = 6,
  /** [parent, child, old] */
  Replace = 7,
  /** [parent, before, deleteCount, list] – list is a fragment */
  SpliceBefore = 8,
  /** [parent, list] */
  SpliceAppend = 9,
  /** [parent, before, deleteCount] */
  SpliceRemove = 10,
  /** [node, id] */
  SetId = 11,
  /** [node, cssText] – rpx already resolved */
  SetStyle = 12,
  /** [node, className] – prefix already applied */
  AddClass = 13,
  /** [node, className] */
  RemoveClass = 14,
  /** [node] */
  ClearClasses = 15,
  /** [node, name, value] – value is any JSON; attributes of built-ins are their properties */
  SetAttribute = 16,
  /** [node, name] */
  RemoveAttribute = 17,
  /** [node, text] */
  SetText = 18,
  /** [node, eventName, capture, level?] – somebody in the logic layer listens; level 2: it catches (`catchtouchmove` keeps the page from scrolling) */
  Listen = 19,
  /** [node, propertyName] – two-way binding (model:) is on */
  Model = 20,
  /** [node] – the node is gone for good */
  Release = 21,
  /** [node, prefix] – host of a component with this class prefix */
  SetHost = 22,
  /** [node, name, value] – data-*, for CSS attribute selectors */
  SetDataset = 23,
}
export type Operation = readonly [Op, ...(NodeId | Json)[]]

/** A finger as in WeChat's touch events; canvas touches use x and y. */
export interface Touch {
  readonly identifier: number
  readonly pageX: number
  readonly pageY: number
  readonly clientX: number
  readonly clientY: number
  readonly x?: number
  readonly y?: number
  readonly force?: number
}

/** How a page enters or leaves. */
export type Transition = 'none' | 'push' | 'pop' | 'modal' | 'replace'

/** Messages the worker sends to the shell. */
export type ToShell =
  /** `behind`: the page is not to be seen before its `page-show`. */
  | { type: 'page-open'; page: PageId; route: string; window: JsonObject; transition: Transition; renderer: 'webview' | 'skyline'; tab: boolean; stackDepth: number; behind?: boolean }
  | { type: 'page-close'; page: PageId; transition: Transition }
  /** Bring a page to the front (tab switch, back). Pages not shown stay alive, hidden. */
  | { type: 'page-show'; page: PageId; transition: Transition; stackDepth: number }
  /** A style sheet for a page; `slot` orders app < page < component; same key replaces in place. */
  | { type: 'style'; page: PageId; key: string; slot: number; css: string }
  /** Node 1 is the document's root container (`<wx-page>` is created inside it by the logic). */
  | { type: 'ops'; page: PageId; ops: readonly Operation[]; flush: number }
  /** A question; the shell replies with one `answer` of the same id. */
  | { type: 'ask'; id: number; page: PageId; question: Question }
  /** One-way command to the chrome or to a built-in component. */
  | { type: 'command'; page: PageId; command: Command }
  /** An app error to be reported to the host (also mirrored to the console). */
  | { type: 'report'; report: Report }
  /** The app finished launching its first page, or re-launched. */
  | { type: 'launched' }
  /** Everything of the generation at `base` is taken over. */
  | { type: 'updated'; base: string }
  /** A hook of the app begins to run; when the worker falls silent, this is where. */
  | { type: 'entered'; hook: string; file: string; line: number }
  | { type: 'pong'; id: number }
  /** Facts for panels: app data, page stack, storage … sent only when `inspect` asked for them. */
  | { type: 'inspection'; id: number; value: Json }
  /** An event of the automation protocol: a bound function was called, an error nobody caught, a line of the console. */
  | { type: 'automation'; name: 'App.bindingCalled' | 'App.exceptionThrown' | 'App.logAdded'; params: JsonObject }

/**
 * Messages the shell sends to the worker. `system` holds the facts of wx.getSystemInfoSync that do not depend on
 * the window (brand, model, system, platform, version, SDKVersion, language, benchmarkLevel, authorisation flags).
 */
export type ToLogic =
  /** `load` numbers the starts of all apps in the process of the host; every call carries it back. */
  | { type: 'boot'; instance: string; base: string; load: number; screen: Screen; system: JsonObject; launch: LaunchOptions; devtools: boolean;
    /** The app's time from its first statement on; without it the computer's. */
    time?: { readonly now: number; readonly speed: number };
    /** What `Math.random` begins with, when it is to be the same in every run. */
    seed?: number;
    /** Whether `setData`, scripts and renderings are measured from the first statement on. */
    audit?: boolean }
  | { type: 'event'; page: PageId; node: NodeId; name: string; detail: Json; bubbles: boolean; composed: boolean; capture: boolean; timeStamp: number; touches?: readonly Touch[]; changedTouches?: readonly Touch[]; gesture: boolean;
    /** offsetLeft and offsetTop of the target and the nodes above it that have listeners. */
    offsets?: { readonly [node: NodeId]: readonly [number, number] } }
  | { type: 'model'; page: PageId; node: NodeId; name: string; value: Json }
  /** The operations of flush n of a page are applied (before paint). */
  | { type: 'flushed'; page: PageId; flush: number }
  | { type: 'answer'; id: number; result: Json; error?: string; transfer?: unknown }
  /** Something on the page: scroll, reach-bottom, pull-down, resize, tab-tap, back, menu … */
  | { type: 'page-event'; page: PageId; name: PageEventName; detail: JsonObject }
  /** Device event from the host: wx.on… */
  | { type: 'device-event'; name: string; detail: JsonObject }
  /** Observer callback (intersection, media query, animation finish): id of the ask that made it. */
  | { type: 'notify'; id: number; detail: JsonObject }
  /** Host wants the app in the background / foreground / gone. The detail of `show` are launch options; with a path the app comes back on that page. */
  | { type: 'app-event'; name: 'show' | 'hide' | 'theme' | 'memory-warning'; detail: JsonObject }
  /** The compiler made a new generation: reload these chunks. Without `keep` (the start: with) pages and components whose code changed begin again. */
  | { type: 'update'; base: string; kind: 'style' | 'template' | 'script' | 'app'; stale: readonly string[]; keep?: boolean }
  | { type: 'screen'; screen: Screen; system: JsonObject }
  /** For the shell alone, the worker never sees it: what the person does with the phone around the app. */
  | { type: 'chrome'; name: ChromeOrder; detail: JsonObject }
  | { type: 'navigate'; action: 'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab' | 'navigateBack'; url: string; delta: number }
  /** The app's time (`logic/app_clock.ts`): ms since 1970, and how fast it passes; 0: it stands, null: the computer's. */
  | { type: 'time'; now: number; speed: number | null }
  | { type: 'ping'; id: number }
  | { type: 'inspect'; id: number; what: LogicQuestion | ViewQuestion; args: JsonObject }

/** What panels and tests ask the worker. `watch` makes it tell changes by an `inspection` with the id -1. */
export type LogicQuestion =
  | 'stack' | 'data' | 'tree' | 'set-data' | 'evaluate' | 'console' | 'names' | 'rest'
  | 'watch' | 'outline' | 'details' | 'chain' | 'find' | 'components' | 'nodes-at' | 'app-data' | 'edit-data' | 'measures' | 'places' | 'automation'

/** What panels ask the shell itself; `pick` makes it tell the person's choice by an `inspection` with the id -1. */
export type ViewQuestion = 'highlight' | 'reveal' | 'pick' | 'styles' | 'set-style' | 'press' | 'audit'

/**
 * `keyboard` (open): the keyboard comes or goes without a field; `soft-keyboard` (on): whether there is one at all;
 * `back`: the phone's own way back; `end`: the system ends the app; `witness` (on): tell what the person does.
 */
export type ChromeOrder = 'keyboard' | 'soft-keyboard' | 'back' | 'end' | 'witness'

export type PageEventName =
  | 'scroll' | 'reach-bottom' | 'pull-down' | 'resize' | 'tab-tap' | 'back' | 'share' | 'share-timeline' | 'favorite' | 'title-tap' | 'animation-end'
  | 'key-down' | 'key-up'

export interface Screen {
  /** CSS pixels of the page area without the bars, as windowWidth/windowHeight. */
  readonly width: number
  readonly height: number
  readonly screenWidth: number
  readonly screenHeight: number
  readonly pixelRatio: number
  readonly statusBarHeight: number
  readonly safeArea: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number; readonly width: number; readonly height: number }
  readonly theme: 'light' | 'dark'
  readonly platform: 'ios' | 'android' | 'devtools'
  readonly fontSizeSetting: number
}

export interface LaunchOptions {
  readonly path: string
  readonly query: { readonly [key: string]: string }
  readonly scene: number
  readonly referrerInfo: JsonObject
  readonly apiCategory?: string
  readonly shareTicket?: string
  readonly chatType?: number
}

/** Questions about the page (selector queries …) or to the person (modal, action sheet …). */
export type Question =
  /** Geometry and properties of nodes. fields: rect, size, scrollOffset, dataset, id, properties[], computedStyle[], context, node */
  | { kind: 'fields'; nodes: readonly NodeId[]; fields: JsonObject }
  | { kind: 'viewport' }
  | { kind: 'intersection'; node: NodeId; relative: readonly { node: NodeId | null; margins: JsonObject }[]; thresholds: readonly number[]; initialRatio: number }
  | { kind: 'media-query'; descriptor: JsonObject }
  /** Sheets of the chrome: showModal, showActionSheet, …; params as the API's. */
  | { kind: 'sheet'; name: string; params: JsonObject }
  /** Methods of built-ins with a result: canvas export, video, editor … */
  | { kind: 'method'; node: NodeId; method: string; args: Json }
  /** An OffscreenCanvas for a canvas node, transferred in `answer.transfer`. */
  | { kind: 'canvas'; node: NodeId; width: number; height: number }
  | { kind: 'animate'; nodes: readonly NodeId[]; keyframes: Json; duration: number; timeline: Json }
  | { kind: 'image-info'; url: string }
  | { kind: 'load-font'; family: string; source: string; desc: JsonObject }
  /** What the automation protocol does to an element, or asks of the page (`node` 0). */
  | { kind: 'automation'; node: NodeId; what: AutomationWhat; args: JsonObject }

export type AutomationWhat =
  | 'dom' | 'styles' | 'properties' | 'offset' | 'tap' | 'touchstart' | 'touchmove' | 'touchend' | 'trigger' | 'call' | 'window' | 'text' | 'nodes' | 'xpath'

export type Command =
  /** showToast, hideToast, showLoading, hideLoading, setNavigationBarTitle, setNavigationBarColor,
   *  showNavigationBarLoading, hideNavigationBarLoading, setTabBarItem, setTabBarStyle, showTabBar, hideTabBar,
   *  setTabBarBadge, removeTabBarBadge, showTabBarRedDot, hideTabBarRedDot, setBackgroundColor,
   *  setBackgroundTextStyle, startPullDownRefresh, stopPullDownRefresh, pageScrollTo, hideHomeButton,
   *  hideKeyboard, disconnect-observer (args {id}), cancel-observer … */
  | { name: string; args: JsonObject }

/** One thing that went wrong in the app, for the console, `snapshot` and the Problems panel. */
export interface Report {
  readonly kind: 'compile' | 'script' | 'rejection' | 'missing-api' | 'missing-component' | 'resource' | 'internal' | 'notice' | 'offline' | 'console'
  readonly message: string
  readonly stack: string
  readonly page: string
  readonly file: string
  readonly line: number
  /** Only with kind 'console'. */
  readonly level?: 'debug' | 'log' | 'info' | 'warn' | 'error'
  readonly column?: number
  /** `table`, `group`, `groupCollapsed`, `groupEnd`, `trace` or `clear`; empty for a plain line. */
  readonly method?: string
  /** The objects of the line as they were: `[name, kind, text, children?]` each. */
  readonly values?: Json
  /** Columns `console.table` was asked for. */
  readonly columns?: string[]
}
