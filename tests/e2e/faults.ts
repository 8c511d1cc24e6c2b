// The faults of one system of the demo, as tests ask for them.
import type { FaultRequest } from './server/deck.ts'

/** Longer than any test: each fault is ended by hand. */
const SECONDS = 90

export interface Faults {
  /** One that goes on until it is ended. */
  lasting: (fault: string, more?: Partial<FaultRequest>) => FaultRequest
  /** Every socket is closed; 1005 is what the browser makes of no code, 1006 of a connection that is cut. */
  close: (code: number, reason?: string) => FaultRequest
  cut: FaultRequest
}

/** @param system its id, or `*` for all */
export function faultsOf(system: string): Faults {
  const cut = { system, fault: 'terminate' }
  return {
    lasting: (fault, more = {}) => ({ system, fault, seconds: SECONDS, ...more }),
    close: (code, reason = 'as the test <b>wishes</b>') => {
      if (code === 1006) return cut
      return { system, fault: 'close', ...(code !== 1005 && { code, reason }) }
    },
    cut,
  }
}
