import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asFrame, connection, decode, documented, newer, readingsOf, rejectionsOf } from './frames'

const key = fc.oneof(
  fc.constantFrom('storage', '__proto__', 'constructor', 'cpu_percent', 'memory_mb', ''),
  fc.string(),
)
const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null))
const value = fc.oneof(number, fc.jsonValue())
const time = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.jsonValue(),
)
const component = fc.record(
  {
    name: fc.oneof(fc.string(), fc.jsonValue()),
    state: fc.oneof(fc.constantFrom('running', 'stopped', 'error'), fc.jsonValue()),
    pid: value,
    uptime: value,
    cpu_percent: value,
    memory_mb: value,
    error: fc.oneof(fc.string(), fc.jsonValue()),
    last_updated: time,
  },
  { requiredKeys: [] },
)
const state = fc.record(
  {
    components: fc.oneof(fc.dictionary(key, fc.oneof(component, fc.jsonValue())), fc.jsonValue()),
    metrics: fc.oneof(fc.dictionary(key, value), fc.jsonValue()),
    health: fc.oneof(fc.record({ status: fc.jsonValue(), uptime: value, last_update: time }), fc.jsonValue()),
    timestamp: time,
    error: fc.jsonValue(),
  },
  { requiredKeys: [] },
)

describe('whatever comes', () => {
  const anything = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.json(),
    state.map(asFrame),
    // A documented frame with a piece cut out, or replaced.
    fc
      .tuple(
        fc.constantFrom(documented, asFrame(newer)),
        fc.nat(900),
        fc.nat(20),
        fc.string({ maxLength: 8 }),
      )
      .map(([frame, at, cut, piece]) => frame.slice(0, at) + piece + frame.slice(at + cut)),
  )

  it('never throws; values are finite, times are between 2000 and 2100 or none, reasons have words', () => {
    const next = connection()
    fc.assert(
      fc.property(anything, (frame) => {
        const updates = next(frame)
        for (const { reason } of rejectionsOf(updates)) expect(reason).not.toBe('')
        for (const { value: told, time: at, sensor } of readingsOf(updates)) {
          expect(Number.isFinite(told)).toBe(true)
          expect(sensor).toMatch(/^(metric|component):./su)
          if (at !== null) expect(at >= Date.UTC(2000, 0, 1) && at < Date.UTC(2100, 0, 1)).toBe(true)
        }
      }),
      { numRuns: 3_000 },
    )
  })

  it('T6: each metric that is there is a reading or rejected', () => {
    fc.assert(
      fc.property(fc.dictionary(key, value), time, (metrics, timestamp) => {
        const updates = decode({ metrics, timestamp })
        // An own timestamp among the metrics is their time, no metric.
        const told = Object.entries(metrics).filter(([name, one]) => name !== 'timestamp' && one !== null)
        const lost = rejectionsOf(updates).reduce((sum, { readings }) => sum + readings, 0)
        expect(readingsOf(updates).length + lost).toBe(told.length)
      }),
    )
  })

  it('T8: each component that has a name is told, whatever is said of it', () => {
    fc.assert(
      fc.property(fc.dictionary(key, fc.oneof(component, fc.jsonValue())), (components) => {
        const [told] = decode({ components }).filter(({ kind }) => kind === 'components')
        const ids = told?.kind === 'components' ? told.components.map(({ id }) => id) : []
        expect(ids).toEqual(Object.keys(components).filter((id) => id !== ''))
      }),
    )
  })

  it('every reading is of a sensor that was told', () => {
    const next = connection()
    const known = new Set<string>()
    fc.assert(
      fc.property(state, (frame) => {
        for (const update of next(frame)) {
          if (update.kind === 'sensors') {
            known.clear()
            for (const { id } of update.sensors) known.add(id)
          }
          if (update.kind === 'readings') {
            for (const { sensor } of update.readings) expect(known).toContain(sensor)
          }
        }
      }),
    )
  })
})
