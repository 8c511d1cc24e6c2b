// Links of systems that may well be quiet: REST says whether the backend lives (workspace-chat's policy row).
import { describe, expect, it } from 'vitest'
import {
  idleLink,
  type DiagnosedFinding,
  type LinkEvent,
  type LinkState,
} from '../../../src/connection/link-state'
import { step } from '../../../src/connection/step'
import type { LinkPolicy } from '../../../src/protocols/protocol'
import { quietPolicy } from './policies'

const policy: LinkPolicy = {
  ...quietPolicy,
  keepAlive: { everyMs: 25_000, deadlineMs: null },
  quietAfterMs: 60_000,
}
const standing: LinkState = { ...idleLink(0), socket: 'delivering', connection: 7, delivered: true }

function happen(event: LinkEvent, state = standing) {
  return step(state, event, { policy, now: 1_000, random: 0.5, canRenew: true })
}
function diagnosed(finding: DiagnosedFinding, connection = 7): LinkEvent {
  return { kind: 'diagnosed', connection, finding, text: 'Said REST.' }
}

describe('a chat in which nobody speaks', () => {
  it('C10: pings and asks REST; it is not called silent, for nothing is amiss', () => {
    const { state, effects } = happen({ kind: 'quiet', connection: 7 })
    expect(effects.map(({ kind }) => kind)).toEqual(['probe', 'start-timer', 'diagnose'])
    expect(state).toMatchObject({ socket: 'delivering', silent: false })
  })

  it('a ping without an answer proves nothing: no deadline is kept', () => {
    const { effects } = happen({ kind: 'timer', timer: 'ping', connection: 7 })
    expect(effects).toEqual([
      { kind: 'probe', connection: 7 },
      { kind: 'start-timer', timer: 'ping', ms: 25_000, connection: 7 },
    ])
  })

  it.each(['blocked', 'unexpected'] as const)('stays as it is where REST answers: %s', (finding) => {
    expect(happen(diagnosed(finding))).toEqual({ state: standing, effects: [] })
  })

  it('is given up where the backend is gone, and says why', () => {
    const { state, effects } = happen(diagnosed('unreachable'))
    expect(effects[0]).toEqual({ kind: 'close', connection: 7, code: 1000, reason: '' })
    expect(state).toMatchObject({ socket: 'waiting', attempt: 1, failure: { text: 'Said REST.' } })
  })

  it('C3: signs in anew where its sign-in is no longer good', () => {
    const { state, effects } = happen(diagnosed('refused'))
    expect(effects.map(({ kind }) => kind)).toContain('renew-credentials')
    expect(state.socket).toBe('waiting')
  })

  it('C8: after a freeze REST is asked as well', () => {
    const { effects } = happen({ kind: 'resumed' })
    expect(effects.map(({ kind }) => kind)).toEqual(['probe', 'start-timer', 'diagnose', 'catch-up'])
  })

  it('C5: what was asked for an earlier connection changes nothing', () => {
    expect(happen({ kind: 'quiet', connection: 6 }).effects).toEqual([])
    expect(happen(diagnosed('unreachable', 6)).effects).toEqual([])
  })
})

it('a browser that holds all connections of a user says so, waits, and tries again', () => {
  const opening: LinkState = { ...idleLink(0), socket: 'opening', connection: 7 }
  const crowded: LinkEvent = { kind: 'crowded', connection: 7, text: 'Too many.' }
  const { state, effects } = happen(crowded, opening)
  expect(state).toMatchObject({ socket: 'waiting', attempt: 1, failure: { text: 'Too many.' } })
  expect(effects).toContainEqual({ kind: 'start-timer', timer: 'retry', ms: 500, connection: 7 })
  expect(happen(crowded)).toEqual({ state: standing, effects: [] })
})
