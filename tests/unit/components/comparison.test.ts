import { expect, test } from 'vitest'
import { comparable, compared } from '../../../src/components/sensor/comparison'
import { RecordedSensor } from '../../../src/domain/recorded-sensor'
import { described } from '../domain/recording'

const sensor = (id: string): RecordedSensor =>
  new RecordedSensor('plant', described(id), 10, { cadenceMs: 1_000, pollMs: 1_000 })
const [p, q, r, s, t] = ['p', 'q', 'r', 's', 't'].map(sensor) as [
  RecordedSensor,
  RecordedSensor,
  RecordedSensor,
  RecordedSensor,
  RecordedSensor,
]
const units = new Map([
  [p, { sent: '°C', claimed: null }],
  [q, { sent: '°C', claimed: null }],
  [r, { sent: 'bar', claimed: null }],
  [s, { sent: '°C', claimed: '°F' }],
  [t, { sent: '', claimed: null }],
])
const display = (one: RecordedSensor) => units.get(one)!

test('a sensor is compared with others in its unit, never where a unit is in doubt', () => {
  const all = [p, q, r, s, t]
  expect(comparable(p, all, display)).toEqual([q])
  expect(comparable(s, all, display)).toEqual([])
  expect(comparable(t, [t, sensor('u')], () => display(t))).toEqual([])
})

test('an address brings each known sensor once, in its order, and three at most', () => {
  expect(compared(['r', 'nobody', 'q', 'r'], [q, r])).toEqual([r, q])
  expect(compared(['p', 'q', 'r', 's'], [p, q, r, s])).toEqual([p, q, r])
  expect(compared(['__proto__'], [p])).toEqual([])
})
