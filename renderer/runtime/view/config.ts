/** What the phone boots with: the host's boot message, and settings only the shell cares for. */
import type { Manifest } from '../shared/chunk'
import type { ToLogic } from '../shared/messages'

export type BootMessage = Extract<ToLogic, { type: 'boot' }>

/** Extras the host may add to the boot message. */
export interface ShellSettings {
  /** false: pages and sheets appear at once (snapshots). */
  readonly animate: boolean
  /** Text of the status bar's clock; empty: the real time. */
  readonly clock: string
  /** Share of the battery, 0–1. */
  readonly battery: number
  /** Whether a keyboard slides in when a text field has the focus. */
  readonly keyboard: boolean
  /** Whether the host wants to hear what the person does in the app. */
  readonly witness: boolean
  /** URL of the worker script. */
  readonly logic: string
  /** URL of the style sheet with our fonts, beside which those of icons lie; empty: none. */
  readonly fonts: string
  /** The manifest, when the host has it at hand; else it is fetched from `manifest.json`. */
  readonly manifest: Manifest | null
}

export type BootConfig = BootMessage & ShellSettings

const DEFAULTS: ShellSettings = {
  animate: true, clock: '', battery: 1, keyboard: false, witness: false,
  logic: 'runtime/logic.js', fonts: 'runtime/fonts/fonts.css', manifest: null,
}

/** The settings with what the host left out. */
export const completed = (boot: BootMessage & Partial<ShellSettings>): BootConfig => ({ ...DEFAULTS, ...boot })

/** The boot message written into the document (`<script id="boot" type="application/json">`), if there is one. */
export function writtenBoot(document: Document): BootMessage | null {
  const text = document.getElementById('boot')?.textContent
  return text ? (JSON.parse(text) as BootMessage) : null
}
