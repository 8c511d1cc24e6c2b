import { describe, expect, it } from 'vitest'
import type { LinkEvent, LinkState } from '../../../src/connection/link-state'
import { step } from '../../../src/connection/step'
import { CONNECTION, context, events, inWords, states } from './in-words'
import { quietPolicy } from './policies'

describe('a system that greets nobody and polls after an absence', () => {
  const quiet = { ...context, policy: quietPolicy }

  it('C4: is up when it stayed open for five seconds, without the row of failures ending', () => {
    const up = step(states.unproven, events['greeting is late'], quiet)
    expect(up.state).toMatchObject({ socket: 'delivering', attempt: 1 })
    expect(inWords(up.effects)).toBe('no greeting, no unavailable, catch up')
    expect(step(up.state, events.stable, quiet).state.attempt).toBe(1)
  })

  it('C5: what a link said before it was stopped does not reach the one that was started again', () => {
    const stopped = step(states.waiting, events.stop, quiet).state
    const again = step(stopped, events.start, quiet).state
    for (const event of Object.values(events) as LinkEvent[]) {
      if (!('connection' in event || 'round' in event)) continue
      expect(step(again, event, quiet)).toEqual({ state: again, effects: [] })
    }
  })

  it('polls ten seconds after the start, a loss, a sign-in, or somebody asking', () => {
    const cases: [LinkState, LinkEvent][] = [
      [states.idle, events.start],
      [states.delivering, events['closed 1006']],
      [states.delivering, events['closed 1008']],
      [states.halted, events['signed in']],
      [states.halted, events['try now']],
    ]
    const polling = { ...quiet, policy: { ...quietPolicy, verdict: context.policy.verdict } }
    for (const [state, event] of cases) {
      expect(inWords(step(state, event, polling).effects)).toContain('unavailable in 10 s')
    }
  })

  it('counts the absence from the loss, not from the newest attempt', () => {
    expect(inWords(step(states.opening, events['closed 1006'], quiet).effects)).not.toContain('unavailable')
  })

  it('tells the user after ten failures in a row, goes on trying, and forgets it when the link is stable', () => {
    const telling = { ...quiet, policy: { ...quietPolicy, tellAfterAttempts: 10 } }
    const failing = (attempt: number) =>
      step({ ...states.opening, attempt }, events['closed 1006'], telling).state
    expect(failing(8)).toMatchObject({ attempt: 9, lost: false, socket: 'waiting' })
    expect(failing(9)).toMatchObject({ attempt: 10, lost: true, socket: 'waiting' })
    expect(step({ ...states.opening, attempt: 99 }, events['closed 1006'], quiet).state.lost).toBe(false)
    const delivering = { ...states.delivering, delivered: true, attempt: 10, lost: true }
    expect(step(delivering, events.stable, telling).state).toMatchObject({ attempt: 0, lost: false })
  })

  it('C10: asks once more where it cannot ping', () => {
    const { state, effects } = step(states.delivering, events.silent, quiet)
    expect([state.silent, inWords(effects)]).toEqual([true, 'no poll, abandon, poll 4'])
  })

  it('asks once about a silence where that can be sound, and asks again about the next', () => {
    const once = { ...quiet, policy: { ...quietPolicy, pollOnceWhenSilent: true } }
    const answered = step(
      { ...states.delivering, silent: true, poll: 'starting' },
      events['poll answered'],
      once,
    )
    expect([answered.state.poll, inWords(answered.effects)]).toEqual(['off', 'no poll, abandon'])
    expect(answered.state).toMatchObject({ socket: 'delivering', silent: true })
    const lost = step({ ...states.waiting, poll: 'starting' }, events['poll answered'], once)
    expect([lost.state.poll, inWords(lost.effects)]).toEqual(['on', 'poll in 2 s'])
  })

  it('T2: up without a frame, is silent where one poll asks about that, and a frame ends it', () => {
    const once = { ...quiet, policy: { ...quietPolicy, pollOnceWhenSilent: true } }
    const up = step(states.unproven, events['greeting is late'], once)
    expect(up.state).toMatchObject({ socket: 'delivering', silent: true, poll: 'starting' })
    expect(inWords(up.effects)).toBe('no greeting, no unavailable, catch up, no poll, abandon, poll 4')
    const heard = step(up.state, events.frame, once)
    expect(heard.state).toMatchObject({ socket: 'delivering', silent: false, poll: 'off' })
  })

  it('C8: catches up after a freeze where it cannot ping', () => {
    expect(inWords(step(states.delivering, events.resumed, quiet).effects)).toBe('catch up')
  })

  it('C2: told to stop, it keeps polling', () => {
    const event: LinkEvent = { kind: 'closed', connection: CONNECTION, code: 4401, reason: '' }
    expect(step(states.delivering, event, quiet).state).toMatchObject({
      socket: 'halted',
      poll: 'starting',
      failure: { remedy: 'ask-administrator', text: 'Refused.' },
    })
  })

  it('without anything to poll, never polls', () => {
    const without = { ...quiet, policy: { ...quietPolicy, polling: null } }
    const cases: [LinkState, LinkEvent][] = [
      [states.delivering, events.silent],
      [states.delivering, events['closed 1010']],
      [states.waiting, events.unavailable],
      [states.opening, events['closed 1006']],
    ]
    for (const [state, event] of cases) expect(step(state, event, without).state.poll).toBe('off')
  })
})
