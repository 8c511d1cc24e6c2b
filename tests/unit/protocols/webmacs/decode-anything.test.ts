import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDecoder } from '../../../../src/protocols/systems/webmacs/decode'
import { ARRIVED, batch, documented, good, readingsOf } from './frames'

describe('whatever comes', () => {
  const anything = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.json(),
    fc.jsonValue().map((datapoints) => JSON.stringify({ type: 'datapoints_batch', datapoints })),
    fc
      .array(
        fc.record(
          {
            value: fc.oneof(fc.double(), fc.jsonValue()),
            event_public_id: fc.oneof(fc.string(), fc.constant('__proto__'), fc.jsonValue()),
            timestamp: fc.oneof(
              fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
              fc.jsonValue(),
            ),
            experiment_public_id: fc.oneof(fc.string(), fc.jsonValue()),
          },
          { requiredKeys: [] },
        ),
      )
      .map((datapoints) => JSON.stringify({ type: 'datapoints_batch', datapoints })),
    // A documented frame with a piece cut out, or replaced.
    fc
      .tuple(
        fc.constantFrom(...Object.values(documented)),
        fc.nat(400),
        fc.nat(20),
        fc.string({ maxLength: 8 }),
      )
      .map(([frame, at, cut, piece]) => frame.slice(0, at) + piece + frame.slice(at + cut)),
  )

  it('never throws; values are finite, times are between 2000 and 2100 or none', () => {
    const decoder = createDecoder()
    fc.assert(
      fc.property(anything, (frame) => {
        for (const update of decoder.decode(frame, { arrivedAt: ARRIVED })) {
          if (update.kind === 'rejection') expect(update.rejection.reason).not.toBe('')
          for (const { value, time, sensor } of readingsOf([update])) {
            expect(Number.isFinite(value)).toBe(true)
            expect(sensor).not.toBe('')
            if (time === null) continue
            expect(time >= Date.UTC(2000, 0, 1) && time < Date.UTC(2100, 0, 1)).toBe(true)
          }
        }
      }),
      { numRuns: 3_000 },
    )
  })

  it('T6: each datapoint is a reading or rejected', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant(good), fc.jsonValue())), (datapoints) => {
        const updates = batch(...datapoints)
        const rejected = updates.reduce(
          (sum, update) => sum + (update.kind === 'rejection' ? update.rejection.readings : 0),
          0,
        )
        expect(readingsOf(updates).length + rejected).toBe(datapoints.length)
      }),
    )
  })
})
