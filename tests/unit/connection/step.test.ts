import { describe, expect, it } from 'vitest'
import type { LinkEvent, LinkState } from '../../../src/connection/link-state'
import { modeOf } from '../../../src/connection/link-state'
import { step } from '../../../src/connection/step'
import { CONNECTION, context, events, inWords, NOW, ROUND, standing, states } from './in-words'
import { transitions } from './transitions'

const stateNames = Object.keys(states) as (keyof typeof states)[]
const eventNames = Object.keys(events) as (keyof typeof events)[]

describe.each(stateNames)('a link that is %s', (name) => {
  const state: LinkState = states[name]

  it.each(eventNames)('does what the table says on: %s', (eventName) => {
    const result = step(state, events[eventName], context)
    const row = transitions[name][eventName]
    if (!row) expect(result).toEqual({ state, effects: [] })
    else expect([standing(state, result.state), inWords(result.effects)]).toEqual(row)
  })

  it('C5: hears nothing of another connection or round', () => {
    for (const event of Object.values(events) as LinkEvent[]) {
      const others: LinkEvent[] = []
      if ('connection' in event) others.push({ ...event, connection: CONNECTION - 1 })
      if ('round' in event) others.push({ ...event, round: ROUND - 1 })
      for (const other of others) expect(step(state, other, context)).toEqual({ state, effects: [] })
    }
  })

  it('shows a mode that follows from its two axes alone, and since when', () => {
    for (const event of Object.values(events)) {
      const after = step(state, event, context).state
      const mode =
        after.socket === 'delivering' ? 'websocket' : after.poll === 'on' ? 'polling' : 'connecting'
      expect(modeOf(after)).toBe(mode)
      const restarted = event.kind === 'start' && state.socket === 'idle'
      const fresh = restarted || event.kind === 'stop'
      if (modeOf(after) !== modeOf(state)) expect(after.since).toBe(NOW)
      else if (!fresh) expect(after.since).toBe(state.since)
    }
  })
})

describe('losing a socket', () => {
  const opening: LinkState = states.opening

  it('C1: the wait grows with the failures in a row, and says when it ends', () => {
    const waits = [0, 1, 2, 3, 4, 5, 6].map((attempt) => {
      const { state } = step({ ...opening, attempt }, events['closed 1006'], context)
      return [state.attempt, state.nextTryAt! - NOW]
    })
    expect(waits).toEqual([
      [1, 1_000],
      [2, 2_000],
      [3, 4_000],
      [4, 8_000],
      [5, 16_000],
      [6, 30_000],
      [7, 30_000],
    ])
  })

  it('C1: `open` alone, and a frame alone, do not end the row of failures; ten seconds after a frame do', () => {
    const open = step(opening, events.opened, context).state
    const framed = step(open, events.frame, context).state
    expect([open.attempt, framed.attempt]).toEqual([1, 1])
    expect(step(open, events.stable, context).state.attempt).toBe(1)
    expect(step(framed, events.stable, context).state.attempt).toBe(0)
  })

  it('C1: 1012 and 1013 spread wide', () => {
    for (const code of [1012, 1013]) {
      const event: LinkEvent = { kind: 'closed', connection: CONNECTION, code, reason: '' }
      const { state } = step({ ...opening, attempt: 0 }, event, { ...context, random: 0.99 })
      expect(state.nextTryAt! - NOW).toBeGreaterThan(10_000)
    }
  })

  it('C2: keeps code, reason and words of what happened', () => {
    const event: LinkEvent = { kind: 'closed', connection: CONNECTION, code: 1011, reason: 'out of memory' }
    expect(step(states.delivering, event, context).state.failure).toEqual({
      at: NOW,
      code: 1011,
      reason: 'out of memory',
      text: 'The server failed.',
      remedy: 'wait',
    })
  })

  it('a refused upgrade is told from a connection that broke off', () => {
    const refused = step(opening, events['closed 1006'], context).state
    const broken = step(states.delivering, events['closed 1006'], context).state
    expect(refused.failure?.text).not.toBe(broken.failure?.text)
  })

  it('asks REST only from the second failure on', () => {
    const first = step({ ...opening, attempt: 0 }, events['closed 1006'], context)
    const second = step({ ...opening, attempt: 1 }, events['closed 1006'], context)
    expect(
      [inWords(first.effects), inWords(second.effects)].map((words) => words.includes('diagnose')),
    ).toEqual([false, true])
  })

  it('a diagnosis puts words to the failure, and keeps its code', () => {
    const { failure } = step(states.waiting, events['diagnosed blocked'], context).state
    expect(failure).toEqual({ ...states.waiting.failure, text: 'blocked' })
  })
})

describe('refused credentials', () => {
  it('C3: halt at once where nobody can renew them', () => {
    const { state, effects } = step(states.delivering, events['closed 1008'], { ...context, canRenew: false })
    expect(state).toMatchObject({ socket: 'halted', failure: { remedy: 'sign-in', code: 1008 } })
    expect(inWords(effects)).not.toContain('poll 4')
  })

  it('C3: are renewed once, then halt', () => {
    const renewing = step(states.unproven, events['closed 1008'], context).state
    const again = step(renewing, events.renewed, context).state
    expect(again).toMatchObject({ socket: 'opening', renewed: true })
    const event: LinkEvent = { kind: 'closed', connection: again.connection, code: 1008, reason: '' }
    expect(step(again, event, context).state).toMatchObject({
      socket: 'halted',
      failure: { remedy: 'sign-in' },
    })
  })

  it('C3: only a link that works again earns another renewal', () => {
    const delivering: LinkState = { ...states.delivering, renewed: true }
    expect(step(delivering, events['closed 1008'], context).state.socket).toBe('halted')
    const stable = step(delivering, events.stable, context).state
    expect(step(stable, events['closed 1008'], context).effects).toContainEqual({ kind: 'renew-credentials' })
  })

  it('C3: an outage during the renewal does not use it up', () => {
    const later = step(states.renewing, events['renewal failed'], context).state
    expect(later).toMatchObject({ socket: 'waiting', renewed: false })
  })

  it('C3: neither the network nor a wake-up brings a halted link back, only somebody who asks', () => {
    for (const event of [events.online, events.resumed]) {
      expect(step(states.halted, event, context).effects).toEqual([])
    }
    const tried = step({ ...states.halted, renewed: true }, events['try now'], context).state
    expect(tried).toMatchObject({ socket: 'opening', renewed: false })
  })

  it('C3: a refused poll of a halted link asks for a sign-in', () => {
    const { state } = step(states['halted, poll on'], events['poll refused'], context)
    expect(state).toMatchObject({ socket: 'halted', poll: 'off', failure: { remedy: 'sign-in' } })
  })
})

describe('a link of a source that nobody signs in to', () => {
  const open = { ...context, canRenew: false, signsIn: false }

  it('C3: refused by its socket, it halts for its administrator and polls on', () => {
    const { state } = step(states.delivering, events['closed 1008'], open)
    expect(state).toMatchObject({
      socket: 'halted',
      poll: 'starting',
      failure: { remedy: 'ask-administrator' },
    })
  })

  it('refused by REST alone, it goes on trying: its socket may need no sign-in', () => {
    const diagnosed = step(states.waiting, events['diagnosed refused'], open).state
    expect(diagnosed).toMatchObject({ socket: 'waiting', failure: { text: 'refused' } })
    const polled = step(states['waiting, poll on'], events['poll refused'], open).state
    expect(polled).toMatchObject({ socket: 'waiting', poll: 'failing' })
  })
})

describe('credentials that cannot be shown on a socket', () => {
  it('ask for a sign-in, and polling goes on with them until REST refuses them too', () => {
    const unfit = step(states.opening, events['unfit credentials'], context).state
    expect(unfit).toMatchObject({
      socket: 'halted',
      poll: 'starting',
      failure: { remedy: 'sign-in', text: 'illegal token' },
    })
    const event: LinkEvent = { kind: 'poll-failed', round: unfit.round, text: 'refused', refused: true }
    expect(step(unfit, event, context).state).toMatchObject({ socket: 'halted', poll: 'off' })
  })
})
