// How a link stands, in words and a shape: what the badge, the announcer and Connections say of it.
// Judges nothing that the state machine has not decided; only how long connecting may take before it is abnormal.
import { modeOf, type LinkState } from '../../connection/link-state'
import type { ConnectionMode } from '../../domain/connection-mode'
import type { EpochMs } from '../../domain/updates'
import { texts } from '../../texts/page'

/** A first connecting is no trouble; one that lasts is. */
const CONNECTING_TOO_LONG_MS = 30_000

export type LinkShape = ConnectionMode | 'halted' | 'silent'

export interface LinkStanding {
  mode: ConnectionMode
  shape: LinkShape
  /** Such as "Live" or "Polling · halted". */
  words: string
  /** Number of the attempt under way or to come; `null` until one has failed, and while none is made. */
  attempt: number | null
  /** Whole seconds until the next attempt; `null` when none is due. */
  nextTrySeconds: number | null
  /** Why the link halted. */
  reason: string | null
  abnormal: boolean
}

/** @param now this machine's clock, as `since` and `nextTryAt` are */
export function standingOfLink(state: LinkState, now: EpochMs): LinkStanding {
  const mode = modeOf(state)
  const isTrying = state.socket === 'waiting' || state.socket === 'opening' || state.socket === 'unproven'
  const shape = shapeOf(state)
  const connectsTooLong = mode === 'connecting' && now - state.since > CONNECTING_TOO_LONG_MS
  return {
    mode,
    shape,
    words: wordsOfLink(state),
    attempt: isTrying && state.attempt > 0 ? state.attempt + 1 : null,
    nextTrySeconds:
      state.nextTryAt === null ? null : Math.max(Math.floor((state.nextTryAt - now) / 1_000), 1),
    reason: shape === 'halted' ? (state.failure?.text ?? null) : null,
    abnormal: shape === 'halted' || shape === 'silent' || isLost(state) || connectsTooLong,
  }
}

export function wordsOfLink(state: LinkState): string {
  const mode = modeOf(state)
  const shape = shapeOf(state)
  if (shape === 'silent') return texts.silent
  const trouble = shape === 'halted' ? texts.halted : isLost(state) ? texts.lost : null
  if (trouble === null) return texts.modes[mode]
  return mode === 'polling' ? `${texts.modes.polling} · ${trouble.toLowerCase()}` : trouble
}

/** Told to the user, until it works again. */
function isLost({ socket, lost }: LinkState): boolean {
  return lost && socket !== 'delivering'
}

function shapeOf(state: LinkState): LinkShape {
  if (state.socket === 'halted') return 'halted'
  return state.silent ? 'silent' : modeOf(state)
}
