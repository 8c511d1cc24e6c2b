import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDecoder } from '../../../../src/protocols/systems/servosense/decode'
import { sourceWith } from './answering'
import { ARRIVED, connection, decode, documented, good, readingsOf, rejectionsOf } from './frames'

describe('whatever comes', () => {
  const times = fc.oneof(
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.jsonValue(),
  )
  const record = fc.record(
    {
      type: fc.oneof(fc.constantFrom('reading', 'event', 'info', 'error'), fc.jsonValue()),
      sensor_id: fc.oneof(fc.integer(), fc.string(), fc.constant('__proto__'), fc.jsonValue()),
      value: fc.oneof(fc.double(), fc.jsonValue()),
      unit: fc.oneof(fc.string(), fc.jsonValue()),
      ts: times,
      level: fc.oneof(fc.constantFrom('INFO', 'WARN', 'CRIT'), fc.jsonValue()),
      message: fc.oneof(fc.string(), fc.constant('workspace_not_found'), fc.jsonValue()),
      error: fc.oneof(fc.record({ code: fc.jsonValue(), message: fc.jsonValue() }), fc.jsonValue()),
      version: fc.oneof(fc.constantFrom(1, 2, '1.1'), fc.jsonValue()),
    },
    { requiredKeys: [] },
  )
  const anything = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.json(),
    record.map((one) => JSON.stringify(one)),
    // A documented frame with a piece cut out, or replaced.
    fc
      .tuple(
        fc.constantFrom(...Object.values(documented).flat()),
        fc.nat(200),
        fc.nat(20),
        fc.string({ maxLength: 8 }),
      )
      .map(([frame, from, cut, piece]) => frame.slice(0, from) + piece + frame.slice(from + cut)),
  )

  it('never throws; values are finite, times are between 2000 and 2100 or none, words are texts', () => {
    const decoder = createDecoder(sourceWith())
    fc.assert(
      fc.property(anything, (frame) => {
        for (const update of decoder.decode(frame, { arrivedAt: ARRIVED })) {
          if (update.kind === 'rejection') expect(update.rejection.reason).not.toBe('')
          if (update.kind === 'unit') expect(update.unit).not.toBe('')
          if (update.kind === 'log') expect(update.message).toBeTypeOf('string')
          const stamped = update.kind === 'log' ? [update] : readingsOf([update])
          for (const { time, sensor } of stamped) {
            expect(sensor).not.toBe('')
            if (time === null) continue
            expect(time >= Date.UTC(2000, 0, 1) && time < Date.UTC(2100, 0, 1)).toBe(true)
          }
          for (const { value } of readingsOf([update])) expect(Number.isFinite(value)).toBe(true)
        }
      }),
      { numRuns: 3_000 },
    )
  })

  it('T6: each frame that says it is a reading is one, or is rejected as one', () => {
    fc.assert(
      fc.property(record, (one) => {
        const updates = decode({ ...one, type: 'reading' })
        const lost = rejectionsOf(updates).reduce((sum, { readings }) => sum + readings, 0)
        expect(readingsOf(updates).length + lost).toBe(1)
      }),
      { numRuns: 1_000 },
    )
  })

  it('T6: no event with words, in a version that is known, is lost', () => {
    fc.assert(
      fc.property(record, fc.string({ minLength: 1, maxLength: 50 }), (one, message) => {
        const updates = decode({ ...one, type: 'event', message, version: 1 })
        expect(updates.filter(({ kind }) => kind === 'log')).toHaveLength(1)
      }),
    )
  })

  it('costs no other frame', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 10 }), (frames) => {
        expect(readingsOf(connection(...frames, good).at(-1)!)).toHaveLength(1)
      }),
    )
  })
})
