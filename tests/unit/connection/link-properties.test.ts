import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LinkEvent } from '../../../src/connection/link-state'
import { ModelEngine } from './model-engine'
import { quietPolicy, webmacsPolicy } from './policies'

/** What server, network and user can do to a link; each does what makes sense just then, or nothing. */
const acts: Record<string, (engine: ModelEngine, n: number) => void> = {
  start: (engine) => engine.receive({ kind: 'start' }),
  stop: (engine) => engine.receive({ kind: 'stop' }),
  'try now': (engine) => engine.receive({ kind: 'try-now' }),
  online: (engine) => engine.receive({ kind: 'online' }),
  resumed: (engine) => engine.receive({ kind: 'resumed' }),
  'signed in': (engine) => engine.receive({ kind: 'signed-in' }),
  'signed out': (engine) => engine.receive({ kind: 'signed-out' }),
  'time passes': (engine, n) => engine.clock.advance(n % 40_000),
  'a moment passes': (engine, n) => engine.clock.advance(n % 300),
  'credentials come': (engine) => {
    for (const [connection, phase] of [...engine.sockets]) {
      if (phase !== 'asked') continue
      engine.sockets.set(connection, 'connecting')
      engine.receive({ kind: 'connecting', connection })
    }
  },
  'no credentials come': (engine, n) => {
    for (const [connection, phase] of [...engine.sockets]) {
      if (phase !== 'asked') continue
      engine.sockets.delete(connection)
      engine.receive({ kind: 'no-credentials', connection, text: 'none', final: n % 3 === 0 })
    }
  },
  'a socket opens': (engine) => {
    for (const [connection, phase] of [...engine.sockets]) {
      if (phase !== 'connecting') continue
      engine.sockets.set(connection, 'open')
      engine.receive({ kind: 'opened', connection })
    }
  },
  'a frame comes': (engine) => toOpen(engine, (connection) => ({ kind: 'frame', connection })),
  'a ping is answered': (engine) => toOpen(engine, (connection) => ({ kind: 'answered', connection })),
  'readings fail to come': (engine) => toOpen(engine, (connection) => ({ kind: 'silent', connection })),
  'a socket closes': (engine, n) => {
    const codes = [1000, 1001, 1005, 1006, 1006, 1008, 1008, 1011, 1012, 1013, 4242, 1010]
    for (const [connection, phase] of [...engine.sockets]) {
      if (phase === 'asked') continue
      engine.sockets.delete(connection)
      engine.receive({ kind: 'closed', connection, code: codes[n % codes.length]!, reason: '' })
    }
  },
  'a poll answers': (engine) => toPolls(engine, (round) => ({ kind: 'poll-answered', round })),
  'a poll fails': (engine) =>
    toPolls(engine, (round) => ({ kind: 'poll-failed', round, text: 'unreachable', refused: false })),
  'a poll is refused': (engine) =>
    toPolls(engine, (round) => ({ kind: 'poll-failed', round, text: 'refused', refused: true })),
  'a renewal ends': (engine, n) => {
    if (engine.renewals === 0) return
    engine.renewals--
    if (n % 3 === 0) engine.receive({ kind: 'renewal-failed', text: 'failed', final: n % 2 === 0 })
    else engine.receive({ kind: 'renewed' })
  },
  'a diagnosis comes': (engine, n) => {
    const connection = engine.diagnosed
    engine.diagnosed = null
    if (connection === null) return
    const finding = (['refused', 'unreachable', 'blocked'] as const)[n % 3]!
    engine.receive({ kind: 'diagnosed', connection, finding, text: finding })
  },
  'the past speaks': (engine, n) => sayOld(engine, n),
}

function toOpen(engine: ModelEngine, event: (connection: number) => LinkEvent): void {
  for (const [connection, phase] of [...engine.sockets])
    if (phase === 'open') engine.receive(event(connection))
}

function toPolls(engine: ModelEngine, event: (round: number) => LinkEvent): void {
  for (const round of [...engine.polls]) {
    engine.polls.delete(round)
    engine.receive(event(round))
  }
}

/** C5: a timer, a socket or a poll of before says something, and nothing may follow. */
function sayOld(engine: ModelEngine, n: number): void {
  const connection = engine.state.connection - 1 - (n % 3)
  const round = engine.state.round - 1 - (n % 3)
  const said: LinkEvent[] = [
    { kind: 'opened', connection },
    { kind: 'frame', connection },
    { kind: 'closed', connection, code: 1008, reason: '' },
    { kind: 'no-credentials', connection, text: '', final: true },
    { kind: 'diagnosed', connection, finding: 'refused', text: '' },
    { kind: 'timer', timer: 'handshake', connection },
    { kind: 'timer', timer: 'retry', connection },
    { kind: 'poll-failed', round, text: '', refused: true },
    { kind: 'timer', timer: 'poll', round },
  ]
  const before = engine.state
  engine.receive(said[n % said.length]!)
  expect(engine.state).toBe(before)
}

const script = fc.array(fc.tuple(fc.constantFrom(...Object.keys(acts)), fc.nat(1_000_000)), {
  maxLength: 120,
})
const policies = fc.constantFrom(webmacsPolicy, quietPolicy, { ...webmacsPolicy, polling: null })

function play(
  policy: typeof webmacsPolicy,
  canRenew: boolean,
  lines: readonly [string, number][],
): ModelEngine {
  let turn = 0
  const engine = new ModelEngine(policy, () => ((turn++ * 7) % 10) / 10, canRenew)
  engine.receive({ kind: 'start' })
  for (const [act, n] of lines) acts[act]!(engine, n)
  return engine
}

describe('a link, whatever happens to it', () => {
  it('C4, C5, C6: has at most one socket and one poll, waits for nothing in vain, and leaves nothing', () => {
    fc.assert(
      fc.property(policies, fc.boolean(), script, (policy, canRenew, lines) => {
        const engine = play(policy, canRenew, lines)
        engine.receive({ kind: 'stop' })
        expect(engine.leftOver).toBe(0)
        engine.clock.advance(3_600_000)
        expect(engine.state.socket).toBe('idle')
      }),
      { numRuns: 600 },
    )
  })

  it('C1: waits as documented, give or take a fifth', () => {
    fc.assert(
      fc.property(policies, fc.boolean(), script, (policy, canRenew, lines) => {
        for (const { attempt, ms } of play(policy, canRenew, lines).waits) {
          const documented = policy.waitMs(attempt)
          expect(ms).toBeGreaterThanOrEqual(documented * 0.8)
          // 1012 and 1013 spread up to ten seconds further.
          expect(ms).toBeLessThanOrEqual(documented * 1.2 + 10_000)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('C3: never loops on refused credentials: one renewal, until it works for ten seconds or somebody asks', () => {
    fc.assert(
      fc.property(policies, script, (policy, lines) => {
        expect(play(policy, true, lines).mostRenewedInARow).toBeLessThanOrEqual(1)
      }),
      { numRuns: 300 },
    )
  })

  it('C1, C3: a server that opens, greets and refuses gets two sockets, not a thousand', () => {
    const engine = new ModelEngine(webmacsPolicy, () => 0.5, true)
    engine.receive({ kind: 'start' })
    for (let turn = 0; turn < 1_000; turn++) {
      acts['credentials come']!(engine, 0)
      acts['a socket opens']!(engine, 0)
      acts['a frame comes']!(engine, 0)
      acts['a socket closes']!(engine, 5)
      acts['a renewal ends']!(engine, 1)
      engine.clock.advance(1_000)
    }
    expect(engine.state).toMatchObject({ socket: 'halted', connection: 2 })
  })

  it('C1: a server that accepts and then hangs up is asked ever more slowly', () => {
    const engine = new ModelEngine(webmacsPolicy, () => 0.5, true)
    engine.receive({ kind: 'start' })
    for (let turn = 0; turn < 100; turn++) {
      acts['credentials come']!(engine, 0)
      acts['a socket opens']!(engine, 0)
      acts['a frame comes']!(engine, 0)
      acts['a socket closes']!(engine, 0)
      engine.clock.advance(30_000)
    }
    expect(engine.waits.slice(0, 7).map(({ ms }) => ms)).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
    ])
  })
})
