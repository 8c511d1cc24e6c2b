import { describe, expect, it } from 'vitest'
import {
  componentsOf,
  decode,
  readingsOf,
  reasonsOf,
  rejectionsOf,
  running,
  runs,
  sensorsOf,
  TIME,
  valuesOf,
  withComponent,
  withMetrics,
} from './frames'

describe('a component', () => {
  const storage = (other: object) => componentsOf(decode(withComponent(other)))[0]!

  it.each(['running', 'starting', 'stopping', 'stopped', 'error'])('may be %s', (state) => {
    expect(storage({ state })).toMatchObject({ state, stateText: state })
    expect(storage({ state: ` ${state.toUpperCase()} ` }).state).toBe(state)
  })

  it('in a state that nobody knows keeps the word of its server', () => {
    expect(storage({ state: 'Paused' })).toMatchObject({ state: 'unknown', stateText: 'Paused' })
    expect(storage({ state: '__proto__' })).toMatchObject({ state: 'unknown', stateText: '__proto__' })
  })

  it('may have no pid, uptime or figures though it runs', () => {
    const nothing = { pid: null, uptime: null, cpu_percent: null, memory_mb: null }
    const updates = decode(withComponent(nothing))
    expect(componentsOf(updates)).toEqual([{ ...runs, pid: null, uptime: null }])
    expect(readingsOf(updates)).toEqual([])
    expect(rejectionsOf(updates)).toEqual([])
    expect(sensorsOf(updates)).toHaveLength(2)
  })

  it.each(['starting', 'stopping', 'stopped', 'error', 'paused'])(
    'that is %s has no values, though its server keeps old ones',
    (state) => {
      const updates = decode(withComponent({ state }))
      expect(readingsOf(updates)).toEqual([])
      expect(componentsOf(updates)[0]).toMatchObject({ pid: null, uptime: null })
      expect(sensorsOf(updates)).toHaveLength(2)
      expect(rejectionsOf(updates)).toEqual([])
    },
  )

  it('that runs may carry an old error: the state is the truth, the words are kept', () => {
    expect(storage({ error: ' Failed to start ' })).toMatchObject({
      state: 'running',
      error: 'Failed to start',
    })
    expect(readingsOf(decode(withComponent({ error: 'Failed to start' })))).toHaveLength(2)
  })

  it('may use more than 100 % of a processor', () => {
    const updates = decode(withComponent({ cpu_percent: 250 }))
    expect(valuesOf(updates).get('component:storage:cpu_percent')).toBe(250)
    expect(sensorsOf(updates).map(({ range }) => range)).toEqual([null, null])
  })

  it.each([
    ['2025-10-17T05:00:00Z', TIME],
    ['2025-10-17T05:00:00', TIME],
    ['2025-10-17T05:00:00.250000', TIME + 250],
    ['2025-10-17T07:00:00+02:00', TIME],
  ])('was looked at at %s; without a zone that is UTC', (last_updated, time) => {
    const updates = decode(withComponent({ last_updated }))
    expect(componentsOf(updates)[0]!.updatedAt).toBe(time)
    expect(readingsOf(updates).map((reading) => reading.time)).toEqual([time, time])
  })

  it('T5: has figures of its own time, not of the later time of the state', () => {
    const frame = { ...withComponent({}), ...withMetrics({ timestamp: '2025-10-17T05:00:09' }) }
    expect(readingsOf(decode(frame)).map(({ time }) => time)).toEqual([TIME, TIME])
  })

  it('without a time of its own has that of the state', () => {
    const frame = { ...withComponent({ last_updated: null }), timestamp: '2025-10-17T05:00:00' }
    expect(readingsOf(decode(frame)).map(({ time }) => time)).toEqual([TIME, TIME])
    expect(readingsOf(decode(withComponent({ last_updated: null }))).map(({ time }) => time)).toEqual([
      null,
      null,
    ])
  })

  it('T5: with a time that nobody understands loses its readings, not its state', () => {
    const updates = decode(withComponent({ last_updated: 'just now', cpu_percent: null }))
    expect(readingsOf(updates)).toEqual([])
    expect(componentsOf(updates)).toEqual([{ ...runs, updatedAt: null }])
    expect(rejectionsOf(updates)).toMatchObject([
      { reason: expect.stringContaining('components.storage.last_updated'), readings: 1 },
    ])
  })

  it('without a name goes by its key', () => {
    expect(storage({ name: null }).name).toBe('storage')
    expect(storage({ name: ' ' }).name).toBe('storage')
  })

  it.each([
    [{ state: 5 }, 'components.storage.state: expected a text, found a number'],
    [{ name: 5 }, 'components.storage.name: expected a text, found a number'],
    [{ pid: '17' }, 'components.storage.pid: expected a finite number, found text'],
    [{ uptime: true }, 'components.storage.uptime: expected a finite number, found a boolean'],
    [{ error: {} }, 'components.storage.error: expected a text, found an object'],
    [{ cpu_percent: '2' }, 'components.storage.cpu_percent: expected a finite number, found text'],
  ])('T6: with %j is told of, and costs nothing else', (bad, reason) => {
    const good = { ...running, name: 'API' }
    const updates = decode({ components: { storage: { ...running, ...bad }, api: good } })
    expect(reasonsOf(updates)).toEqual([reason])
    expect(componentsOf(updates).map(({ id }) => id)).toEqual(['storage', 'api'])
    expect(valuesOf(updates).get('component:api:memory_mb')).toBe(45.2)
  })

  it.each([[null], [5], ['running'], [[]]])(
    'T8: that is %j is still there, in a state that nobody can tell',
    (entry) => {
      const updates = decode({ components: { storage: entry, api: running } })
      expect(componentsOf(updates).map(({ id, state }) => [id, state])).toEqual([
        ['storage', 'unknown'],
        ['api', 'running'],
      ])
      expect(reasonsOf(updates)).toEqual([expect.stringContaining('components.storage: expected an object')])
    },
  )

  it('may have any name that JSON can carry but none', () => {
    const ids = ['__proto__', 'constructor', '<img src=x onerror=alert(1)>', '🌡', ' ', 'a:cpu_percent']
    const entries = ids.map((id) => `${JSON.stringify(id)}:${JSON.stringify(running)}`)
    const updates = decode(`{"components":{${entries.join(',')},"":{}}}`)
    expect(componentsOf(updates).map(({ id }) => id)).toEqual(ids)
    expect(new Set(sensorsOf(updates).map(({ id }) => id)).size).toBe(2 * ids.length)
    expect(readingsOf(updates)).toHaveLength(2 * ids.length)
    expect(reasonsOf(updates)).toEqual(['components: expected a name, found an empty text'])
  })

  it('C7: shows no token in its error', () => {
    expect(storage({ error: 'bad ?token=wm_Abc123Abc123Abc123Abc123' }).error).not.toContain('Abc123')
  })
})
