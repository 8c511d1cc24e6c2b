import { describe, expect, it } from 'vitest'
import { at, decode, documented, reasonsOf } from './frames'

const event = { type: 'event', level: 'WARN', message: 'hot' }
const log = { kind: 'log', level: 'WARN', message: 'hot', sensor: null, time: null }

describe('an event', () => {
  it('as documented is a log entry about its sensor', () => {
    expect(decode(documented.event)).toEqual([
      { kind: 'log', level: 'WARN', message: 'temperature threshold exceeded', sensor: '1', time: at(52) },
    ])
  })

  it('may be about no sensor', () => {
    expect(decode(documented.alert)).toEqual([
      { kind: 'log', level: 'CRIT', message: 'workspace overload', sensor: null, time: at(55) },
    ])
    expect(decode({ ...event, sensor_id: null })).toEqual([log])
  })

  it('has no time on the running server', () => {
    expect(decode(event)).toEqual([log])
  })

  it.each(['INFO', 'WARN', 'CRIT', 'info', 'Crit'])('has the level %s', (level) => {
    expect(decode({ ...event, level })).toEqual([{ ...log, level: level.toUpperCase() }])
  })

  it('of a level that nobody knows is a WARN that names it, for it may be worse than any that we know', () => {
    const updates = decode({ ...event, level: 'FATAL' })
    expect(updates[0]).toEqual({ ...log, message: 'FATAL: hot' })
    expect(reasonsOf(updates)).toEqual(['level: expected INFO, WARN, CRIT, found text'])
  })

  it('without a level is a WARN too', () => {
    for (const level of [undefined, null, 5, '', {}]) {
      const updates = decode({ ...event, level })
      expect(updates[0]).toEqual(log)
      expect(reasonsOf(updates)).toHaveLength(1)
    }
  })

  it('T6: keeps its words whatever else is wrong with it, which is told beside', () => {
    const updates = decode({ ...event, sensor_id: { id: 1 }, ts: 'yesterday' })
    expect(updates[0]).toEqual(log)
    expect(reasonsOf(updates)).toEqual([
      'sensor_id: expected a whole number or a text, found an object',
      'ts: expected an ISO 8601 time between 2000 and 2100, found text',
    ])
  })

  it('V7: is text, with markup and control characters as they came, and cut when it is long', () => {
    const words = '<img src=x onerror=alert(1)>\u0000\u202e\n'
    expect(decode({ ...event, message: words })).toEqual([{ ...log, message: words }])
    expect(decode({ ...event, message: 'x'.repeat(5_000) })).toEqual([
      { ...log, message: expect.stringMatching(/^x{0,400}…$/) },
    ])
  })

  it('C7: shows no token, in its words or its level', () => {
    const secret = 'Token 9944b09199c62bcf9418ad846dd0e4bbdfc6ee4b'
    expect(JSON.stringify(decode({ ...event, message: `bad ${secret}` }))).not.toContain('9944b')
    expect(JSON.stringify(decode({ ...event, level: secret }))).not.toContain('9944b')
  })
})

describe('an info frame', () => {
  it('is a log entry', () => {
    expect(decode(documented.info)).toEqual([{ ...log, level: 'INFO', message: 'simulator_started' }])
  })

  it('may have a sensor and a time', () => {
    const frame = { type: 'info', message: 'calibrated', sensor_id: 3, ts: '2025-07-31T15:47:50' }
    expect(decode(frame)).toEqual([
      { kind: 'log', level: 'INFO', message: 'calibrated', sensor: '3', time: at(50) },
    ])
  })
})

describe('an error frame', () => {
  it.each([
    ['with a message', { type: 'error', message: 'boom' }, 'boom'],
    ['with a code', { type: 'error', code: 'E7', message: 'boom' }, 'boom (E7)'],
    ['with a number for a code', { type: 'error', code: 500, message: 'boom' }, 'boom (500)'],
    ['with a code only', { type: 'error', code: 'overloaded' }, 'overloaded'],
    ['with its code as its message', { type: 'error', code: 'boom', message: 'boom' }, 'boom'],
    ['with an object', { type: 'error', error: { code: 'E7', message: 'boom' } }, 'boom (E7)'],
    ['with an object of detail', { type: 'error', error: { detail: 'boom' } }, 'boom'],
    ['with a text', { type: 'error', error: 'boom' }, 'boom'],
    ['without a type', { error: 'boom' }, 'boom'],
    ['without a type, with an object', { error: { message: 'boom' } }, 'boom'],
    ['with null for a type', { type: null, error: 'boom' }, 'boom'],
  ])('%s is a warning', (_, frame, message) => {
    expect(decode(frame)).toEqual([{ ...log, message }])
  })

  it.each([
    ['as documented', documented.error],
    ['with a code', { type: 'error', code: 'workspace_not_found', message: 'No such workspace' }],
    ['with an object', { type: 'error', error: { code: 'workspace_not_found' } }],
    ['with a text', { type: 'error', error: 'workspace_not_found' }],
    ['without a type', { error: 'workspace_not_found' }],
    ['without a type, with an object', { error: { message: 'workspace_not_found' } }],
  ])('that knows no such workspace, %s, turns the connection away and says what to check', (_, frame) => {
    expect(decode(frame)).toEqual([
      {
        kind: 'refusal',
        action: 'retry',
        text: 'The server has no workspace "1". Check the option "workspace" of this source.',
      },
    ])
  })

  it('that only speaks of it is a warning', () => {
    const message = 'workspace_not_found in cache, reloaded'
    expect(decode({ type: 'error', message })).toEqual([{ ...log, message }])
  })

  it('T6: whose words are none is a rejection', () => {
    for (const error of [{}, [], 5.5, true, null, { message: {} }])
      expect(reasonsOf(decode({ type: 'error', error }))).toHaveLength(1)
  })
})
