import { describe, expect, test } from 'vitest'
import { alarmState } from '../../../src/domain/alarm'
import { AlarmRegister } from '../../../src/domain/alarm-register'
import { LimitAlarms } from '../../../src/domain/limit-alarms'
import type { Limit, Reporting } from '../../../src/domain/updates'
import { NOON, Recording, SECOND, seconds } from './recording'

const LIMITS: Limit[] = [
  {
    ...{ id: 'l', sensor: 'p1', name: 'Too high', severity: 'warn', origin: 'backend' },
    condition: { operator: 'gt', value: 90 },
  },
]

function watched({ onDelayMs = 0, reporting = 'periodic' as Reporting } = {}) {
  const recording = new Recording({ reporting })
  const register = new AlarmRegister()
  const alarms = new LimitAlarms(register)
  const settings = { deadband: 0, onDelayMs, offDelayMs: 0 }
  const read = (second: number, value: number, heardAt = second): void => {
    recording.sensor.take(seconds(second), [value], 'live', NOON + heardAt * SECOND)
    alarms.take(recording.sensor, seconds(second), [value], LIMITS, settings, NOON + heardAt * SECOND)
  }
  const tick = (second: number): void => register.tick((alarm) => alarms.clock(alarm, NOON + second * SECOND))
  const news = () =>
    register.takeNews().map(({ alarm, at }) => [alarmState(alarm.life), (at - NOON) / SECOND])
  return { alarms, register, read, tick, news, recording, settings }
}

describe('the time of an alarm', () => {
  test('A2: is that of the samples, and passes between them as it does here', () => {
    const { read, tick, news } = watched({ onDelayMs: 5_000 })
    read(100, 95, 0)
    tick(4)
    expect(news()).toEqual([])
    tick(6)
    expect(news()).toEqual([['unacknowledged', 105]])
  })

  test('A2, T3: over a gap the on-delay counts anew', () => {
    const { read, news } = watched({ onDelayMs: 5_000 })
    read(0, 95)
    read(60, 95)
    expect(news()).toEqual([])
    for (let second = 61; second <= 65; second++) read(second, 95)
    expect(news()).toEqual([['unacknowledged', 65]])
  })

  test('A2: a delay that ends with a value was over before it, so that the value must come back by the deadband', () => {
    const { read, news, settings } = watched({ onDelayMs: 2_000 })
    settings.deadband = 10
    read(0, 95)
    read(1, 95)
    read(2, 89)
    expect(news()).toEqual([['unacknowledged', 2]])
    read(3, 79)
    expect(news()).toEqual([['returned-unacknowledged', 3]])
  })

  test('follows a clock of the backend that steps back', () => {
    const { read, news } = watched()
    for (let second = 3_600; second < 3_605; second++) read(second, 95, second - 3_600)
    expect(news()).toHaveLength(1)
    for (let second = 5; second < 30; second++) read(second, 5, second)
    expect(news()).toMatchObject([['returned-unacknowledged', expect.any(Number)]])
    read(30, 95, 30)
    expect(news()).toEqual([['unacknowledged', 30]])
  })

  test('A5: what is told only when it changes holds still when the link is back', () => {
    const { alarms, read, tick, news } = watched({ onDelayMs: 5_000, reporting: 'on-change' })
    read(0, 95)
    alarms.freeze('plant')
    tick(60)
    expect(news()).toEqual([])
    alarms.thaw('plant', NOON + 60 * SECOND)
    tick(64)
    expect(news()).toEqual([])
    tick(65)
    expect(news()).toEqual([['unacknowledged', 65]])
  })
})

test('a value that is no number changes nothing', () => {
  const { read, news } = watched()
  read(0, 95)
  news()
  read(1, NaN)
  expect(news()).toEqual([])
})

test('limits that come after the first value are judged by it, once', () => {
  const { alarms, read, news, recording, settings } = watched()
  read(0, 95)
  news()
  const crit: Limit = { ...LIMITS[0]!, id: 'm', severity: 'crit' }
  alarms.revise(recording.sensor, [...LIMITS, crit], settings, NOON)
  alarms.revise(recording.sensor, [...LIMITS, crit], settings, NOON)
  expect(news()).toEqual([['unacknowledged', 0]])
})

test.each([
  ['live', 'on-change', 1],
  ['live', 'periodic', 1],
  ['filled', 'on-change', 1],
  ['filled', 'periodic', 0],
  ['restored', 'on-change', 0],
] as const)(
  'a first limit is judged by the last value that is %s and %s: %i',
  (provenance, reporting, alarms) => {
    const { recording, settings, news, alarms: limits } = watched({ reporting })
    recording.sensor.take(seconds(0), [95], provenance, NOON)
    limits.revise(recording.sensor, [], settings, NOON)
    limits.revise(recording.sensor, LIMITS, settings, NOON + 60 * SECOND)
    expect(news()).toHaveLength(alarms)
  },
)

describe('limits that change while the value is old', () => {
  const over = (value: number): Limit[] => [{ ...LIMITS[0]!, condition: { operator: 'gt', value } }]

  test('the alarm begins or ends now, not when the value was read', () => {
    const { alarms, read, news, recording, settings } = watched({ reporting: 'on-change' })
    read(0, 80)
    alarms.revise(recording.sensor, over(70), settings, NOON + 3_600 * SECOND)
    alarms.revise(recording.sensor, over(90), settings, NOON + 7_200 * SECOND)
    expect(news()).toEqual([
      ['unacknowledged', 3_600],
      ['returned-unacknowledged', 7_200],
    ])
  })

  test('that a limit is gone is not told as if the value had returned', () => {
    const { alarms, read, recording, settings, register } = watched()
    read(0, 95)
    alarms.revise(recording.sensor, [], settings, NOON)
    expect(register.takeNews().map(({ to, isGone }) => [to, isGone])).toEqual([
      ['unacknowledged', false],
      ['returned-unacknowledged', true],
    ])
  })

  test('A2: a smaller deadband, and a shorter delay, count at once', () => {
    const { alarms, tick, news, recording } = watched({ reporting: 'on-change' })
    const calm = { deadband: 20, onDelayMs: 0, offDelayMs: 3_600_000 }
    alarms.take(recording.sensor, seconds(0, 1), [95, 80], LIMITS, calm, NOON + SECOND)
    expect(news()).toEqual([['unacknowledged', 0]])
    alarms.revise(recording.sensor, LIMITS, { ...calm, deadband: 5 }, NOON + 2 * SECOND)
    alarms.revise(recording.sensor, LIMITS, { ...calm, deadband: 5, offDelayMs: 1_000 }, NOON + 2 * SECOND)
    tick(3)
    expect(news()).toEqual([['returned-unacknowledged', 3]])
  })
})

describe('what is told only when it changes', () => {
  test('A5, T4: what history says of it counts, when it changed unseen', () => {
    const { alarms, read, news, recording, settings } = watched({ reporting: 'on-change' })
    read(0, 95)
    recording.sensor.interrupt()
    recording.sensor.take(seconds(30), [5], 'filled', NOON + 60 * SECOND)
    alarms.takeHistory(recording.sensor, LIMITS, settings, NOON + 60 * SECOND)
    alarms.takeHistory(recording.sensor, LIMITS, settings, NOON + 61 * SECOND)
    expect(news()).toEqual([
      ['unacknowledged', 0],
      ['returned-unacknowledged', 30],
    ])
  })
})

test('a value that there is no more ends the alarm, and is not judged again', () => {
  const { alarms, read, news, recording, settings } = watched()
  read(0, 95)
  alarms.rest(() => true, NOON + SECOND)
  alarms.revise(recording.sensor, [{ ...LIMITS[0]!, severity: 'crit' }], settings, NOON + 2 * SECOND)
  expect(news()).toEqual([
    ['unacknowledged', 0],
    ['returned-unacknowledged', 1],
  ])
})

test('C8: after this machine’s clock was set, the time of the samples goes on from the newest', () => {
  const { alarms, read, tick, news } = watched({ onDelayMs: 5_000 })
  read(0, 95)
  alarms.resetClock(NOON - 3_600 * SECOND)
  tick(-3_596)
  expect(news()).toEqual([])
  tick(-3_595)
  expect(news()).toEqual([['unacknowledged', 5]])
})
