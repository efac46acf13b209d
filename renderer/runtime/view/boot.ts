/** Entry of the phone's document: makes the shell and the host's door to it. */
import './components/index'
import type { ToLogic } from '../shared/messages'
import { writtenBoot, type BootMessage, type ShellSettings } from './config'
import { Shell } from './shell'

/** What the host may call. */
interface Door {
  /** Take a message for the phone; `boot` comes first. */
  receive(message: ToLogic): void
  /** Resolves when the page on top shows all it has: fonts and images loaded. */
  settled(): Promise<void>
  /** The hook of the app that has not returned yet, null when none is known. */
  whereabouts(): { hook: string; file: string; line: number } | null
  /** Stop the worker for good (an endless loop); the host then loads the shell anew. */
  terminate(): void
}

let shell: Shell | null = null

const door: Door = {
  receive(message) {
    if (message.type === 'boot') shell = new Shell(document, message as BootMessage & Partial<ShellSettings>)
    else if (shell) shell.receive(message)
    else throw new Error(`${message.type} came before boot`)
  },
  settled: async () => shell?.settled(),
  whereabouts: () => shell?.whereabouts() ?? null,
  terminate: () => shell?.terminate(),
}
;(globalThis as unknown as { minideck: Door }).minideck = door

const boot = writtenBoot(document)
if (boot) door.receive(boot)
