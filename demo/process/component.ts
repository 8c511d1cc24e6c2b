// A process of the demo as the supervisor shows and commands it.

import type { UsageFigures } from './usage'

export type ComponentState = 'running' | 'starting' | 'stopping' | 'stopped' | 'error'
export type ComponentCommand = 'start' | 'stop' | 'restart'

export interface ComponentLook {
  id: string
  name: string
  state: ComponentState
  /** Null where there is no process now; so are the figures and the uptime. */
  pid: number | null
  uptimeMs: number | null
  usage: UsageFigures | null
  /** How it ended by itself, until it runs again. */
  error: string | null
  /** Epoch milliseconds of the true clock: its last report, or the last change of its state. */
  updatedAt: number
}

export interface Component {
  readonly id: string
  look: () => ComponentLook
  /** Settles with why it was refused, or with nothing when it was done. */
  command: (command: ComponentCommand) => Promise<string | undefined>
}
