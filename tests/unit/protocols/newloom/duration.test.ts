import { expect, it } from 'vitest'
import { durationSeconds } from '../../../../src/protocols/systems/newloom/duration'

it.each([
  ['00:05:23', 323],
  ['00:00:00', 0],
  ['100:00:01', 360_001],
  ['0:05:23.500000', 323.5],
  ['1 02:00:00', 93_600],
  ['1 day, 2:00:00', 93_600],
  ['2 days, 0:00:01', 172_801],
  [12.5, 12.5],
  [0, 0],
])('%j is %d s', (value, seconds) => {
  expect(durationSeconds(value)).toBe(seconds)
})

it.each([
  '5:23',
  '00:60:00',
  '00:00:60',
  '-1:00:00',
  '00:05:23 ',
  '',
  '1e3',
  'P0DT00H05M23S',
  -1,
  NaN,
  Infinity,
  null,
  undefined,
  {},
  '9'.repeat(1_000_000),
])('anything else is none', (value) => {
  expect(durationSeconds(value)).toBeNull()
})
